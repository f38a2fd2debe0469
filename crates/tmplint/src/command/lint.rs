//! Linting and the inventory of sites: settings, files, work, output.

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::report::{
    self, FileReport, Format, Note, NoteKind, Report, RuleInfo, Style, Summary, summary_line,
};
use crate::suggest::unknown_rule;
use crate::{Linter, Options, Outcome, TOOL};
use rayon::prelude::*;
use tmplint_frontends::STACK_SIZE;
use tmplint_ir::{Level, SourceFile, Tier};

use super::arguments::{Files, FindingFormat, Lint, Output, Reporting, Sites, TableFormat};
use super::config::{self, Config, PerPath};
use super::files::{Candidate, Found, Search};
use super::globs::Globs;
use super::read::{self, Content};
use super::{Exit, output, say};

/// `tmplint PATHS`.
pub(super) fn run(arguments: &Lint) -> Result<Exit, String> {
    let reporting = &arguments.report;
    let format = finding_format(arguments.format);
    let people = matches!(format, Format::Full | Format::Concise);
    if reporting.statistics && !people {
        return Err("--statistics goes with --format full or concise".to_owned());
    }
    let setup = Setup::new(&arguments.files, Some(reporting))?;
    let found = setup.search(&arguments.files)?;
    if reporting.show_files {
        return show_files(&setup, &found, &arguments.output);
    }
    let mut results = setup.lint(found, Keep::Findings)?;
    if reporting.omit_ignored {
        for file in &mut results.files {
            file.suppressed.clear();
        }
    }
    let report = setup.report(&results);
    let style = Style { color: arguments.output.use_color() };
    output::write_to(arguments.output.file.as_deref(), |out| {
        if reporting.statistics {
            report::write_statistics(&report, out)
        } else {
            report::write_findings(&report, format, style, out)
        }
    })?;
    results.say_notes(&arguments.output, setup.named_files);
    if results.nothing_to_lint() {
        return Ok(results.say_nothing_to_lint(&arguments.files));
    }
    if !arguments.output.quiet {
        say(&summary_line(&results.summary));
    }
    Ok(match results.summary.findings() {
        _ if results.failed() => Exit::Failure,
        0 => Exit::Clean,
        _ if reporting.exit_zero => Exit::Clean,
        _ => Exit::Findings,
    })
}

/// `tmplint sites PATHS`.
pub(super) fn run_sites(arguments: &Sites) -> Result<Exit, String> {
    let setup = Setup::new(&arguments.files, None)?;
    let found = setup.search(&arguments.files)?;
    let results = setup.lint(found, Keep::Sites)?;
    let report = setup.report(&results);
    output::write_to(arguments.output.file.as_deref(), |out| match arguments.format {
        TableFormat::Table => report::write_sites_table(&report, out),
        TableFormat::Json => report::write_sites_json(&report, out),
    })?;
    results.say_notes(&arguments.output, setup.named_files);
    if results.nothing_to_lint() {
        return Ok(results.say_nothing_to_lint(&arguments.files));
    }
    if !arguments.output.quiet {
        say(&report::sites_summary_line(&report));
    }
    Ok(if results.failed() { Exit::Failure } else { Exit::Clean })
}

fn finding_format(format: FindingFormat) -> Format {
    match format {
        FindingFormat::Full => Format::Full,
        FindingFormat::Concise => Format::Concise,
        FindingFormat::Json => Format::Json,
        FindingFormat::Sarif => Format::Sarif,
        FindingFormat::Github => Format::Github,
    }
}

/// Everything a run is made with.
struct Setup {
    directory: PathBuf,
    linter: Linter,
    exclude: Arc<Vec<Globs>>,
    per_path: Vec<(Globs, PerPath)>,
    jobs: usize,
    /// Whether only files were named, no directory: then even small remarks are of interest.
    named_files: bool,
}

impl Setup {
    fn new(files: &Files, reporting: Option<&Reporting>) -> Result<Self, String> {
        let directory =
            env::current_dir().map_err(|error| format!("the current directory: {error}"))?;
        let rules = crate::rules();
        let config = match &files.config {
            _ if files.no_config => None,
            Some(file) => Some(config::read(&directory.join(file), &rules)?),
            None => {
                let file = config::find(&directory);
                file.map(|file| config::read(&file, &rules)).transpose()?
            }
        };
        let config = config.unwrap_or_default();
        let mut options = match reporting {
            Some(reporting) => options(reporting, &config, &rules)?,
            // The inventory shows every site whatever is reported about it.
            None => Options { heed_ignores: false, ..Options::default() },
        };
        options.prefilter = !files.no_prefilter;
        let glob = |directory: &Path, globs: &[String], whose: &str| {
            Globs::new(directory, globs).map_err(|error| format!("{whose}: {error}"))
        };
        let per_path = config
            .per_path
            .into_iter()
            .map(|entry| Ok((glob(&config.directory, &entry.paths, "per-path")?, entry)));
        let mut exclude = vec![
            glob(&directory, &files.exclude, "--exclude")?,
            glob(&config.directory, &config.exclude, "exclude")?,
        ];
        exclude.retain(|globs| !globs.is_empty());
        Ok(Self {
            exclude: Arc::new(exclude),
            per_path: per_path.collect::<Result<_, String>>()?,
            linter: Linter::new(options),
            jobs: files.jobs.map_or_else(
                || std::thread::available_parallelism().map_or(1, usize::from),
                usize::from,
            ),
            named_files: files.paths.iter().all(|path| !path.is_dir()),
            directory,
        })
    }

    fn search(&self, files: &Files) -> Result<Found, String> {
        if files.paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
            return Err("standard input can be read once only".to_owned());
        }
        let search = Search {
            directory: &self.directory,
            exclude: Arc::clone(&self.exclude),
            force_exclude: files.force_exclude,
            git_ignore: !files.no_ignore,
            hidden: files.hidden,
            stdin_filename: files.stdin_filename.as_deref(),
            jobs: self.jobs,
        };
        Ok(search.run(&files.paths))
    }

    fn pool(&self) -> Result<rayon::ThreadPool, String> {
        rayon::ThreadPoolBuilder::new()
            .num_threads(self.jobs)
            .stack_size(STACK_SIZE)
            .build()
            .map_err(|error| format!("threads: {error}"))
    }

    fn lint(&self, found: Found, keep: Keep) -> Result<Results, String> {
        let one = |candidate: &Candidate| match read::read(candidate) {
            Content::Source(mut input) => {
                for (globs, here) in &self.per_path {
                    if globs.match_path_or_above(&candidate.absolute) {
                        input.ignore.extend_from_slice(&here.ignore);
                        input.private = here.private.clone().or(input.private);
                    }
                }
                Work::Linted(keep.only(self.linter.lint(input)))
            }
            Content::Skipped => Work::Nothing,
            Content::Note(note) => Work::Note(note),
        };
        let done: Vec<Work> = self.pool()?.install(|| found.files.par_iter().map(one).collect());
        let mut results = Results { notes: found.notes, ..Results::default() };
        for work in done {
            results.add(work);
        }
        results.notes.sort_by(|a, b| {
            (&a.path, a.position, a.kind, &a.message)
                .cmp(&(&b.path, b.position, b.kind, &b.message))
        });
        Ok(results)
    }

    fn report<'a>(&'a self, results: &'a Results) -> Report<'a> {
        Report {
            tool: &TOOL,
            rules: self.linter.rules(),
            files: &results.files,
            notes: &results.notes,
            summary: &results.summary,
        }
    }
}

/// What to report: what the command line says, else the configuration.
fn options(reporting: &Reporting, config: &Config, rules: &[RuleInfo]) -> Result<Options, String> {
    for id in reporting.select.iter().chain(&reporting.ignore) {
        if !rules.iter().any(|rule| rule.id == *id) {
            return Err(unknown_rule(id, rules));
        }
    }
    let mut ignore: BTreeSet<String> = config.ignore.iter().cloned().collect();
    // Asking for a rule by name is stronger than a file that turns it off.
    for id in &reporting.select {
        ignore.remove(id);
    }
    ignore.extend(reporting.ignore.iter().cloned());
    let select = if reporting.select.is_empty() {
        config.select.clone()
    } else {
        Some(reporting.select.clone())
    };
    Ok(Options {
        select: select.map(|ids| ids.into_iter().collect()),
        ignore,
        tier: reporting.tier().or(config.tier).unwrap_or(Tier::Default),
        min_level: reporting.min_level.or(config.min_level).unwrap_or(Level::Note),
        heed_ignores: !reporting.no_ignores,
        exclude_tests: config.exclude_tests,
        private_systems: config.private_systems,
        prefilter: true,
    })
}

/// What of a file's report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keep {
    Findings,
    Sites,
}

impl Keep {
    /// Lets go of the rest, and of the text of files that are only counted: a large tree must not
    /// stay in memory.
    fn only(self, outcome: Outcome) -> Outcome {
        let Outcome::Report(mut file) = outcome else { return outcome };
        match self {
            Self::Findings => file.sites = Vec::new(),
            Self::Sites => {
                file.findings = Vec::new();
                file.suppressed = Vec::new();
            }
        }
        if file.findings.is_empty() && file.suppressed.is_empty() && file.sites.is_empty() {
            file.source = SourceFile::new(file.source.path(), Vec::new());
        }
        Outcome::Report(file)
    }
}

/// What became of one candidate.
enum Work {
    Linted(Outcome),
    Note(Note),
    Nothing,
}

/// What a run came to.
#[derive(Default)]
struct Results {
    files: Vec<FileReport>,
    notes: Vec<Note>,
    summary: Summary,
}

impl Results {
    fn add(&mut self, work: Work) {
        match work {
            Work::Nothing => {}
            Work::Note(note) => self.notes.push(note),
            Work::Linted(Outcome::Silent(language)) => self.summary.add_file(language),
            Work::Linted(Outcome::Report(mut file)) => {
                self.notes.append(&mut file.notes);
                self.summary.add(&file);
                if !file.findings.is_empty()
                    || !file.suppressed.is_empty()
                    || !file.sites.is_empty()
                {
                    self.files.push(*file);
                }
            }
        }
    }

    fn failed(&self) -> bool {
        self.notes.iter().any(|note| note.failure)
    }

    /// Notes for people. Syntax errors that parsers pass over are too common in C to list unless
    /// the file was named.
    fn say_notes(&self, output: &Output, named_files: bool) {
        let mut passed_over = 0;
        let mut text = Vec::new();
        for note in &self.notes {
            if output.quiet && !note.failure {
                continue;
            }
            if note.kind == NoteKind::SyntaxError && !named_files && !output.verbose {
                passed_over += 1;
                continue;
            }
            // Writing to memory cannot fail.
            let _ = report::write_note(note, &mut text);
        }
        for line in String::from_utf8_lossy(&text).lines() {
            say(line);
        }
        if passed_over > 0 {
            let files = if passed_over == 1 { "file" } else { "files" };
            say(&format!(
                "note: parts of {passed_over} {files} could not be parsed and were passed over; \
                 --verbose lists them"
            ));
        }
    }

    fn nothing_to_lint(&self) -> bool {
        self.summary.files() == 0
    }

    fn say_nothing_to_lint(&self, files: &Files) -> Exit {
        if self.failed() {
            return Exit::Failure;
        }
        // A commit hook passes what was committed, whatever that is.
        if files.force_exclude {
            return Exit::Clean;
        }
        say(
            "error: nothing to lint: no C, Python, shell or Rust file and no file with scripts found",
        );
        Exit::NothingToLint
    }
}

/// `--show-files`.
fn show_files(setup: &Setup, found: &Found, arguments: &Output) -> Result<Exit, String> {
    let kinds: Vec<_> =
        setup.pool()?.install(|| found.files.par_iter().map(read::kind_of).collect());
    let mut results = Results { notes: found.notes.clone(), ..Results::default() };
    let mut shown = Vec::new();
    for (candidate, kind) in found.files.iter().zip(kinds) {
        match kind {
            Ok(Some(kind)) => {
                results.summary.add_file(kind.language());
                shown.push(report::visible(&candidate.shown));
            }
            Ok(None) => {}
            Err(note) => results.notes.push(note),
        }
    }
    output::write_to(arguments.file.as_deref(), |out| {
        shown.iter().try_for_each(|path| writeln!(out, "{path}"))
    })?;
    results.say_notes(arguments, setup.named_files);
    Ok(match () {
        () if results.failed() => Exit::Failure,
        () if results.nothing_to_lint() => Exit::NothingToLint,
        () => Exit::Clean,
    })
}

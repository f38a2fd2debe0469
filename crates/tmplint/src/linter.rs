//! From a file's bytes to its report.

use tmplint_engine::Extent;
use tmplint_frontends::STACK_SIZE;
use tmplint_ir::{Finding, Language, NoteKind as ParseNoteKind, ParseNote, SourceFile, Tier};
use tmplint_report::{FileReport, Note, NoteKind, RuleInfo, Suppressed, position};

use crate::TOOL;
use crate::analysis::{self, Analysis, Situation};
use crate::guard::guarded;
use crate::language::{Kind, by_name, kind};
use crate::options::{Fate, Options};
use crate::prefilter::Prefilter;
use crate::suggest::unknown_rule;
use crate::suppress::Ignores;

type Analyse = dyn Fn(&SourceFile, Kind, &Situation) -> Analysis + Send + Sync;

/// Lints files, one at a time, from any number of threads.
pub struct Linter {
    options: Options,
    rules: Vec<RuleInfo>,
    prefilter: Prefilter,
    analyse: Box<Analyse>,
}

/// One file to lint.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its path as reports print it.
    pub path: String,
    /// Its path as a URI reference, if not what `path` gives.
    pub uri: Option<String>,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What it is.
    pub kind: Kind,
    /// Rules not reported in this file.
    pub ignore: Vec<String>,
    /// The system in which it runs, if nobody else can write to a shared directory there: `the
    /// build of our image`.
    pub private: Option<String>,
}

/// What linting one file came to.
#[derive(Debug)]
pub enum Outcome {
    /// There is nothing to say about it.
    Silent(Language),
    /// There is.
    Report(Box<FileReport>),
}

impl Linter {
    /// A linter with tmplint's rules.
    pub fn new(options: Options) -> Self {
        let extent = if options.prefilter { Extent::Relevant } else { Extent::Everything };
        let analyse = move |source: &SourceFile, kind, situation: &Situation| {
            analysis::analyse(source, kind, extent, situation)
        };
        Self::with_analysis(options, analysis::rules(), analysis::needles, analyse)
    }

    /// A linter with rules and an analysis of one's own, for tests. `rules` are sorted by id;
    /// `needles` are those of [`Options::prefilter`].
    #[doc(hidden)]
    pub fn with_analysis(
        options: Options,
        rules: Vec<RuleInfo>,
        needles: impl Fn(Language) -> Vec<String>,
        analyse: impl Fn(&SourceFile, Kind, &Situation) -> Analysis + Send + Sync + 'static,
    ) -> Self {
        Self { options, rules, prefilter: Prefilter::new(needles), analyse: Box::new(analyse) }
    }

    /// Every rule, sorted by id.
    pub fn rules(&self) -> &[RuleInfo] {
        &self.rules
    }

    /// Lints text of which its path or `#!` line tells what it is; `None` if they do not.
    pub fn lint_source(&self, path: &str, bytes: Vec<u8>) -> Option<FileReport> {
        let kind = kind(by_name(path), &bytes)?;
        Some(self.lint_as(path, bytes, kind))
    }

    /// Lints text in a language, or of a host of scripts.
    pub fn lint_as(&self, path: &str, bytes: Vec<u8>, kind: impl Into<Kind>) -> FileReport {
        let kind = kind.into();
        let path_shown = path.to_owned();
        let ignore = Vec::new();
        let input = Input { path: path_shown, uri: None, bytes, kind, ignore, private: None };
        let empty = || FileReport::new(SourceFile::new(path, Vec::new()), kind.language());
        let outcome = std::thread::scope(|scope| {
            let worker = std::thread::Builder::new().stack_size(STACK_SIZE);
            match worker.spawn_scoped(scope, || self.lint(input)) {
                Ok(worker) => worker.join().map_err(|_| "the worker panicked".to_owned()),
                Err(error) => Err(error.to_string()),
            }
        });
        match outcome {
            Ok(Outcome::Report(report)) => *report,
            Ok(Outcome::Silent(_)) => empty(),
            Err(message) => {
                let mut report = empty();
                report.notes.push(internal_error(path, &message));
                report
            }
        }
    }

    /// Lints one file on this thread, which must have a stack of [`STACK_SIZE`] bytes.
    pub fn lint(&self, input: Input) -> Outcome {
        let Input { path, uri, bytes, kind, ignore, private } = input;
        let language = kind.language();
        let matters = self.prefilter.lets_through(kind, &bytes);
        if !matters && self.options.prefilter {
            return Outcome::Silent(language);
        }
        let mut report = FileReport::new(SourceFile::new(path, bytes), language);
        if let Some(uri) = uri {
            report.uri = uri;
        }
        let situation = Situation { private, weighs: self.options.private_systems };
        match guarded(|| (self.analyse)(&report.source, kind, &situation)) {
            Ok(analysis) => self.judge(&mut report, analysis, &ignore),
            Err(message) => report.notes.push(internal_error(report.source.path(), &message)),
        }
        // Switching the prefilter off must not change the output, only show what it missed.
        if !matters {
            report.notes.retain(|note| note.failure);
        }
        if report.findings.is_empty()
            && report.suppressed.is_empty()
            && report.sites.is_empty()
            && report.notes.is_empty()
            && report.hidden == tmplint_report::Hidden::default()
        {
            return Outcome::Silent(language);
        }
        Outcome::Report(Box::new(report))
    }

    /// Sorts out what of an analysis is reported.
    fn judge(&self, report: &mut FileReport, analysis: Analysis, not_here: &[String]) {
        let source = &report.source;
        let mut ignores = if self.options.heed_ignores {
            Ignores::read(source, report.language, |id| {
                if self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).is_ok() {
                    Ok(())
                } else {
                    Err(unknown_rule(id, &self.rules))
                }
            })
        } else {
            Ignores::default()
        };
        let mut findings = analysis.findings;
        if self.options.exclude_tests {
            let in_test = |span| analysis.tests.iter().any(|test| test.contains(span));
            findings.retain(|finding| !in_test(finding.span));
        }
        findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        for finding in findings {
            let reason = ignores.ignore(
                &finding.rule,
                source.line_column(finding.span.start).line,
                source.line_column(finding.span.end).line,
            );
            match (self.fate(&finding, not_here), reason) {
                (Fate::Dropped, _) => {}
                (Fate::Shown, Some(reason)) => report.suppressed.push(Suppressed {
                    finding,
                    reason: reason.text,
                    line: reason.line,
                }),
                (Fate::Shown, None) => report.findings.push(finding),
                // Ignored and hidden: nothing anybody has to know.
                (_, Some(_)) => {}
                (Fate::BelowLevel, None) => report.hidden.below_level += 1,
                (Fate::Tier(Tier::Audit), None) => report.hidden.audit += 1,
                (Fate::Tier(_), None) => report.hidden.pedantic += 1,
            }
        }
        report.sites = analysis.sites;
        report.sites.sort_by_key(|site| site.span);
        report.notes.extend(parse_notes(source, &analysis.notes));
        // Of a file that was not read to its end nobody knows what an ignore is for.
        let whole = report.notes.iter().all(|note| note.kind == NoteKind::SyntaxError);
        let wanted = |note: &Note| whole || note.kind != NoteKind::UnusedIgnore;
        report.notes.extend(ignores.into_notes().filter(wanted));
    }

    fn fate(&self, finding: &Finding, not_here: &[String]) -> Fate {
        if not_here.contains(&finding.rule) { Fate::Dropped } else { self.options.fate(finding) }
    }
}

/// One note per kind: the first place, and how many more there are.
fn parse_notes(source: &SourceFile, notes: &[ParseNote]) -> Vec<Note> {
    let mut kinds: Vec<(NoteKind, &ParseNote, usize)> = Vec::new();
    for note in notes {
        let kind = match note.kind {
            ParseNoteKind::SyntaxError => NoteKind::SyntaxError,
            ParseNoteKind::NotParsed => NoteKind::NotParsed,
            ParseNoteKind::TooDeep => NoteKind::TooDeep,
            ParseNoteKind::TooLarge => NoteKind::TooMuchCode,
        };
        match kinds.iter_mut().find(|(known, ..)| *known == kind) {
            Some((_, first, more)) => {
                *more += 1;
                if note.span < first.span {
                    *first = note;
                }
            }
            None => kinds.push((kind, note, 0)),
        }
    }
    kinds
        .into_iter()
        .map(|(kind, note, more)| Note {
            kind,
            path: Some(source.path().to_owned()),
            position: Some(position(source, note.span.start)),
            message: match more {
                0 => note.message.clone(),
                more => format!("{} (and {more} more)", note.message),
            },
            failure: false,
        })
        .collect()
}

fn internal_error(path: &str, message: &str) -> Note {
    Note {
        kind: NoteKind::InternalError,
        path: Some(path.to_owned()),
        position: None,
        message: format!("internal error: {message}; please report it at {}/issues", TOOL.uri),
        failure: true,
    }
}

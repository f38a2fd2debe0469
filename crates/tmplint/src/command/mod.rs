//! The command: from arguments to exit status.

mod arguments;
mod config;
mod explain;
mod files;
mod globs;
mod lint;
mod output;
mod read;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use crate::guard::keep_panics_quiet;
use crate::report::{self, RuleInfo, visible};
use crate::suggest::unknown_rule;
use crate::{Kind, TOOL};
use clap::Parser as _;
use tmplint_frontends::{STACK_SIZE, lower, lower_hosted};
use tmplint_ir::SourceFile;

use arguments::{Cli, Command, Stage, TableFormat};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Nothing to report.
    Clean = 0,
    /// There are findings.
    Findings = 1,
    /// Wrong usage, something unreadable, or an error of tmplint's own.
    Failure = 2,
    /// There was nothing to lint.
    NothingToLint = 3,
}

/// Runs the command.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    keep_panics_quiet();
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Nothing is left to be done if the terminal is gone.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let result = match cli.command {
        None => lint::run(&cli.lint),
        Some(Command::Sites(arguments)) => lint::run_sites(&arguments),
        Some(Command::Explain { rule }) => explain::explain(&rule),
        Some(Command::Rules { format }) => list_rules(format),
        Some(Command::Debug { stage: Stage::Ir { file } }) => debug_ir(&file),
    };
    let exit = result.unwrap_or_else(|message| {
        say(&format!("error: {}", visible(&message)));
        Exit::Failure
    });
    ExitCode::from(exit as u8)
}

/// Prints a line to standard error. Whether anybody reads it is not this program's business.
fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Whether a path is called like a command.
fn is_command(path: &Path) -> bool {
    ["explain", "rules", "sites", "debug"].iter().any(|name| path.as_os_str() == *name)
}

fn find_rule<'a>(id: &str, rules: &'a [RuleInfo]) -> Result<&'a RuleInfo, String> {
    rules.iter().find(|rule| rule.id == id).ok_or_else(|| unknown_rule(id, rules))
}

fn list_rules(format: TableFormat) -> Result<Exit, String> {
    let rules = crate::rules();
    output::write_to(None, |out| match format {
        TableFormat::Table => report::write_rules_table(&rules, out),
        TableFormat::Json => report::write_rules_json(&TOOL, &rules, out),
    })?;
    Ok(Exit::Clean)
}

fn debug_ir(path: &Path) -> Result<Exit, String> {
    let bytes = std::fs::read(path)
        .map_err(|error| format!("{}: {}", path.display(), files::plain(&error)))?;
    let shown = path.to_string_lossy();
    let kind = crate::language::kind(crate::kind_by_name(&shown), &bytes);
    let kind = kind.ok_or_else(|| format!("{shown}: the language cannot be told"))?;
    let source = SourceFile::new(shown, bytes);
    let work = move || match kind {
        Kind::Language(language) => lower(&source, language).to_string(),
        Kind::Host(host) => {
            let scripts = tmplint_hosts::scripts(&source, host).scripts;
            let units = scripts.iter().map(|script| {
                lower_hosted(&script.text, script.language, script.printed).to_string()
            });
            units.collect::<Vec<_>>().join("\n")
        }
    };
    let worker = std::thread::Builder::new().stack_size(STACK_SIZE).spawn(work);
    let text = worker
        .map_err(|error| error.to_string())?
        .join()
        .map_err(|_| "the frontend panicked".to_owned())?;
    let text: String = text.split_inclusive('\n').flat_map(escaped_line).collect();
    output::write_to(None, |out| out.write_all(text.as_bytes()))?;
    Ok(Exit::Clean)
}

/// A line of a dump, its end kept, the rest made safe to show.
fn escaped_line(line: &str) -> [String; 2] {
    let end = if line.ends_with('\n') { "\n" } else { "" };
    [visible(line.trim_end_matches('\n')).into_owned(), end.to_owned()]
}

//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use tmplint_ir::{Level, Tier};

/// What `--help` says after the options.
const AFTER_HELP: &str = "\
Findings go to standard output, everything else to standard error.

Exit status: 0 no findings, 1 findings, 2 wrong usage, an unreadable file or an internal error, \
3 nothing to lint.

A path called like a command needs a `./`: `tmplint ./rules`. A finding is ignored by a comment on \
its line or on the line above: `tmplint: ignore[rule-id] reason`.";

/// Finds insecure temporary-file usage in C, Python, shell and Rust.
#[derive(Debug, Parser)]
#[command(
    name = "tmplint",
    version,
    after_help = AFTER_HELP,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) lint: Lint,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the page of a rule, or what is known of a call.
    Explain {
        /// The rule's id, or a call as the tables name it: `mkstemp`, `tempfile.mktemp`.
        rule: String,
    },
    /// List all rules.
    Rules {
        /// How to list them.
        #[arg(long, value_enum, default_value_t = TableFormat::Table)]
        format: TableFormat,
    },
    /// List the places where temporary files are made, with the six verdicts on each.
    Sites(Sites),
    /// Show what a stage of the analysis sees.
    #[command(hide = true)]
    Debug {
        #[command(subcommand)]
        stage: Stage,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum Stage {
    /// Print the intermediate representation of a file.
    Ir {
        /// The file.
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(super) struct Sites {
    /// How to list them.
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub(super) format: TableFormat,
    #[command(flatten)]
    pub(super) files: Files,
    #[command(flatten)]
    pub(super) output: Output,
}

#[derive(Debug, Args)]
pub(super) struct Lint {
    /// How to print findings.
    #[arg(long, value_enum, default_value_t = FindingFormat::Full, value_name = "FORMAT")]
    pub(super) format: FindingFormat,
    #[command(flatten)]
    pub(super) files: Files,
    #[command(flatten)]
    pub(super) report: Reporting,
    #[command(flatten)]
    pub(super) output: Output,
}

/// Which files are read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Files")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(super) struct Files {
    /// Files and directories to lint; `-` is standard input.
    #[arg(default_value = ".", value_name = "PATH", help_heading = "Arguments")]
    pub(super) paths: Vec<PathBuf>,
    /// Leave out files and directories that match, in the syntax of .gitignore.
    #[arg(long, value_name = "GLOB")]
    pub(super) exclude: Vec<String>,
    /// Leave out excluded files even if they are named, and take it well if none is left.
    #[arg(long)]
    pub(super) force_exclude: bool,
    /// Heed no .gitignore, .ignore or Git exclude file.
    #[arg(long)]
    pub(super) no_ignore: bool,
    /// Search hidden files and directories too, except those of version control.
    #[arg(long)]
    pub(super) hidden: bool,
    /// What to call standard input.
    #[arg(long, value_name = "NAME")]
    pub(super) stdin_filename: Option<String>,
    /// The configuration file, instead of the nearest tmplint.toml or .tmplint.toml.
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(super) config: Option<PathBuf>,
    /// Read no configuration file.
    #[arg(long)]
    pub(super) no_config: bool,
    /// How many threads to use.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// Analyse also what holds nothing an analysis could start from; changes nothing but time.
    #[arg(long, hide = true)]
    pub(super) no_prefilter: bool,
}

/// Which findings are reported.
#[derive(Debug, Args)]
#[command(next_help_heading = "Findings")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(super) struct Reporting {
    /// Report only these rules, with all their findings.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Do not report these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Report what keeps a program from the best that can be had, too.
    #[arg(long)]
    pub(super) pedantic: bool,
    /// Report everything, remarks for people who know the system included.
    #[arg(long)]
    pub(super) audit: bool,
    /// Report findings from this level on.
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    pub(super) min_level: Option<Level>,
    /// Report what comments in the sources ask to ignore, too.
    #[arg(long)]
    pub(super) no_ignores: bool,
    /// Leave findings that comments ignore out of SARIF and JSON altogether: GitHub's code scanning
    /// opens alerts for them.
    #[arg(long)]
    pub(super) omit_ignored: bool,
    /// Exit with 0 even if there are findings.
    #[arg(long)]
    pub(super) exit_zero: bool,
    /// Print how often each rule found something instead of the findings.
    #[arg(long, conflicts_with = "show_files")]
    pub(super) statistics: bool,
    /// Print the files that would be linted and stop.
    #[arg(long)]
    pub(super) show_files: bool,
}

/// Where output goes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct Output {
    /// Write to this file, which is replaced as a whole, instead of standard output.
    #[arg(long = "output", short = 'o', value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    /// When to use colours; `NO_COLOR`, `FORCE_COLOR` and `CLICOLOR_FORCE` are heeded.
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(super) color: Color,
    /// Print no summary and no remarks, only findings and errors.
    #[arg(long, short)]
    pub(super) quiet: bool,
    /// Print every remark on the sources, syntax errors that were passed over included.
    #[arg(long, short, conflicts_with = "quiet")]
    pub(super) verbose: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingFormat {
    /// With excerpts of the source.
    Full,
    /// One line each.
    Concise,
    /// tmplint's own JSON.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations for GitHub Actions.
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    /// Columns of text.
    Table,
    /// JSON.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Reporting {
    /// The tier the switches ask for.
    pub(super) fn tier(&self) -> Option<Tier> {
        match (self.audit, self.pedantic) {
            (true, _) => Some(Tier::Audit),
            (false, true) => Some(Tier::Pedantic),
            (false, false) => None,
        }
    }
}

fn level(word: &str) -> Result<Level, String> {
    Level::from_id(word).ok_or_else(|| "levels are note, warning and error".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn paths_and_commands_are_told_apart() {
        let parsed = |arguments: &[&str]| Cli::try_parse_from([&["tmplint"], arguments].concat());
        assert!(matches!(parsed(&["rules"]).unwrap().command, Some(Command::Rules { .. })));
        for path in ["./rules", "src/", "rules/"] {
            let cli = parsed(&[path]).unwrap();
            assert!(cli.command.is_none(), "{path}");
            assert_eq!(cli.lint.files.paths, [PathBuf::from(path)]);
        }
        assert_eq!(parsed(&["src", "rules"]).unwrap().lint.files.paths.len(), 2);
        assert_eq!(parsed(&[]).unwrap().lint.files.paths, [PathBuf::from(".")]);
    }
}

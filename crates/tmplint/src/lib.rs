//! tmplint finds every place where a program makes a temporary file, and judges each on the six
//! criteria of CERT FIO43-C.
//!
//! This crate is the command `tmplint` and, for embedding, the [`Linter`] behind it:
//!
//! ```
//! use tmplint::{Linter, Options};
//!
//! let linter = Linter::new(Options::default());
//! let report = linter.lint_source("backup.sh", b"date\n".to_vec()).expect("a shell script");
//! assert!(report.findings.is_empty());
//! ```

mod analysis;
mod command;
mod guard;
mod language;
mod linter;
mod options;
mod prefilter;
mod suggest;
mod suppress;

pub use language::{Kind, Named, by_name as kind_by_name, by_shebang as language_by_shebang};
pub use linter::{Input, Linter, Outcome};
pub use options::Options;
pub use tmplint_hosts::Host;
pub use tmplint_report as report;
pub use tmplint_report::FileReport;

#[doc(hidden)]
pub use analysis::{Analysis, Situation};

/// The command, run with the arguments of this process. Every program that is `tmplint` under some
/// name is this call.
#[doc(hidden)]
pub fn main() -> std::process::ExitCode {
    command::run(std::env::args_os())
}

/// Every rule, sorted by id.
pub fn rules() -> Vec<report::RuleInfo> {
    analysis::rules()
}

/// What this program calls itself in its output.
pub const TOOL: report::Tool = report::Tool {
    name: "tmplint",
    version: env!("CARGO_PKG_VERSION"),
    uri: env!("CARGO_PKG_REPOSITORY"),
};

/// Largest file, in bytes, that the command reads.
pub const MAX_FILE: u64 = 16 << 20;

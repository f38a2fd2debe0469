//! tmplint's output.
//!
//! A [`Report`] goes in, bytes come out. This crate is the only one that knows output formats; it
//! knows nothing of how findings came about, of rules beyond what [`RuleInfo`] says of them, or of
//! the file system.
//!
//! Everything that reaches a terminal from a source file, a path or a message passes through
//! [`visible`]: untrusted text must not move the cursor, change colours or reorder what is read.

mod catalogue;
mod concise;
mod excerpt;
mod fingerprint;
mod full;
mod github;
mod json;
mod model;
mod position;
mod sarif;
mod sites;
mod summary;
mod table;
mod text;
mod uri;

use std::io::{self, Write};

pub use catalogue::{write_explanation, write_rules_json, write_rules_table};
pub use model::{FileReport, Hidden, Note, NoteKind, Report, RuleInfo, Summary, Suppressed, Tool};
pub use position::position;
pub use sites::{write_sites_json, write_sites_table};
pub use summary::{sites_summary_line, summary_line, write_note, write_statistics};
pub use text::visible;
pub use uri::from_path_bytes as uri_from_path_bytes;

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With source excerpts, for people.
    Full,
    /// One line each.
    Concise,
    /// Workflow commands, which GitHub shows as annotations.
    Github,
    /// tmplint's own JSON, described in `docs/json.md`.
    Json,
    /// SARIF 2.1.0.
    Sarif,
}

/// Choices that do not change what is reported.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Whether `full` uses ANSI colours.
    pub color: bool,
}

/// Writes all findings of a report.
pub fn write_findings(
    report: &Report<'_>,
    format: Format,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Full => full::write(report, style, out),
        Format::Concise => concise::write(report, out),
        Format::Github => github::write(report, out),
        Format::Json => json::write(report, out),
        Format::Sarif => sarif::write(report, out),
    }
}

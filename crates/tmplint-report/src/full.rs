//! Findings with excerpts of their sources, for people.

use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic, Label, Severity};
use codespan_reporting::files::Error;
use codespan_reporting::term::{
    Config, Styles, StylesWriter, emit_to_write_style,
    termcolor::{Ansi, NoColor, WriteColor},
};
use tmplint_ir::{Finding, Level, SourceFile};

use crate::excerpt::Excerpt;
use crate::text::visible;
use crate::{Report, Style};

/// Most secondary places shown; the rest are counted.
const RELATED: usize = 8;

pub(crate) fn write(report: &Report<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    if style.color {
        write_all(report, &mut Ansi::new(out))
    } else {
        write_all(report, &mut NoColor::new(out))
    }
}

fn write_all(report: &Report<'_>, out: &mut dyn WriteColor) -> io::Result<()> {
    let config = Config::default();
    let styles = Styles::default();
    let mut writer = StylesWriter::new(out, &styles);
    for file in report.files {
        for finding in &file.findings {
            let (excerpt, diagnostic) = diagnostic(&file.source, finding);
            emit_to_write_style(&mut writer, &config, &excerpt, &diagnostic).map_err(|error| {
                match error {
                    Error::Io(error) => error,
                    error => io::Error::other(error),
                }
            })?;
        }
    }
    Ok(())
}

fn diagnostic(source: &SourceFile, finding: &Finding) -> (Excerpt, Diagnostic<()>) {
    let related = &finding.related[..finding.related.len().min(RELATED)];
    let spans: Vec<_> =
        [finding.span].into_iter().chain(related.iter().map(|label| label.span)).collect();
    let excerpt = Excerpt::new(source, &spans);

    let mut labels =
        vec![Label::primary((), excerpt.range(0)).with_message(visible(&finding.label))];
    for (index, label) in related.iter().enumerate() {
        let range = excerpt.range(index + 1);
        labels.push(Label::secondary((), range).with_message(visible(&label.text)));
    }
    let mut notes: Vec<String> =
        finding.notes.iter().map(|note| format!("note: {}", visible(note))).collect();
    if finding.related.len() > RELATED {
        notes.push(format!("note: {} more places", finding.related.len() - RELATED));
    }
    if let Some(help) = &finding.help {
        let lines: Vec<_> = help.lines().map(visible).collect();
        notes.push(format!("help: {}", lines.join("\n      ")));
    }
    let diagnostic = Diagnostic::new(severity(finding.level))
        .with_code(visible(&finding.rule))
        .with_message(visible(&finding.message))
        .with_labels(labels)
        .with_notes(notes);
    (excerpt, diagnostic)
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Note => Severity::Note,
        Level::Warning => Severity::Warning,
        Level::Error => Severity::Error,
    }
}

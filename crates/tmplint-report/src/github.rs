//! Workflow commands: GitHub Actions shows each as an annotation of its line.

use std::io::{self, Write};

use tmplint_ir::{Finding, Level};

use crate::Report;
use crate::position::range;
use crate::text::visible;

pub(crate) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for file in report.files {
        for finding in &file.findings {
            let (start, end) = range(&file.source, finding.span);
            write!(
                out,
                "::{} file={},line={},endLine={}",
                command(finding.level),
                property(&visible(file.source.path())),
                start.line,
                end.line
            )?;
            // Columns of a finding over several lines would be dropped together with the lines.
            if start.line == end.line {
                write!(out, ",col={},endColumn={}", start.column, end.column)?;
            }
            writeln!(out, ",title={}::{}", property(&finding.rule), data(&message(finding)))?;
        }
    }
    Ok(())
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Note => "notice",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

fn message(finding: &Finding) -> String {
    let mut message = visible(&finding.message).into_owned();
    for note in &finding.notes {
        message += "\nnote: ";
        message += &visible(note);
    }
    for line in finding.help.iter().flat_map(|help| help.lines()) {
        message += "\nhelp: ";
        message += &visible(line);
    }
    message
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_cannot_be_smuggled_in() {
        assert_eq!(property("a,b:c%d\n::error"), "a%2Cb%3Ac%25d%0A%3A%3Aerror");
        assert_eq!(data("a%0A::b"), "a%250A::b");
    }
}

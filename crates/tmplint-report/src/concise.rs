//! One line per finding.

use std::io::{self, Write};

use crate::Report;
use crate::position::range;
use crate::text::visible;

pub(crate) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for file in report.files {
        let path = visible(file.source.path());
        for finding in &file.findings {
            let (start, _) = range(&file.source, finding.span);
            writeln!(
                out,
                "{path}:{}:{}: {}[{}] {}",
                start.line,
                start.column,
                finding.level.id(),
                finding.rule,
                visible(&finding.message)
            )?;
        }
    }
    Ok(())
}

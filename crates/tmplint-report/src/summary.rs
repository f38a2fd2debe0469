//! The lines around findings: notes, counts, the closing sentence.

use std::collections::BTreeMap;
use std::io::{self, Write};

use tmplint_ir::{Language, Level};

use crate::text::visible;
use crate::{Note, Report, Summary, table};

/// The closing line: `2 findings (1 error, 1 warning; 1 suppressed) in 3 files: 2 C, 1 shell`.
/// What the options hide is always named.
pub fn summary_line(summary: &Summary) -> String {
    let levels = Level::ALL.iter().rev().filter_map(|&level| {
        let count = summary.levels[level as usize];
        (count > 0).then(|| counted(count, level.id()))
    });
    let levels = levels.collect::<Vec<_>>().join(", ");
    let hidden = summary.hidden;
    let unseen = [
        (summary.suppressed, "suppressed"),
        (hidden.pedantic, "pedantic hidden"),
        (hidden.audit, "audit hidden"),
        (hidden.below_level, "below the level hidden"),
    ];
    let unseen = unseen.iter().filter(|(count, _)| *count > 0);
    let unseen =
        unseen.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>().join(", ");

    let mut line = match summary.findings() {
        0 => "no findings".to_owned(),
        count => counted(count, "finding"),
    };
    let details = [levels, unseen].into_iter().filter(|part| !part.is_empty());
    let details = details.collect::<Vec<_>>().join("; ");
    if !details.is_empty() {
        line = format!("{line} ({details})");
    }
    line + " in " + &files(summary)
}

/// The closing line of the inventory.
pub fn sites_summary_line(report: &Report<'_>) -> String {
    let sites = report.files.iter().map(|file| file.sites.len()).sum();
    let sites = if sites == 0 { "no sites".to_owned() } else { counted(sites, "site") };
    format!("{sites} in {}", files(report.summary))
}

fn files(summary: &Summary) -> String {
    let languages = Language::ALL.iter().filter_map(|&language| {
        let count = summary.languages[language as usize];
        (count > 0).then(|| format!("{count} {language}"))
    });
    let languages = languages.collect::<Vec<_>>().join(", ");
    match summary.files() {
        0 => "no files".to_owned(),
        count => format!("{}: {languages}", counted(count, "file")),
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Writes how often each rule found something, most often first.
pub fn write_statistics(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut counts = BTreeMap::<(&str, Level), usize>::new();
    for finding in report.files.iter().flat_map(|file| &file.findings) {
        *counts.entry((&finding.rule, finding.level)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&((rule, level), count)| {
        (std::cmp::Reverse(count), rule, std::cmp::Reverse(level))
    });
    let width = counts.first().map_or(0, |(_, count)| count.to_string().len());
    let rows: Vec<_> = counts
        .into_iter()
        .map(|((rule, level), count)| {
            [format!("{count:>width$}"), level.id().to_owned(), visible(rule).into_owned()]
        })
        .collect();
    table::write(&rows, out)
}

/// Writes a note as one line: `warning: src/a.c:3:1: …`.
pub fn write_note(note: &Note, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{}: ", note.level().id())?;
    if let Some(path) = &note.path {
        write!(out, "{}:", visible(path))?;
        if let Some(position) = note.position {
            write!(out, "{}:{}:", position.line, position.column)?;
        }
        write!(out, " ")?;
    }
    writeln!(out, "{}", visible(&note.message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Hidden;

    #[test]
    fn the_summary_names_what_is_hidden() {
        let mut summary = Summary { languages: [120, 60, 30, 4], ..Summary::default() };
        assert_eq!(
            summary_line(&summary),
            "no findings in 214 files: 120 C, 60 Python, 30 shell, 4 Rust"
        );
        summary.levels = [0, 1, 1];
        summary.suppressed = 1;
        summary.hidden = Hidden { pedantic: 3, audit: 0, below_level: 2 };
        assert_eq!(
            summary_line(&summary),
            "2 findings (1 error, 1 warning; 1 suppressed, 3 pedantic hidden, \
             2 below the level hidden) in 214 files: 120 C, 60 Python, 30 shell, 4 Rust"
        );
        summary.levels = [0; 3];
        summary.languages = [0, 0, 1, 0];
        summary.hidden = Hidden::default();
        assert_eq!(summary_line(&summary), "no findings (1 suppressed) in 1 file: 1 shell");
    }
}

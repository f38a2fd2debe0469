//! The inventory: every place where a temporary file is made, with CERT's six questions answered.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::SerializeMap as _;
use serde_json::{Map, Value, json};
use tmplint_ir::{Criterion, Site, Verdict};

use crate::json::{Stream, VERSION, languages, span, tool, write_value};
use crate::position::range;
use crate::text::{shortened, visible};
use crate::{FileReport, Report, table};

/// Widest path and operation, in characters.
const WIDTH: usize = 48;

/// Writes one row per site, then what the columns mean. Writes nothing if there is no site.
pub fn write_sites_table(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let head = ["LOCATION", "OPERATION", "KIND", "PATH", "1 2 3 4 5 6"].map(str::to_owned);
    let rows: Vec<_> = std::iter::once(head)
        .chain(
            report.files.iter().flat_map(|file| file.sites.iter().map(move |site| row(file, site))),
        )
        .collect();
    if rows.len() == 1 {
        return Ok(());
    }
    table::write(&rows, out)?;
    let questions: Vec<_> = Criterion::ALL
        .iter()
        .map(|criterion| format!("{} {}", criterion.index() + 1, criterion.id()))
        .collect();
    writeln!(out, "\nY met, N not met, ? cannot be told")?;
    writeln!(out, "{}", questions[..3].join(", "))?;
    writeln!(out, "{}", questions[3..].join(", "))
}

fn row(file: &FileReport, site: &Site) -> [String; 5] {
    let (start, _) = range(&file.source, site.span);
    let verdicts: Vec<_> = site.verdicts.iter().map(letter).collect();
    [
        format!("{}:{}:{}", visible(file.source.path()), start.line, start.column),
        shortened(&visible(&site.operation), WIDTH),
        site.kind.id().to_owned(),
        shortened(&visible(&site.path), WIDTH),
        verdicts.join(" "),
    ]
}

fn letter(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Yes => "Y",
        Verdict::No(_) => "N",
        Verdict::Unknown => "?",
    }
}

/// Writes all sites as JSON; `docs/json.md` describes the format.
pub fn write_sites_json(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_value(&Log(report), out)
}

struct Log<'a>(&'a Report<'a>);

impl Serialize for Log<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(report) = self;
        let sites = || {
            report
                .files
                .iter()
                .flat_map(|file| file.sites.iter().map(move |site| value(file, site)))
        };
        let count: usize = report.files.iter().map(|file| file.sites.len()).sum();
        let mut log = serializer.serialize_map(None)?;
        log.serialize_entry("version", &VERSION)?;
        log.serialize_entry("tool", &tool(report.tool))?;
        log.serialize_entry("sites", &Stream(sites))?;
        log.serialize_entry(
            "summary",
            &json!({
                "sites": count,
                "files": report.summary.files(),
                "languages": languages(report.summary),
            }),
        )?;
        log.end()
    }
}

fn value(file: &FileReport, site: &Site) -> Value {
    let verdicts: Map<_, _> = Criterion::ALL
        .iter()
        .zip(&site.verdicts)
        .map(|(criterion, verdict)| (criterion.id().to_owned(), answer(verdict)))
        .collect();
    json!({
        "path": file.source.path(),
        "language": file.language.id(),
        "span": span(&file.source, site.span),
        "operation": site.operation,
        "kind": site.kind.id(),
        "makes": site.path,
        "verdicts": verdicts,
    })
}

fn answer(verdict: &Verdict) -> Value {
    match verdict {
        Verdict::Yes => json!({ "answer": "yes" }),
        Verdict::No(reason) => json!({ "answer": "no", "reason": reason }),
        Verdict::Unknown => json!({ "answer": "unknown" }),
    }
}

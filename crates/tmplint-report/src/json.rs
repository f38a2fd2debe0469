//! tmplint's own JSON, and how any JSON is written. `docs/json.md` describes the format.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::SerializeMap as _;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};
use serde_json::{Map, Value, json};
use tmplint_ir::{Finding, Language, Level, LineColumn, SourceFile, Span};

use crate::fingerprint::Fingerprints;
use crate::position::range;
use crate::text::is_hazardous;
use crate::{FileReport, Note, Report, Summary, Suppressed, Tool};

/// Version of the format: raised when a member is removed or changes its meaning, not when one is
/// added.
pub(crate) const VERSION: u32 = 1;

pub(crate) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_value(&Log(report), out)
}

/// The object `--format json` writes.
struct Log<'a>(&'a Report<'a>);

impl Serialize for Log<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(report) = self;
        let mut log = serializer.serialize_map(None)?;
        log.serialize_entry("version", &VERSION)?;
        log.serialize_entry("tool", &tool(report.tool))?;
        log.serialize_entry("findings", &Stream(|| findings(report, false)))?;
        log.serialize_entry("suppressed", &Stream(|| findings(report, true)))?;
        log.serialize_entry("notes", &Stream(|| report.notes.iter().map(note)))?;
        log.serialize_entry("summary", &summary(report))?;
        log.end()
    }
}

/// An array whose elements are made when they are written, one at a time: a report of a hostile
/// file must not fill the memory.
pub(crate) struct Stream<F>(pub(crate) F);

impl<I: IntoIterator<Item = Value>, F: Fn() -> I> Serialize for Stream<F> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0())
    }
}

/// The findings that are suppressed, or those that are not.
fn findings<'a>(report: &'a Report<'a>, suppressed: bool) -> impl Iterator<Item = Value> + 'a {
    report.files.iter().flat_map(move |file| {
        let mut fingerprints = Fingerprints::default();
        in_order(file).into_iter().filter_map(move |reported| {
            let fingerprint = fingerprints.next(&file.source, reported.finding);
            if reported.suppressed.is_some() != suppressed {
                return None;
            }
            let mut value = finding(report, file, reported.finding, &fingerprint);
            if let Some(by) = reported.suppressed {
                value["reason"] = by.reason.as_str().into();
                value["reason_line"] = by.line.into();
            }
            Some(value)
        })
    })
}

/// A finding of a file, suppressed or not.
#[derive(Clone, Copy)]
pub(crate) struct Reported<'a> {
    pub(crate) finding: &'a Finding,
    pub(crate) suppressed: Option<&'a Suppressed>,
}

/// All findings of a file in the order of their places, so that fingerprints do not depend on
/// which of them are suppressed.
pub(crate) fn in_order(file: &FileReport) -> Vec<Reported<'_>> {
    let mut all: Vec<_> = file
        .findings
        .iter()
        .map(|finding| Reported { finding, suppressed: None })
        .chain(file.suppressed.iter().map(|suppressed| Reported {
            finding: &suppressed.finding,
            suppressed: Some(suppressed),
        }))
        .collect();
    all.sort_by(|a, b| (a.finding.span, &a.finding.rule).cmp(&(b.finding.span, &b.finding.rule)));
    all
}

pub(crate) fn tool(tool: &Tool) -> Value {
    json!({ "name": tool.name, "version": tool.version })
}

pub(crate) fn span(source: &SourceFile, span: Span) -> Value {
    let (start, end) = range(source, span);
    let place = |at: LineColumn| json!({ "line": at.line, "column": at.column });
    json!({ "start": place(start), "end": place(end) })
}

fn finding(report: &Report<'_>, file: &FileReport, finding: &Finding, fingerprint: &str) -> Value {
    let source = &file.source;
    let places = |places: &mut dyn Iterator<Item = (Span, &str)>| -> Vec<Value> {
        places.map(|(place, text)| json!({ "span": span(source, place), "text": text })).collect()
    };
    let related = places(&mut finding.related.iter().map(|label| (label.span, &*label.text)));
    let flow = places(&mut finding.flow.iter().map(|step| (step.span, &*step.text)));
    let rule = report.rules.iter().find(|rule| rule.id == finding.rule);
    json!({
        "rule": finding.rule,
        "level": finding.level.id(),
        "tier": finding.tier.id(),
        "criterion": finding.criterion.id(),
        "cwe": rule.map_or(&[][..], |rule| &rule.cwe),
        "path": source.path(),
        "language": file.language.id(),
        "span": span(source, finding.span),
        "message": finding.message,
        "label": finding.label,
        "related": related,
        "notes": finding.notes,
        "help": finding.help,
        "flow": flow,
        "fingerprint": fingerprint,
    })
}

fn note(note: &Note) -> Value {
    json!({
        "kind": note.kind.id(),
        "level": note.level().id(),
        "path": note.path,
        "line": note.position.map(|position| position.line),
        "column": note.position.map(|position| position.column),
        "message": note.message,
    })
}

fn summary(report: &Report<'_>) -> Value {
    let summary: &Summary = report.summary;
    let levels: Map<_, _> = Level::ALL
        .iter()
        .rev()
        .map(|&level| (level.id().to_owned(), summary.levels[level as usize].into()))
        .collect();
    json!({
        "findings": summary.findings(),
        "levels": levels,
        "suppressed": summary.suppressed,
        "hidden": {
            "pedantic": summary.hidden.pedantic,
            "audit": summary.hidden.audit,
            "below_level": summary.hidden.below_level,
        },
        "files": summary.files(),
        "languages": languages(summary),
    })
}

pub(crate) fn languages(summary: &Summary) -> Map<String, Value> {
    Language::ALL
        .iter()
        .map(|&language| (language.id().to_owned(), summary.languages[language as usize].into()))
        .collect()
}

/// Writes a value and a line end.
pub(crate) fn write_value(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Plain::default()))?;
    out.write_all(b"\n")
}

/// Indented JSON in which characters that act on a terminal are escaped, so that the output can be
/// read on one. It decodes to the same text.
#[derive(Default)]
struct Plain(PrettyFormatter<'static>);

impl Formatter for Plain {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_hazardous) {
            let (before, from) = rest.split_at(at);
            out.write_all(before.as_bytes())?;
            let mut characters = from.chars();
            if let Some(character) = characters.next() {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
            }
            rest = characters.as_str();
        }
        out.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped_and_decode_to_themselves() {
        let text = "a\u{1b}[2J \u{9b}31m \u{202e} \u{e0041} \n\t\"é𝕏";
        let mut out = Vec::new();
        write_value(&json!([text]), &mut out).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert!(written.chars().all(|c| !is_hazardous(c) || c == '\n'), "{written}");
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), json!([text]));
    }
}

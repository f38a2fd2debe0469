//! SARIF 2.1.0, as GitHub's code scanning and other viewers read it.
//!
//! Two runs over different code differ in their results and notifications, never in their rules:
//! those are always listed in full and in the same order.

mod result;
mod rule;

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::SerializeMap as _;
use serde_json::{Value, json};
use tmplint_ir::LineColumn;

use crate::json::{Stream, write_value};
use crate::{Note, NoteKind, Report, uri};

/// Name of the directory relative paths start from.
const ROOT: &str = "%SRCROOT%";

pub(crate) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_value(&Log(report), out)
}

struct Log<'a>(&'a Report<'a>);

impl Serialize for Log<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut log = serializer.serialize_map(None)?;
        log.serialize_entry("$schema", "https://json.schemastore.org/sarif-2.1.0.json")?;
        log.serialize_entry("version", "2.1.0")?;
        log.serialize_entry("runs", &[Run(self.0)])?;
        log.end()
    }
}

struct Run<'a>(&'a Report<'a>);

impl Serialize for Run<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(report) = self;
        let mut run = serializer.serialize_map(None)?;
        run.serialize_entry("tool", &driver(report))?;
        run.serialize_entry("automationDetails", &json!({ "id": "tmplint/" }))?;
        run.serialize_entry("columnKind", "unicodeCodePoints")?;
        run.serialize_entry(
            "originalUriBaseIds",
            &json!({ ROOT: { "description": { "text": "The directory tmplint was started in." } } }),
        )?;
        run.serialize_entry("invocations", &[invocation(report)])?;
        run.serialize_entry("results", &Stream(|| result::all(report)))?;
        run.end()
    }
}

fn driver(report: &Report<'_>) -> Value {
    let tool = report.tool;
    let rules: Vec<_> = report.rules.iter().map(|info| rule::descriptor(tool, info)).collect();
    let kinds: Vec<_> = NoteKind::ALL.iter().map(|&kind| notification_kind(kind)).collect();
    json!({
        "driver": {
            "name": tool.name,
            "version": tool.version,
            "semanticVersion": tool.version,
            "informationUri": tool.uri,
            "rules": rules,
            "notifications": kinds,
        },
    })
}

fn invocation(report: &Report<'_>) -> Value {
    let notes: Vec<_> = report.notes.iter().map(notification).collect();
    json!({
        "executionSuccessful": !report.notes.iter().any(|note| note.failure),
        "toolExecutionNotifications": notes,
    })
}

fn notification_kind(kind: NoteKind) -> Value {
    json!({
        "id": kind.id(),
        "shortDescription": { "text": kind.description() },
        "defaultConfiguration": { "level": kind.level().id() },
    })
}

fn notification(note: &Note) -> Value {
    let mut value = json!({
        "descriptor": { "id": note.kind.id() },
        "level": note.level().id(),
        "message": message(&note.message),
    });
    if let Some(path) = &note.path {
        let mut place =
            json!({ "artifactLocation": artifact(&uri::from_path_bytes(path.as_bytes())) });
        if let Some(LineColumn { line, column }) = note.position {
            place["region"] = json!({ "startLine": line, "startColumn": column });
        }
        value["locations"] = json!([{ "physicalLocation": place }]);
    }
    value
}

fn artifact(uri: &str) -> Value {
    if uri::is_relative(uri) {
        json!({ "uri": uri, "uriBaseId": ROOT })
    } else {
        json!({ "uri": uri })
    }
}

/// A plain-text message. Brackets that would make a link are escaped: the text may quote untrusted
/// source.
fn message(text: &str) -> Value {
    let text = if text.contains("](") {
        text.replace('[', "\\[").replace(']', "\\]")
    } else {
        text.to_owned()
    };
    json!({ "text": text })
}

/// Text cut to the number of characters GitHub accepts in a description.
fn description(text: &str) -> Value {
    let text: String = text.chars().take(1024).collect();
    json!({ "text": text })
}

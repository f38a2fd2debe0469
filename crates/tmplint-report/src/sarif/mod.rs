//! SARIF 2.1.0, as GitHub's code scanning and other viewers read it.
//!
//! Two runs over different code differ in their results and notifications, never in their rules:
//! those are always listed in full and in the same order.

mod result;
mod rule;

use std::io::{self, Write};

use serde_json::{Value, json};
use tmplint_ir::LineColumn;

use crate::json::write_value;
use crate::{Note, NoteKind, Report, uri};

/// Name of the directory relative paths start from.
const ROOT: &str = "%SRCROOT%";

pub(crate) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_value(&log(report), out)
}

fn log(report: &Report<'_>) -> Value {
    let tool = report.tool;
    let rules: Vec<_> = report.rules.iter().map(|info| rule::descriptor(tool, info)).collect();
    let kinds: Vec<_> = NoteKind::ALL.iter().map(|&kind| notification_kind(kind)).collect();
    let notes: Vec<_> = report.notes.iter().map(notification).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": tool.name,
                    "version": tool.version,
                    "semanticVersion": tool.version,
                    "informationUri": tool.uri,
                    "rules": rules,
                    "notifications": kinds,
                },
            },
            "automationDetails": { "id": "tmplint/" },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                ROOT: { "description": { "text": "The directory tmplint was started in." } },
            },
            "invocations": [{
                "executionSuccessful": !report.notes.iter().any(|note| note.failure),
                "toolExecutionNotifications": notes,
            }],
            "results": result::all(report),
        }],
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

//! Findings as SARIF's results.

use serde_json::{Value, json};
use tmplint_ir::{Finding, Span};

use super::{artifact, message};
use crate::fingerprint::{Fingerprints, LineHashes};
use crate::json::{Reported, in_order};
use crate::position::range;
use crate::{FileReport, Report};

/// All results, made one at a time.
pub(super) fn all<'a>(report: &'a Report<'a>) -> impl Iterator<Item = Value> + 'a {
    // The standard wants the member on every result or on none.
    let suppressions = report.files.iter().any(|file| !file.suppressed.is_empty());
    report
        .files
        .iter()
        .filter(|file| !file.findings.is_empty() || !file.suppressed.is_empty())
        .flat_map(move |file| {
            let hashes = LineHashes::new(&file.source);
            let mut fingerprints = Fingerprints::default();
            in_order(file).into_iter().map(move |reported| {
                let mut value = result(report, file, reported.finding);
                let line = range(&file.source, reported.finding.span).0.line;
                value["partialFingerprints"] = json!({
                    "primaryLocationLineHash": hashes.get(line).unwrap_or_default(),
                    "tmplint/v1": fingerprints.next(&file.source, reported.finding),
                });
                if suppressions {
                    value["suppressions"] = suppression(file, reported);
                }
                value
            })
        })
}

fn result(report: &Report<'_>, file: &FileReport, finding: &Finding) -> Value {
    let mut value = json!({ "ruleId": finding.rule });
    if let Ok(index) = report.rules.binary_search_by(|rule| rule.id.as_str().cmp(&finding.rule)) {
        value["ruleIndex"] = index.into();
    }
    value["level"] = finding.level.id().into();
    value["message"] = message(&text(finding));
    value["locations"] = json!([{ "physicalLocation": physical(file, finding.span) }]);
    if !finding.related.is_empty() {
        // GitHub shows a hundred locations of a result and accepts a thousand.
        let related = finding.related.iter().take(100).enumerate();
        value["relatedLocations"] = related
            .map(|(index, label)| {
                json!({
                    "id": index + 1,
                    "physicalLocation": physical(file, label.span),
                    "message": message(&label.text),
                })
            })
            .collect();
    }
    if !finding.flow.is_empty() {
        let steps = finding.flow.iter().map(|step| {
            json!({
                "location": {
                    "physicalLocation": physical(file, step.span),
                    "message": message(&step.text),
                },
            })
        });
        let steps: Vec<_> = steps.collect();
        value["codeFlows"] = json!([{ "threadFlows": [{ "locations": steps }] }]);
    }
    value["properties"] = json!({ "tier": finding.tier.id(), "criterion": finding.criterion.id() });
    value
}

/// The message, then what follows from it and what to do, as sentences: viewers show the first as
/// title.
fn text(finding: &Finding) -> String {
    let mut text = finding.message.clone();
    for remark in finding.notes.iter().chain(&finding.help) {
        if remark.contains('\n') {
            text += ":\n";
            text += remark;
        } else {
            text += if text.ends_with('.') { " " } else { ". " };
            text += &sentence(remark);
        }
    }
    if !text.ends_with('.') && !text.contains('\n') {
        text.push('.');
    }
    text
}

/// A remark with a capital, unless it starts with code.
fn sentence(remark: &str) -> String {
    let remark = remark.trim();
    let first = remark.split(' ').next().unwrap_or_default();
    if first.bytes().all(|byte| byte.is_ascii_lowercase()) {
        remark[..1.min(remark.len())].to_ascii_uppercase() + &remark[1.min(remark.len())..]
    } else {
        remark.to_owned()
    }
}

fn physical(file: &FileReport, span: Span) -> Value {
    let (start, end) = range(&file.source, span);
    json!({
        "artifactLocation": artifact(&file.uri),
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    })
}

fn suppression(file: &FileReport, reported: Reported<'_>) -> Value {
    let Some(by) = reported.suppressed else { return json!([]) };
    let mut value = json!({
        "kind": "inSource",
        "location": {
            "physicalLocation": {
                "artifactLocation": artifact(&file.uri),
                "region": { "startLine": by.line },
            },
        },
    });
    if !by.reason.is_empty() {
        value["justification"] = by.reason.as_str().into();
    }
    json!([value])
}

//! Rules as SARIF's reporting descriptors.

use serde_json::{Value, json};
use tmplint_ir::Level;

use super::description;
use crate::{RuleInfo, Tool};

pub(super) fn descriptor(tool: &Tool, rule: &RuleInfo) -> Value {
    let page = tool.rule_uri(&rule.id);
    let body = rule.body.trim();
    let text = if body.is_empty() { rule.summary.trim() } else { body };
    let severity = match rule.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "recommendation",
    };
    let mut tags = vec!["security".to_owned()];
    tags.extend(rule.cwe.iter().map(|number| format!("external/cwe/cwe-{number:03}")));
    tags.extend(rule.cert.iter().map(|id| format!("external/cert/{}", id.to_lowercase())));
    // GitHub takes twenty.
    tags.truncate(20);
    json!({
        "id": rule.id,
        "name": name(&rule.id),
        "shortDescription": description(&rule.title),
        "fullDescription": description(if rule.summary.is_empty() { &rule.title } else { &rule.summary }),
        "helpUri": page,
        "help": {
            "text": text,
            "markdown": format!("{text}\n\n[{} on the web]({page})", rule.id),
        },
        "defaultConfiguration": { "level": rule.level.id() },
        "properties": {
            "tags": tags,
            "security-severity": rule.security_severity,
            "precision": rule.precision,
            "problem.severity": severity,
            "tier": rule.tier.id(),
            "criterion": rule.criterion.id(),
        },
    })
}

/// The id as SARIF likes names: `PredictableTempPath`.
fn name(id: &str) -> String {
    id.split('-')
        .flat_map(|word| {
            let mut characters = word.chars();
            characters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(characters)
        })
        .collect()
}

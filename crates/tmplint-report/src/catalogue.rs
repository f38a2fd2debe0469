//! The rules: one explained, all listed.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::json::{VERSION, tool, write_value};
use crate::{RuleInfo, Tool, table};

/// Writes a rule's page with its facts above it.
pub fn write_explanation(tool: &Tool, rule: &RuleInfo, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}: {}\n", rule.id, rule.title)?;
    let mut facts = vec![
        ["level".to_owned(), rule.level.id().to_owned()],
        ["tier".to_owned(), rule.tier.id().to_owned()],
        ["criterion".to_owned(), rule.criterion.id().to_owned()],
        ["languages".to_owned(), languages(rule)],
    ];
    let references: Vec<_> = rule
        .cwe
        .iter()
        .map(|number| format!("CWE-{number}"))
        .chain(rule.cert.iter().cloned())
        .collect();
    if !references.is_empty() {
        facts.push(["see".to_owned(), references.join(", ")]);
    }
    if !rule.since.is_empty() {
        facts.push(["since".to_owned(), rule.since.clone()]);
    }
    facts.push(["page".to_owned(), tool.rule_uri(&rule.id)]);
    table::write(&facts, out)?;
    let body = rule.body.trim();
    writeln!(out, "\n{}", if body.is_empty() { &rule.summary } else { body })
}

/// Writes one line per rule.
pub fn write_rules_table(rules: &[RuleInfo], out: &mut dyn Write) -> io::Result<()> {
    let head = ["RULE", "LEVEL", "TIER", "LANGUAGES", "FINDS"].map(str::to_owned);
    let rows: Vec<_> = std::iter::once(head)
        .chain(rules.iter().map(|rule| {
            [
                rule.id.clone(),
                rule.level.id().to_owned(),
                rule.tier.id().to_owned(),
                languages(rule),
                rule.title.clone(),
            ]
        }))
        .collect();
    table::write(&rows, out)
}

/// Writes all rules as JSON; `docs/json.md` describes the format.
pub fn write_rules_json(maker: &Tool, rules: &[RuleInfo], out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<Value> = rules
        .iter()
        .map(|rule| {
            let languages: Vec<_> = rule.languages.iter().map(|language| language.id()).collect();
            json!({
                "id": rule.id,
                "title": rule.title,
                "criterion": rule.criterion.id(),
                "level": rule.level.id(),
                "tier": rule.tier.id(),
                "cwe": rule.cwe,
                "cert": rule.cert,
                "security_severity": rule.security_severity,
                "precision": rule.precision,
                "languages": languages,
                "since": rule.since,
                "uri": maker.rule_uri(&rule.id),
                "summary": rule.summary,
                "body": rule.body,
            })
        })
        .collect();
    write_value(&json!({ "version": VERSION, "tool": tool(maker), "rules": rules }), out)
}

fn languages(rule: &RuleInfo) -> String {
    rule.languages.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

//! Azure pipelines and their templates.

use tmplint_ir::{HostedText, Language};

use super::on_a_runner;
use crate::tree::{Collector, Node, NodeId, Tree, joined, with_holes};
use crate::{Script, Scripts};

/// Values in values that are looked through for steps.
const MAX_DEPTH: usize = 24;

/// Values that are looked at.
const MAX_VALUES: usize = 200_000;

/// Reads a pipeline: its steps stand in jobs, stages, templates and conditions.
pub(crate) fn scripts(host: &str, tree: &Tree) -> Scripts {
    let mut found = Collector::new(host, tree);
    let mut pending: Vec<(NodeId, usize)> = tree.roots.iter().map(|root| (*root, 0)).collect();
    let mut seen = 0;
    while let Some((node, depth)) = pending.pop() {
        seen += 1;
        if depth > MAX_DEPTH || seen > MAX_VALUES {
            continue;
        }
        step(&mut found, node);
        match tree.node(node) {
            Some(Node::List(items)) => pending.extend(items.iter().map(|it| (*it, depth + 1))),
            Some(Node::Map(entries)) => {
                pending.extend(entries.iter().map(|(_, value)| (*value, depth + 1)));
            }
            _ => {}
        }
    }
    found.finish()
}

fn step(found: &mut Collector<'_>, step: NodeId) {
    let tree = found.tree;
    let task = tree.str_at(step, &["task"]).map(|task| task.split('@').next().unwrap_or(task));
    let (language, script) = match task {
        Some("Bash") => (Language::Shell, tree.path(step, &["inputs", "script"])),
        Some("PythonScript") => (Language::Python, tree.path(step, &["inputs", "script"])),
        Some(_) => return,
        None => (Language::Shell, tree.get(step, "bash").or_else(|| tree.get(step, "script"))),
    };
    let Some(script) = script.filter(|script| tree.str(*script).is_some()) else { return };
    found.take(&[script], |texts: Vec<HostedText>| {
        let header = if language == Language::Shell { "#!/bin/bash\n" } else { "" };
        let text = with_holes(&joined(header, &texts), "${{", "}}");
        let text = variables(&text);
        Some(Script::new(language, text, on_a_runner()))
    });
}

/// `$(Agent.TempDirectory)` is put in before the shell sees it; a name with a dot is no command.
fn variables(text: &HostedText) -> HostedText {
    let whole = text.text();
    let mut filled = HostedText::default();
    let mut done = 0;
    for (start, _) in whole.match_indices("$(") {
        let inner = &whole[start + 2..];
        let is_name = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '.';
        let length = inner.find(|it| !is_name(it)).unwrap_or(inner.len());
        if start < done || !inner[..length].contains('.') || !inner[length..].starts_with(')') {
            continue;
        }
        let end = start + 2 + length + 1;
        filled.append(text, done..start);
        filled.hole(text.origin(start..end).unwrap_or(0..0));
        done = end;
    }
    filled.append(text, done..whole.len());
    filled
}

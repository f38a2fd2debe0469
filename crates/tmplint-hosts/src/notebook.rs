//! Jupyter notebooks: the code of all cells is one script; commands and cells for a shell are others.

use tmplint_ir::{HostedText, Language};

use crate::tree::{Collector, NodeId, Tree, joined, with_holes};
use crate::{Script, Scripts, in_part};

/// Magics of a cell after whose line Python follows.
const PYTHON_CELLS: [&str; 5] = ["%%time", "%%timeit", "%%capture", "%%prun", "%%python"];

/// Magics of a cell after whose line a shell's script follows.
const SHELL_CELLS: [&str; 4] = ["%%bash", "%%sh", "%%system", "%%!"];

pub(crate) fn scripts(host: &str, tree: &Tree) -> Scripts {
    let mut found = Collector::new(host, tree);
    for root in &tree.roots {
        let named = tree.str_at(*root, &["metadata", "kernelspec", "language"]);
        let named = named.or_else(|| tree.str_at(*root, &["metadata", "language_info", "name"]));
        let language = match named.map(str::to_ascii_lowercase).as_deref() {
            None | Some("python") => Language::Python,
            Some("bash" | "sh" | "shell") => Language::Shell,
            Some(_) => continue,
        };
        let Some(cells) = tree.get(*root, "cells") else { continue };
        take(&mut found, cells, language);
    }
    found.finish()
}

fn take(found: &mut Collector<'_>, cells: NodeId, language: Language) {
    let tree = found.tree;
    let mut code = HostedText::default();
    let mut commands = Vec::new();
    for cell in tree.items(cells) {
        if tree.str_at(*cell, &["cell_type"]) != Some("code") {
            continue;
        }
        let Some(source) = tree.get(*cell, "source") else { continue };
        found.take(&tree.one_or_more(source), |texts| {
            // Each string has its own line end.
            let mut text = HostedText::default();
            for each in &texts {
                text.append(each, 0..each.text().len());
            }
            if language == Language::Shell {
                code.append(&text, 0..text.text().len());
                code.add("\n");
                return None;
            }
            cell_of_python(&text, &mut code, &mut commands)
        });
    }
    for command in commands {
        found.add(Script::shell(with_holes(&command, "{", "}"), in_part()));
    }
    if !code.text().is_empty() {
        found.add(Script::new(language, code, in_part()));
    }
}

/// Sorts the lines of a cell; gives the script of one that is for a shell.
fn cell_of_python(
    text: &HostedText,
    code: &mut HostedText,
    commands: &mut Vec<HostedText>,
) -> Option<Script> {
    let whole = text.text();
    let first = whole.lines().next().unwrap_or("");
    let magic = first.split_ascii_whitespace().next().unwrap_or("");
    let mut at = 0;
    if magic.starts_with("%%") {
        at = whole.find('\n').map_or(whole.len(), |end| end + 1);
        let mut words = first.split_ascii_whitespace().skip(1);
        let is_script = magic == "%%script" && matches!(words.next(), Some("bash" | "sh"));
        if SHELL_CELLS.contains(&magic) || is_script {
            let mut script = HostedText::default();
            script.append(text, at..whole.len());
            return Some(Script::shell(joined("#!/bin/bash\n", &[script]), in_part()));
        }
        if !PYTHON_CELLS.contains(&magic) {
            return None;
        }
    }
    for line in whole.get(at..).unwrap_or("").split_inclusive('\n') {
        let end = at + line.len();
        let trimmed = line.trim_start();
        let start = end - trimmed.len();
        let command = trimmed.strip_prefix('!').or_else(|| {
            let (name, command) = trimmed.split_once("= !").or_else(|| trimmed.split_once("=!"))?;
            let is_name = |it: char| it.is_alphanumeric() || "_ ,".contains(it);
            name.chars().all(is_name).then_some(command)
        });
        if let Some(command) = command {
            let mut script = HostedText::default();
            script.append(text, end - command.trim_start_matches('!').len()..end);
            commands.push(script);
        }
        if command.is_some() || trimmed.starts_with(['%', '?']) {
            // Something has to stand there.
            code.append(text, at..start);
            code.add("pass\n");
        } else {
            code.append(text, at..end);
        }
        at = end;
    }
    code.add("\n");
    None
}

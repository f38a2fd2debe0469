//! GitHub workflows and composite actions.

use tmplint_ir::HostedText;

use super::{Runner, on_a_runner};
use crate::tree::{Collector, NodeId, Tree, joined, with_holes};
use crate::{Script, Scripts};

/// Reads a workflow.
pub(crate) fn workflow(host: &str, tree: &Tree) -> Scripts {
    let mut found = Collector::new(host, tree);
    for root in &tree.roots {
        let default = shell_of(tree, *root);
        let Some(jobs) = tree.get(*root, "jobs") else { continue };
        for (_, job) in tree.entries(jobs) {
            let default = shell_of(tree, *job).or(default);
            let is_windows = tree
                .get(*job, "runs-on")
                .map(|on| tree.one_or_more(on))
                .is_some_and(|on| on.iter().any(|on| is_windows(tree, *on)));
            if let Some(steps) = tree.get(*job, "steps") {
                take_steps(&mut found, steps, default, is_windows);
            }
        }
    }
    found.finish()
}

/// Reads an action.
pub(crate) fn action(host: &str, tree: &Tree) -> Scripts {
    let mut found = Collector::new(host, tree);
    for root in &tree.roots {
        if let Some(steps) = tree.path(*root, &["runs", "steps"]) {
            take_steps(&mut found, steps, None, false);
        }
    }
    found.finish()
}

fn shell_of(tree: &Tree, node: NodeId) -> Option<&str> {
    tree.str_at(node, &["defaults", "run", "shell"])
}

fn is_windows(tree: &Tree, name: NodeId) -> bool {
    tree.str(name).is_some_and(|name| name.to_ascii_lowercase().contains("windows"))
}

fn take_steps(found: &mut Collector<'_>, steps: NodeId, default: Option<&str>, is_windows: bool) {
    let tree = found.tree;
    for step in tree.items(steps) {
        let Some(run) = tree.get(*step, "run") else { continue };
        let shell = tree.str_at(*step, &["shell"]).or(default);
        let runner = match shell {
            // Of what a variable says, a shell is the most likely.
            Some(shell) if !shell.contains("${{") => Runner::named(shell),
            None if is_windows => None,
            _ => Some(Runner::shell("/bin/bash -e")),
        };
        let Some(runner) = runner else { continue };
        found.take(&[run], |texts: Vec<HostedText>| {
            let text = with_holes(&joined(&runner.header, &texts), "${{", "}}");
            Some(Script::new(runner.language, text, on_a_runner()))
        });
    }
}

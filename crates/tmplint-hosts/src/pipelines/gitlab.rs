//! GitLab pipelines.

use tmplint_ir::HostedText;

use super::on_a_runner;
use crate::tree::{Collector, NodeId, Tree, joined, with_holes};
use crate::{Script, Scripts};

/// Reads a pipeline. What is done before a job's script is done in the same shell.
pub(crate) fn scripts(host: &str, tree: &Tree) -> Scripts {
    let mut found = Collector::new(host, tree);
    for root in &tree.roots {
        take(&mut found, *root);
        for (_, job) in tree.entries(*root) {
            take(&mut found, *job);
        }
    }
    found.finish()
}

fn take(found: &mut Collector<'_>, job: NodeId) {
    for keys in [&["before_script", "script"][..], &["after_script"]] {
        let lists = keys.iter().filter_map(|key| found.tree.get(job, key));
        let commands: Vec<NodeId> = lists.flat_map(|list| found.tree.one_or_more(list)).collect();
        found.take(&commands, |texts: Vec<HostedText>| {
            let text = with_holes(&joined("#!/bin/bash -e\n", &texts), "$[[", "]]");
            Some(Script::shell(text, on_a_runner()))
        });
    }
}

//! `package.json`: the scripts of npm.

use crate::tree::{Collector, Tree, joined};
use crate::{Script, Scripts, in_part};

pub(crate) fn scripts(host: &str, tree: &Tree) -> Scripts {
    let mut found = Collector::new(host, tree);
    for root in &tree.roots {
        let Some(scripts) = tree.get(*root, "scripts") else { continue };
        for (_, script) in tree.entries(scripts) {
            found.take(&[*script], |texts| {
                Some(Script::shell(joined("#!/bin/sh\n", &texts), in_part()))
            });
        }
    }
    found.finish()
}

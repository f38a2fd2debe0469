//! `package.json`: the scripts of npm.

use tmplint_ir::Setting;

use crate::tree::{Collector, Tree, joined};
use crate::{Script, Scripts};

pub(crate) fn scripts(host: &str, tree: &Tree) -> Scripts {
    let mut found = Collector::new(host, tree);
    for root in &tree.roots {
        let Some(scripts) = tree.get(*root, "scripts") else { continue };
        for (_, script) in tree.entries(scripts) {
            found.take(&[*script], |texts| {
                let setting = Setting { is_part: true, ..Setting::default() };
                Some(Script::shell(joined("#!/bin/sh\n", &texts), setting))
            });
        }
    }
    found.finish()
}

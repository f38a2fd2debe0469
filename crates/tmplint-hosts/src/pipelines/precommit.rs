//! Hooks of pre-commit.

use crate::tree::{Collector, NodeId, Tree, joined};
use crate::{Script, Scripts, in_part};

/// Reads the hooks a repository uses or offers.
pub(crate) fn scripts(host: &str, tree: &Tree) -> Scripts {
    let mut found = Collector::new(host, tree);
    for root in &tree.roots {
        take(&mut found, tree.items(*root));
        for repository in tree.get(*root, "repos").map_or(&[][..], |list| tree.items(list)) {
            if let Some(hooks) = tree.get(*repository, "hooks") {
                take(&mut found, tree.items(hooks));
            }
        }
    }
    found.finish()
}

fn take(found: &mut Collector<'_>, hooks: &[NodeId]) {
    for hook in hooks {
        // An image's command runs in a container, a pattern is none.
        let language = found.tree.str_at(*hook, &["language"]).unwrap_or("");
        if matches!(language, "docker" | "docker_image" | "pygrep" | "fail") {
            continue;
        }
        let Some(entry) = found.tree.get(*hook, "entry") else { continue };
        found.take(&[entry], |texts| Some(Script::shell(joined("", &texts), in_part())));
    }
}

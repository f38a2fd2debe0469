//! What is done to machines and packages, in YAML: cloud-init, snapcraft, conda.

use tmplint_ir::{HostedText, Setting};

use crate::tree::{Collector, NodeId, Tree, joined};
use crate::words::{quote, shebang};
use crate::{Script, Scripts, in_part, in_private};

/// Reads a configuration of cloud-init.
pub(crate) fn cloud_init(host: &str, tree: &Tree) -> Scripts {
    let mut found = Collector::new(host, tree);
    let setting = || in_private("a machine that starts for the first time");
    for root in &tree.roots {
        for key in ["bootcmd", "runcmd"] {
            for command in tree.get(*root, key).map_or(&[][..], |list| tree.items(list)) {
                let is_text = tree.str(*command).is_some();
                found.take(&tree.one_or_more(*command), |texts| {
                    let script = if is_text { joined("", &texts) } else { words(&texts) };
                    Some(Script::shell(script, setting()))
                });
            }
        }
        let files = tree.get(*root, "write_files").map_or(&[][..], |list| tree.items(list));
        for file in files {
            // It is there for good, whoever runs it.
            let content = tree.get(*file, "content").filter(|it| tree.str(*it).is_some());
            let Some(content) = content.filter(|_| tree.get(*file, "encoding").is_none()) else {
                continue;
            };
            found.take(&[content], |texts| {
                let text = joined("", &texts);
                let language = shebang(text.text())?;
                Some(Script::new(language, text, Setting::default()))
            });
        }
    }
    found.finish()
}

/// A command given as its words.
fn words(words: &[HostedText]) -> HostedText {
    let mut script = HostedText::default();
    for word in words {
        quote(word, &mut script);
        script.add(" ");
    }
    script.add("\n");
    script
}

/// Reads a snap's description.
pub(crate) fn snapcraft(host: &str, tree: &Tree) -> Scripts {
    let mut found = Collector::new(host, tree);
    for root in &tree.roots {
        let members = |key| tree.get(*root, key).map_or(&[][..], |map| tree.entries(map));
        for (_, part) in members("parts") {
            for key in ["override-pull", "override-build", "override-stage", "override-prime"] {
                take(&mut found, tree.get(*part, key), "#!/bin/sh -e\n", "the build of a snap");
            }
        }
        for (_, app) in members("apps") {
            for key in ["command", "stop-command", "post-stop-command"] {
                take(&mut found, tree.get(*app, key), "", "a snap, which has a /tmp of its own,");
            }
        }
    }
    found.finish()
}

fn take(found: &mut Collector<'_>, script: Option<NodeId>, header: &str, system: &str) {
    let Some(script) = script.filter(|script| found.tree.str(*script).is_some()) else { return };
    found.take(&[script], |texts| Some(Script::shell(joined(header, &texts), in_private(system))));
}

/// Reads a recipe of conda, its templates taken out by [`without_templates`].
pub(crate) fn conda(host: &str, tree: &Tree) -> Scripts {
    let mut found = Collector::new(host, tree);
    for root in &tree.roots {
        let outputs = tree.get(*root, "outputs").map_or(&[][..], |list| tree.items(list));
        for recipe in [*root].iter().chain(outputs) {
            for keys in [&["build", "script"], &["test", "commands"]] {
                let Some(commands) = tree.path(*recipe, keys) else { continue };
                found.take(&tree.one_or_more(commands), |texts| {
                    let text = values_as_holes(&joined("#!/bin/bash -e\n", &texts));
                    Some(Script::shell(text, in_part()))
                });
            }
        }
    }
    found.finish()
}

/// What stands for a value of a template: no recipe has it, and YAML takes it for a letter.
const VALUE: char = '¤';

/// A recipe as YAML: its statements, `{% … %}`, are blanks, its values, `{{ … }}`, a word; each as
/// long as before.
pub(crate) fn without_templates(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let close = match rest.as_bytes().get(at + 1) {
            Some(b'%') => "%}",
            Some(b'{') => "}}",
            _ => "",
        };
        let end = rest[at..].find(close).filter(|_| !close.is_empty());
        let Some(end) = end.map(|found| at + found + close.len()) else {
            let after = if close.is_empty() { at + 1 } else { rest.len() };
            plain.push_str(&rest[..after]);
            rest = &rest[after..];
            continue;
        };
        plain.push_str(&rest[..at]);
        let length = end - at;
        if close == "}}" {
            plain.extend(std::iter::repeat_n(VALUE, length / VALUE.len_utf8()));
            plain.push_str(if length % VALUE.len_utf8() == 1 { "_" } else { "" });
        } else {
            let blank = |byte| if byte == b'\n' { '\n' } else { ' ' };
            plain.extend(rest[at..end].bytes().map(blank));
        }
        rest = &rest[end..];
    }
    plain.push_str(rest);
    plain
}

fn values_as_holes(text: &HostedText) -> HostedText {
    let whole = text.text();
    let mut filled = HostedText::default();
    let mut at = 0;
    while let Some(start) = whole[at..].find(VALUE).map(|found| at + found) {
        let rest = &whole[start..];
        let end = start + rest.len() - rest.trim_start_matches(VALUE).len();
        filled.append(text, at..start);
        filled.hole(text.origin(start..end).unwrap_or(0..0));
        at = end;
    }
    filled.append(text, at..whole.len());
    filled
}

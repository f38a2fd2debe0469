//! `tmpfiles.d`: files and directories that are made at boot, and the commands that would make them.

use tmplint_ir::HostedText;

use super::command;
use crate::lines::lines;
use crate::words::quote;
use crate::{Script, Scripts, in_private};

/// The command that does what a type of line says.
const COMMANDS: [(&[char], &str); 4] = [
    (&['f', 'F', 'w'], ": > "),
    (&['d', 'D', 'v', 'q', 'Q'], "mkdir -p "),
    (&['p'], "mkfifo "),
    (&['C'], "cp /dev/null "),
];

pub(crate) fn scripts(text: &str) -> Scripts {
    let mut script = HostedText::default();
    for line in lines(text) {
        let trimmed = line.text.trim_start();
        let kind = trimmed.split_ascii_whitespace().next().unwrap_or("");
        let Some(letter) = kind.chars().next() else { continue };
        let Some((_, made_by)) = COMMANDS.iter().find(|(kinds, _)| kinds.contains(&letter)) else {
            continue;
        };
        let after = trimmed[kind.len()..].trim_start();
        let path = after.split_ascii_whitespace().next().unwrap_or("").trim_matches('"');
        let start = line.range.end - after.len() + usize::from(after.starts_with('"'));
        let mut word = HostedText::default();
        command::word(text, start..start + path.len(), &mut word);
        script.add(made_by);
        quote(&word, &mut script);
        script.add("\n");
    }
    let setting = in_private("the start of a system, when systemd-tmpfiles runs,");
    Scripts { scripts: vec![Script::shell(script, setting)], notes: Vec::new() }
}

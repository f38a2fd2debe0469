//! Tables of cron.

use tmplint_ir::HostedText;

use crate::lines::{Line, lines};
use crate::{Script, Scripts, in_part};

/// Reads a table. Those of the system name the user of each command.
pub(crate) fn scripts(text: &str, path: &str) -> Scripts {
    let of_system = path.contains("cron.d/") || path.ends_with("etc/crontab");
    let mut shell = "/bin/sh";
    let mut found = Scripts::default();
    for line in lines(text) {
        let trimmed = line.text.trim_start();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        if let Some((name, value)) = assignment(trimmed) {
            if name == "SHELL" {
                shell = value.trim().trim_matches(['"', '\'']);
            }
            continue;
        }
        let Some(start) = command(&line, of_system) else { continue };
        let mut script = HostedText::default();
        script.add(&format!("#!{shell}\n"));
        add(text, start, line.range.end, &mut script);
        found.scripts.push(Script::shell(script, in_part()));
    }
    found
}

fn assignment(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once('=')?;
    let name = name.trim_end();
    let is_name = name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_')
        && name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_');
    is_name.then_some((name, value))
}

/// Where the command of a line starts, after the five times or `@daily`, and the user.
fn command(line: &Line<'_>, of_system: bool) -> Option<usize> {
    let trimmed = line.text.trim_start();
    let times = if trimmed.starts_with('@') { 1 } else { 5 };
    let mut rest = trimmed;
    for _ in 0..times {
        let length = rest.find([' ', '\t'])?;
        let is_time = |it: char| it.is_ascii_alphanumeric() || "*/,-@~".contains(it);
        if !rest[..length].chars().all(is_time) {
            return None;
        }
        rest = rest[length..].trim_start();
    }
    let (user, after) = rest.split_at(rest.find([' ', '\t']).unwrap_or(rest.len()));
    if of_system || user == "root" {
        rest = after.trim_start();
    }
    (!rest.is_empty()).then_some(line.range.end - rest.len())
}

/// A `%` ends the command; what follows is fed to it. `\%` is a plain one.
fn add(text: &str, start: usize, end: usize, script: &mut HostedText) {
    let mut at = start;
    while let Some(rest) = text.get(at..end) {
        let Some(sign) = rest.find('%').map(|found| at + found) else {
            script.copy(text, at..end);
            return;
        };
        if sign == start || text.as_bytes().get(sign - 1) != Some(&b'\\') {
            script.copy(text, at..sign);
            return;
        }
        script.copy(text, at..sign - 1);
        script.mean("%", sign - 1..sign + 1);
        at = sign + 1;
    }
}

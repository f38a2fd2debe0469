//! systemd's files: the commands of units, and what `tmpfiles.d` makes.

mod command;
pub(crate) mod tmpfiles;

use std::ops::Range;

use tmplint_ir::{HostedText, Setting};

use crate::lines::{Line, lines};
use crate::words::quote;
use crate::{Script, Scripts};

/// Commands in the order in which they are run.
const COMMANDS: [&str; 7] = [
    "ExecCondition",
    "ExecStartPre",
    "ExecStart",
    "ExecStartPost",
    "ExecReload",
    "ExecStop",
    "ExecStopPost",
];

/// Files that systemd itself makes or reads, and a command that does the same: sockets that it
/// listens on, FIFOs, what it takes a process number and an environment from.
const FILES: [(&str, &str); 6] = [
    ("ListenStream", "systemd-socket-activate -l "),
    ("ListenDatagram", "systemd-socket-activate -l "),
    ("ListenSequentialPacket", "systemd-socket-activate -l "),
    ("ListenFIFO", "mkfifo "),
    ("PIDFile", ": < "),
    ("EnvironmentFile", ". "),
];

const ADVICE: &str = "`PrivateTmp=yes` gives a service a /tmp of its own, `RuntimeDirectory=` a \
                      directory that is removed when it stops";

/// A `Key=value` line with those it goes on in.
struct Setter<'t> {
    key: &'t str,
    value: Range<usize>,
}

/// Reads a unit. Those of a dracut module are run in an initramfs.
pub(crate) fn scripts(text: &str, path: &str) -> Scripts {
    let setters = setters(text);
    let value = |setter: &Setter<'_>| text.get(setter.value.clone()).unwrap_or("").trim();
    let is_private = setters.iter().any(|setter| match setter.key {
        "PrivateTmp" | "DynamicUser" => {
            let value = value(setter).to_ascii_lowercase();
            matches!(value.as_str(), "yes" | "true" | "on" | "1" | "disconnected")
        }
        "TemporaryFileSystem" => {
            let mut mounts = value(setter).split_ascii_whitespace();
            mounts.any(|mount| mount.split(':').next() == Some("/tmp"))
        }
        _ => false,
    });
    let mut script = HostedText::default();
    let mut any = false;
    for setter in setters.iter().filter(|setter| setter.key == "Environment") {
        command::assign(text, setter.value.clone(), &mut script);
    }
    for key in COMMANDS {
        for setter in setters.iter().filter(|setter| setter.key == key) {
            any |= command::add(text, setter.value.clone(), &mut script);
        }
    }
    for setter in &setters {
        if matches!(setter.key, "StandardOutput" | "StandardError") {
            any |= output(text, setter.value.clone(), &mut script);
        }
    }
    for setter in &setters {
        let known = FILES.iter().find(|(key, _)| *key == setter.key);
        if let Some((_, command)) = known {
            any |= file(text, setter.value.clone(), command, &mut script);
        }
    }
    if !any {
        return Scripts::default();
    }
    let in_initramfs = path.split('/').any(|part| matches!(part, "dracut" | "initramfs-tools"))
        || setters.iter().any(|setter| {
            setter.key.ends_with("PathExists") && value(setter) == "/etc/initrd-release"
        });
    let system = match (in_initramfs, is_private) {
        (true, _) => Some("an initramfs"),
        (false, true) => Some("a service with a /tmp of its own"),
        (false, false) => None,
    };
    let setting = Setting {
        private_system: system.map(str::to_owned),
        is_part: true,
        advice: system.is_none().then(|| ADVICE.to_owned()),
        ..Setting::default()
    };
    Scripts { scripts: vec![Script::shell(script, setting)], notes: Vec::new() }
}

/// `StandardOutput=append:/var/log/x`
fn output(text: &str, value: Range<usize>, script: &mut HostedText) -> bool {
    let Some(written) = text.get(value.clone()) else { return false };
    let kinds = [("file:", ": > "), ("truncate:", ": > "), ("append:", ": >> ")];
    let kind = kinds.iter().find_map(|(prefix, sign)| Some((sign, written.strip_prefix(prefix)?)));
    let Some((sign, path)) = kind else { return false };
    let mut word = HostedText::default();
    command::word(text, value.end - path.len()..value.end, &mut word);
    script.add(sign);
    quote(&word, script);
    script.add("\n");
    true
}

/// `ListenStream=/run/x`, `EnvironmentFile=-/etc/default/x`
fn file(text: &str, value: Range<usize>, command: &str, script: &mut HostedText) -> bool {
    let Some(written) = text.get(value.clone()) else { return false };
    let path = written.trim_start_matches('-');
    if !path.starts_with('/') {
        return false;
    }
    let mut word = HostedText::default();
    command::word(text, value.end - path.len()..value.end, &mut word);
    script.add(command);
    quote(&word, script);
    script.add("\n");
    true
}

fn setters(text: &str) -> Vec<Setter<'_>> {
    let lines: Vec<Line<'_>> = lines(text).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = lines.get(at) {
        let mut last = first;
        at += 1;
        let trimmed = first.text.trim_start();
        if trimmed.is_empty() || trimmed.starts_with(['#', ';', '[']) {
            continue;
        }
        // Comments may stand between the lines of a value.
        while last.text.ends_with('\\') || last.text.trim_start().starts_with(['#', ';']) {
            let Some(next) = lines.get(at) else { break };
            last = next;
            at += 1;
        }
        let Some((key, after)) = first.text.split_once('=') else { continue };
        let blank = after.len() - after.trim_start().len();
        let start = first.range.end - after.len() + blank;
        found.push(Setter { key: key.trim(), value: start..last.range.end.max(start) });
    }
    found
}

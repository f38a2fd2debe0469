//! RPM spec files: the scripts of a build, and those run when a package comes and goes.

use tmplint_ir::{HostedText, Language};

use crate::lines::{Line, lines};
use crate::{Script, Scripts, in_part};

/// Sections that are scripts of a build, which end with the first command that fails.
const BUILD: [&str; 7] =
    ["prep", "build", "install", "check", "clean", "conf", "generate_buildrequires"];

/// Sections that are scripts.
const SCRIPTLETS: [&str; 21] = [
    "pre",
    "post",
    "preun",
    "postun",
    "pretrans",
    "posttrans",
    "preuntrans",
    "postuntrans",
    "verifyscript",
    "trigger",
    "triggerin",
    "triggerun",
    "triggerprein",
    "triggerpostun",
    "filetriggerin",
    "filetriggerun",
    "filetriggerpostun",
    "transfiletriggerin",
    "transfiletriggerun",
    "transfiletriggerpostun",
    "verify",
];

/// Sections that are none.
const OTHERS: [&str; 8] =
    ["description", "package", "files", "changelog", "sourcelist", "patchlist", "preamble", "end"];

/// Lines that are for rpm alone.
const DIRECTIVES: [&str; 16] = [
    "if",
    "ifarch",
    "ifnarch",
    "ifos",
    "ifnos",
    "else",
    "elif",
    "elifarch",
    "elifos",
    "endif",
    "define",
    "global",
    "undefine",
    "include",
    "dnl",
    "autosetup",
];

/// Shortest name that is taken for a macro without braces: `%s` and `%Y` are formats.
const MIN_NAME: usize = 4;

pub(crate) fn scripts(text: &str) -> Scripts {
    let mut found = Scripts::default();
    let mut open: Option<Script> = None;
    for line in lines(text) {
        let word = section_word(line.text);
        let starts = |list: &[&str]| word.is_some_and(|word| list.contains(&word));
        if starts(&BUILD) || starts(&SCRIPTLETS) || starts(&OTHERS) {
            found.scripts.extend(open.take());
            open = if starts(&OTHERS) { None } else { section(&line, starts(&BUILD)) };
        } else if let Some(script) = &mut open {
            if !starts(&DIRECTIVES) {
                add(text, &line, &mut script.text);
            }
            script.text.add("\n");
        }
    }
    found.scripts.extend(open);
    found
}

fn section_word(line: &str) -> Option<&str> {
    let rest = line.trim_end().strip_prefix('%')?;
    let length = rest.find(|it: char| !(it.is_ascii_alphanumeric() || it == '_'));
    Some(&rest[..length.unwrap_or(rest.len())])
}

/// The script that a section's line begins; none where what runs it is not read.
fn section(line: &Line<'_>, is_build: bool) -> Option<Script> {
    let mut words = line.text.split_ascii_whitespace().skip_while(|word| *word != "-p").skip(1);
    let program = words.next().unwrap_or("/bin/sh");
    let base = program.rsplit('/').next().unwrap_or(program);
    let language = match base.trim_end_matches(|it: char| it.is_ascii_digit() || it == '.') {
        "python" => Language::Python,
        "sh" | "bash" | "dash" | "ksh" => Language::Shell,
        _ => return None,
    };
    let mut text = HostedText::default();
    let options = if is_build { " -e" } else { "" };
    text.add(&format!("#!{program}{options}\n"));
    Some(Script::new(language, text, in_part()))
}

/// Adds a line, its macros values nobody knows.
fn add(host: &str, line: &Line<'_>, script: &mut HostedText) {
    let text = line.text;
    let offset = line.range.start;
    let mut at = 0;
    while let Some(sign) = text[at..].find('%').map(|found| at + found) {
        script.copy(host, offset + at..offset + sign);
        let rest = &text[sign..];
        let length = if rest.starts_with("%%") {
            script.mean("%", offset + sign..offset + sign + 2);
            2
        } else if let Some(length) = macro_length(rest) {
            match &rest[..length] {
                "%{_tmppath}" | "%_tmppath" => {
                    script.mean("/var/tmp", offset + sign..offset + sign + length);
                }
                _ => script.hole(offset + sign..offset + sign + length),
            }
            length
        } else {
            script.copy(host, offset + sign..offset + sign + 1);
            1
        };
        at = sign + length;
    }
    script.copy(host, offset + at..line.range.end);
}

fn macro_length(text: &str) -> Option<usize> {
    let inner = &text[1..];
    let (open, close) = match inner.chars().next()? {
        '{' => ('{', '}'),
        '(' => ('(', ')'),
        _ => {
            let prefix = inner.len() - inner.trim_start_matches(['?', '!']).len();
            let name = &inner[prefix..];
            let is_name = |it: char| it.is_ascii_alphanumeric() || it == '_';
            let length = name.find(|it| !is_name(it)).unwrap_or(name.len());
            let is_macro = length >= MIN_NAME
                && name.starts_with(|it: char| it.is_ascii_lowercase() || it == '_');
            return is_macro.then_some(1 + prefix + length);
        }
    };
    let mut depth = 0;
    for (at, character) in inner.char_indices() {
        if character == open {
            depth += 1;
        } else if character == close {
            depth -= 1;
            if depth == 0 {
                return Some(at + 2);
            }
        }
    }
    None
}

//! Commands that are part of the shell's syntax, and the names of commands.

use super::assignment;
use super::fragment::{Extent, Fragment};
use super::syntax::{Form, Simple};

/// Commands that change where the script goes on or what its names mean. They are not lowered as
/// the one command of a `$(…)` or pipe: in a copy of the shell they do neither to this one.
const CONTROL: &[&str] = &[
    "exit", "return", "exec", "break", "continue", "export", "readonly", "local", "declare",
    "typeset", "unset", "test", "[",
];

/// Builtins of POSIX that write nothing, besides those lowered as syntax.
const SILENT: &[&str] = &[
    ":", "cd", "export", "readonly", "local", "declare", "typeset", "false", "getopts", "read",
    "set", "shift", "trap", "true", "unset", "wait", "exit", "exec",
];

pub(super) fn is_silent(name: &str) -> bool {
    SILENT.contains(&name)
}

/// Whether a simple command is a call and nothing else.
pub(super) fn is_plain_command(text: &Fragment<'_>, simple: &Simple) -> bool {
    let Some(name) = command_word(text, simple) else { return false };
    let Some(name) = literal(text, name) else { return true };
    let sets_trap = name == "trap" && simple.words.len() > 2;
    !sets_trap && !CONTROL.contains(&name.as_str())
}

/// The word that names the command; none if there are only assignments and redirections.
pub(super) fn command_word<'a>(text: &Fragment<'_>, simple: &'a Simple) -> Option<&'a Extent> {
    let mut words = simple.words.iter().filter(|_| simple.form == Form::Command);
    words.find(|word| assignment::parse(text, word).is_none())
}

/// The name of a simple command, if it is written out.
pub(super) fn command_name(text: &Fragment<'_>, simple: &Simple) -> Option<String> {
    literal(text, command_word(text, simple)?)
}

/// A word's characters, if no expansion is in it.
pub(super) fn literal(text: &Fragment<'_>, extent: &Extent) -> Option<String> {
    let word = text.slice(extent);
    if word.starts_with('~') {
        return None;
    }
    let mut result = String::with_capacity(word.len());
    let mut characters = word.chars().peekable();
    let mut quote = None;
    while let Some(character) = characters.next() {
        match (character, quote) {
            _ if text.hole(character).is_some() => return None,
            ('\'', Some('\'')) | ('"', Some('"')) => quote = None,
            (_, Some('\'')) => result.push(character),
            ('$' | '`', _) => return None,
            ('\'' | '"', None) => quote = Some(character),
            ('\\', _) => {
                let next = characters.next_if(|&next| quote.is_none() || "\\\"$`".contains(next));
                result.push(next.unwrap_or('\\'));
            }
            ('<' | '>', None) => return None,
            _ => result.push(character),
        }
    }
    Some(result)
}

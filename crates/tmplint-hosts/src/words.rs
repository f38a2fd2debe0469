//! Words of command lines that no shell reads.

use tmplint_ir::{HostedText, Language};

/// Adds a word so that a shell takes it as it is.
pub(crate) fn quote(word: &HostedText, into: &mut HostedText) {
    let text = word.text();
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "_./:@%+,-".contains(it);
    if !text.is_empty() && text.chars().all(is_plain) {
        into.append(word, 0..text.len());
        return;
    }
    into.add("'");
    let mut at = 0;
    while let Some(found) = text[at..].find('\'') {
        into.append(word, at..at + found);
        into.add("'\\");
        into.append(word, at + found..at + found + 1);
        into.add("'");
        at += found + 1;
    }
    into.append(word, at..text.len());
    into.add("'");
}

/// What a text's `#!` line names.
pub(crate) fn shebang(text: &str) -> Option<Language> {
    let line = text.lines().next()?.strip_prefix("#!")?;
    let mut words =
        line.split_ascii_whitespace().map(|word| word.rsplit('/').next().unwrap_or(word));
    let program = words.find(|word| *word != "env")?;
    match program.trim_end_matches(|it: char| it.is_ascii_digit() || it == '.') {
        "sh" | "bash" | "dash" | "ksh" => Some(Language::Shell),
        "python" => Some(Language::Python),
        _ => None,
    }
}

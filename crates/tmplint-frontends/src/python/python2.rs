//! Python 2 syntax that the grammar lacks, spelled so that it can be parsed.

use std::ops::Range;

/// Keywords that old code uses as attribute and module names (`kombu.async`, Jython's
/// `System.in`).
const KEYWORDS: &[&str] = &[
    "async", "await", "class", "exec", "from", "in", "is", "not", "pass", "print", "raise", "with",
];

/// The text with other words, as long, where Python 2 means something else than the grammar:
/// `exec expression` becomes `del expression`, `async` as a name another name. `None` if there is
/// nothing to replace. Names and literals are read from the original, so only the shape of the
/// tree comes from this.
pub(super) fn respell(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut respelled = String::new();
    let mut copied = 0;
    for word in words(bytes) {
        let Some(replacement) = replacement(text, &word) else { continue };
        respelled.push_str(&text[copied..word.start]);
        respelled.push_str(&replacement);
        copied = word.end;
    }
    if copied == 0 {
        return None;
    }
    respelled.push_str(&text[copied..]);
    Some(respelled)
}

/// Whether a `del` statement is an `exec` that was respelled.
pub(super) fn is_exec(statement: &str) -> bool {
    statement.starts_with("exec")
}

fn words(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = next + bytes.get(next..)?.iter().position(|&byte| is_letter(byte))?;
        let rest = &bytes[start..];
        next = start + rest.iter().position(|&byte| !is_letter(byte)).unwrap_or(rest.len());
        Some(start..next)
    })
}

fn replacement(text: &str, word: &Range<usize>) -> Option<String> {
    let spelled = &text[word.clone()];
    if !KEYWORDS.contains(&spelled) {
        return None;
    }
    let before = &text.as_bytes()[..word.start];
    let after = text[word.end..].trim_start_matches([' ', '\t']);
    let is_attribute = matches!(before, [.., owner, b'.']
        if owner.is_ascii_alphanumeric() || matches!(owner, b'_' | b')' | b']'));
    let is_name = is_attribute
        || spelled == "async"
            && !["def", "with", "for"].iter().any(|keyword| after.starts_with(keyword));
    if is_name {
        return Some("_".repeat(spelled.len()));
    }
    let starts_statement = before
        .iter()
        .rev()
        .find(|byte| !matches!(byte, b' ' | b'\t'))
        .is_none_or(|byte| matches!(byte, b'\n' | b'\r' | b':' | b';'));
    let is_exec = spelled == "exec" && starts_statement && !after.starts_with(['=', '(', '.', ',']);
    is_exec.then(|| "del ".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_python_3_means_otherwise_is_respelled() {
        let kept = "async def f(): await x\nexec(a)\nexec = 1\nfrom . import x\nx = 'é'\n";
        assert_eq!(respell(kept), None);
        let old = "exec a.b in c\nif x: exec 'é'\nfrom a.async import b\nf(async=1)\n";
        let new = "del  a.b in c\nif x: del  'é'\nfrom a._____ import b\nf(_____=1)\n";
        assert_eq!(respell(old).as_deref(), Some(new));
    }
}

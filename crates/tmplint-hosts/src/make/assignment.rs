//! What a line of a makefile is.

/// A line outside of recipes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Statement<'t> {
    /// A variable is set.
    Assignment {
        name: &'t str,
        kind: Kind,
        /// Where the value starts.
        value: usize,
    },
    /// A rule.
    Rule {
        targets: &'t str,
        /// Where a command on the same line starts.
        command: Option<usize>,
    },
    /// Something else.
    Other,
}

/// What an assignment does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `=`, `:=`, `?=`
    Set,
    /// `+=`
    Append,
    /// `!=`: to what a command prints.
    Output,
}

/// Words that may stand before an assignment.
const MODIFIERS: [&str; 4] = ["export", "override", "private", "unexport"];

/// Words that start lines of other kinds.
const DIRECTIVES: [&str; 12] = [
    "ifeq", "ifneq", "ifdef", "ifndef", "else", "endif", "include", "-include", "sinclude",
    "vpath", "load", "undefine",
];

/// The name a `define` line gives.
pub(super) fn define(line: &str) -> Option<&str> {
    let mut words = line.split_ascii_whitespace().skip_while(|word| MODIFIERS.contains(word));
    if words.next() != Some("define") {
        return None;
    }
    words.next()
}

/// The canned recipe that a command line stands for: `$(NAME)`, `$(call NAME,…)`.
pub(super) fn canned_call(line: &str) -> Option<&str> {
    let inner = line.strip_prefix("$(").or_else(|| line.strip_prefix("${"))?;
    let inner = inner.strip_prefix("call ").unwrap_or(inner);
    inner.split([')', '}', ',']).next().map(str::trim)
}

/// Tells what a line is.
pub(super) fn statement(line: &str) -> Statement<'_> {
    let trimmed = line.trim_start();
    let word = trimmed.split([' ', '\t', '(']).next().unwrap_or("");
    if trimmed.is_empty() || trimmed.starts_with('#') || DIRECTIVES.contains(&word) {
        return Statement::Other;
    }
    let Some((at, sign)) = outside(line, 0, &[':', '=']) else { return Statement::Other };
    if sign == '=' {
        let (end, kind) = match line[..at].chars().next_back() {
            Some('?') => (at - 1, Kind::Set),
            Some('+') => (at - 1, Kind::Append),
            Some('!') => (at - 1, Kind::Output),
            _ => (at, Kind::Set),
        };
        return assignment(line, 0..end, kind, at + 1);
    }
    let after = line[at..].trim_start_matches(':');
    let after_colons = line.len() - after.len();
    if after.starts_with('=') {
        return assignment(line, 0..at, Kind::Set, after_colons + 1);
    }
    match outside(line, after_colons, &[';', '=']) {
        // A variable for the sake of one target.
        Some((equals, '=')) => {
            let end = line[..equals].trim_end_matches([':', '?', '+', '!']).len();
            let kind = if line[end..equals].contains('+') { Kind::Append } else { Kind::Set };
            assignment(line, after_colons..end, kind, equals + 1)
        }
        Some((semicolon, _)) => {
            Statement::Rule { targets: &line[..at], command: Some(semicolon + 1) }
        }
        None => Statement::Rule { targets: &line[..at], command: None },
    }
}

fn assignment(
    line: &str,
    names: std::ops::Range<usize>,
    kind: Kind,
    value: usize,
) -> Statement<'_> {
    let words = line.get(names).unwrap_or("").split_ascii_whitespace();
    let name = words.skip_while(|word| MODIFIERS.contains(word)).last();
    let blank = line[value..].len() - line[value..].trim_start().len();
    match name {
        Some(name) => Statement::Assignment { name, kind, value: value + blank },
        None => Statement::Other,
    }
}

/// The first of some signs outside of references and comments.
fn outside(line: &str, from: usize, signs: &[char]) -> Option<(usize, char)> {
    let mut depth = 0_usize;
    for (at, character) in line.char_indices().skip_while(|(at, _)| *at < from) {
        match character {
            '(' | '{' => depth += 1,
            ')' | '}' => depth = depth.saturating_sub(1),
            '#' if depth == 0 && !line[..at].ends_with('\\') => return None,
            _ if depth == 0 && signs.contains(&character) => return Some((at, character)),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(name: &str, kind: Kind, value: usize) -> Statement<'_> {
        Statement::Assignment { name, kind, value }
    }

    #[test]
    fn lines_are_told_apart() {
        for (line, expected) in [
            ("A = b", set("A", Kind::Set, 4)),
            ("export A ::= b", set("A", Kind::Set, 13)),
            ("A ?= $(x:a=b)", set("A", Kind::Set, 5)),
            ("A += b", set("A", Kind::Append, 5)),
            ("A != mktemp", set("A", Kind::Output, 5)),
            ("all: A := b", set("A", Kind::Set, 10)),
            ("all: b", Statement::Rule { targets: "all", command: None }),
            ("$(x:a=b): c ; d", Statement::Rule { targets: "$(x:a=b)", command: Some(13) }),
            ("a:: b", Statement::Rule { targets: "a", command: None }),
            ("ifeq ($(A),b)", Statement::Other),
            ("# a = b", Statement::Other),
            ("$(call x,y)", Statement::Other),
        ] {
            assert_eq!(statement(line), expected, "{line}");
        }
        assert_eq!(define("override define X ="), Some("X"));
        assert_eq!(canned_call("$(call run,x)"), Some("run"));
    }
}

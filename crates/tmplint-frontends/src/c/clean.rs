//! Blanks what macros and attributes put between the words of declarations, where the grammar
//! would take it for the type.

use super::conditional::blank;
use super::head::{is_capital, is_keyword, is_type_keyword};
use super::token::{Token, TokenKind};

/// The text without attributes and declaration macros, and the tokens left of it.
pub(crate) fn clean(source: &str, text: String, tokens: &[Token]) -> (String, Vec<Token>) {
    let mut bytes = text.into_bytes();
    let mut left = Vec::with_capacity(tokens.len());
    let mut at = 0;
    let mut statement_start = true;
    let mut depth = 0_usize;
    while let Some(token) = tokens.get(at) {
        let skip = attribute(source, tokens, at).or_else(|| {
            if statement_start { modifier(source, tokens, at, depth == 0) } else { None }
        });
        if let Some(end) = skip {
            if let Some(last) = end.checked_sub(1).and_then(|index| tokens.get(index)) {
                blank(&mut bytes, token.start, last.end);
            }
            at = end;
            continue;
        }
        match token.kind {
            TokenKind::Sign(b'{') => depth += 1,
            TokenKind::Sign(b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        statement_start = token.is(b';') || token.is(b'{') || token.is(b'}');
        left.push(*token);
        at += 1;
    }
    (String::from_utf8(bytes).unwrap_or_default(), left)
}

/// The token after the attribute that starts at `at`.
fn attribute(source: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
    match token.text(source) {
        "__attribute__" | "__attribute" | "__declspec" => group_end(tokens, at + 1),
        "__extension__" | "__restrict" | "__restrict__" | "restrict" | "register" | "_Noreturn" => {
            Some(at + 1)
        }
        _ => None,
    }
}

/// The token after a macro before a declaration: `_cleanup_free_ char *p`,
/// `_cleanup_(freep) FILE *f = …`.
fn modifier(source: &str, tokens: &[Token], at: usize, at_items: bool) -> Option<usize> {
    let is_name = |index: usize| {
        tokens
            .get(index)
            .is_some_and(|token| token.kind == TokenKind::Word && !is_keyword(token.text(source)))
    };
    if !is_name(at) {
        return None;
    }
    let group = group_end(tokens, at + 1);
    // `f(a, b) char *a;` heads a function of the old style.
    if at_items
        && group.is_some()
        && !tokens.get(at).is_some_and(|token| is_capital(token.text(source)))
    {
        return None;
    }
    let end = group.unwrap_or(at + 1);
    let next = tokens.get(end)?;
    if next.kind == TokenKind::Word && is_type_keyword(next.text(source)) {
        return Some(end);
    }
    // `MACRO type *name =`, where `type` is a name too.
    let mut after = end + 1;
    while tokens.get(after).is_some_and(|token| token.is(b'*')) {
        after += 1;
    }
    let declares = is_name(end)
        && is_name(after)
        && tokens.get(after + 1).is_some_and(|token| {
            token.kind == TokenKind::Assign || token.is(b';') || token.is(b'[') || token.is(b',')
        });
    declares.then_some(end)
}

/// The token after the parentheses that open at `open`.
fn group_end(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    // An argument list this long is no modifier's.
    for (index, token) in tokens.iter().enumerate().skip(open).take(256) {
        match token.kind {
            TokenKind::Sign(b'(') => depth += 1,
            TokenKind::Sign(b')') => depth = depth.saturating_sub(1),
            TokenKind::Sign(b'{' | b'}' | b';') => return None,
            _ => {}
        }
        if depth == 0 {
            return token.is(b')').then_some(index + 1);
        }
    }
    None
}

//! Cuts a file into its top-level items by counting braces, so that each can be parsed by itself
//! and what is wrong in one never reaches its neighbours.

use std::ops::Range;

use super::conditional::opens_scope_of_items;
use super::head;
use super::token::{Token, TokenKind};

/// A top-level item, as ranges of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// A function definition.
    Function {
        /// Everything before the body, parameter declarations of the old style included.
        head: Range<usize>,
        /// The body with its braces.
        body: Range<usize>,
    },
    /// Anything that ends in a semicolon, without it.
    Declaration(Range<usize>),
}

/// The items of a file, in order.
pub(crate) fn items(source: &str, tokens: &[Token]) -> Vec<Item> {
    let mut cutter = Cutter { source, tokens, unbalanced: false };
    let mut items = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut parentheses = 0_usize;
    while let Some(token) = tokens.get(at) {
        match token.kind {
            TokenKind::Sign(b'(' | b'[') => parentheses += 1,
            TokenKind::Sign(b')' | b']') => parentheses = parentheses.saturating_sub(1),
            TokenKind::Sign(b';') => {
                parentheses = 0;
                if !head::is_old_style(source, tokens.get(start..at).unwrap_or_default()) {
                    if start < at {
                        items.push(Item::Declaration(start..at));
                    }
                    start = at + 1;
                }
            }
            TokenKind::Sign(b'}') => {
                parentheses = 0;
                start = at + 1;
            }
            TokenKind::Sign(b':')
                if is_access(source, tokens.get(start..at).unwrap_or_default()) =>
            {
                start = at + 1;
            }
            TokenKind::Sign(b'{') if opens_scope_of_items(source, tokens, at, start) => {
                start = at + 1;
            }
            TokenKind::Sign(b'{') => {
                let before = tokens.get(start..at).unwrap_or_default();
                if parentheses == 0 && head::is_function(source, before) {
                    let end = cutter.body_end(start, at);
                    items.push(Item::Function { head: start..at, body: at..end });
                    start = end;
                    at = end;
                } else {
                    at = cutter.balanced_end(at).unwrap_or(at + 1);
                }
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    items
}

/// Whether these are `public`, `private` or `protected`, of a class.
pub(crate) fn is_access(source: &str, tokens: &[Token]) -> bool {
    matches!(tokens, [word] if matches!(word.text(source), "public" | "private" | "protected"))
}

struct Cutter<'s> {
    source: &'s str,
    tokens: &'s [Token],
    /// A body was found that never ends: braces cannot be counted on in this file.
    unbalanced: bool,
}

impl Cutter<'_> {
    /// The token after a body that opens at `open`.
    fn body_end(&mut self, head: usize, open: usize) -> usize {
        let margin = self.starts_line(head) || self.starts_line(open);
        if !self.unbalanced {
            match self.balanced_end(open) {
                // Only a brace at the margin ends a body whose head starts there; another one that
                // is followed by more indented code was one too many.
                Some(end) if margin && !self.starts_line(end - 1) && self.is_indented(end) => {
                    return self.margin_end(end).unwrap_or(end);
                }
                Some(end) => return end,
                None => self.unbalanced = true,
            }
        }
        let mut depth = 0_usize;
        for (index, token) in self.tokens.iter().enumerate().skip(open) {
            if token.is(b'{') {
                depth += 1;
            } else if token.is(b'}') {
                depth = depth.saturating_sub(1);
                if depth == 0 || (index > open && self.starts_line(index)) {
                    return index + 1;
                }
            }
        }
        self.tokens.len()
    }

    fn balanced_end(&self, open: usize) -> Option<usize> {
        if self.unbalanced {
            return None;
        }
        let mut depth = 0_usize;
        for (index, token) in self.tokens.iter().enumerate().skip(open) {
            if token.is(b'{') {
                depth += 1;
            } else if token.is(b'}') {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(index + 1);
                }
            }
        }
        None
    }

    /// The token after the next closing brace at the margin, if it comes before any other code
    /// there.
    fn margin_end(&self, from: usize) -> Option<usize> {
        let index = (from..self.tokens.len()).find(|&index| self.starts_line(index))?;
        self.tokens.get(index).filter(|token| token.is(b'}')).map(|_| index + 1)
    }

    fn starts_line(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| {
            token.start == 0 || self.source.as_bytes().get(token.start - 1) == Some(&b'\n')
        })
    }

    /// Whether a token is the first of its line, but not at the margin.
    fn is_indented(&self, index: usize) -> bool {
        let Some(token) = self.tokens.get(index) else { return false };
        let before = self.source.get(..token.start).unwrap_or("");
        let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
        indent > 0 && before.as_bytes().get(before.len() - indent - 1) == Some(&b'\n')
    }
}

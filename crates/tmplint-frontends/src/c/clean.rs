//! Makes code that macros have bent parse again.
//!
//! The grammar takes a modifier macro for a type, a loop macro for a call without its semicolon,
//! and gives up on types and keywords among arguments. Each is recognised by the tokens around it
//! and blanked, or written over with something as long that means as much.

use std::collections::{HashMap, HashSet};

use super::conditional::{blank, opens_scope_of_items};
use super::head::{is_capital, is_keyword, is_type_keyword};
use super::item::is_access;
use super::token::{Token, TokenKind};

/// The name written over arguments that are no expression.
pub(crate) const NO_EXPRESSION: &str = "$";

/// Tokens a macro's arguments may have to be looked through.
const MAX_GROUP: usize = 256;

/// Modifiers in a row that are recognised.
const MAX_MODIFIERS: usize = 4;

/// A file that is ready to be parsed.
pub(crate) struct Cleaned {
    pub(crate) text: String,
    pub(crate) tokens: Vec<Token>,
    /// Where macros stand that were written over with `while`, since a statement follows them.
    pub(crate) loops: HashSet<usize>,
    /// Functions that attributes name to be called with a variable when it goes out of scope, by
    /// where the declaration or the variable's name in it starts.
    pub(crate) cleanups: HashMap<usize, Token>,
}

/// Mends `text`, whose tokens these are; `source` is the same text before anything was blanked.
pub(crate) fn clean(source: &str, text: String, tokens: &[Token]) -> Cleaned {
    let mut cleaner = Cleaner {
        source,
        tokens,
        text: text.into_bytes(),
        left: Vec::with_capacity(tokens.len()),
        loops: HashSet::new(),
        cleanups: HashMap::new(),
        depth: 0,
        item: 0,
        after_control: 0,
    };
    let mut at = 0;
    while at < tokens.len() {
        at = cleaner.step(at);
    }
    Cleaned {
        text: String::from_utf8(cleaner.text).unwrap_or_default(),
        tokens: cleaner.left,
        loops: cleaner.loops,
        cleanups: cleaner.cleanups,
    }
}

struct Cleaner<'s> {
    source: &'s str,
    tokens: &'s [Token],
    text: Vec<u8>,
    left: Vec<Token>,
    loops: HashSet<usize>,
    cleanups: HashMap<usize, Token>,
    /// Open braces.
    depth: usize,
    /// The first token of the item at hand.
    item: usize,
    /// The token after the parentheses of the last `if`, `while`, `for` or `switch`.
    after_control: usize,
}

impl Cleaner<'_> {
    /// Looks at the token `at`; gives the next to look at.
    fn step(&mut self, at: usize) -> usize {
        let Some(&token) = self.tokens.get(at) else { return at + 1 };
        let starts = self.starts_statement() || self.after_control == at;
        if matches!(token.text(self.source), "if" | "while" | "for" | "switch") {
            self.after_control = self.group(at + 1, true).unwrap_or(0);
        }
        let modifier = || if starts { self.modifier(at, MAX_MODIFIERS) } else { None };
        if let Some(end) = self.attribute(at).or_else(modifier) {
            self.cleanup(at, end);
            return self.drop_tokens(at, end);
        }
        if self.depth > 0 {
            if starts && self.bare_macro(at) {
                return self.drop_tokens(at, at + 1);
            }
            if starts && let Some(end) = self.group_end(at + 1) {
                self.statement_macro(at, end);
            }
            if let Some(end) = self.piece_without_value(at).or_else(|| self.offset(at)) {
                return self.write_placeholder(at, end);
            }
            if self.is_cast_macro(at) || self.is_trailing_macro(at) {
                return self.drop_tokens(at, at + 1);
            }
            if let Some(end) = self.case_range(at) {
                return self.drop_tokens(at, end);
            }
            if let Some(end) = self.macro_beside_text(at) {
                self.left.push(token);
                return self.drop_tokens(at + 1, end);
            }
        }
        self.count(at, &token);
        self.left.push(token);
        at + 1
    }

    /// Counts the braces that are open; those around items are not.
    fn count(&mut self, at: usize, token: &Token) {
        let ends = match token.kind {
            TokenKind::Sign(b'{') => {
                let scope = self.depth == 0
                    && opens_scope_of_items(self.source, self.tokens, at, self.item);
                self.depth += usize::from(!scope);
                scope
            }
            TokenKind::Sign(b'}') => {
                self.depth = self.depth.saturating_sub(1);
                true
            }
            TokenKind::Sign(b';') => true,
            TokenKind::Sign(b':') => {
                is_access(self.source, self.tokens.get(self.item..at).unwrap_or_default())
            }
            _ => false,
        };
        if ends && self.depth == 0 {
            self.item = at + 1;
        }
    }

    fn drop_tokens(&mut self, at: usize, end: usize) -> usize {
        if let (Some(first), Some(last)) = (self.tokens.get(at), self.tokens.get(end - 1)) {
            blank(&mut self.text, first.start, last.end);
        }
        end
    }

    fn write_placeholder(&mut self, at: usize, end: usize) -> usize {
        self.drop_tokens(at, end);
        if let Some(first) = self.tokens.get(at) {
            self.write(first.start, NO_EXPRESSION.as_bytes());
            self.left.push(*first);
        }
        end
    }

    fn write(&mut self, start: usize, bytes: &[u8]) {
        if let Some(place) = self.text.get_mut(start..start + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn is(&self, at: usize, sign: u8) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(sign))
    }

    /// The word that the token `at` is, or nothing.
    fn word(&self, at: usize) -> &str {
        let word = self.tokens.get(at).filter(|token| token.kind == TokenKind::Word);
        word.map_or("", |token| token.text(self.source))
    }

    fn is_name(&self, at: usize) -> bool {
        let word = self.word(at);
        !word.is_empty() && !is_keyword(word)
    }

    fn starts_statement(&self) -> bool {
        self.left.last().is_none_or(|last| {
            matches!(last.kind, TokenKind::Sign(b';' | b'{' | b'}' | b':'))
                || last.text(self.source) == "else"
        })
    }

    /// The token after the attribute that starts at `at`.
    fn attribute(&self, at: usize) -> Option<usize> {
        match self.word(at) {
            "__attribute__" | "__attribute" | "__declspec" => self.group_end(at + 1),
            "__extension__" | "__restrict" | "__restrict__" | "restrict" | "register"
            | "_Noreturn" => Some(at + 1),
            _ => None,
        }
    }

    /// The token after macros before a declaration: `_cleanup_free_ char *p`,
    /// `_cleanup_(fclosep) FILE *f = …`.
    fn modifier(&self, at: usize, most: usize) -> Option<usize> {
        if most == 0 || !self.is_name(at) {
            return None;
        }
        let group = self.group_end(at + 1);
        // `f(a, b) char *a;` heads a function of the old style.
        if self.depth == 0 && group.is_some() && !is_capital(self.word(at)) {
            return None;
        }
        let end = group.unwrap_or(at + 1);
        let declares = match self.word(end) {
            // `type const *x` is plain C.
            "const" | "volatile" => !self.word(end + 1).is_empty(),
            word => is_type_keyword(word) || self.declares_variable(end),
        };
        if declares { Some(end) } else { self.modifier(end, most - 1) }
    }

    /// Notes the function that one of these modifiers names for its variable: that of the
    /// declaration after it, or of the name before it.
    fn cleanup(&mut self, at: usize, end: usize) {
        let says_so = |word: &str| word.to_ascii_lowercase().contains("cleanup");
        let function = (at..end).find(|&index| {
            says_so(self.word(index))
                && self.is(index + 1, b'(')
                && self.is_name(index + 2)
                && self.is(index + 3, b')')
        });
        let Some(&function) = function.and_then(|index| self.tokens.get(index + 2)) else { return };
        let neighbours = [self.left.last(), self.tokens.get(end)];
        for neighbour in neighbours.into_iter().flatten() {
            self.cleanups.insert(neighbour.start, function);
        }
    }

    /// Whether `type *name` and something that ends a declarator stand here.
    fn declares_variable(&self, at: usize) -> bool {
        if !self.is_name(at) {
            return false;
        }
        let mut name = at + 1;
        while self.is(name, b'*') {
            name += 1;
        }
        self.is_name(name)
            && matches!(
                self.kind(name + 1),
                Some(TokenKind::Assign | TokenKind::Sign(b';' | b'[' | b','))
            )
    }

    /// A macro of its own line, or before a block or a statement: `STMT_START {`.
    fn bare_macro(&self, at: usize) -> bool {
        let word = self.word(at);
        if word.is_empty() || !is_capital(word) {
            return false;
        }
        self.is(at + 1, b'{')
            || is_statement_keyword(self.word(at + 1))
            || (self.is_name(at + 1) && self.indent(at + 1).is_some())
    }

    /// A macro with arguments and no semicolon, before a statement.
    fn statement_macro(&mut self, at: usize, end: usize) {
        if !self.is_name(at) {
            return;
        }
        let own_line = self.indent(end);
        let next_is_statement = self.is(end, b'{')
            || is_statement_keyword(self.word(end))
            || (self.is_name(end)
                && match self.kind(end + 1) {
                    Some(TokenKind::Sign(b'(') | TokenKind::Member) => true,
                    Some(TokenKind::Sign(b'+' | b'-' | b'[' | b';') | TokenKind::Assign) => {
                        own_line.is_some()
                    }
                    _ => false,
                });
        let is_last = self.is(end, b'}');
        if !next_is_statement && !is_last {
            return;
        }
        let (Some(first), Some(close)) = (self.tokens.get(at), self.tokens.get(end - 1)) else {
            return;
        };
        let (start, close) = (first.start, close.end);
        let deeper = match (self.indent(at), own_line) {
            (Some(own), Some(next)) => next > own,
            _ => true,
        };
        let has_arguments = end > at + 3;
        if !is_last && (deeper || self.is(end, b'{')) && has_arguments && first.end - start >= 5 {
            blank(&mut self.text, start, first.end);
            self.write(start, b"while");
            self.loops.insert(start);
        } else if self.text.get(close).is_some_and(u8::is_ascii_whitespace) {
            self.write(close, b";");
            self.after_control = end;
        }
    }

    /// The token after an argument that is a type or a jump: `va_arg(list, char *)`.
    fn piece_without_value(&self, at: usize) -> Option<usize> {
        let before = self.left.last()?;
        let in_call = before.is(b'(')
            && self.left.len().checked_sub(2).and_then(|index| self.left.get(index)).is_some_and(
                |callee| {
                    let word = callee.text(self.source);
                    callee.kind == TokenKind::Word && !is_keyword(word) && word != "typeof"
                },
            );
        if !in_call && !before.is(b',') {
            return None;
        }
        let jump = matches!(self.word(at), "goto" | "return" | "break" | "continue");
        let mut end = at;
        let mut words = 0;
        let mut is_type = false;
        let mut stars = 0;
        while let Some(token) = self.tokens.get(end).filter(|_| end - at < MAX_GROUP) {
            match token.kind {
                TokenKind::Sign(b')' | b',') => break,
                TokenKind::Sign(b';' | b'{' | b'}') => return None,
                _ if jump => {
                    if let Some(after) = self.group_end(end) {
                        end = after;
                        continue;
                    }
                }
                TokenKind::Word => {
                    let word = token.text(self.source);
                    if stars > 0 && word != "const" {
                        return None;
                    }
                    is_type |= is_type_keyword(word) || word == "const";
                    words += 1;
                }
                TokenKind::Sign(b'*') => stars += 1,
                _ => return None,
            }
            end += 1;
        }
        (jump || (words > 0 && (is_type || stars > 0))).then_some(end)
    }

    /// The token after `offsetof(type, a.b[0])`, of which the grammar takes one name only.
    fn offset(&self, at: usize) -> Option<usize> {
        (self.word(at) == "offsetof").then(|| self.group_end(at + 1)).flatten()
    }

    /// The colon after the rest of GNU C's `case 1 ... 5`.
    fn case_range(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        let in_case =
            || self.left.iter().rev().take(8).any(|left| left.text(self.source) == "case");
        if !token.is(b'.') || !in_case() {
            return None;
        }
        (at..self.tokens.len()).take(16).find(|&index| self.is(index, b':'))
    }

    /// A macro that brings further arguments, without a comma: `f(x DEBUG_ARGS)`.
    fn is_trailing_macro(&self, at: usize) -> bool {
        let before = self.left.last().map_or("", |last| match last.kind {
            TokenKind::Word => last.text(self.source),
            _ => "",
        });
        !before.is_empty()
            && !is_keyword(before)
            && is_capital(self.word(at))
            && !self.word(at).is_empty()
            && self.is(at + 1, b')')
    }

    /// A macro for a cast, or one of two macros for adjacent literals: `f(US buffer)`.
    fn is_cast_macro(&self, at: usize) -> bool {
        let word = self.word(at);
        if word.is_empty() || !is_capital(word) || !self.is_name(at + 1) {
            return false;
        }
        self.left.last().is_some_and(|last| match last.kind {
            TokenKind::Assign | TokenKind::Compare => true,
            TokenKind::Sign(sign) => b"(,&|?+-!".contains(&sign),
            TokenKind::Word => last.text(self.source) == "return",
            _ => false,
        })
    }

    /// The token after the arguments of a macro beside a string literal: `"x" STRINGIFY(y)`.
    fn macro_beside_text(&self, at: usize) -> Option<usize> {
        if !self.is_name(at) {
            return None;
        }
        let end = self.group_end(at + 1)?;
        let beside = self.left.last().is_some_and(|last| last.kind == TokenKind::Text)
            || (self.kind(end) == Some(TokenKind::Text) && !self.starts_statement());
        beside.then_some(end)
    }

    /// The indentation of a token that is the first of its line.
    fn indent(&self, at: usize) -> Option<usize> {
        let start = self.tokens.get(at)?.start;
        let before = self.source.as_bytes().get(..start)?;
        let blanks = before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let line = before.len() - blanks;
        (line == 0 || before.get(line - 1) == Some(&b'\n')).then_some(blanks)
    }

    /// The token after the parentheses that open at `open`.
    fn group_end(&self, open: usize) -> Option<usize> {
        self.group(open, false)
    }

    fn group(&self, open: usize, semicolons: bool) -> Option<usize> {
        if !self.is(open, b'(') {
            return None;
        }
        let mut depth = 0_usize;
        for (index, token) in self.tokens.iter().enumerate().skip(open).take(MAX_GROUP) {
            match token.kind {
                TokenKind::Sign(b'(') => depth += 1,
                TokenKind::Sign(b')') => depth = depth.saturating_sub(1),
                TokenKind::Sign(b';') if semicolons => {}
                TokenKind::Sign(b'{' | b'}' | b';') => return None,
                _ => {}
            }
            if depth == 0 {
                return Some(index + 1);
            }
        }
        None
    }
}

fn is_statement_keyword(word: &str) -> bool {
    matches!(
        word,
        "if" | "for" | "while" | "do" | "switch" | "return" | "break" | "continue" | "goto"
    )
}

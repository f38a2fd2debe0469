//! Reads what stands before a function's body, and the declarators of file-scope variables, from
//! their tokens. Macros in odd places confuse a parser more than they confuse this.

use std::ops::Range;

use super::layout::Fields;
use super::token::{Token, TokenKind};

/// Tokens a function's head may have. What is longer is something else, and looking at it again at
/// each brace in it would cost its square.
const MAX_HEAD: usize = 1024;

/// What stands before a function's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// The name as the file calls it.
    pub(crate) name: String,
    /// Whether calls by that name reach it. `PHP_FUNCTION(tempnam)` defines a function of some
    /// name, but not `tempnam`.
    pub(crate) callable: bool,
    pub(crate) name_range: Range<usize>,
    pub(crate) is_static: bool,
    pub(crate) parameters: Vec<Parameter>,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) range: Range<usize>,
    /// Whether it is a pointer or an array.
    pub(crate) by_reference: bool,
}

/// A variable of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Variable {
    pub(crate) name: String,
    pub(crate) range: Range<usize>,
    /// Whether it is an array that is no array of pointers.
    pub(crate) is_array: bool,
    /// Whether it is a constant.
    pub(crate) is_constant: bool,
    /// The fields of the structure it is, or is an array of.
    pub(crate) fields: Option<Fields>,
    /// Where its initialiser's text stands.
    pub(crate) initialiser: Option<Range<usize>>,
}

/// Whether a brace after these tokens opens a function's body.
pub(crate) fn is_function(source: &str, tokens: &[Token]) -> bool {
    let Some(last) = tokens.last() else { return true };
    if tokens.len() > MAX_HEAD
        || last.kind == TokenKind::Assign
        || tokens.first().is_some_and(|token| is(source, token, "typedef"))
    {
        return false;
    }
    let mut depth = 0_usize;
    let mut has_group = false;
    let mut aggregate = false;
    for token in tokens {
        match token.kind {
            TokenKind::Sign(b'(' | b'[' | b'{') => depth += 1,
            TokenKind::Sign(b')' | b']' | b'}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 && token.is(b')') {
                    has_group = true;
                    aggregate = false;
                }
            }
            TokenKind::Assign if depth == 0 => return false,
            TokenKind::Sign(b';') => aggregate = false,
            TokenKind::Word if depth == 0 => {
                let text = token.text(source);
                // A parameter of the old style ends in a semicolon.
                aggregate |= matches!(text, "struct" | "union" | "enum" | "class" | "namespace");
            }
            _ => {}
        }
    }
    has_group && !aggregate
}

/// Whether a semicolon after these tokens ends a parameter declaration of the old style:
/// `int f(a, b) char *a;`.
pub(crate) fn is_old_style(source: &str, tokens: &[Token]) -> bool {
    if tokens.len() > MAX_HEAD {
        return false;
    }
    let Some(group) = group_of(source, tokens) else { return false };
    let names: Vec<&str> = tokens
        .get(group.start + 1..group.end.saturating_sub(1))
        .unwrap_or_default()
        .iter()
        .filter(|token| !token.is(b','))
        .map(|token| token.text(source))
        .collect();
    let rest = tokens.get(group.end..).unwrap_or_default();
    let rest = rest.rsplit(|token| token.is(b';')).next().unwrap_or_default();
    rest.len() >= 2
        && !names.is_empty()
        && rest.first().is_some_and(|token| token.kind == TokenKind::Word)
        && rest.iter().all(|token| token.kind != TokenKind::Assign)
        && tokens.get(group.start + 1..group.end.saturating_sub(1)).is_some_and(|inside| {
            inside.iter().all(|token| token.kind == TokenKind::Word || token.is(b','))
        })
        && pieces(rest).all(|piece| {
            declared(source, piece).is_some_and(|name| names.contains(&name.text(source)))
        })
}

/// Reads the tokens before a body.
pub(crate) fn head(source: &str, tokens: &[Token]) -> Head {
    let span =
        tokens.first().map_or(0, |token| token.start)..tokens.last().map_or(0, |token| token.end);
    let is_static = tokens.iter().any(|token| is(source, token, "static"));
    let nameless = Head {
        name: String::new(),
        callable: false,
        name_range: span.start..span.start,
        is_static,
        parameters: Vec::new(),
    };
    let Some(group) = group_of(source, tokens) else { return nameless };
    let Some(name) = group.start.checked_sub(1).and_then(|index| tokens.get(index)) else {
        return nameless;
    };
    let inside = tokens.get(group.start + 1..group.end.saturating_sub(1)).unwrap_or_default();
    let text = name.text(source);
    // Code that lost its head to a brace too many.
    if matches!(text, "if" | "while" | "for" | "switch" | "return") {
        return nameless;
    }
    let after = tokens.get(group.end..).unwrap_or_default();
    let by_macro =
        is_capital(text) && (group.start < 2 || !has_type(source, tokens, group.start - 1));
    if by_macro {
        let end = tokens.get(group.end - 1).map_or(name.end, |token| token.end);
        return Head {
            name: source.get(name.start..end).unwrap_or(text).to_owned(),
            name_range: name.start..name.end,
            ..nameless
        };
    }
    Head {
        name: text.to_owned(),
        callable: true,
        name_range: name.start..name.end,
        is_static,
        parameters: parameters(source, inside, after),
    }
}

/// The variables a file-scope declaration declares; none for prototypes and types.
pub(crate) fn variables(source: &str, tokens: &[Token]) -> Vec<Variable> {
    let is_type =
        |token: &Token| matches!(token.text(source), "typedef" | "using" | "template" | "friend");
    if tokens.first().is_none_or(is_type) {
        return Vec::new();
    }
    let is_constant = tokens.iter().take(4).any(|token| is(source, token, "const"));
    let is_extern = tokens.iter().take(3).any(|token| is(source, token, "extern"));
    let mut all = Vec::new();
    for (position, piece) in pieces(tokens).enumerate() {
        let assign = piece.iter().position(|token| token.kind == TokenKind::Assign);
        let declarator = piece.get(..assign.unwrap_or(piece.len())).unwrap_or_default();
        if (is_extern && assign.is_none()) || (position == 0 && declarator.len() < 2) {
            continue;
        }
        let Some(name) = declared(source, declarator) else { continue };
        if is_keyword(name.text(source)) {
            continue;
        }
        let initialiser = assign
            .and_then(|assign| piece.get(assign + 1..))
            .and_then(|value| Some(value.first()?.start..value.last()?.end));
        let after = declarator.iter().find(|token| token.start >= name.end);
        let is_array = after.is_some_and(|token| token.is(b'['))
            && !declarator.iter().any(|token| token.is(b'*') && token.start < name.start);
        let (name, range) = (name.text(source).to_owned(), name.start..name.end);
        all.push(Variable { name, range, is_array, is_constant, fields: None, initialiser });
    }
    all
}

/// The range of the tokens `( … )` that hold the parameters, of the function these tokens head.
fn group_of(source: &str, tokens: &[Token]) -> Option<Range<usize>> {
    let mut first = None;
    let mut depth = 0_usize;
    let mut open = 0;
    for (index, token) in tokens.iter().enumerate() {
        if token.is(b'(') {
            if depth == 0 {
                open = index;
            }
            depth += 1;
        } else if token.is(b')') {
            depth = depth.saturating_sub(1);
            if depth > 0 || open == 0 {
                continue;
            }
            let group = open..index + 1;
            let name = tokens.get(open - 1).filter(|name| name.kind == TokenKind::Word);
            let Some(name) = name.map(|name| name.text(source)) else {
                // `int (f)(int a)` and `void (*f(int a))(int)`: the name is inside.
                continue;
            };
            if is_keyword(name) && !matches!(name, "if" | "while" | "for" | "switch") {
                // `void (*f(int a))(int)`: the group after the type holds the real declarator.
                let inner = group_of(source, tokens.get(open + 1..index)?);
                if let Some(inner) = inner {
                    return Some(open + 1 + inner.start..open + 1 + inner.end);
                }
                continue;
            }
            if has_type(source, tokens, open - 1) {
                return Some(group);
            }
            first.get_or_insert(group);
        }
    }
    first
}

/// Whether something that may end a type stands before the token at `name`.
fn has_type(source: &str, tokens: &[Token], name: usize) -> bool {
    let Some(before) = name.checked_sub(1).and_then(|index| tokens.get(index)) else {
        return false;
    };
    before.is(b'*')
        || before.is(b'>')
        || (before.kind == TokenKind::Word
            && !matches!(before.text(source), "static" | "extern" | "inline" | "STATIC"))
}

/// Whether a name is in capitals, as those of macros are.
pub(crate) fn is_capital(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

fn parameters(source: &str, inside: &[Token], after: &[Token]) -> Vec<Parameter> {
    let old_style: Vec<(String, bool)> = after
        .split(|token| token.is(b';'))
        .flat_map(|declaration| pieces(declaration).collect::<Vec<_>>())
        .filter_map(|piece| {
            Some((declared(source, piece)?.text(source).to_owned(), is_reference(piece)))
        })
        .collect();
    pieces(inside)
        .filter_map(|piece| {
            let name = declared(source, piece)?;
            let text = name.text(source);
            // `void`, or a prototype's type without a name.
            if is_keyword(text)
                || (piece.len() == 1
                    && old_style.is_empty()
                    && inside.len() == 1
                    && is_capital(text))
            {
                return None;
            }
            let by_reference = is_reference(piece)
                || old_style.iter().any(|(declared, reference)| declared == text && *reference);
            Some(Parameter { name: text.to_owned(), range: name.start..name.end, by_reference })
        })
        .collect()
}

fn is_reference(piece: &[Token]) -> bool {
    piece.iter().any(|token| token.is(b'*') || token.is(b'['))
}

/// Splits at the commas outside of all brackets.
pub(crate) fn pieces(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    let mut depth = 0_usize;
    tokens
        .split(move |token| {
            match token.kind {
                TokenKind::Sign(b'(' | b'[' | b'{') => depth += 1,
                TokenKind::Sign(b')' | b']' | b'}') => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && token.is(b',')
        })
        .filter(|piece| !piece.is_empty())
}

/// The name that a declarator with its type declares: the last word outside of brackets, or that
/// of `(*name)`. None for a function's prototype.
pub(crate) fn declared<'t>(source: &str, piece: &'t [Token]) -> Option<&'t Token> {
    let mut depth = 0_usize;
    let mut name: Option<&Token> = None;
    let mut pointer: Option<&Token> = None;
    for (index, token) in piece.iter().enumerate() {
        match token.kind {
            TokenKind::Sign(b'(') => {
                let next = piece.get(index + 1);
                if depth == 0
                    && pointer.is_none()
                    && next.is_some_and(|next| next.is(b'*') || next.is(b'^'))
                {
                    pointer = piece.get(index + 1..)?.iter().find(|token| {
                        token.kind == TokenKind::Word && !is_keyword(token.text(source))
                    });
                } else if depth == 0 && pointer.is_none() && name.is_some() {
                    return None;
                }
                depth += 1;
            }
            TokenKind::Sign(b'[' | b'{') => depth += 1,
            TokenKind::Sign(b')' | b']' | b'}') => depth = depth.saturating_sub(1),
            // A bit-field's width, or a default of C++.
            TokenKind::Sign(b':') | TokenKind::Assign if depth == 0 => break,
            TokenKind::Word if depth == 0 => name = Some(token),
            _ => {}
        }
    }
    pointer.or(name)
}

fn is(source: &str, token: &Token, word: &str) -> bool {
    token.kind == TokenKind::Word && token.text(source) == word
}

/// Words that name neither a variable nor a function.
pub(crate) fn is_keyword(word: &str) -> bool {
    is_type_keyword(word)
        || matches!(
            word,
            "if" | "else"
                | "while"
                | "for"
                | "do"
                | "switch"
                | "case"
                | "default"
                | "break"
                | "continue"
                | "return"
                | "goto"
                | "sizeof"
                | "typedef"
                | "extern"
                | "auto"
                | "register"
                | "inline"
                | "__inline"
                | "__inline__"
                | "const"
                | "volatile"
                | "restrict"
                | "__restrict"
                | "__const"
                | "__volatile__"
                | "_Atomic"
                | "_Noreturn"
                | "asm"
                | "__asm__"
                | "_Alignas"
                | "_Generic"
                | "_Static_assert"
        )
}

/// Words that begin a type or are one, and that stand for nothing else.
pub(crate) fn is_type_keyword(word: &str) -> bool {
    matches!(
        word,
        "void"
            | "char"
            | "short"
            | "int"
            | "long"
            | "float"
            | "double"
            | "signed"
            | "unsigned"
            | "bool"
            | "_Bool"
            | "struct"
            | "union"
            | "enum"
            | "static"
            | "size_t"
            | "ssize_t"
    )
}

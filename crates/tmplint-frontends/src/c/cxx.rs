//! What C++ adds to C, written so that the C grammar can read it.
//!
//! Names of the standard library lose their namespace, other qualified names become one word, and
//! `Type name(arguments);` becomes the call that it is. All of it is as long as what it replaces.

use std::collections::HashSet;

use super::conditional::blank;
use super::head::{is_keyword, is_type_keyword};
use super::token::{Token, TokenKind};

/// Tokens the arguments of a construction may have.
const MAX_ARGUMENTS: usize = 128;

/// Tokens a type in angle brackets may have.
const MAX_TYPE: usize = 16;

/// Tokens the body of a lambda may have.
const MAX_LAMBDA: usize = 1024;

/// A file without C++'s own syntax.
pub(crate) struct Plain {
    pub(crate) text: String,
    pub(crate) tokens: Vec<Token>,
    /// Where assignments start that declare what they assign.
    pub(crate) constructions: HashSet<usize>,
    /// Where what stands before a constructor's body gives members their values.
    pub(crate) initialisers: HashSet<usize>,
    /// Variables whose methods are called: objects of classes.
    pub(crate) objects: HashSet<String>,
    /// Those of them that text is put into with `<<`.
    pub(crate) streams: HashSet<String>,
    pub(crate) is_cxx: bool,
}

/// Mends `text`, whose tokens these are, if it is C++.
pub(crate) fn plain(source: &str, text: String, tokens: Vec<Token>) -> Plain {
    if !(0..tokens.len()).any(|at| is_scope(&tokens, at)) {
        return Plain {
            text,
            tokens,
            constructions: HashSet::new(),
            initialisers: HashSet::new(),
            objects: HashSet::new(),
            streams: HashSet::new(),
            is_cxx: false,
        };
    }
    let mut mender = Mender {
        source,
        text: text.into_bytes(),
        constructions: HashSet::new(),
        initialisers: HashSet::new(),
        standard: plain_namespaces(source, &tokens),
    };
    let mut tokens = mender.names(&tokens);
    mender.template_calls(&mut tokens);
    mender.lambdas(&mut tokens);
    mender.references(&mut tokens);
    mender.constructions(&tokens);
    mender.initialisers(&mut tokens);
    let objects = with_method(source, &tokens, |_| true);
    let streams = with_method(source, &tokens, |method| method == "str");
    Plain {
        text: String::from_utf8(mender.text).unwrap_or_default(),
        tokens,
        constructions: mender.constructions,
        initialisers: mender.initialisers,
        objects,
        streams,
        is_cxx: true,
    }
}

/// Namespaces whose names stand for themselves: those of the libraries that come with the language
/// or are on the way there, what a file calls them (`namespace fs = std::filesystem;`), and the
/// file's own.
fn plain_namespaces<'s>(source: &'s str, tokens: &[Token]) -> HashSet<&'s str> {
    let mut names = HashSet::from(["std", "boost"]);
    for window in tokens.windows(4) {
        let [keyword, alias, assign, library] = window else { continue };
        if keyword.text(source) == "namespace"
            && (assign.is(b'{')
                || assign.kind == TokenKind::Assign && names.contains(library.text(source)))
        {
            names.insert(alias.text(source));
        }
    }
    names
}

/// The variables on which methods of such names are called.
fn with_method(source: &str, tokens: &[Token], is_such: fn(&str) -> bool) -> HashSet<String> {
    tokens
        .windows(4)
        .filter_map(|window| match window {
            [name, dot, method, open]
                if name.kind == TokenKind::Word
                    && dot.text(source) == "."
                    && method.kind == TokenKind::Word
                    && open.is(b'(')
                    && is_such(method.text(source)) =>
            {
                Some(name.text(source).to_owned())
            }
            _ => None,
        })
        .collect()
}

/// Whether `::` stands there.
fn is_scope(tokens: &[Token], at: usize) -> bool {
    match tokens.get(at..at + 2) {
        Some([first, second]) => first.is(b':') && second.is(b':') && first.end == second.start,
        _ => false,
    }
}

/// What gives a member its value before a constructor's body, by its tokens.
struct Member {
    name: usize,
    open: usize,
    close: usize,
}

struct Mender<'s> {
    source: &'s str,
    text: Vec<u8>,
    constructions: HashSet<usize>,
    initialisers: HashSet<usize>,
    /// Namespaces that are left out of names.
    standard: HashSet<&'s str>,
}

impl Mender<'_> {
    /// Takes `::` out of names.
    fn names(&mut self, tokens: &[Token]) -> Vec<Token> {
        let mut left: Vec<Token> = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while let Some(&token) = tokens.get(at) {
            // `::open(…)`
            if is_scope(tokens, at) {
                blank(&mut self.text, token.start, token.end + 1);
                at += 2;
                continue;
            }
            if token.kind != TokenKind::Word
                || is_keyword(token.text(self.source))
                || !is_scope(tokens, at + 1)
            {
                left.push(token);
                at += 1;
                continue;
            }
            let mut last = at;
            while is_scope(tokens, last + 1)
                && tokens.get(last + 3).is_some_and(|next| next.kind == TokenKind::Word)
            {
                last += 3;
            }
            let Some(&name) = tokens.get(last).filter(|_| last > at) else {
                left.push(token);
                at += 1;
                continue;
            };
            let standard = self.standard.contains(token.text(self.source));
            if standard || self.is_head(left.last(), tokens.get(last - 3), &name) {
                blank(&mut self.text, token.start, name.start);
                left.push(name);
            } else {
                self.replace(token.start, name.start, b':', b'_');
                left.push(Token { end: name.end, ..token });
            }
            at = last + 1;
        }
        left
    }

    /// Whether a qualified name is that of a function whose definition starts here:
    /// `int Type::name(`, `Type::Type(`.
    fn is_head(&self, before: Option<&Token>, class: Option<&Token>, name: &Token) -> bool {
        let constructs =
            class.is_some_and(|class| class.text(self.source) == name.text(self.source));
        constructs
            || before.is_some_and(|before| match before.kind {
                TokenKind::Word => {
                    let word = before.text(self.source);
                    !is_keyword(word) || is_type_keyword(word)
                }
                TokenKind::Sign(sign) => matches!(sign, b'*' | b'&' | b'>'),
                _ => false,
            })
    }

    fn replace(&mut self, start: usize, end: usize, from: u8, to: u8) {
        for byte in self.text.get_mut(start..end).unwrap_or_default() {
            if *byte == from {
                *byte = to;
            }
        }
    }

    /// `reinterpret_cast<Type *>(x)` becomes `(x)`, and `make_unique<Type>(x)` becomes `Type(x)`.
    fn template_calls(&mut self, tokens: &mut Vec<Token>) {
        let mut left: Vec<Token> = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while let Some(&token) = tokens.get(at) {
            at += 1;
            let word = token.text(self.source);
            let casts =
                matches!(word, "reinterpret_cast" | "static_cast" | "const_cast" | "dynamic_cast");
            let makes = matches!(word, "make_unique" | "make_shared");
            let close = if casts || makes { self.closing_angle(tokens, at) } else { None };
            let Some(close) = close else {
                left.push(token);
                continue;
            };
            let end = tokens.get(close).map_or(token.end, |close| close.end);
            let made = tokens.get(close - 1).filter(|_| makes && close == at + 2);
            match made {
                Some(made) => {
                    blank(&mut self.text, token.start, made.start);
                    blank(&mut self.text, made.end, end);
                    left.push(*made);
                }
                None if casts => blank(&mut self.text, token.start, end),
                None => {
                    left.push(token);
                    continue;
                }
            }
            at = close + 1;
        }
        *tokens = left;
    }

    /// The `>` that closes a `<` at `open`, if a call follows.
    fn closing_angle(&self, tokens: &[Token], open: usize) -> Option<usize> {
        let text = |at: usize| tokens.get(at).map_or("", |token| token.text(self.source));
        if text(open) != "<" {
            return None;
        }
        let close = (open + 1..open + MAX_TYPE).find(|&at| matches!(text(at), ">" | "<" | ""))?;
        (text(close) == ">" && text(close + 1) == "(").then_some(close)
    }

    /// What a lambda returns does not leave the function around it; one that does nothing but return
    /// is what it returns.
    fn lambdas(&mut self, tokens: &mut Vec<Token>) {
        let mut dropped = HashSet::new();
        for at in 1..tokens.len() {
            let Some((open, close)) = self.lambda_body(tokens, at) else { continue };
            let word = |at: usize| tokens.get(at).map_or("", |token| token.text(self.source));
            let ends: Vec<usize> = (open + 1..close).filter(|&at| word(at) == ";").collect();
            if word(open + 1) == "return" && ends == [close - 1] && word(at - 1) == "=" {
                dropped.extend((at..=open + 1).chain([close - 1, close]));
            } else {
                dropped.extend((open + 1..close).filter(|&at| word(at) == "return"));
            }
        }
        self.drop_all(tokens, &dropped);
    }

    /// The braces of a lambda whose `[` is at `at`.
    fn lambda_body(&self, tokens: &[Token], at: usize) -> Option<(usize, usize)> {
        let before = tokens.get(at - 1)?;
        let starts = matches!(before.kind, TokenKind::Sign(b'(' | b',' | b'{' | b';' | b'}'))
            || matches!(before.text(self.source), "=" | "return");
        if !starts || !tokens.get(at)?.is(b'[') {
            return None;
        }
        let mut open = closing(tokens, at)? + 1;
        if tokens.get(open)?.is(b'(') {
            open = closing(tokens, open)? + 1;
        }
        let end = (open..open + MAX_TYPE).find(|&at| {
            tokens.get(at).is_none_or(|token| {
                matches!(token.kind, TokenKind::Sign(b'{' | b';' | b',' | b')' | b'}' | b'['))
            })
        })?;
        let body = tokens.get(end).filter(|token| token.is(b'{')).and(Some(end))?;
        let mut depth = 0_usize;
        let length = tokens.get(body..)?.iter().take(MAX_LAMBDA).position(|token| {
            if token.is(b'{') {
                depth += 1;
            } else if token.is(b'}') {
                depth -= 1;
            }
            depth == 0
        })?;
        Some((body, body + length))
    }

    fn drop_all(&mut self, tokens: &mut Vec<Token>, dropped: &HashSet<usize>) {
        let mut at = 0;
        tokens.retain(|token| {
            let stays = !dropped.contains(&at);
            if !stays {
                blank(&mut self.text, token.start, token.end);
            }
            at += 1;
            stays
        });
    }

    /// `auto name =` gets a type that C knows, and `Type &name =` is a variable of its own: what it
    /// refers to is known by another name after it.
    fn references(&mut self, tokens: &mut Vec<Token>) {
        let mut dropped = HashSet::new();
        for (at, token) in tokens.iter().enumerate() {
            if token.kind != TokenKind::Word {
                continue;
            }
            if token.text(self.source) == "auto"
                && let Some(place) = self.text.get_mut(token.start..token.end)
            {
                place.copy_from_slice(b"int ");
            }
            let refers = (at + 1..at + 3)
                .take_while(|&next| tokens.get(next).is_some_and(|next| next.is(b'&')))
                .last();
            let Some(last) = refers else { continue };
            if let (Some(name), Some(assign)) = (tokens.get(last + 1), tokens.get(last + 2))
                && name.kind == TokenKind::Word
                && assign.text(self.source) == "="
            {
                dropped.extend(at + 1..=last);
            }
        }
        self.drop_all(tokens, &dropped);
    }

    /// `Type name(arguments);` and `Type name{arguments};` become `name=Type(arguments);`.
    fn constructions(&mut self, tokens: &[Token]) {
        for at in 0..tokens.len() {
            let starts =
                at.checked_sub(1).and_then(|before| tokens.get(before)).is_none_or(|token| {
                    token.is(b';')
                        || token.is(b'{')
                        || token.is(b'}')
                        || matches!(token.text(self.source), "static" | "const")
                });
            let Some([class, name, open]) = tokens.get(at..at + 3).filter(|_| starts) else {
                continue;
            };
            let is_name = |token: &Token| {
                token.kind == TokenKind::Word && !is_keyword(token.text(self.source))
            };
            if !is_name(class) || !is_name(name) || !(open.is(b'(') || open.is(b'{')) {
                continue;
            }
            let Some(close) = self.close_of_arguments(tokens, at + 2) else { continue };
            let call = format!("{}={}", name.text(self.source), class.text(self.source));
            let Some(room) = self.text.get_mut(class.start..open.end) else { continue };
            if room.len() <= call.len() {
                continue;
            }
            room.fill(b' ');
            if let Some(place) = room.get_mut(..call.len()) {
                place.copy_from_slice(call.as_bytes());
            }
            if let Some(last) = room.last_mut() {
                *last = b'(';
            }
            if let Some(place) = self.text.get_mut(close.start..close.end) {
                place.fill(b')');
            }
            self.constructions.insert(class.start);
        }
    }

    /// `Type(…) : member(value), other{value} {` becomes `Type(…) { member(value); other(value) ;`.
    fn initialisers(&mut self, tokens: &mut [Token]) {
        let mut at = 1;
        while at < tokens.len() {
            let starts = tokens.get(at).is_some_and(|token| token.is(b':'))
                && tokens.get(at - 1).is_some_and(|before| before.is(b')'));
            let list = if starts { self.members_from(tokens, at + 1) } else { None };
            let Some((members, body)) = list else {
                at += 1;
                continue;
            };
            self.overwrite(tokens, at, b'{');
            for (index, &Member { name, open, close }) in members.iter().enumerate() {
                self.overwrite(tokens, open, b'(');
                self.overwrite(tokens, close, b')');
                if index + 1 < members.len() {
                    self.overwrite(tokens, close + 1, b';');
                }
                if let Some(name) = tokens.get(name) {
                    self.initialisers.insert(name.start);
                }
            }
            self.overwrite(tokens, body, b';');
            at = body + 1;
        }
    }

    /// The name and brackets of each member from here on, and the brace that opens the body.
    fn members_from(&self, tokens: &[Token], start: usize) -> Option<(Vec<Member>, usize)> {
        let mut members = Vec::new();
        let mut at = start;
        loop {
            let (name, open) = (tokens.get(at)?, tokens.get(at + 1)?);
            let is_member = name.kind == TokenKind::Word && !is_keyword(name.text(self.source));
            if !is_member || !(open.is(b'(') || open.is(b'{')) || members.len() > MAX_ARGUMENTS {
                return None;
            }
            let close = closing(tokens, at + 1)?;
            members.push(Member { name: at, open: at + 1, close });
            let next = tokens.get(close + 1)?;
            if next.is(b'{') {
                return Some((members, close + 1));
            }
            if !next.is(b',') {
                return None;
            }
            at = close + 2;
        }
    }

    fn overwrite(&mut self, tokens: &mut [Token], at: usize, sign: u8) {
        let Some(token) = tokens.get_mut(at) else { return };
        token.kind = TokenKind::Sign(sign);
        if let Some(byte) = self.text.get_mut(token.start) {
            *byte = sign;
        }
    }

    /// The bracket that ends the arguments, if these are no parameters and a semicolon follows.
    fn close_of_arguments(&self, tokens: &[Token], open: usize) -> Option<Token> {
        let mut depth = 0_usize;
        for at in open..(open + MAX_ARGUMENTS).min(tokens.len()) {
            let token = tokens.get(at)?;
            match token.kind {
                TokenKind::Sign(b'(' | b'{' | b'[') => depth += 1,
                TokenKind::Sign(b')' | b'}' | b']') => depth = depth.checked_sub(1)?,
                TokenKind::Sign(b';') => return None,
                // `const char *path`: a type, and a name after it.
                TokenKind::Word => {
                    let word = token.text(self.source);
                    let next = tokens.get(at + 1)?;
                    if is_type_keyword(word)
                        || word == "const"
                        || next.kind == TokenKind::Word
                        || (next.is(b'&') || next.is(b'*'))
                            && tokens.get(at + 2).is_some_and(|after| {
                                after.kind == TokenKind::Word && after.start == next.end
                            })
                            && next.start > token.end
                    {
                        return None;
                    }
                }
                _ => {}
            }
            if depth == 0 {
                let any = at > open + 1;
                return tokens.get(at + 1).filter(|next| any && next.is(b';')).map(|_| *token);
            }
        }
        None
    }
}

/// The bracket that closes the one at `open`.
fn closing(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for at in open..(open + MAX_ARGUMENTS).min(tokens.len()) {
        match tokens.get(at)?.kind {
            TokenKind::Sign(b'(' | b'{' | b'[') => depth += 1,
            TokenKind::Sign(b')' | b'}' | b']') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

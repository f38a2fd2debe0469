//! The fields of structures by position, for initialisers that do not name them.

use std::collections::HashMap;
use std::rc::Rc;

use tmplint_ir::Value;

use super::head::{declared, is_keyword, pieces};
use super::token::{Token, TokenKind};

/// Tokens a structure may have to be read: measuring one costs its size, at each level of nesting.
const MAX_TOKENS: usize = 2048;

/// The names of a structure's fields, in order.
pub(crate) type Fields = Rc<[String]>;

/// The structures a file defines.
#[derive(Default)]
pub(crate) struct Layouts {
    by_tag: HashMap<String, Fields>,
    by_type: HashMap<String, Fields>,
}

impl Layouts {
    /// Finds all structures in a file's tokens.
    pub(crate) fn collect(source: &str, tokens: &[Token]) -> Self {
        let mut layouts = Self::default();
        for (index, token) in tokens.iter().enumerate() {
            if !is_word(source, token, "struct") {
                continue;
            }
            let is_typedef = index
                .checked_sub(1)
                .and_then(|before| tokens.get(before))
                .is_some_and(|before| is_word(source, before, "typedef"));
            let tag = tokens.get(index + 1).filter(|tag| tag.kind == TokenKind::Word);
            let open = index + 1 + usize::from(tag.is_some());
            let (fields, end) = match tokens.get(open) {
                Some(brace) if brace.is(b'{') => {
                    let Some((fields, end)) = fields(source, tokens, open) else { continue };
                    if let Some(tag) = tag {
                        let tag = tag.text(source).to_owned();
                        layouts.by_tag.entry(tag).or_insert_with(|| Rc::clone(&fields));
                    }
                    (fields, end)
                }
                _ => {
                    let known = tag.and_then(|tag| layouts.by_tag.get(tag.text(source)));
                    let Some(known) = known else { continue };
                    (Rc::clone(known), open)
                }
            };
            let name = tokens.get(end).filter(|name| is_typedef && name.kind == TokenKind::Word);
            if let Some(name) = name {
                layouts.by_type.entry(name.text(source).to_owned()).or_insert(fields);
            }
        }
        layouts
    }

    /// The fields of the type that these tokens of a declaration begin with.
    pub(crate) fn of(&self, source: &str, tokens: &[Token]) -> Option<Fields> {
        for (index, token) in tokens.iter().enumerate() {
            if token.kind != TokenKind::Word {
                return None;
            }
            let text = token.text(source);
            if text == "struct" {
                let tag = tokens.get(index + 1).filter(|tag| tag.kind == TokenKind::Word);
                let open = index + 1 + usize::from(tag.is_some());
                if tokens.get(open).is_some_and(|brace| brace.is(b'{')) {
                    return fields(source, tokens, open).map(|(fields, _)| fields);
                }
                return self.by_tag.get(tag?.text(source)).cloned();
            }
            if let Some(fields) = self.by_type.get(text) {
                return Some(Rc::clone(fields));
            }
            if !(is_keyword(text) || index == 0) {
                return None;
            }
        }
        None
    }
}

/// The names of the fields in the braces that open at `open`, and the token after them. None if
/// some field has no name of its own, as a union in the structure.
fn fields(source: &str, tokens: &[Token], open: usize) -> Option<(Fields, usize)> {
    let mut depth = 0_usize;
    let length = tokens.get(open..)?.iter().take(MAX_TOKENS).position(|token| {
        if token.is(b'{') {
            depth += 1;
        } else if token.is(b'}') {
            depth -= 1;
        }
        depth == 0
    })?;
    let inside = tokens.get(open + 1..open + length)?;
    let mut names = Vec::new();
    let mut depth = 0_usize;
    let members = inside.split(|token| {
        match token.kind {
            TokenKind::Sign(b'{' | b'(') => depth += 1,
            TokenKind::Sign(b'}' | b')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && token.is(b';')
    });
    for member in members.filter(|member| !member.is_empty()) {
        for piece in pieces(member) {
            let name = declared(source, piece)?.text(source);
            if is_keyword(name) {
                return None;
            }
            names.push(name.to_owned());
        }
    }
    Some((names.into(), open + length + 1))
}

/// An initialiser whose values belong to these fields by their position.
pub(crate) fn shaped(value: Value, fields: &Fields, is_array: bool) -> Value {
    match value {
        Value::List(items) if is_array => {
            Value::List(items.into_iter().map(|item| shaped(item, fields, false)).collect())
        }
        Value::List(items) => Value::Map(fields.iter().cloned().zip(items).collect()),
        other => other,
    }
}

fn is_word(source: &str, token: &Token, word: &str) -> bool {
    token.kind == TokenKind::Word && token.text(source) == word
}

//! What the edition of 2015 allowed and syn does not read: `&mut FnMut(File) -> T` without `dyn`,
//! and parameters of a trait's methods without a name.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, TokenStream, TokenTree};
use syn::parse::Parse;

/// Tokens of one item that are looked through.
const MAX_TOKENS: usize = 200_000;

/// An item that only that edition allows. `None` if this is not what is wrong with it.
pub(super) fn parse<T: Parse>(header: &[TokenTree], body: Option<&Group>) -> Option<T> {
    let tokens: Vec<TokenTree> =
        header.iter().cloned().chain(body.cloned().map(TokenTree::Group)).collect();
    let mut rewriting = Rewriting { left: MAX_TOKENS, changed: false };
    let tokens = rewriting.stream(tokens);
    rewriting.changed.then(|| syn::parse2(tokens).ok()).flatten()
}

struct Rewriting {
    left: usize,
    changed: bool,
}

impl Rewriting {
    /// The same tokens with what newer editions ask for. Nesting was measured before.
    fn stream(&mut self, tokens: impl IntoIterator<Item = TokenTree>) -> TokenStream {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let Some(left) = self.left.checked_sub(tokens.len()) else {
            return tokens.into_iter().collect();
        };
        self.left = left;
        let mut written = Vec::with_capacity(tokens.len());
        let mut parameters = false;
        for (index, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Ident(name) if is_bare_closure(&tokens, index) => {
                    self.changed = true;
                    written.push(TokenTree::Ident(Ident::new("dyn", name.span())));
                    written.push(token.clone());
                }
                TokenTree::Ident(name) => {
                    parameters |= name == "fn";
                    written.push(token.clone());
                }
                TokenTree::Group(group) => {
                    let named = parameters && group.delimiter() == Delimiter::Parenthesis;
                    let inner = if named {
                        parameters = false;
                        self.name_parameters(group)
                    } else {
                        group.stream()
                    };
                    let mut inner = Group::new(group.delimiter(), self.stream(inner));
                    inner.set_span(group.span());
                    written.push(TokenTree::Group(inner));
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => written.push(token.clone()),
            }
        }
        written.into_iter().collect()
    }

    /// `(&self, u8, &str)` as `(&self, _: u8, _: &str)`.
    fn name_parameters(&mut self, group: &Group) -> TokenStream {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        let mut written = Vec::with_capacity(tokens.len());
        let mut depth = 0_usize;
        let mut start = true;
        for (index, token) in tokens.iter().enumerate() {
            if std::mem::take(&mut start) && !has_name(tokens.get(index..).unwrap_or_default()) {
                self.changed = true;
                written.push(TokenTree::Ident(Ident::new("_", token.span())));
                written.push(TokenTree::Punct(Punct::new(':', Spacing::Alone)));
            }
            if let TokenTree::Punct(punct) = token {
                match punct.as_char() {
                    '<' => depth += 1,
                    '>' => depth = depth.saturating_sub(1),
                    ',' => start = depth == 0,
                    _ => {}
                }
            }
            written.push(token.clone());
        }
        written.into_iter().collect()
    }
}

/// `Fn(u8)` that stands where a type does and is no bound.
fn is_bare_closure(tokens: &[TokenTree], index: usize) -> bool {
    let ident = |at: Option<&TokenTree>, names: &[&str]| match at {
        Some(TokenTree::Ident(name)) => names.iter().any(|own| name == own),
        _ => false,
    };
    let called = matches!(
        tokens.get(index + 1),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis
    );
    if !called || !ident(tokens.get(index), &["Fn", "FnMut", "FnOnce"]) {
        return false;
    }
    match index.checked_sub(1).and_then(|before| tokens.get(before)) {
        // The first in parentheses: `&(Fn(u8) + Send)`.
        None => true,
        // `&'a mut FnMut()`, `&mut FnMut()`
        Some(TokenTree::Ident(name)) if name != "mut" => is_lifetime(tokens, index - 1),
        Some(TokenTree::Ident(_)) => true,
        Some(TokenTree::Punct(punct)) => matches!(punct.as_char(), '&' | '<' | ','),
        Some(_) => false,
    }
}

/// Whether the word here is the name of a lifetime.
fn is_lifetime(tokens: &[TokenTree], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| tokens.get(before));
    matches!(before, Some(TokenTree::Punct(punct)) if punct.as_char() == '\'')
}

/// Whether a parameter has a name, or is the object.
fn has_name(tokens: &[TokenTree]) -> bool {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(name) if name == "self" => return true,
            TokenTree::Punct(punct) => match punct.as_char() {
                '<' => depth += 1,
                '>' => depth = depth.saturating_sub(1),
                ',' if depth == 0 => return false,
                // `a: T`, not `a::T`
                ':' if depth == 0 && punct.spacing() == Spacing::Alone => {
                    let joint = index.checked_sub(1).and_then(|before| tokens.get(before));
                    return !matches!(
                        joint,
                        Some(TokenTree::Punct(before)) if before.as_char() == ':'
                    );
                }
                // `...`
                '.' => return true,
                _ => {}
            },
            _ => {}
        }
    }
    tokens.is_empty()
}

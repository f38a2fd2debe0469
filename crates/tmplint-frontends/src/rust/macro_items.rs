//! Macros whose bodies are items: `lazy_static!`, `thread_local!`, `cfg_if!` and their like.

use std::collections::HashMap;

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{
    Attribute, Expr, Ident, Item, ItemStatic, Macro, StaticMutability, Token, Type, Visibility,
};

use super::collect::text;
use super::depth;
use super::macro_rules::Rules;

/// Macros and modules inside one another that are looked into.
const MAX_DEPTH: usize = 12;

/// Invocations of the file's own macros among items that are expanded.
const MAX_EXPANSIONS: usize = 256;

/// Replaces macros whose bodies are items by these items, everywhere in modules.
pub(super) fn expand(items: Vec<Item>) -> Vec<Item> {
    let mut expanded = Vec::with_capacity(items.len());
    let mut expansion = Expansion { macros: HashMap::new(), left: MAX_EXPANSIONS };
    expansion.learn(&items, 0);
    expansion.expand_into(items, &mut expanded, 0);
    expanded
}

/// What is needed to expand the macros among items.
struct Expansion {
    /// The macros that the file defines.
    macros: HashMap<String, Rules>,
    /// Invocations of these that may still be expanded.
    left: usize,
}

impl Expansion {
    fn learn(&mut self, items: &[Item], depth: usize) {
        for item in items {
            match item {
                Item::Macro(definition) => {
                    if let Some(name) = &definition.ident {
                        let rules = Rules::parse(&definition.mac.tokens);
                        self.macros.insert(text(name), rules);
                    }
                }
                Item::Mod(module) if depth < MAX_DEPTH => {
                    if let Some((_, items)) = &module.content {
                        self.learn(items, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    /// The items that a macro of the file writes.
    fn by_example(&mut self, invocation: &Macro) -> Option<Vec<Item>> {
        let name = invocation.path.get_ident()?;
        let rules = self.macros.get(&text(name))?;
        self.left = self.left.checked_sub(1)?;
        let written = rules.expand(&invocation.tokens, name.span())?;
        if depth::first_too_deep(&written).is_some() {
            return None;
        }
        items.parse2(written).ok()
    }

    fn expand_into(&mut self, items: Vec<Item>, expanded: &mut Vec<Item>, depth: usize) {
        for item in items {
            match item {
                Item::Macro(definition) if definition.ident.is_none() && depth < MAX_DEPTH => {
                    let items =
                        self.by_example(&definition.mac).or_else(|| items_of(&definition.mac));
                    match items {
                        Some(items) => self.expand_into(items, expanded, depth + 1),
                        None => expanded.push(Item::Macro(definition)),
                    }
                }
                Item::Mod(mut module) => {
                    if let Some((_, items)) = &mut module.content
                        && depth < MAX_DEPTH
                    {
                        let inner = std::mem::take(items);
                        self.expand_into(inner, items, depth + 1);
                    }
                    expanded.push(Item::Mod(module));
                }
                other => expanded.push(other),
            }
        }
    }
}

/// The items in a macro's body, if it is nothing but items.
pub(super) fn items_of(invocation: &Macro) -> Option<Vec<Item>> {
    let name = invocation.path.segments.last()?.ident.to_string();
    if name == "macro_rules" || name.starts_with("quote") || name.starts_with("parse_quote") {
        return None;
    }
    if name == "cfg_if" {
        return branches(&invocation.tokens).map(|branch| items.parse2(branch).ok()).try_fold(
            Vec::new(),
            |mut all, items| {
                all.extend(items?);
                Some(all)
            },
        );
    }
    let parsed =
        parse_statics(invocation, &name).or_else(|_| items.parse2(invocation.tokens.clone()));
    let parsed = parsed.or_else(|_| items.parse2(without_parameters(&invocation.tokens)));
    parsed.ok().filter(|items| !items.is_empty())
}

/// Functions whose parameters have a form of their own, without these, and without what is said of
/// all at the start: `proptest! { #![…] #[test] fn holds(n in 0..9) { … } }`.
fn without_parameters(tokens: &TokenStream) -> TokenStream {
    let mut plain: Vec<TokenTree> = Vec::new();
    let is_word = |token: Option<&TokenTree>, word: Option<&str>| matches!(token, Some(TokenTree::Ident(own)) if word.is_none_or(|word| own == word));
    let is_mark = |token: Option<&TokenTree>, mark: char| matches!(token, Some(TokenTree::Punct(own)) if own.as_char() == mark);
    for token in tokens.clone() {
        let before = |back: usize| plain.len().checked_sub(back).and_then(|at| plain.get(at));
        match token {
            TokenTree::Group(group)
                if group.delimiter() == Delimiter::Parenthesis
                    && is_word(before(1), None)
                    && is_word(before(2), Some("fn")) =>
            {
                let mut empty = Group::new(Delimiter::Parenthesis, TokenStream::new());
                empty.set_span(group.span());
                plain.push(TokenTree::Group(empty));
            }
            TokenTree::Group(group)
                if group.delimiter() == Delimiter::Bracket
                    && is_mark(before(1), '!')
                    && is_mark(before(2), '#') =>
            {
                plain.truncate(plain.len().saturating_sub(2));
            }
            other => plain.push(other),
        }
    }
    plain.into_iter().collect()
}

/// The statics in the body of a macro in a block.
pub(super) fn statics_of(invocation: &Macro) -> Vec<Item> {
    if !is_statics(invocation) {
        return Vec::new();
    }
    let name = invocation.path.segments.last().map(|last| last.ident.to_string());
    parse_statics(invocation, &name.unwrap_or_default()).unwrap_or_default()
}

fn parse_statics(invocation: &Macro, name: &str) -> syn::Result<Vec<Item>> {
    let mut items = statics.parse2(invocation.tokens.clone())?;
    if name == "thread_local" {
        for item in &mut items {
            if let Item::Static(item) = item {
                make_lazy(item);
            }
        }
    }
    Ok(items)
}

/// What a thread has for itself is made when it is asked for, and dropped with the thread: the
/// static holds only how it is made.
fn make_lazy(item: &mut ItemStatic) {
    let mut bars = [Punct::new('|', Spacing::Joint), Punct::new('|', Spacing::Alone)];
    let mut body = Group::new(Delimiter::Parenthesis, TokenStream::new());
    for bar in &mut bars {
        bar.set_span(item.static_token.span);
    }
    body.set_span(item.static_token.span);
    let tokens = bars.into_iter().map(TokenTree::Punct).chain([TokenTree::Group(body)]);
    if let Ok(mut closure) = syn::parse2::<syn::ExprClosure>(tokens.collect()) {
        std::mem::swap(&mut closure.body, &mut item.expr);
        *item.expr = Expr::Closure(closure);
    }
}

/// Whether a macro in a block declares statics.
pub(super) fn is_statics(invocation: &Macro) -> bool {
    let name = invocation.path.segments.last().map(|last| last.ident.to_string());
    matches!(name.as_deref(), Some("lazy_static" | "thread_local"))
}

/// The bodies of `cfg_if!`'s branches.
pub(super) fn branches(tokens: &TokenStream) -> impl Iterator<Item = TokenStream> + use<> {
    tokens.clone().into_iter().filter_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    })
}

fn items(input: ParseStream<'_>) -> syn::Result<Vec<Item>> {
    let mut items = Vec::new();
    while !input.is_empty() {
        items.push(input.parse()?);
    }
    Ok(items)
}

/// `static ref NAME: Type = value;` and the same without `ref` or with a missing last `;`.
fn statics(input: ParseStream<'_>) -> syn::Result<Vec<Item>> {
    let mut items = Vec::new();
    while !input.is_empty() {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis: Visibility = input.parse()?;
        let static_token: Token![static] = input.parse()?;
        input.parse::<Option<Token![ref]>>()?;
        let ident: Ident = input.parse()?;
        let colon_token: Token![:] = input.parse()?;
        let ty: Type = input.parse()?;
        let eq_token: Token![=] = input.parse()?;
        let expr: Expr = input.parse()?;
        let semi_token: Option<Token![;]> = input.parse()?;
        items.push(Item::Static(ItemStatic {
            attrs,
            vis,
            static_token,
            mutability: StaticMutability::None,
            ident,
            colon_token,
            ty: Box::new(ty),
            eq_token,
            expr: Box::new(expr),
            semi_token: semi_token.unwrap_or_default(),
        }));
    }
    Ok(items)
}

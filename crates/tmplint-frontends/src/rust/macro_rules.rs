//! `macro_rules!` of the file, by example: what one writes is lowered where it is invoked.
//!
//! Fragments are cut out by what may follow them, not parsed. An invocation that no rule fits so is
//! left to be lowered as any other macro.

use std::collections::HashMap;

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};

use super::collect::text;

/// Rules of one macro that are tried.
const MAX_RULES: usize = 64;

/// Groups and repetitions inside one another.
const MAX_DEPTH: usize = 24;

/// Tokens that one invocation may write.
const MAX_TOKENS: usize = 20_000;

/// Times that a repetition is matched.
const MAX_REPETITIONS: usize = 512;

/// The rules of a macro.
pub(super) struct Rules(Vec<(Vec<Matcher>, Vec<TokenTree>)>);

/// A part of a pattern.
enum Matcher {
    Token(TokenTree),
    Group(Delimiter, Vec<Matcher>),
    Fragment { name: String, kind: String },
    Repetition { inner: Vec<Matcher>, separator: Option<TokenTree>, at_most_once: bool },
}

/// What a name of a pattern stands for.
#[derive(Clone)]
enum Bound {
    Once(TokenStream),
    Repeated(Vec<Bindings>),
}

type Bindings = HashMap<String, Bound>;

impl Rules {
    /// Reads the rules between a definition's braces.
    pub(super) fn parse(definition: &TokenStream) -> Self {
        let mut rules = Vec::new();
        let mut tokens = definition.clone().into_iter();
        while rules.len() < MAX_RULES
            && let Some(TokenTree::Group(pattern)) = tokens.next()
        {
            // `=>`, the body and `;`.
            let body = tokens.nth(2);
            let (Some(pattern), Some(TokenTree::Group(body))) =
                (matchers(pattern.stream(), 0), body)
            else {
                break;
            };
            rules.push((pattern, body.stream().into_iter().collect()));
            tokens.next();
        }
        Self(rules)
    }

    /// What an invocation writes, all of it standing at `here` but for its arguments.
    pub(super) fn expand(&self, arguments: &TokenStream, here: Span) -> Option<TokenStream> {
        let arguments: Vec<TokenTree> = arguments.clone().into_iter().collect();
        self.0.iter().find_map(|(pattern, body)| {
            let mut bindings = Bindings::new();
            let rest = matched(pattern, &arguments, &mut bindings)?;
            let mut left = MAX_TOKENS;
            rest.is_empty().then(|| written(body, &bindings, here, 0, &mut left))?
        })
    }
}

fn matchers(pattern: TokenStream, depth: usize) -> Option<Vec<Matcher>> {
    if depth > MAX_DEPTH {
        return None;
    }
    let mut found = Vec::new();
    let mut tokens = pattern.into_iter().peekable();
    while let Some(token) = tokens.next() {
        found.push(match token {
            TokenTree::Punct(dollar) if dollar.as_char() == '$' => match tokens.next()? {
                TokenTree::Ident(name) => {
                    // `:` and the kind.
                    tokens.next()?;
                    let TokenTree::Ident(kind) = tokens.next()? else { return None };
                    Matcher::Fragment { name: text(&name), kind: text(&kind) }
                }
                TokenTree::Group(group) => {
                    let inner = matchers(group.stream(), depth + 1)?;
                    let (separator, operator) = repetition(&mut tokens)?;
                    Matcher::Repetition { inner, separator, at_most_once: operator == '?' }
                }
                _ => return None,
            },
            TokenTree::Group(group) => {
                Matcher::Group(group.delimiter(), matchers(group.stream(), depth + 1)?)
            }
            other => Matcher::Token(other),
        });
    }
    Some(found)
}

/// The separator and operator behind `$(…)`.
fn repetition(tokens: &mut impl Iterator<Item = TokenTree>) -> Option<(Option<TokenTree>, char)> {
    let mut separator = None;
    for _ in 0..2 {
        match tokens.next()? {
            TokenTree::Punct(punct) if matches!(punct.as_char(), '*' | '+' | '?') => {
                return Some((separator, punct.as_char()));
            }
            other => separator = Some(other),
        }
    }
    None
}

/// Matches the beginning of `input`, and gives the rest of it.
fn matched<'t>(
    pattern: &[Matcher],
    input: &'t [TokenTree],
    bindings: &mut Bindings,
) -> Option<&'t [TokenTree]> {
    let mut rest = input;
    for (index, matcher) in pattern.iter().enumerate() {
        match matcher {
            Matcher::Token(wanted) => {
                let (first, after) = rest.split_first()?;
                if !is_same(wanted, first) {
                    return None;
                }
                rest = after;
            }
            Matcher::Group(delimiter, inner) => {
                let (TokenTree::Group(group), after) = rest.split_first()? else { return None };
                if group.delimiter() != *delimiter {
                    return None;
                }
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                if !matched(inner, &inside, bindings)?.is_empty() {
                    return None;
                }
                rest = after;
            }
            Matcher::Fragment { name, kind } => {
                let follower = match pattern.get(index + 1) {
                    Some(Matcher::Token(token)) => Some(token),
                    _ => None,
                };
                let length = fragment_length(kind, rest, follower)?;
                let (fragment, after) = rest.split_at(length);
                bindings.insert(name.clone(), Bound::Once(as_fragment(kind, fragment)));
                rest = after;
            }
            Matcher::Repetition { inner, separator, at_most_once } => {
                let mut rounds = Vec::new();
                while rounds.len() < MAX_REPETITIONS && !(*at_most_once && rounds.len() == 1) {
                    let mut start = rest;
                    if let (Some(separator), false) = (separator, rounds.is_empty()) {
                        match start.split_first() {
                            Some((first, after)) if is_same(separator, first) => start = after,
                            _ => break,
                        }
                    }
                    let mut round = Bindings::new();
                    match matched(inner, start, &mut round) {
                        Some(after) if after.len() < rest.len() => {
                            rounds.push(round);
                            rest = after;
                        }
                        _ => break,
                    }
                }
                for name in names_of(inner) {
                    bindings.insert(name, Bound::Repeated(rounds.clone()));
                }
            }
        }
    }
    Some(rest)
}

/// The names that a pattern binds.
fn names_of(pattern: &[Matcher]) -> Vec<String> {
    let mut names = Vec::new();
    let mut left: Vec<&Matcher> = pattern.iter().collect();
    while let Some(matcher) = left.pop() {
        match matcher {
            Matcher::Token(_) => {}
            Matcher::Fragment { name, .. } => names.push(name.clone()),
            Matcher::Group(_, inner) | Matcher::Repetition { inner, .. } => left.extend(inner),
        }
    }
    names
}

/// How many tokens a fragment takes up.
fn fragment_length(kind: &str, input: &[TokenTree], follower: Option<&TokenTree>) -> Option<usize> {
    match (kind, input.first()) {
        ("vis", Some(TokenTree::Ident(word))) if *word == "pub" => {
            return Some(match input.get(1) {
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => 2,
                _ => 1,
            });
        }
        ("vis", _) => return Some(0),
        ("ident", Some(TokenTree::Ident(_))) | ("tt", Some(_)) => return Some(1),
        ("block", Some(TokenTree::Group(group))) if group.delimiter() == Delimiter::Brace => {
            return Some(1);
        }
        ("literal", Some(TokenTree::Literal(_))) => return Some(1),
        ("literal", Some(TokenTree::Ident(word))) if *word == "true" || *word == "false" => {
            return Some(1);
        }
        ("literal", Some(TokenTree::Punct(minus))) if minus.as_char() == '-' => return Some(2),
        ("lifetime", Some(TokenTree::Punct(_))) => return Some(2),
        ("ident" | "tt" | "block" | "literal" | "lifetime", _) => return None,
        _ => {}
    }
    let is_type = matches!(kind, "ty" | "path");
    let mut angles = 0_usize;
    let mut length = 0;
    for (index, token) in input.iter().enumerate() {
        if let TokenTree::Punct(punct) = token {
            let after_arrow = index > 0
                && matches!(&input[index - 1], TokenTree::Punct(before)
                    if before.spacing() == Spacing::Joint && matches!(before.as_char(), '-' | '='));
            match punct.as_char() {
                '<' if is_type => angles += 1,
                '>' if is_type && !after_arrow => angles = angles.saturating_sub(1),
                ',' | ';' if angles == 0 => break,
                '=' if punct.spacing() == Spacing::Joint
                    && matches!(input.get(index + 1), Some(TokenTree::Punct(next))
                        if next.as_char() == '>') =>
                {
                    break;
                }
                _ => {}
            }
        }
        if index > 0 && angles == 0 && follower.is_some_and(|follower| is_same(follower, token)) {
            break;
        }
        length = index + 1;
    }
    (length > 0).then_some(length)
}

/// An expression stays one wherever it is put.
fn as_fragment(kind: &str, tokens: &[TokenTree]) -> TokenStream {
    let stream: TokenStream = tokens.iter().cloned().collect();
    match (kind, tokens) {
        ("expr", [first, .., last]) => {
            let mut group = Group::new(Delimiter::None, stream);
            group.set_span(first.span().join(last.span()).unwrap_or_else(|| first.span()));
            TokenTree::Group(group).into()
        }
        _ => stream,
    }
}

fn is_same(wanted: &TokenTree, given: &TokenTree) -> bool {
    match (wanted, given) {
        (TokenTree::Ident(wanted), TokenTree::Ident(given)) => wanted == given,
        (TokenTree::Punct(wanted), TokenTree::Punct(given)) => wanted.as_char() == given.as_char(),
        (TokenTree::Literal(wanted), TokenTree::Literal(given)) => {
            wanted.to_string() == given.to_string()
        }
        _ => false,
    }
}

/// Fills in a rule's body.
fn written(
    body: &[TokenTree],
    bindings: &Bindings,
    here: Span,
    depth: usize,
    left: &mut usize,
) -> Option<TokenStream> {
    if depth > MAX_DEPTH {
        return None;
    }
    let mut out: Vec<TokenTree> = Vec::new();
    let mut tokens = body.iter().cloned();
    while let Some(token) = tokens.next() {
        *left = left.checked_sub(1)?;
        match token {
            TokenTree::Punct(dollar) if dollar.as_char() == '$' => match tokens.next()? {
                TokenTree::Ident(name) => match bindings.get(&text(&name)) {
                    Some(Bound::Once(fragment)) => {
                        let fragment: Vec<TokenTree> = fragment.clone().into_iter().collect();
                        *left = left.checked_sub(fragment.len())?;
                        out.extend(fragment);
                    }
                    Some(Bound::Repeated(_)) => return None,
                    None if name == "crate" => out.push(Ident::new("crate", here).into()),
                    None => return None,
                },
                TokenTree::Group(group) => {
                    let (separator, _) = repetition(&mut tokens)?;
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    let rounds = rounds_of(&inner, bindings, 0)?;
                    for (index, round) in rounds.iter().enumerate() {
                        if let (Some(separator), true) = (&separator, index > 0) {
                            let mut separator = separator.clone();
                            separator.set_span(here);
                            out.push(separator);
                        }
                        let mut within = bindings.clone();
                        within.extend(round.clone());
                        out.extend(written(&inner, &within, here, depth + 1, left)?);
                    }
                }
                _ => return None,
            },
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let stream = written(&inner, bindings, here, depth + 1, left)?;
                let mut group = Group::new(group.delimiter(), stream);
                group.set_span(here);
                out.push(group.into());
            }
            mut other => {
                other.set_span(here);
                out.push(other);
            }
        }
    }
    Some(out.into_iter().collect())
}

/// The rounds of the first name in a repetition's body that is repeated.
fn rounds_of(body: &[TokenTree], bindings: &Bindings, depth: usize) -> Option<Vec<Bindings>> {
    if depth > MAX_DEPTH {
        return None;
    }
    body.iter().find_map(|token| match token {
        TokenTree::Ident(name) => match bindings.get(&text(name)) {
            Some(Bound::Repeated(rounds)) => Some(rounds.clone()),
            _ => None,
        },
        TokenTree::Group(group) => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            rounds_of(&inner, bindings, depth + 1)
        }
        _ => None,
    })
}

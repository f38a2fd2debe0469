//! From tokens to items, one broken item costing no more than itself.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, ImplItem, Item, ItemImpl, ItemMod, ItemTrait, Token, TraitItem};

use super::{macro_items, old_edition};

/// Broken items after which a file is given up.
const MAX_PROBLEMS: usize = 1_000;

/// Modules and `impl`s inside one another in which broken items are looked for.
const MAX_RECOVERY_DEPTH: usize = 32;

/// What syn made of a file.
#[derive(Default)]
pub(super) struct Parsed {
    pub(super) attributes: Vec<Attribute>,
    /// Macros whose bodies are items have been replaced by these.
    pub(super) items: Vec<Item>,
    /// Items left out, and why.
    pub(super) problems: Vec<Problem>,
}

/// Why something was left out, and where syn stumbled.
pub(super) struct Problem {
    pub(super) message: String,
    pub(super) span: Span,
}

/// Parses a file's tokens, which must have passed [`super::depth`].
pub(super) fn parse(tokens: TokenStream) -> Parsed {
    let mut recovery = Recovery::default();
    let (attributes, items) = recovery.parse_all::<Item>(tokens);
    let items = macro_items::expand(items);
    Parsed { attributes, items, problems: recovery.problems }
}

#[derive(Default)]
struct Recovery {
    problems: Vec<Problem>,
    depth: usize,
}

/// Something that stands in a list, each of which can be parsed by itself.
trait Member: Parse {
    /// What can be saved from the tokens of one that did not parse.
    fn rescue(recovery: &mut Recovery, header: TokenStream, body: &Group) -> Option<Self>;
}

impl Recovery {
    fn parse_all<T: Member>(&mut self, tokens: TokenStream) -> (Vec<Attribute>, Vec<T>) {
        let (mut attributes, mut members) = (Vec::new(), Vec::new());
        let parser = |input: ParseStream<'_>| -> syn::Result<()> {
            let ahead = input.fork();
            if let Ok(parsed) = ahead.call(Attribute::parse_inner) {
                input.advance_to(&ahead);
                attributes = parsed;
            }
            while !input.is_empty() && self.problems.len() < MAX_PROBLEMS {
                if input.parse::<Option<Token![;]>>()?.is_some() {
                    continue;
                }
                let ahead = input.fork();
                match ahead.parse::<T>() {
                    Ok(member) => {
                        input.advance_to(&ahead);
                        members.push(member);
                    }
                    Err(error) => members.extend(self.rescue(input, &error)?),
                }
            }
            // What is left after too many problems must not be a problem of its own.
            input.parse::<TokenStream>().map(drop)
        };
        if let Err(error) = parser.parse2(tokens) {
            self.report(&error);
        }
        (attributes, members)
    }

    /// Goes on after the `;` or the braces that end a broken member.
    fn rescue<T: Member>(
        &mut self,
        input: ParseStream<'_>,
        error: &syn::Error,
    ) -> syn::Result<Option<T>> {
        let mut header = Vec::new();
        while !input.is_empty() {
            match input.parse::<TokenTree>()? {
                TokenTree::Punct(punct) if punct.as_char() == ';' => {
                    header.push(TokenTree::Punct(punct));
                    if let Some(member) = old_edition::parse::<T>(&header, None) {
                        return Ok(Some(member));
                    }
                    break;
                }
                TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => {
                    if let Some(member) = old_edition::parse::<T>(&header, Some(&body)) {
                        return Ok(Some(member));
                    }
                    self.depth += 1;
                    let known = self.problems.len();
                    let rescued = if self.depth < MAX_RECOVERY_DEPTH {
                        T::rescue(self, header.into_iter().collect(), &body)
                    } else {
                        None
                    };
                    self.depth -= 1;
                    // The members say more precisely what is wrong.
                    if self.problems.len() == known {
                        self.report(error);
                    }
                    return Ok(rescued);
                }
                token => header.push(token),
            }
        }
        self.report(error);
        Ok(None)
    }

    fn report(&mut self, error: &syn::Error) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem { message: error.to_string(), span: error.span() });
        }
    }
}

/// The same tokens with nothing between the braces.
fn emptied<T: Parse>(header: TokenStream, body: &Group) -> Option<T> {
    let mut braces = Group::new(Delimiter::Brace, TokenStream::new());
    braces.set_span(body.span());
    let mut tokens = header;
    tokens.extend([TokenTree::Group(braces)]);
    syn::parse2(tokens).ok()
}

impl Member for Item {
    fn rescue(recovery: &mut Recovery, header: TokenStream, body: &Group) -> Option<Self> {
        if let Some(mut module) = emptied::<ItemMod>(header.clone(), body) {
            let (attributes, items) = recovery.parse_all(body.stream());
            module.attrs.extend(attributes);
            module.content.as_mut()?.1 = items;
            return Some(Self::Mod(module));
        }
        if let Some(mut implementation) = emptied::<ItemImpl>(header.clone(), body) {
            implementation.items = recovery.parse_all(body.stream()).1;
            return Some(Self::Impl(implementation));
        }
        let mut declaration = emptied::<ItemTrait>(header, body)?;
        declaration.items = recovery.parse_all(body.stream()).1;
        Some(Self::Trait(declaration))
    }
}

impl Member for ImplItem {
    fn rescue(_: &mut Recovery, _: TokenStream, _: &Group) -> Option<Self> {
        None
    }
}

impl Member for TraitItem {
    fn rescue(_: &mut Recovery, _: TokenStream, _: &Group) -> Option<Self> {
        None
    }
}

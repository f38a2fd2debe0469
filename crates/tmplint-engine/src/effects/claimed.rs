//! Files and directories under a name of the program's choice that nobody can guess.
//!
//! Once made they are as much the program's own as what `mkstemp` makes: from there on the places
//! that hold the path hold the site, so that it is seen what becomes of it.

use std::rc::Rc;

use tmplint_ir::{Language, Span};

use super::Site;
use crate::domain::{Abstract, Alternative, Bits, PieceKind, SiteId, State, Text};
use crate::flow::Interpreter;

/// Collections in collections whose paths are followed.
const MAX_DEPTH: usize = 4;

impl Interpreter<'_> {
    /// What was just made at `path` is the program's to remove. Gives what stands for it.
    pub(super) fn claim(
        &mut self,
        made: SiteId,
        path: &Text,
        site: &Site<'_>,
        state: &mut State,
    ) -> Option<Abstract> {
        if self.unit.language != Language::Rust {
            return None;
        }
        state.bear_site(made, Bits::LIVE);
        let held: Vec<_> = state
            .places
            .iter()
            .filter_map(|(place, value)| {
                Some((place, replaced(value, path, made, site.call.span, 0)?))
            })
            .collect();
        for (place, value) in held {
            state.assign(place, value);
        }
        Some(Abstract::one(Alternative::Descriptor(made)))
    }
}

/// The value with the path as the site's, if it holds the path.
fn replaced(
    value: &Abstract,
    path: &Text,
    made: SiteId,
    span: Span,
    depth: usize,
) -> Option<Abstract> {
    if depth > MAX_DEPTH {
        return None;
    }
    let mut changed = false;
    let alternatives: Vec<Alternative> = value
        .iter()
        .map(|alternative| {
            let new = match alternative {
                Alternative::Text(text) => below(text, path).map(|rest| {
                    let mut whole = Text::one(PieceKind::Site(made), span);
                    whole.append(&rest);
                    Alternative::Text(Rc::new(whole))
                }),
                Alternative::List(items) => {
                    let new: Vec<Option<Abstract>> = items
                        .iter()
                        .map(|item| replaced(item, path, made, span, depth + 1))
                        .collect();
                    new.iter().any(Option::is_some).then(|| {
                        let items = items.iter().zip(new);
                        Alternative::List(Rc::new(
                            items.map(|(old, new)| new.unwrap_or_else(|| old.clone())).collect(),
                        ))
                    })
                }
                Alternative::Map(entries) => {
                    let new: Vec<Option<Abstract>> = entries
                        .iter()
                        .map(|(_, item)| replaced(item, path, made, span, depth + 1))
                        .collect();
                    new.iter().any(Option::is_some).then(|| {
                        let entries = entries.iter().zip(new);
                        Alternative::Map(Rc::new(
                            entries
                                .map(|((key, old), new)| {
                                    (key.clone(), new.unwrap_or_else(|| old.clone()))
                                })
                                .collect(),
                        ))
                    })
                }
                _ => None,
            };
            changed |= new.is_some();
            new.unwrap_or_else(|| alternative.clone())
        })
        .collect();
    changed.then(|| Abstract::from_alternatives(alternatives))
}

/// What follows the path in a text that is it, or is inside of it.
fn below(text: &Text, path: &Text) -> Option<Text> {
    let rest = text.pieces.strip_prefix(path.pieces.as_slice())?;
    let inside = match rest.first().map(|piece| &piece.kind) {
        None => true,
        Some(PieceKind::Literal(next)) => next.starts_with('/'),
        Some(_) => false,
    };
    inside.then(|| rest.to_vec().into())
}

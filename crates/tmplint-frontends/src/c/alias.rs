//! Pointers that stand for a variable: those that only ever point at one, as in `struct sockaddr
//! *any = (struct sockaddr *)&un`, and those that move along one array while it is filled.

use std::collections::{HashMap, HashSet};

use tmplint_ir::PlaceId;

use super::body::Body;
use super::place::{is_address, strip};
use super::syntax::Syntax;
use super::token::{Token, TokenKind};

/// What becomes of the names in a function's body after their declaration.
#[derive(Default)]
pub(crate) struct Moves {
    /// Assigned, counted up or down, or referred to.
    moved: HashSet<String>,
    /// Declared as pointers.
    pointers: HashSet<String>,
    /// Moved from where they are.
    along: HashSet<String>,
    /// Assigned something that is not the place they are at, or near it.
    lost: HashSet<String>,
    /// Where they are set to start from, by name.
    starts: HashMap<String, String>,
}

impl Moves {
    /// Reads the tokens of a body.
    pub(crate) fn of(source: &str, body: &[Token]) -> Self {
        let mut moves = Self::default();
        for (index, token) in body.iter().enumerate() {
            if token.kind == TokenKind::Word {
                moves.word(source, body, index, token.text(source));
            }
        }
        moves
    }

    /// Whether a name is assigned or referred to after its declaration.
    pub(crate) fn is_moved(&self, name: &str) -> bool {
        self.moved.contains(name)
    }

    fn word(&mut self, source: &str, body: &[Token], index: usize, name: &str) {
        let at = |offset: isize| index.checked_add_signed(offset).and_then(|at| body.get(at));
        let sign = |offset, sign| at(offset).is_some_and(|token: &Token| token.is(sign));
        let is_word =
            |offset| at(offset).is_some_and(|token: &Token| token.kind == TokenKind::Word);
        let twice = |first, second| {
            [b'+', b'-'].into_iter().any(|each| sign(first, each) && sign(second, each))
        };
        if sign(-1, b'&') {
            self.moved.insert(name.to_owned());
            self.lost.insert(name.to_owned());
        } else if twice(1, 2) || twice(-2, -1) {
            self.moved.insert(name.to_owned());
            self.along.insert(name.to_owned());
        }
        if sign(-1, b'*')
            && (is_word(-2) || sign(-2, b',') || sign(-2, b'*'))
            && at(1).is_some_and(|next| {
                next.is(b';') || next.is(b',') || next.kind == TokenKind::Assign
            })
        {
            self.pointers.insert(name.to_owned());
        }
        let Some(assign) = at(1).filter(|next| next.kind == TokenKind::Assign) else { return };
        if at(-1).is_some_and(|before| before.kind == TokenKind::Member) {
            return;
        }
        // `*p = x` assigns what `p` points at, `char *p = x` declares it.
        let is_declaration = sign(-1, b'*') && (is_word(-2) || sign(-2, b','));
        if sign(-1, b'*') && !is_declaration {
            return;
        }
        if !is_declaration {
            self.moved.insert(name.to_owned());
        }
        if assign.text(source) != "=" {
            self.along.insert(name.to_owned());
            return;
        }
        let start = match (is_word(2), at(3)) {
            (true, Some(next)) if next.is(b'(') => at(4).filter(|_| is_word(4)),
            (true, Some(next)) if next.is(b';') || next.is(b',') || next.is(b'+') => at(2),
            _ => None,
        };
        match start.map(|start| start.text(source)) {
            Some(start) if start == name => {
                self.along.insert(name.to_owned());
            }
            Some(start) => {
                let known = self.starts.entry(name.to_owned()).or_insert_with(|| start.to_owned());
                if known != start {
                    self.lost.insert(name.to_owned());
                }
            }
            None => {
                self.lost.insert(name.to_owned());
            }
        }
    }
}

impl Body<'_, '_> {
    /// The variable that a pointer declared with this value stands for.
    pub(crate) fn aliased(&mut self, pointer: &str, value: Syntax<'_>) -> Option<PlaceId> {
        if self.moves.moved.contains(pointer) || self.is_expanding_any() {
            return None;
        }
        let value = strip(value);
        if value.kind() == "pointer_expression" && is_address(value) {
            return self.place_of(value);
        }
        if value.kind() != "identifier" {
            return None;
        }
        self.place_of(value).filter(|place| self.file.arrays.contains(place))
    }

    /// The array that a pointer moves along.
    pub(crate) fn array_behind(&self, pointer: &str) -> Option<PlaceId> {
        let Moves { pointers, along, lost, starts, .. } = &self.moves;
        let moves_along = pointers.contains(pointer) && along.contains(pointer);
        if !moves_along || lost.contains(pointer) || self.is_expanding_any() {
            return None;
        }
        let start = starts.get(pointer)?;
        let place = self.local(start).or_else(|| self.file.globals.get(start).copied())?;
        self.file.arrays.contains(&place).then_some(place)
    }
}

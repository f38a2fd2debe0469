//! Pointers that only ever stand for one variable: `struct sockaddr *any = (struct sockaddr *)&un`.

use std::collections::HashSet;

use tmplint_ir::PlaceId;

use super::body::Body;
use super::place::{is_address, strip};
use super::syntax::Syntax;
use super::token::{Token, TokenKind};

/// The names in a function's body that are assigned after their declaration, counted up or down,
/// or whose address is taken.
pub(crate) fn moved(source: &str, body: &[Token]) -> HashSet<String> {
    let mut moved = HashSet::new();
    for (index, token) in body.iter().enumerate() {
        if token.kind != TokenKind::Word {
            continue;
        }
        let sign = |at: Option<usize>, sign: u8| {
            at.and_then(|at| body.get(at)).is_some_and(|token| token.is(sign))
        };
        let before = index.checked_sub(1);
        let twice = |at: Option<usize>, next: Option<usize>| {
            sign(at, b'+') && sign(next, b'+') || sign(at, b'-') && sign(next, b'-')
        };
        // `*p = x` assigns what `p` points at, and `char *p = x` declares it.
        let assigned = body.get(index + 1).is_some_and(|next| next.kind == TokenKind::Assign)
            && !sign(before, b'*')
            && !before.and_then(|at| body.get(at)).is_some_and(|it| it.kind == TokenKind::Member);
        if assigned
            || twice(Some(index + 1), Some(index + 2))
            || twice(before, index.checked_sub(2))
            || sign(before, b'&')
        {
            moved.insert(token.text(source).to_owned());
        }
    }
    moved
}

impl Body<'_, '_> {
    /// The variable that a pointer declared with this value stands for.
    pub(crate) fn aliased(&mut self, pointer: &str, value: Syntax<'_>) -> Option<PlaceId> {
        if self.is_moved(pointer) || self.is_expanding_any() {
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
}

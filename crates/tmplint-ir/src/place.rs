//! Places: the variables values live in.

use crate::{ClassId, Span};

/// Index of a [`Place`] in its [`Unit`](crate::Unit).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(pub u32);

/// Something that holds a value: a variable, a field of one, a temporary of the lowering.
///
/// Pointers are not modelled: `*p`, `&p` and `p` are the same place, `p->f` and `p.f` are the
/// field `f` of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name as written (`path`, `self.path`, `ctx->name`), or `%n` for a temporary.
    pub name: String,
    /// Who shares it.
    pub scope: Scope,
    /// For a field: the place it is part of, and the field's own name.
    pub field_of: Option<(PlaceId, String)>,
    /// An unassigned read takes the process environment's value (shell variables), or the
    /// shell's own (`$`, `RANDOM`, `1`).
    pub from_environment: bool,
    /// Where it was first seen.
    pub span: Span,
}

/// Who shares a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// One call of one function, and the closures inside it.
    Local,
    /// All functions of the file: globals, module variables, statics, ordinary shell variables.
    Global,
    /// All methods of a class, through `self`.
    Member(ClassId),
    /// Made by the lowering for a nested expression; assigned once.
    Temporary,
}

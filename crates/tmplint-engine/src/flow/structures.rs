//! Structures as values: what the fields of a place hold travels with it where no other place is
//! known to stand for them, as in a caller that never mentions a field.

use std::rc::Rc;

use tmplint_ir::PlaceId;

use super::Interpreter;
use crate::domain::{Abstract, Alternative, State};

/// Structures in structures that are followed.
const MAX_DEPTH: usize = 3;

/// Fields of one structure that travel with it.
const MAX_FIELDS: usize = 32;

type Entries = Vec<(String, Abstract)>;

impl Interpreter<'_> {
    /// What a place holds, its fields included if nothing else is known of it.
    pub(super) fn read_whole(&mut self, place: PlaceId, state: &State) -> Abstract {
        if !self.has_fields(place) {
            return self.read_place(place, state);
        }
        let held = state.place(place);
        if held.is_some_and(|held| !is_shapeless(held)) {
            return self.read_place(place, state);
        }
        let entries = self.members(place, &|place| state.place(place), 0);
        if entries.is_empty() {
            return self.read_place(place, state);
        }
        with_fields(held, entries)
    }

    /// What is known of the fields of a place.
    pub(crate) fn members<'s>(
        &self,
        place: PlaceId,
        held: &impl Fn(PlaceId) -> Option<&'s Abstract>,
        depth: usize,
    ) -> Entries {
        let mut entries: Entries = held(place).map(own_fields).unwrap_or_default();
        for &(name, field) in self.fields_of(place) {
            let value = held(field).filter(|value| !value.is_unassigned());
            let is_structure =
                depth < MAX_DEPTH && self.has_fields(field) && value.is_none_or(is_shapeless);
            let inner =
                if is_structure { self.members(field, held, depth + 1) } else { Entries::new() };
            let value = match value {
                _ if !inner.is_empty() => with_fields(value, inner),
                Some(value) => value.clone(),
                None => continue,
            };
            if let Some((_, known)) = entries.iter_mut().find(|(known, _)| known == name) {
                *known = value;
            } else if entries.len() < MAX_FIELDS {
                entries.push((name.to_owned(), value));
            }
        }
        entries.retain(|(_, value)| value.iter().any(|each| *each != Alternative::Unknown));
        entries
    }

    /// The variable that a field, or a field of a field, is part of.
    pub(crate) fn outermost(&self, mut place: PlaceId) -> PlaceId {
        while let Some((base, _)) = &self.unit.place(place).field_of {
            place = *base;
        }
        place
    }

    /// Assigns a value; what it says of fields holds for the places that stand for them.
    pub(crate) fn assign_whole(&self, place: PlaceId, value: Abstract, state: &mut State) {
        if self.has_fields(place) {
            for (name, value) in own_fields(&value) {
                if let Some(field) = self.field_place(place, &name) {
                    state.assign(field, value);
                }
            }
        }
        state.assign(place, value);
    }

    /// Gives a caller's place what a function left in the parameter that stands for it.
    pub(crate) fn give_back<'s>(
        &self,
        place: PlaceId,
        param: PlaceId,
        held: &impl Fn(PlaceId) -> Option<&'s Abstract>,
        state: &mut State,
    ) {
        let mut rest = Entries::new();
        for (name, value) in self.members(param, held, 0) {
            match self.field_place(place, &name) {
                Some(field) => state.assign(field, value),
                None => rest.push((name, value)),
            }
        }
        let value = held(param);
        if rest.is_empty() {
            if let Some(value) = value {
                state.assign(place, value.clone());
            }
        } else {
            state.assign(place, with_fields(value, rest));
        }
    }
}

/// Whether nothing but fields is known of a value.
fn is_shapeless(value: &Abstract) -> bool {
    value.iter().all(|alternative| {
        matches!(alternative, Alternative::Unknown | Alternative::Absent | Alternative::Map(_))
    })
}

fn own_fields(value: &Abstract) -> Entries {
    let mut entries = Entries::new();
    for alternative in value.iter() {
        let Alternative::Map(fields) = alternative else { continue };
        for (name, value) in fields.iter().take(MAX_FIELDS) {
            match entries.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => *known = known.join(value),
                None => entries.push((name.clone(), value.clone())),
            }
        }
    }
    entries
}

/// A structure with these fields; it may be missing where the value held may be.
fn with_fields(held: Option<&Abstract>, entries: Entries) -> Abstract {
    let structure = Alternative::Map(Rc::new(entries));
    let others = held
        .into_iter()
        .flat_map(Abstract::iter)
        .filter(|alternative| !matches!(alternative, Alternative::Unknown | Alternative::Map(_)));
    Abstract::from_alternatives(std::iter::once(structure).chain(others.cloned()))
}

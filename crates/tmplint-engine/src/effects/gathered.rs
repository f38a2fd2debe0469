//! What functions that are not seen do with texts and paths, by the words of their names: every
//! project in C has strings, and functions for paths, of its own.

use std::rc::Rc;

use tmplint_ir::Call;
use tmplint_rules::Naming;

use super::unknown::{only_texts, printed};
use crate::domain::{Abstract, Alternative, PieceKind, State, Text, Whereabouts};
use crate::flow::{Interpreter, concatenate, join_paths};

impl Interpreter<'_> {
    /// The result of a function that is not seen, by the words of its name.
    pub(super) fn guess_by_words(
        &mut self,
        name: &str,
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) -> Option<Abstract> {
        let naming = self.tables.naming(self.unit.language)?;
        if naming.asks(name) {
            return self.asked_by_name(call, values, state);
        }
        if naming.names_files(name) {
            return self.named_in(call, values, state);
        }
        self.gathered(naming, name, call, values, state)
            .or_else(|| put_together(naming, name, call, values, state))
    }

    /// `path_exists(path)`
    fn asked_by_name(
        &mut self,
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) -> Option<Abstract> {
        let mut answer = Abstract::default();
        let paths: Vec<_> = values.iter().flat_map(|value| state.full_paths(value)).collect();
        for text in &paths {
            if !matches!(self.locate(text, state), Whereabouts::Shared { .. }) {
                continue;
            }
            let path: Rc<str> = self.show(text).into();
            let asked = self.asked_at(call.span);
            Rc::make_mut(&mut state.checked).entry(Rc::clone(&path)).or_insert(asked);
            answer = answer.join(&Abstract::one(Alternative::Presence(path)));
        }
        (!answer.is_unassigned()).then_some(answer)
    }

    /// `unique_filename(directory, prefix)`: something in the directory.
    fn named_in(&self, call: &Call, values: &[Abstract], state: &State) -> Option<Abstract> {
        let unknown = Abstract::text(Text::one(PieceKind::Unknown, call.name_span));
        let mut named = Abstract::default();
        for text in values.iter().flat_map(Abstract::texts) {
            if matches!(self.locate(text, state), Whereabouts::SharedDirectory) {
                let directory = Abstract::text(text.clone());
                named = named.join(&join_paths(&[directory, unknown.clone()], call.name_span));
            }
        }
        (!named.is_unassigned()).then_some(named)
    }

    /// `buffer_append(buffer, text)`, `ds_cstr(&string)`
    fn gathered(
        &self,
        naming: &Naming,
        name: &str,
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) -> Option<Abstract> {
        let first = values.first();
        let place = call.args.first().and_then(|arg| Self::place_of(&arg.value));
        if naming.adds_text(name) {
            let held = only_texts(first?)?;
            let (place, rest) = (place?, values.get(1..)?);
            let more = match printed(call, values) {
                Some((text, 1)) => text,
                _ => only_texts(rest.first()?)?,
            };
            let whole = concatenate(&[held, more], call.name_span);
            state.assign(place, whole.clone());
            return Some(whole);
        }
        if naming.begins_text(name) {
            let begun = first.and_then(only_texts);
            let begun = begun.unwrap_or_else(|| Abstract::text(Text::default()));
            if let (Some(place), 1) = (place, values.len()) {
                state.assign(place, Abstract::text(Text::default()));
            }
            return Some(begun);
        }
        if naming.gives_text(name) && values.len() == 1 {
            return only_texts(first?);
        }
        None
    }
}

/// `path_join(directory, name)`, `concat(a, b, c, NULL)`
fn put_together(
    naming: &Naming,
    name: &str,
    call: &Call,
    values: &[Abstract],
    state: &mut State,
) -> Option<Abstract> {
    let joins = naming.joins_paths(name);
    if !joins && !naming.concatenates(name) {
        return None;
    }
    // A buffer and its size may come first, or a pool to take memory from.
    let start = values.iter().position(|value| only_texts(value).is_some())?;
    let target = call.args.first().and_then(|arg| Interpreter::place_of(&arg.value));
    let is_end = |value: &&Abstract| !matches!(value.0.as_slice(), [Alternative::Absent]);
    let pieces: Vec<Abstract> = values
        .iter()
        .skip(start)
        .take_while(is_end)
        .map(|value| only_texts(value).unwrap_or_else(Abstract::unknown))
        .collect();
    if pieces.len() < 2 {
        return None;
    }
    let whole = if joins {
        join_paths(&pieces, call.name_span)
    } else {
        concatenate(&pieces, call.name_span)
    };
    if let Some(target) = target.filter(|_| start > 0 && !call.checked) {
        state.assign(target, whole.clone());
    }
    Some(whole)
}

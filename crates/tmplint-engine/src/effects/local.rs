//! Calls of the functions of the file.

use std::rc::Rc;

use tmplint_ir::{Call, Callee, End, Function, FunctionId, Step, Value};
use tmplint_rules::Action;

use super::Outcome;
use super::texts::is_offset;
use crate::domain::{Abstract, State};
use crate::flow::{Giving, Interpreter};

/// Texts given to one call that are followed to where they were put together.
const MAX_ORIGINS: usize = 32;

impl Interpreter<'_> {
    /// Whether a method does nothing but raise: it is there for classes that inherit from this one
    /// to say what it does.
    fn is_left_to_others(&self, function: FunctionId, call: &Call) -> bool {
        let method = self.unit.function(function);
        method.class.is_some()
            && call.receiver.is_some()
            && matches!(method.blocks.as_slice(), [only] if matches!(only.end, End::Raise { .. }))
    }

    pub(super) fn call_local(
        &mut self,
        function: FunctionId,
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) -> Outcome {
        if !self.can_follow(function) || self.is_left_to_others(function, call) {
            let name = self.unit.function(function).name.clone();
            self.hand_to_unknown(&name, call, values, None, state);
            return Outcome::of(Abstract::unknown());
        }
        let unit = self.unit;
        let callee = unit.function(function);
        let mut entry = state.clone();
        let own = self.set_own_places_aside(&mut entry);
        let binding = Self::bind_arguments(callee, call, values);
        for (index, param) in callee.params.iter().enumerate() {
            let value = match binding.values.iter().rfind(|(bound, _)| *bound == index) {
                Some((_, value)) => value.clone(),
                None => self.default_of(param, &mut entry),
            };
            entry.assign(param.place, value);
        }
        for (index, arg, _) in &binding.written {
            self.bind_fields(&arg.value, callee.params[*index].place, state, &mut entry);
        }
        let subshell = callee.kind == tmplint_ir::FunctionKind::Subshell || self.runs_in_copy(call);
        if subshell {
            entry.traps = Rc::default();
            self.inherited.push(Rc::clone(&entry.sites));
        }
        self.giving.push(giving(function, call, values));
        let result = self.run_function(function, entry);
        self.giving.pop();
        self.note_own_listener(callee, call, values, state);
        if subshell {
            self.inherited.pop();
        }
        let Some((mut end, value)) = result else {
            // It exits, raises or loops; of a subshell, only the copy ends.
            return Outcome { never_returns: !subshell, ..Outcome::of(Abstract::unknown()) };
        };
        if subshell {
            let _ = self.set_own_places_aside(&mut end);
            end.places.extend(own);
            self.leave_subshell(&mut end, state, &value);
            *state = end;
            return Outcome::of(value);
        }
        let left = self.set_own_places_aside(&mut end);
        end.places.extend(own);
        let shared = end.places.clone();
        let held = |place: tmplint_ir::PlaceId| {
            let value = left.get(place).filter(|value| !value.is_unassigned());
            value.or_else(|| shared.get(place)).filter(|value| !value.is_unassigned())
        };
        for (param, arg, given) in binding.written {
            let param = &callee.params[param];
            // What lies behind the start of a buffer and is left alone says nothing of the whole.
            let untouched =
                is_offset(&arg.value) && held(param.place).is_none_or(|value| *value == given);
            if !param.by_reference || untouched {
                continue;
            }
            if let Some(place) = Self::place_of(&arg.value) {
                self.give_back(place, param.place, &held, &mut end);
            }
        }
        end.replaced = Rc::clone(&state.replaced);
        for place in self.own_variables(function) {
            end.places.remove(*place);
        }
        *state = end;
        Outcome::of(match call.receiver {
            Some(Value::Class(class)) => self.construct(class, call, values, state),
            _ => value,
        })
    }

    /// A function of the file that listens where it is told, to go by its name, and gives the
    /// system the address in a form that is not followed.
    fn note_own_listener(
        &mut self,
        callee: &Function,
        call: &Call,
        values: &[Abstract],
        state: &State,
    ) {
        let language = self.unit.language;
        let naming = self.tables.naming(language);
        if !self.recording || !naming.is_some_and(|naming| naming.listens(&callee.name)) {
            return;
        }
        let steps = callee.blocks.iter().flat_map(|block| &block.steps);
        let binds = steps.into_iter().any(|step| {
            let Step::Call(Call { callee: Callee::Api(name), receiver: None, .. }) = step else {
                return false;
            };
            self.tables.api(language, &name.0).is_some_and(|api| {
                api.effects().iter().any(|each| matches!(each.action, Action::Endpoint { .. }))
            })
        });
        if !binds {
            return;
        }
        for value in values {
            let paths: Vec<String> = value.texts().map(|text| self.show(text)).collect();
            let mut known = self.facts.candidates.values();
            if !known.any(|known| paths.contains(&known.path) && callee.span.contains(known.span)) {
                self.note_given(&callee.name, true, call, value, state);
            }
        }
    }

    /// The fields of a structure that is passed are those of the parameter.
    pub(super) fn bind_fields(
        &self,
        arg: &Value,
        param: tmplint_ir::PlaceId,
        state: &State,
        entry: &mut State,
    ) {
        let Some(place) = Self::place_of(arg) else { return };
        for &(name, field) in self.fields_of(param) {
            let own = self.field_place(place, name);
            if let Some(value) = own.and_then(|own| state.place(own)).cloned() {
                entry.assign(field, value);
            }
        }
    }
}

fn giving(function: FunctionId, call: &Call, values: &[Abstract]) -> Giving {
    let texts = values.iter().flat_map(Abstract::texts);
    let starts = texts.filter_map(|text| text.pieces.first().map(|piece| piece.span));
    Giving { function, span: call.span, origins: starts.take(MAX_ORIGINS).collect() }
}

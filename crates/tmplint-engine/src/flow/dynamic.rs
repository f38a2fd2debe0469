//! Shell: variables are seen by what a function calls, and not after it has returned.

use std::collections::HashMap;

use tmplint_ir::{FunctionId, FunctionKind, Language, PlaceId, Scope, Step, Unit};

use super::Interpreter;
use crate::domain::State;

/// Which variables functions share by being called from one another.
#[derive(Debug, Default)]
pub(super) struct DynamicScopes {
    /// By the variable of the script that a called function reads, those of functions that are
    /// called the same.
    hidden_by: HashMap<PlaceId, Vec<PlaceId>>,
    /// By function, its own variables.
    own: HashMap<FunctionId, Vec<PlaceId>>,
}

impl DynamicScopes {
    pub(super) fn new(unit: &Unit) -> Self {
        let mut scopes = Self::default();
        if unit.language != Language::Shell {
            return scopes;
        }
        let is_variable =
            |name: &str| name.starts_with(|first: char| first == '_' || first.is_alphabetic());
        let mut globals: HashMap<&str, PlaceId> = HashMap::new();
        for (id, place) in (0_u32..).map(PlaceId).zip(&unit.places) {
            if place.scope == Scope::Global && is_variable(&place.name) {
                globals.insert(&place.name, id);
            }
        }
        for (id, function) in (0_u32..).map(FunctionId).zip(&unit.functions) {
            if function.kind != FunctionKind::Function {
                continue;
            }
            let own = scopes.own.entry(id).or_default();
            for step in function.blocks.iter().flat_map(|block| &block.steps) {
                let into = match step {
                    Step::Let { into, .. } => Some(*into),
                    Step::Call(call) => call.into,
                    _ => None,
                };
                let local = into.filter(|place| {
                    unit.place(*place).scope == Scope::Local && !own.contains(place)
                });
                own.extend(local);
            }
            for local in own {
                if let Some(global) = globals.get(unit.place(*local).name.as_str()) {
                    scopes.hidden_by.entry(*global).or_default().push(*local);
                }
            }
        }
        scopes
    }

    /// The variables of functions that may be meant by one of the script.
    pub(super) fn hiding(&self, place: PlaceId) -> &[PlaceId] {
        self.hidden_by.get(&place).map_or(&[], Vec::as_slice)
    }

    /// Whether a called function may see this variable of its caller under its name.
    pub(super) fn is_seen(&self, place: PlaceId) -> bool {
        self.hidden_by.values().any(|locals| locals.contains(&place))
    }
}

impl Interpreter<'_> {
    /// The variable that a name means here: of the functions under evaluation, if one of them has
    /// made it its own, else the script's.
    pub(crate) fn meant(&self, place: PlaceId, state: &State) -> PlaceId {
        let Some(locals) = self.dynamic.hidden_by.get(&place) else { return place };
        locals.iter().copied().find(|local| state.place(*local).is_some()).unwrap_or(place)
    }

    /// The variables that go away when a function returns.
    pub(crate) fn own_variables(&self, function: FunctionId) -> &[PlaceId] {
        self.dynamic.own.get(&function).map_or(&[], Vec::as_slice)
    }
}

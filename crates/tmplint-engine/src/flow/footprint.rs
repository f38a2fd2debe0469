//! What a function and all it calls may look at, told without running them.
//!
//! A script calls its logging functions in hundreds of states that differ only in variables these
//! functions never mention. A call whose footprint is the same comes to the same.

use std::collections::BTreeSet;

use tmplint_ir::{Block, Callee, End, FunctionId, FunctionKind, PlaceId, Step, Test, Unit, Value};
use tmplint_rules::{Action, Tables};

use super::liveness::Mentions;

/// Places a footprint may have: comparing more costs as much as running the function.
const MAX_PLACES: usize = 512;

/// What one function may touch.
#[derive(Clone, Debug, Default)]
pub(super) struct Footprint {
    /// With what they are part of.
    pub(super) places: BTreeSet<PlaceId>,
    /// The function and all it may call.
    pub(super) functions: BTreeSet<FunctionId>,
    /// How many calls may be in each other from here on, this one included.
    pub(super) height: usize,
}

impl Footprint {
    /// That of a function; none if it cannot be told, or if the function may call itself.
    pub(super) fn of(id: FunctionId, unit: &Unit, tables: &Tables) -> Option<Self> {
        let mut footprint = Self::default();
        let mut path = Vec::new();
        footprint.add(id, unit, tables, &mut path).then_some(footprint)
    }

    fn add(
        &mut self,
        id: FunctionId,
        unit: &Unit,
        tables: &Tables,
        path: &mut Vec<FunctionId>,
    ) -> bool {
        if path.contains(&id) || path.len() >= super::followed::MAX_CALLS {
            return false;
        }
        let function = unit.function(id);
        let is_handler = path.is_empty() && function.kind == FunctionKind::Handler;
        if !is_handler && !matches!(function.kind, FunctionKind::Function | FunctionKind::Subshell)
        {
            return false;
        }
        path.push(id);
        self.functions.insert(id);
        self.height = self.height.max(path.len());
        for param in &function.params {
            if let Some(default) = &param.default
                && !can_be_told(default)
            {
                return false;
            }
            self.add_place(param.place, unit);
        }
        for block in &function.blocks {
            if !self.add_block(block, unit, tables, path) {
                return false;
            }
        }
        path.pop();
        self.places.len() <= MAX_PLACES
    }

    fn add_block(
        &mut self,
        block: &Block,
        unit: &Unit,
        tables: &Tables,
        path: &mut Vec<FunctionId>,
    ) -> bool {
        let mut mentions = Mentions::default();
        mentions.block(block);
        for place in mentions.reads.into_iter().chain(mentions.writes) {
            self.add_place(place, unit);
        }
        let steps = block.steps.iter().all(|step| match step {
            Step::Let { value, .. } | Step::Store { value, .. } => can_be_told(value),
            Step::Yield { .. } => false,
            Step::EndScope { .. } => true,
            Step::Call(call) => {
                let values = call.args.iter().map(|arg| &arg.value).chain(&call.receiver);
                values.into_iter().all(can_be_told)
                    && match &call.callee {
                        Callee::Local(called) => self.add(*called, unit, tables, path),
                        Callee::Api(name) => tables.api(unit.language, &name.0).is_none_or(|api| {
                            api.effects().iter().all(|effect| stays(&effect.action))
                        }),
                        // Which function a value is, is seen once it is run.
                        Callee::Unknown(_) | Callee::Value(_) => true,
                        Callee::Method(_) => false,
                    }
            }
        });
        steps
            && match &block.end {
                End::Branch { test, .. } => match test {
                    Test::Truthy(value) | Test::Matches { value, .. } => can_be_told(value),
                    Test::Compare { left, right, .. } => can_be_told(left) && can_be_told(right),
                    Test::LastCall | Test::Caught(_) | Test::Opaque => true,
                },
                End::Return { value: Some(value), .. } => can_be_told(value),
                _ => true,
            }
    }

    fn add_place(&mut self, place: PlaceId, unit: &Unit) {
        let mut next = Some(place);
        while let Some(place) = next {
            self.places.insert(place);
            next = unit.place(place).field_of.as_ref().map(|(base, _)| *base);
        }
    }
}

/// Whether a value reads nothing but the places it names.
fn can_be_told(value: &Value) -> bool {
    value.within().all(|value| !matches!(value, Value::Field(..)))
}

/// Whether an effect leaves alone variables that the call does not mention.
fn stays(action: &Action) -> bool {
    !matches!(
        action,
        Action::Script { .. }
            | Action::Partial { .. }
            | Action::AtExit { .. }
            | Action::Trap
            | Action::Run { .. }
            | Action::Options { .. }
            | Action::Option { .. }
    )
}

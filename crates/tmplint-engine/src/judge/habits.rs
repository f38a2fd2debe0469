//! What a program does anywhere, whatever the order: how it handles signals, whether it locks.

use std::collections::BTreeSet;

use tmplint_ir::{Call, Callee, FunctionId, Scope, Step, Unit, Value};
use tmplint_rules::{Action, ExitKind, Tables};

/// What a file does about the files it makes, besides following them.
#[derive(Debug, Default)]
pub(super) struct Habits {
    /// A signal leaves what the program has made: none of its handlers cleans up, notes that the
    /// program is to end, or is unknown.
    pub(super) signals_leave: bool,
    /// A handler ends the program in an orderly way, so that what is registered runs.
    pub(super) signals_exit: bool,
    /// Something is locked.
    pub(super) locks: bool,
}

impl Habits {
    /// Reads them off the calls of a file.
    pub(super) fn of(unit: &Unit, tables: &Tables) -> Self {
        let mut habits = Self::default();
        let mut handlers = BTreeSet::new();
        let mut unknown = false;
        let mut in_fields = BTreeSet::new();
        for step in unit.functions.iter().flat_map(|each| &each.blocks).flat_map(|each| &each.steps)
        {
            match step {
                Step::Call(call) => {
                    for action in actions(unit, tables, call) {
                        match action {
                            Action::Lock => habits.locks = true,
                            Action::OnSignal { .. } => {
                                unknown |= !functions(call, &mut handlers);
                            }
                            _ => {}
                        }
                    }
                }
                // `action.sa_handler = stop;`
                Step::Let { into, value: Value::Function(id), .. }
                    if unit.place(*into).field_of.is_some() =>
                {
                    in_fields.insert(*id);
                }
                _ => {}
            }
        }
        if unknown {
            unknown = in_fields.is_empty();
            handlers.extend(in_fields);
        }
        let mut cleans = unknown;
        let mut seen = BTreeSet::new();
        while let Some(id) = handlers.pop_first() {
            if !seen.insert(id) {
                continue;
            }
            for step in unit.function(id).blocks.iter().flat_map(|each| &each.steps) {
                match step {
                    Step::Let { into, .. } => {
                        cleans |= matches!(unit.place(*into).scope, Scope::Global);
                    }
                    Step::Call(call) => {
                        if let Callee::Local(called) = call.callee {
                            handlers.insert(called);
                        }
                        for action in actions(unit, tables, call) {
                            match action {
                                Action::Remove { .. } => cleans = true,
                                Action::Exit { how: ExitKind::Exit } => habits.signals_exit = true,
                                _ => {}
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        habits.signals_leave = tables.signals_end_at_once(unit.language) && !cleans;
        habits
    }
}

fn actions<'t>(
    unit: &Unit,
    tables: &'t Tables,
    call: &Call,
) -> impl Iterator<Item = &'t Action> + use<'t> {
    let api = match &call.callee {
        Callee::Api(name) => tables.api(unit.language, &name.0),
        _ => None,
    };
    api.into_iter().flat_map(tmplint_rules::Api::effects).map(|effect| &effect.action)
}

/// The functions among the arguments of a call that says what happens on a signal. False if it is
/// not seen what does: what is ignored or left to the system is no handler.
fn functions(call: &Call, handlers: &mut BTreeSet<FunctionId>) -> bool {
    let mut known = false;
    for value in call.args.iter().flat_map(|arg| arg.value.within()) {
        match value {
            Value::Function(id) => {
                handlers.insert(*id);
                known = true;
            }
            Value::Name(name) => known |= name.0.starts_with("SIG_"),
            _ => {}
        }
    }
    known
}

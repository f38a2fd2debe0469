//! Which files a function still removes itself.
//!
//! Code that is not seen may keep what it is given. A function that goes on to remove the file
//! shows that it was only lent.

use std::collections::BTreeSet;

use tmplint_ir::{Block, Call, Callee, Function, PlaceId, Step, Unit, Value};
use tmplint_rules::{Action, Tables};

use super::order::predecessors;

/// Per block, the variables that name what is removed in it or after it.
#[derive(Default)]
pub(super) struct Removals(Vec<BTreeSet<PlaceId>>);

impl Removals {
    pub(super) fn new(function: &Function, unit: &Unit, tables: &Tables) -> Self {
        let here: Vec<Removed> =
            function.blocks.iter().map(|block| Removed::in_block(block, unit, tables)).collect();
        if here.iter().all(|each| each.all.is_empty()) {
            return Self::default();
        }
        let before = predecessors(function);
        let mut removed: Vec<BTreeSet<PlaceId>> =
            here.iter().map(|each| each.all.clone()).collect();
        let mut pending: BTreeSet<usize> = (0..removed.len()).collect();
        while let Some(index) = pending.pop_last() {
            let kept = removed[index].difference(&here[index].assigned);
            let entered: BTreeSet<PlaceId> = kept.chain(&here[index].first).copied().collect();
            for &previous in &before[index] {
                let size = removed[previous].len();
                removed[previous].extend(&entered);
                if removed[previous].len() > size {
                    pending.insert(previous);
                }
            }
        }
        Self(removed)
    }

    /// Whether what a variable names is removed in a block or after it.
    pub(super) fn has(&self, block: usize, place: PlaceId) -> bool {
        self.0.get(block).is_some_and(|removed| removed.contains(&place))
    }
}

/// What one block removes.
#[derive(Default)]
struct Removed {
    all: BTreeSet<PlaceId>,
    /// What it removes before the variable gets another name, which stands for another file.
    first: BTreeSet<PlaceId>,
    assigned: BTreeSet<PlaceId>,
}

impl Removed {
    fn in_block(block: &Block, unit: &Unit, tables: &Tables) -> Self {
        let mut removed = Self::default();
        for step in &block.steps {
            match step {
                Step::Call(call) => {
                    for place in removed_by(call, unit, tables) {
                        removed.all.insert(place);
                        if !removed.assigned.contains(&place) {
                            removed.first.insert(place);
                        }
                    }
                    removed.assigned.extend(call.into);
                }
                Step::Let { into, .. } => {
                    removed.assigned.insert(*into);
                }
                _ => {}
            }
        }
        removed
    }
}

/// The variables whose files a call removes: itself, or by a function of the file that removes its
/// parameter.
fn removed_by(call: &Call, unit: &Unit, tables: &Tables) -> Vec<PlaceId> {
    let given = |index: usize| match call.args.get(index).map(|arg| &arg.value) {
        Some(Value::Place(place)) => Some(*place),
        _ => None,
    };
    match &call.callee {
        Callee::Api(name) if removes(&name.0, unit, tables) => {
            (0..call.args.len()).filter_map(given).collect()
        }
        Callee::Local(id) => {
            let callee = unit.function(*id);
            let removed: BTreeSet<PlaceId> = callee
                .blocks
                .iter()
                .flat_map(|block| &block.steps)
                .filter_map(|step| match step {
                    Step::Call(Call { callee: Callee::Api(name), args, .. })
                        if removes(&name.0, unit, tables) =>
                    {
                        Some(args)
                    }
                    _ => None,
                })
                .flatten()
                .filter_map(|arg| match &arg.value {
                    Value::Place(place) => Some(*place),
                    _ => None,
                })
                .collect();
            let params = callee.params.iter().enumerate();
            params
                .filter(|(_, param)| removed.contains(&param.place))
                .filter_map(|(index, _)| given(index))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn removes(name: &str, unit: &Unit, tables: &Tables) -> bool {
    tables.api(unit.language, name).is_some_and(|api| {
        api.effects().iter().any(|effect| matches!(effect.action, Action::Remove { .. }))
    })
}

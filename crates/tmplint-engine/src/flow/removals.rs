//! Which files a function still removes itself.
//!
//! Code that is not seen may keep what it is given. A function that goes on to remove the file
//! shows that it was only lent.

use std::collections::BTreeSet;

use tmplint_ir::{Block, Call, Callee, Function, PlaceId, Step, Unit, Value};
use tmplint_rules::{Action, Tables};

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
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); here.len()];
        for (index, block) in function.blocks.iter().enumerate() {
            for successor in block.end.successors().chain(block.unwind) {
                if let Some(list) = before.get_mut(successor.0 as usize) {
                    list.push(index);
                }
            }
        }
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
                    let values = call.args.iter().map(|arg| &arg.value);
                    for value in values.filter(|_| removes(call, unit, tables)) {
                        if let Value::Place(place) = value {
                            removed.all.insert(*place);
                            if !removed.assigned.contains(place) {
                                removed.first.insert(*place);
                            }
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

fn removes(call: &Call, unit: &Unit, tables: &Tables) -> bool {
    let Callee::Api(name) = &call.callee else { return false };
    tables.api(unit.language, &name.0).is_some_and(|api| {
        api.effects().iter().any(|effect| matches!(effect.action, Action::Remove { .. }))
    })
}

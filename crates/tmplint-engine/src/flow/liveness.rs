//! Which variables of a function are still read, so that states carry no others.
//!
//! Lowering makes a temporary for every call inside an expression. Carried along to the end of a
//! long function they would make each visit of a block as dear as all the blocks before it.

use std::collections::{BTreeSet, HashMap, HashSet};

use tmplint_ir::{Block, Callee, End, Function, PlaceId, Scope, Step, Test, Unit, Value};

use super::order::predecessors;
use crate::domain::{PlaceSet, State};

/// The variables of a file, by index, that live in one call of one function: no other function
/// mentions them or what they are part of.
pub(super) fn own_places(unit: &Unit) -> Vec<bool> {
    let mut owner: HashMap<PlaceId, usize> = HashMap::new();
    let mut shared: HashSet<PlaceId> = HashSet::new();
    let root = |mut place: PlaceId| {
        while let Some((base, _)) = &unit.place(place).field_of {
            place = *base;
        }
        place
    };
    for (index, function) in unit.functions.iter().enumerate() {
        let mut mentions = Mentions::default();
        for block in &function.blocks {
            mentions.block(block);
        }
        let params = function.params.iter().map(|param| param.place);
        for place in mentions.reads.into_iter().chain(mentions.writes).chain(params) {
            let place = root(place);
            if *owner.entry(place).or_insert(index) != index {
                shared.insert(place);
            }
        }
    }
    (0..unit.places.len())
        .map(|index| {
            let Ok(id) = u32::try_from(index) else { return false };
            let root = root(PlaceId(id));
            [root, PlaceId(id)].iter().all(|&place| {
                matches!(unit.place(place).scope, Scope::Local | Scope::Temporary)
                    && !unit.place(place).from_environment
            }) && !shared.contains(&root)
        })
        .collect()
}

/// Those of them that hold something whole and that no caller gets back.
pub(super) fn private_places(unit: &Unit, own: &PlaceSet) -> HashSet<PlaceId> {
    let mut kept: HashSet<PlaceId> = HashSet::new();
    for function in &unit.functions {
        let by_reference = function.params.iter().filter(|param| param.by_reference);
        kept.extend(by_reference.map(|param| param.place));
    }
    for place in &unit.places {
        kept.extend(place.field_of.as_ref().map(|(base, _)| *base));
    }
    (0_u32..)
        .map(PlaceId)
        .zip(&unit.places)
        .filter(|(id, place)| own.contains(*id) && place.field_of.is_none() && !kept.contains(id))
        .map(|(id, _)| id)
        .collect()
}

/// Per block, which private variables are read in it or after it before they are assigned.
pub(super) struct Liveness {
    live: Vec<BTreeSet<PlaceId>>,
    /// Per block, what it may leave assigned.
    assigned: Vec<BTreeSet<PlaceId>>,
}

impl Liveness {
    pub(super) fn new(function: &Function, private: &HashSet<PlaceId>) -> Self {
        let count = function.blocks.len();
        let mut reads: Vec<BTreeSet<PlaceId>> = Vec::with_capacity(count);
        let mut assigned: Vec<BTreeSet<PlaceId>> = Vec::with_capacity(count);
        let before = predecessors(function);
        for block in &function.blocks {
            let mut mentions = Mentions::default();
            mentions.block(block);
            // Whether a read comes before the block's own assignment is not looked at.
            reads.push(mentions.reads.into_iter().filter(|each| private.contains(each)).collect());
            assigned
                .push(mentions.writes.into_iter().filter(|each| private.contains(each)).collect());
        }
        let mut live = reads.clone();
        let mut pending: BTreeSet<usize> = (0..count).collect();
        while let Some(index) = pending.pop_last() {
            let here = live[index].clone();
            for &previous in &before[index] {
                let size = live[previous].len();
                // A block that raises may do so before it assigns.
                let kept = function.blocks[previous].unwind.is_some();
                let passed: Vec<PlaceId> = here
                    .iter()
                    .filter(|place| kept || !assigned[previous].contains(place))
                    .copied()
                    .collect();
                live[previous].extend(passed);
                if live[previous].len() > size {
                    pending.insert(previous);
                }
            }
        }
        Self { live, assigned }
    }

    /// Drops what nothing reads any more on the way from one block to another.
    pub(super) fn forget(&self, from: usize, to: usize, state: &mut State) {
        let (Some(live), Some(assigned), Some(wanted)) =
            (self.live.get(from), self.assigned.get(from), self.live.get(to))
        else {
            return;
        };
        let dead: Vec<PlaceId> = live
            .iter()
            .chain(assigned)
            .filter(|place| !wanted.contains(place))
            // What owns a file ends with its function, whether it is still read or not.
            .filter(|place| state.places.get(**place).is_some_and(|held| held.parts().is_empty()))
            .copied()
            .collect();
        for place in dead {
            state.places.remove(place);
        }
    }
}

/// The places that are read and assigned somewhere.
#[derive(Default)]
pub(super) struct Mentions {
    pub(super) reads: Vec<PlaceId>,
    pub(super) writes: Vec<PlaceId>,
}

impl Mentions {
    pub(super) fn block(&mut self, block: &Block) {
        for step in &block.steps {
            match step {
                Step::Let { into, value, .. } => {
                    self.value(value);
                    self.writes.push(*into);
                }
                Step::Store { value, .. } | Step::Yield { value, .. } => self.value(value),
                Step::EndScope { place, .. } => self.reads.push(*place),
                Step::Call(call) => {
                    for value in call.args.iter().map(|arg| &arg.value).chain(&call.receiver) {
                        self.value(value);
                    }
                    if let Callee::Value(place) = call.callee {
                        self.reads.push(place);
                    }
                    self.writes.extend(call.into);
                }
            }
        }
        match &block.end {
            End::Branch { test, .. } => match test {
                Test::Truthy(value) | Test::Matches { value, .. } => self.value(value),
                Test::Compare { left, right, .. } => {
                    self.value(left);
                    self.value(right);
                }
                Test::LastCall | Test::Caught(_) | Test::Opaque => {}
            },
            End::Return { value: Some(value), .. } => self.value(value),
            _ => {}
        }
    }

    fn value(&mut self, value: &Value) {
        self.reads.extend(value.within().filter_map(|value| match value {
            Value::Place(place) => Some(*place),
            _ => None,
        }));
    }
}

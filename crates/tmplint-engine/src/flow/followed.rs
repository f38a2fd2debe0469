//! What calls of functions came to, so that the same call is not followed twice.
//!
//! A block is visited until its state settles and once more to note what happens: without a memory
//! every level of calls would double the work.

use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use tmplint_ir::{FunctionId, FunctionKind, PlaceId};

use super::Interpreter;
use super::footprint::Footprint;
use crate::domain::{Abstract, State};

/// Calls that are followed into each other.
pub(super) const MAX_CALLS: usize = 6;

/// How many entry states are remembered per function.
const MAX_STATES: usize = 8;

/// How many calls are remembered by their footprint, all functions together.
const MAX_FRAMED: usize = 16_384;

/// What a function came to: the state after it and its result; none if it never returns.
type CallResult = Option<(State, Abstract)>;

/// The calls that were followed from one root.
#[derive(Default)]
pub(super) struct Followed {
    /// By whether what happens was noted.
    whole: HashMap<(FunctionId, bool), VecDeque<WholeCall>>,
    /// By the footprint's contents.
    framed: HashMap<(FunctionId, u64), Vec<FramedCall>>,
    framed_count: usize,
    /// The functions that were run, or known from memory, since the root was begun.
    ran: Vec<FunctionId>,
}

/// A call with all it was followed in.
struct WholeCall {
    /// The functions it was followed through, which bound how far it could be.
    stack: Vec<FunctionId>,
    entry: State,
    result: CallResult,
}

/// A call with what it could look at.
struct FramedCall {
    seen: Vec<(PlaceId, Abstract)>,
    /// The entry state without variables.
    entry: State,
    result: Option<FramedResult>,
}

/// What such a call came to.
struct FramedResult {
    /// The variables it changed, with what they hold since.
    changed: Vec<(PlaceId, Option<Abstract>)>,
    /// The state after it without variables.
    end: State,
    value: Abstract,
}

/// A call that is about to be followed.
pub(super) struct Framed {
    footprint: Rc<Footprint>,
    key: (FunctionId, u64),
    seen: Vec<(PlaceId, Abstract)>,
    /// How many functions had been run before it.
    ran: usize,
}

impl Followed {
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// A function is run.
    pub(super) fn begin(&mut self, id: FunctionId) {
        self.ran.push(id);
    }
}

impl Interpreter<'_> {
    /// Whether a call may be remembered: how a handler ends is noted on the side.
    pub(super) fn is_repeatable(&self, id: FunctionId) -> bool {
        !self.stack.is_empty()
            && !self.in_handler()
            && self.unit.function(id).kind != FunctionKind::Handler
    }

    /// What this very call came to before.
    pub(super) fn recall(&mut self, id: FunctionId, entry: &State) -> Option<CallResult> {
        let known = self.followed.whole.get(&(id, self.recording))?;
        let known = known.iter().find(|each| each.stack == self.stack && each.entry == *entry)?;
        let result = known.result.clone();
        self.followed.ran.push(id);
        Some(result)
    }

    /// What a call of the same footprint came to before.
    pub(super) fn recall_framed(
        &mut self,
        id: FunctionId,
        entry: &State,
    ) -> (Option<Framed>, Option<CallResult>) {
        let ran = self.followed.ran.len();
        self.followed.ran.push(id);
        // What is noted is noted of one call.
        if self.recording || self.embedded > 0 {
            return (None, None);
        }
        let Some(footprint) = self.footprint(id) else { return (None, None) };
        if self.stack.len() + footprint.height > self.max_calls(id) {
            return (None, None);
        }
        let held = |place: &PlaceId| Some((*place, entry.places.get(*place)?.clone()));
        let seen: Vec<(PlaceId, Abstract)> = footprint.places.iter().filter_map(held).collect();
        let mut hasher = DefaultHasher::new();
        seen.hash(&mut hasher);
        let key = (id, hasher.finish());
        let known = self.followed.framed.get(&key).into_iter().flatten();
        let known = known.filter(|each| each.seen == seen);
        if let Some(known) = known.into_iter().find(|each| each.entry.is_same_but_places(entry)) {
            let result = known.result.as_ref().map(|known| {
                let mut end = State { places: entry.places.clone(), ..known.end.clone() };
                for (place, value) in &known.changed {
                    match value {
                        Some(value) => end.places.insert(*place, value.clone()),
                        None => end.places.remove(*place),
                    }
                }
                (end, known.value.clone())
            });
            return (None, Some(result));
        }
        (Some(Framed { footprint, key, seen, ran }), None)
    }

    /// Remembers what a call came to.
    pub(super) fn remember(&mut self, id: FunctionId, entry: State, result: &CallResult) {
        let known = self.followed.whole.entry((id, self.recording)).or_default();
        if known.len() == MAX_STATES {
            known.pop_front();
        }
        known.push_back(WholeCall { stack: self.stack.clone(), entry, result: result.clone() });
    }

    /// Remembers it by its footprint, if it kept to that. Says whether it did.
    pub(super) fn remember_framed(
        &mut self,
        framed: Framed,
        entry: &State,
        result: &CallResult,
    ) -> bool {
        let Framed { footprint, key, seen, ran } = framed;
        let followed = &mut self.followed;
        let mut since = followed.ran.iter().skip(ran);
        if !since.all(|each| footprint.functions.contains(each)) {
            return false;
        }
        let result = match result {
            None => None,
            Some((end, value)) => {
                let changed = entry.places.changes(&end.places);
                if !changed.iter().all(|(place, _)| footprint.places.contains(place)) {
                    return false;
                }
                Some(FramedResult { changed, end: end.without_places(), value: value.clone() })
            }
        };
        followed.ran.truncate(ran + 1);
        if followed.framed_count >= MAX_FRAMED {
            followed.framed.clear();
            followed.framed_count = 0;
        }
        followed.framed_count += 1;
        let entry = entry.without_places();
        followed.framed.entry(key).or_default().push(FramedCall { seen, entry, result });
        true
    }

    fn footprint(&mut self, id: FunctionId) -> Option<Rc<Footprint>> {
        if let Some(known) = self.footprints.get(&id) {
            return known.clone();
        }
        let footprint = Footprint::of(id, self.unit, self.tables).map(|mut footprint| {
            let mut pending: Vec<PlaceId> = footprint.places.iter().copied().collect();
            while let Some(place) = pending.pop() {
                let parts = self.fields_of(place).iter().map(|(_, field)| *field);
                for place in parts.chain(self.dynamic.hiding(place).iter().copied()) {
                    if footprint.places.insert(place) {
                        pending.push(place);
                    }
                }
            }
            Rc::new(footprint)
        });
        self.footprints.insert(id, footprint.clone());
        footprint
    }
}

//! What tests have told about variables, and which files exist only where they told it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use tmplint_ir::PlaceId;

use super::{Bits, SiteId};

/// Conditions that are remembered for one point, or one file.
const MAX_HELD: usize = 32;

/// A question about a variable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Condition {
    pub(crate) place: PlaceId,
    pub(crate) asks: Asks,
    /// What it is compared with; nothing where it is asked whether it is set or true.
    pub(crate) with: Rc<str>,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Asks {
    True,
    Equal,
    Less,
    Greater,
}

/// Conditions with the answers to them.
type Known = BTreeSet<(Condition, bool)>;

/// The answers that hold at a point of the program, and under which of them files were made. As
/// long as nobody assigns to the variable, the same question has the same answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Answers {
    holding: Rc<Known>,
    made_under: Rc<BTreeMap<SiteId, Rc<Known>>>,
}

impl Answers {
    /// The answers to `condition` from here on. Gives the files that were made where it was the
    /// other one, and so are not there.
    pub(crate) fn learn(&mut self, condition: Condition, answer: bool) -> Vec<SiteId> {
        let contrary = (condition.clone(), !answer);
        let never_made = self
            .made_under
            .iter()
            .filter(|(_, under)| under.contains(&contrary))
            .map(|(site, _)| *site)
            .collect();
        if self.holding.len() < MAX_HELD && !self.holding.contains(&(condition.clone(), answer)) {
            Rc::make_mut(&mut self.holding).insert((condition, answer));
        }
        never_made
    }

    /// A file is made. `again`: it may be there already.
    pub(crate) fn bear(&mut self, site: SiteId, again: bool) {
        let known = self.made_under.get(&site);
        let under = match known {
            Some(known) if again => both(known, &self.holding),
            None if again => return,
            _ => Rc::clone(&self.holding),
        };
        if under.is_empty() {
            if known.is_some() {
                Rc::make_mut(&mut self.made_under).remove(&site);
            }
        } else if known != Some(&under) {
            Rc::make_mut(&mut self.made_under).insert(site, under);
        }
    }

    /// A file that was made is there only where the answer to `condition` is yes: from here on the
    /// variable names it.
    pub(crate) fn tie(&mut self, site: SiteId, condition: Condition) {
        let under = Rc::make_mut(&mut self.made_under).entry(site).or_default();
        if under.len() < MAX_HELD {
            Rc::make_mut(under).insert((condition, true));
        }
    }

    /// Somebody assigns to a variable.
    pub(crate) fn forget(&mut self, place: PlaceId) {
        let about = |(condition, _): &(Condition, bool)| condition.place == place;
        if self.holding.iter().any(about) {
            Rc::make_mut(&mut self.holding).retain(|held| !about(held));
        }
        if self.made_under.values().any(|under| under.iter().any(about)) {
            let made_under = Rc::make_mut(&mut self.made_under);
            for under in made_under.values_mut() {
                if under.iter().any(about) {
                    Rc::make_mut(under).retain(|held| !about(held));
                }
            }
            made_under.retain(|_, under| !under.is_empty());
        }
    }

    /// A function of the file is called, which starts with no answers, wherever it is called.
    pub(crate) fn enter(&mut self) -> Option<Held> {
        let held = std::mem::take(&mut self.holding);
        (!held.is_empty()).then_some(Held(held))
    }

    /// After the call, in which nobody has assigned to the variables that are `kept`, and these
    /// files were made.
    pub(crate) fn leave(
        &mut self,
        held: Held,
        kept: impl Fn(PlaceId) -> bool,
        made: impl Iterator<Item = SiteId>,
    ) {
        let mut held = held.0;
        if held.iter().any(|(condition, _)| !kept(condition.place)) {
            Rc::make_mut(&mut held).retain(|(condition, _)| kept(condition.place));
        }
        self.holding = held;
        if self.holding.is_empty() {
            return;
        }
        for site in made {
            let under = match self.made_under.get(&site) {
                Some(known) => Rc::new(known.union(&self.holding).cloned().collect()),
                None => Rc::clone(&self.holding),
            };
            Rc::make_mut(&mut self.made_under).insert(site, under);
        }
    }

    /// Takes in what is known on another way to the same point: what holds has to on both, and a
    /// file that exists on one of them only is there under that way's conditions. Says whether
    /// anything changed.
    pub(crate) fn join(
        &mut self,
        other: &Self,
        mine: &BTreeMap<SiteId, Bits>,
        others: &BTreeMap<SiteId, Bits>,
    ) -> bool {
        let mut changed = false;
        if !Rc::ptr_eq(&self.holding, &other.holding) && !self.holding.is_subset(&other.holding) {
            self.holding = both(&self.holding, &other.holding);
            changed = true;
        }
        if Rc::ptr_eq(&self.made_under, &other.made_under) {
            return changed;
        }
        let mut joined: BTreeMap<SiteId, Rc<Known>> = BTreeMap::new();
        for (site, under) in self.made_under.iter() {
            match other.made_under.get(site) {
                Some(theirs) => {
                    let under = both(under, theirs);
                    if !under.is_empty() {
                        joined.insert(*site, under);
                    }
                }
                None if !others.contains_key(site) => {
                    joined.insert(*site, Rc::clone(under));
                }
                None => {}
            }
        }
        for (site, under) in other.made_under.iter() {
            if !self.made_under.contains_key(site) && !mine.contains_key(site) {
                joined.insert(*site, Rc::clone(under));
            }
        }
        if joined != *self.made_under {
            self.made_under = Rc::new(joined);
            changed = true;
        }
        changed
    }
}

/// What held where a function was called.
pub(crate) struct Held(Rc<Known>);

fn both(some: &Rc<Known>, others: &Rc<Known>) -> Rc<Known> {
    if some.is_subset(others) {
        return Rc::clone(some);
    }
    Rc::new(some.intersection(others).cloned().collect())
}

//! What a function's result tells about the files it made: which of them are there if it failed.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Abstract, Alternative, Bits, SiteId, State};

/// What a result says, to those who ask whether a call worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Answer {
    /// Zero, false, nothing.
    Zero,
    /// A number below zero.
    Negative,
    /// Anything that is true and not negative.
    Positive,
    /// Not known.
    Any,
}

/// The conditions of sites by what a function returned.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Fate(BTreeMap<Answer, BTreeMap<SiteId, Bits>>);

impl Fate {
    /// What the ways out of a function have to tell apart, if anything.
    pub(crate) fn of(ways: &[(Abstract, Rc<BTreeMap<SiteId, Bits>>)]) -> Option<Self> {
        let (_, first) = ways.first()?;
        if ways.iter().all(|(_, sites)| sites == first) {
            return None;
        }
        let bits = |sites: &BTreeMap<SiteId, Bits>, site: &SiteId| {
            sites.get(site).copied().unwrap_or_default()
        };
        let mut all: Vec<SiteId> =
            ways.iter().flat_map(|(_, sites)| sites.keys().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all.retain(|site| ways.iter().any(|(_, sites)| bits(sites, site) != bits(first, site)));
        let mut fate: BTreeMap<Answer, BTreeMap<SiteId, Bits>> = BTreeMap::new();
        for (value, sites) in ways {
            let known = fate.entry(answer(value)).or_default();
            for site in &all {
                let entry = known.entry(*site).or_default();
                *entry = entry.with(bits(sites, site));
            }
        }
        (fate.len() > 1).then_some(Self(fate))
    }

    /// Takes what the result is found to be into a state in which the sites are as they were when
    /// the function returned.
    pub(crate) fn learn(&self, possible: impl Fn(Answer) -> bool, state: &mut State) {
        let mut left = self
            .0
            .iter()
            .filter(|(answer, _)| **answer == Answer::Any || possible(**answer))
            .map(|(_, sites)| sites)
            .peekable();
        if left.peek().is_none() {
            return;
        }
        let mut now: BTreeMap<SiteId, Bits> = BTreeMap::new();
        for (site, bits) in left.flatten() {
            let entry = now.entry(*site).or_default();
            *entry = entry.with(*bits);
        }
        for (site, bits) in now {
            let before = self.0.values().filter_map(|sites| sites.get(&site));
            let before = before.fold(Bits::default(), |joined, bits| joined.with(*bits));
            if state.site(site) != before {
                continue;
            }
            if bits == Bits::default() {
                state.forget_site(site);
            } else {
                state.set_site(site, bits);
            }
        }
    }
}

fn answer(value: &Abstract) -> Answer {
    let mut found = None;
    for alternative in value.iter() {
        let answer = match alternative {
            Alternative::Number(0) | Alternative::Bool(false) | Alternative::Absent => Answer::Zero,
            Alternative::Number(number) if *number < 0 => Answer::Negative,
            Alternative::Number(_)
            | Alternative::Bool(true)
            | Alternative::Text(_)
            | Alternative::Descriptor(_)
            | Alternative::Object(_)
            | Alternative::List(_)
            | Alternative::Map(_) => Answer::Positive,
            Alternative::Fate(_) => continue,
            _ => Answer::Any,
        };
        match found {
            None => found = Some(answer),
            Some(known) if known == answer => {}
            Some(_) => return Answer::Any,
        }
    }
    found.unwrap_or(Answer::Any)
}

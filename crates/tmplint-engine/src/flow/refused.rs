//! Directories that could not be made: whether what stands there is used all the same.

use tmplint_ir::{Language, PlaceId, Scope};

use super::Interpreter;
use crate::domain::{Abstract, Bits, SiteId, State, Text};

impl Interpreter<'_> {
    /// A directory that is returned if it exists, and else made and returned.
    pub(super) fn note_returned_directories(&mut self, end: &State, value: &Abstract) {
        let returned: Vec<String> = value.texts().map(|text| self.show(text)).collect();
        let accepted: Vec<SiteId> = end
            .sites
            .iter()
            .filter(|(site, bits)| {
                bits.has(Bits::LIVE)
                    && self.facts.site(**site).is_some_and(|facts| {
                        end.existing.contains(facts.shown.as_str())
                            && returned.contains(&facts.shown)
                    })
            })
            .map(|(site, _)| *site)
            .collect();
        for site in accepted {
            self.note_accepted(site);
        }
    }

    /// Directories whose creation failed on one way here and worked on another: what is there is
    /// used whoever made it.
    pub(super) fn note_accepted_directories(&mut self, state: &State) {
        let accepted: Vec<SiteId> = state
            .sites
            .iter()
            .filter(|(site, bits)| {
                let exists = self
                    .facts
                    .site(**site)
                    .is_some_and(|facts| state.existing.contains(facts.shown.as_str()));
                // A shell script often makes a directory only to say that it runs: what counts is
                // that something is put into it, see `note_used_directory`.
                let refused = bits.has(Bits::REFUSED) && self.unit.language != Language::Shell;
                bits.has(Bits::LIVE) && (refused || exists)
            })
            .map(|(site, _)| *site)
            .collect();
        for site in accepted {
            self.note_accepted(site);
        }
    }

    /// Shell: `mkdir dir || failed=yes` keeps the failure in a variable, which is asked later.
    pub(super) fn forgive_refused(&self, into: PlaceId, state: &mut State) {
        if self.unit.language != Language::Shell || self.unit.place(into).scope == Scope::Temporary
        {
            return;
        }
        forget_refused(state, |_| true);
    }

    /// The last variable that holds the name of a directory gets another value, on a way on which
    /// making it failed: nothing is done with it any more.
    pub(super) fn forget_given_up(&self, into: PlaceId, value: &Abstract, state: &mut State) {
        if self.unit.language == Language::Shell {
            return;
        }
        let holds = |held: &Abstract, path: &Text| held.texts().any(|text| text == path);
        let given_up: Vec<SiteId> = state
            .sites
            .iter()
            .filter(|(_, bits)| bits.only(Bits::REFUSED))
            .filter(|(site, _)| {
                self.facts.site(**site).is_some_and(|facts| {
                    let path = &facts.path;
                    !holds(value, path)
                        && state.place(into).is_some_and(|held| holds(held, path))
                        && !state
                            .places
                            .iter()
                            .any(|(place, held)| place != into && holds(held, path))
                })
            })
            .map(|(site, _)| *site)
            .collect();
        forget_refused(state, |site| given_up.contains(&site));
    }

    /// Shell: something is done in a directory on a way on which making it failed.
    pub(crate) fn note_used_directory(&mut self, site: SiteId, state: &State) {
        if self.unit.language == Language::Shell && state.site(site).has(Bits::REFUSED) {
            self.note_accepted(site);
        }
    }
}

/// On this way directories were never made.
pub(super) fn forget_refused(state: &mut State, which: impl Fn(SiteId) -> bool) {
    let refused: Vec<SiteId> = state
        .sites
        .iter()
        .filter(|(site, bits)| bits.only(Bits::REFUSED) && which(**site))
        .map(|(site, _)| *site)
        .collect();
    for site in refused {
        state.forget_site(site);
    }
}

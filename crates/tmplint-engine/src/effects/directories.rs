//! Directories that are made, and those that are taken as they are found.

use std::rc::Rc;

use tmplint_ir::{Language, Level, SiteKind, Span, Tier};

use super::noting::MADE_HERE;
use super::{Done, Site};
use crate::domain::{Abstract, Alternative, Bits, Guess, SiteId, State, Text, Whereabouts};
use crate::flow::{Candidate, Given, Interpreter, UseKind};

/// Which directories are taken as they are found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken {
    /// The one that is to be made.
    pub(super) itself: bool,
    /// Those above it.
    pub(super) parents: bool,
}

impl Interpreter<'_> {
    /// `mkdir` and its kind.
    pub(super) fn make_directory(
        &mut self,
        paths: &[Given],
        perm: Option<i64>,
        taken: Taken,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        let accepts_existing = taken.itself;
        let mut value = Abstract::default();
        let mut raising = None;
        for given in paths {
            for text in &state.full_paths(&given.value) {
                match self.locate(text, state) {
                    Whereabouts::Shared { guess: Guess::Nobody, nested: false, .. } => {
                        let made = self.make_unguessable_directory(text, perm, site, state);
                        if let Some(claimed) = self.claim(made, text, site, state) {
                            value = value.join(&claimed);
                        }
                    }
                    Whereabouts::Shared { guess, origin, nested } if guess != Guess::Nobody => {
                        let accepts_existing = accepts_existing || (nested && taken.parents);
                        let id = self.chosen_site(
                            site,
                            "mkdir",
                            SiteKind::Directory,
                            text,
                            guess,
                            !accepts_existing,
                        );
                        self.site_facts(id).made_directory = true;
                        self.site_facts(id).wide_mode = perm;
                        if accepts_existing
                            || (!site.call.checked
                                && self.unit.language != Language::Python
                                && !state.errexit)
                        {
                            self.note_accepted_at(id, origin);
                        } else {
                            self.note_squatted(id, origin);
                        }
                        if perm.is_some_and(|perm| perm & 0o022 != 0) {
                            self.note_wide_mode(id, site, perm.unwrap_or_default());
                        }
                        self.judge_umask(perm, site, state);
                        let mut refused = state.clone();
                        refused.set_site(id, Bits::REFUSED);
                        raising = Some(refused);
                        state.set_site(id, Bits::LIVE);
                        // Where `mkdir` works, nothing stood there any more.
                        if !accepts_existing && site.call.checked {
                            let shown = self.show(text);
                            if state.existing.contains(shown.as_str()) {
                                Rc::make_mut(&mut state.existing).remove(shown.as_str());
                            }
                        }
                        value = value.join(&Abstract::one(Alternative::Outcome(id)));
                    }
                    Whereabouts::Site(made) if state.site(made).only(Bits::REMOVED) => {
                        // A failure that nobody looks at is an exception in Python.
                        let stops = site.call.checked || self.unit.language == Language::Python;
                        let exclusive = !accepts_existing && stops;
                        self.note_reuse(made, exclusive, site, state);
                    }
                    Whereabouts::Inside(made)
                        if accepts_existing && state.site(made).only(Bits::REMOVED) =>
                    {
                        self.note_reuse(made, false, site, state);
                    }
                    Whereabouts::Site(named) => {
                        self.use_name(named, UseKind::Endpoint, site.call.span, state);
                    }
                    _ => {}
                }
            }
        }
        if self.unit.language == Language::Shell {
            let status = Some(value).filter(|value| !value.is_unassigned());
            return Done { status, raising, ..Done::default() };
        }
        let value = Some(value).filter(|value| !value.is_unassigned());
        Done { value, raising, ..Done::default() }
    }

    /// A directory nobody can make first, but perhaps enter.
    pub(super) fn make_unguessable_directory(
        &mut self,
        path: &Text,
        perm: Option<i64>,
        site: &Site<'_>,
        state: &State,
    ) -> SiteId {
        let id = self.chosen_site(site, "mkdir", SiteKind::Directory, path, Guess::Nobody, true);
        let perm = perm.unwrap_or(0o777);
        self.site_facts(id).wide_mode = Some(perm).filter(|perm| perm & 0o077 != 0);
        self.judge_umask(Some(perm), site, state);
        let masked = state.umask.is_some_and(|(mask, _)| mask & 0o077 == 0o077);
        if perm & 0o077 == 0 || masked {
            return id;
        }
        let shown = self.show(path);
        self.note(Candidate::new(
            "non-private-temp-dir",
            site.call.span,
            Level::Warning,
            Tier::Pedantic,
            format!("the directory `{shown}` is made with mode {perm:04o}"),
            "others can look into it, as far as the umask allows",
        ));
        id
    }

    /// A directory that is used although somebody else may have made it.
    pub(crate) fn note_accepted(&mut self, site: SiteId) {
        let facts = self.site_facts(site);
        let origin = facts.path.pieces.first().map_or(facts.span, |piece| piece.span);
        if facts.kind == SiteKind::Directory {
            self.note_accepted_at(site, origin);
        }
    }

    pub(super) fn note_accepted_at(&mut self, site: SiteId, origin: Span) {
        if !self.recording {
            return;
        }
        self.site_facts(site).exclusive = false;
        let facts = self.site_facts(site);
        let (span, shown) = (facts.span, facts.shown.clone());
        let candidate = Candidate::new(
            "shared-dir-assumed-private",
            span,
            Level::Error,
            Tier::Default,
            format!("the directory `{shown}` is used even if someone else made it"),
            "accepts a directory that exists already",
        );
        self.note_path(candidate, origin, shown);
    }

    /// A directory that is made or not, under a name anyone can take.
    pub(super) fn note_squatted(&mut self, site: SiteId, origin: Span) {
        let facts = self.site_facts(site);
        let (span, shown) = (facts.span, facts.shown.clone());
        let mut candidate = Candidate::new(
            "guessable-temp-name-dos",
            span,
            Level::Warning,
            Tier::Pedantic,
            format!("the directory `{shown}` has a name anyone can take first"),
            "fails if the name is taken",
        );
        candidate.related.push((origin, MADE_HERE.to_owned()));
        self.note(candidate);
    }
}

/// `git clone https://example.org/name.git` makes `name`.
pub(super) fn named_after(mut given: Vec<Given>) -> Vec<Given> {
    for each in &mut given {
        let names = each.value.texts().map(|text| {
            let name = text.split_name().1.without_end(".git");
            Alternative::Text(Rc::new(name))
        });
        each.value = Abstract::from_alternatives(names);
    }
    given
}

//! Files that are copied, moved and unpacked.

use tmplint_ir::{Language, Level, SiteKind, Tier};
use tmplint_rules::{ArgSpec, CopyKind};

use super::opening::who;
use super::{Done, Site, join_all};
use crate::domain::{Bits, Guess, PieceKind, State, Text, Whereabouts};
use crate::flow::{Candidate, Given, Interpreter, UseKind};

impl Interpreter<'_> {
    /// `cp`, `mv`, `rename`, `shutil.copy`.
    pub(super) fn copy(
        &mut self,
        from: &ArgSpec,
        to: &ArgSpec,
        how: CopyKind,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        let sources = site.arguments.get(from);
        let targets = site.arguments.get(to);
        for given in &targets {
            for text in &state.full_paths(&given.value) {
                self.copy_to(text, how, &sources, site, state);
            }
        }
        // Without a target, into the working directory.
        let here = state.directory.clone().filter(|_| targets.is_empty());
        if let Some(here) = here
            && self.locate(&here, state) == Whereabouts::SharedDirectory
        {
            self.copy_to(&here, how, &sources, site, state);
        }
        if how != CopyKind::Copy {
            for (moved, _) in join_all(&sources).sites() {
                state.turn_site(moved, Bits::LIVE, Bits::ESCAPED);
                state.turn_site(moved, Bits::OWNED, Bits::ESCAPED);
                self.mark_escaped(moved);
                if self.recording {
                    let script = self.unit.language == Language::Shell;
                    let facts = self.site_facts(moved);
                    facts.moved |= script || facts.given_up;
                }
            }
            self.note_moved_away(&sources, state);
        }
        Done::default()
    }

    /// What is moved away from a guessable path was made there by someone.
    fn note_moved_away(&mut self, sources: &[Given], state: &State) {
        if !self.recording {
            return;
        }
        for text in sources.iter().flat_map(|given| state.full_paths(&given.value)) {
            if let Whereabouts::Shared { guess, .. } = self.locate(&text, state)
                && guess != Guess::Nobody
            {
                let shown = self.show(&text);
                self.facts.removed_paths.insert(shown);
            }
        }
    }

    pub(super) fn copy_to(
        &mut self,
        text: &Text,
        how: CopyKind,
        sources: &[Given],
        site: &Site<'_>,
        state: &mut State,
    ) {
        let (text, place) = match self.locate(text, state) {
            Whereabouts::SharedDirectory => {
                // Into the directory, under the source's own name.
                let source = join_all(sources);
                let name = match source.texts().next() {
                    Some(path) => path.split_name().1,
                    None if source.sites().is_empty() && !sources.is_empty() => {
                        Text::one(PieceKind::Unknown, site.call.span)
                    }
                    None => Text::default(),
                };
                if name.pieces.is_empty() {
                    return;
                }
                let joined = Text::join([text.clone(), name]);
                let place = self.locate(&joined, state);
                (joined, place)
            }
            place => (text.clone(), place),
        };
        match place {
            Whereabouts::Shared { guess, origin, .. } if guess != Guess::Nobody => {
                let exclusive = how == CopyKind::Rename;
                self.chosen_site(site, "copy", SiteKind::File, &text, guess, exclusive);
                let shown = self.show(&text);
                let candidate = if exclusive {
                    Candidate::new(
                        "guessable-temp-name-dos",
                        site.call.span,
                        Level::Note,
                        Tier::Pedantic,
                        format!(
                            "`{shown}` is a name anyone can take before something is moved there"
                        ),
                        "fails if another user's file stands there",
                    )
                } else {
                    Candidate::new(
                        "copy-or-move-into-shared-path",
                        site.call.span,
                        Level::Error,
                        Tier::Default,
                        format!("`{shown}` is copied to, and anyone can put something there first"),
                        "follows a link, or writes into a file, that someone else put there",
                    )
                };
                self.note_path(candidate, origin, shown);
            }
            Whereabouts::Site(named) => {
                let bits = state.site(named);
                if bits.only(Bits::REMOVED) && how != CopyKind::Rename {
                    self.note_reuse(named, false, site, state);
                } else if bits.has(Bits::NAMED) {
                    let kind = if how == CopyKind::Rename {
                        UseKind::CreatedExclusively
                    } else {
                        UseKind::Opened
                    };
                    self.use_name(named, kind, site.call.span, state);
                }
            }
            Whereabouts::Beside(made) => self.note_sibling(made, &text, false, site, state),
            _ => {}
        }
    }

    /// `tar -x`, `extractall`.
    pub(super) fn extract(
        &mut self,
        dir: &ArgSpec,
        makes: bool,
        safely: bool,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        for given in site.arguments.get(dir) {
            for text in &state.full_paths(&given.value) {
                let place = self.locate(text, state);
                if makes {
                    self.note_extracted_into(text, &place, site, state);
                } else {
                    self.note_trusted_directory(text, site, state);
                }
                if place == Whereabouts::SharedDirectory && !safely {
                    let shown = self.show(text);
                    self.note(Candidate::new(
                        "extract-into-shared-dir",
                        site.call.span,
                        Level::Warning,
                        Tier::Pedantic,
                        format!("files are unpacked into `{shown}` under the archive's names"),
                        "every name in the archive is a guessable name",
                    ));
                }
            }
        }
        Done::default()
    }

    /// Unpacking makes the directory it is told, or takes what stands there.
    fn note_extracted_into(
        &mut self,
        text: &Text,
        place: &Whereabouts,
        site: &Site<'_>,
        state: &State,
    ) {
        let Whereabouts::Shared { guess, origin, .. } = place else { return };
        let shown = self.show(text);
        let made_here = state.sites.keys().any(|made| {
            self.facts.site(*made).is_some_and(|facts| facts.made_directory && facts.shown == shown)
        });
        if *guess == Guess::Nobody || made_here {
            return;
        }
        let candidate = Candidate::new(
            "predictable-temp-path",
            site.call.span,
            Level::Error,
            Tier::Default,
            format!("files are unpacked into `{shown}`, a name that {}", who(guess)),
            "unpacks into a directory, or through links, that someone else put there",
        );
        self.note_path(candidate, *origin, shown);
    }
}

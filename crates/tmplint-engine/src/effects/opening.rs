//! Files opened, copied to, checked and read by name.

use std::rc::Rc;

use tmplint_ir::{Arg, Call, Callee, Language, Level, SiteKind, Span, Tier, Value};
use tmplint_rules::{ArgSpec, NameSource, OpenHow};

use super::noting::MADE_HERE;
use super::{Done, Site, join_all};
use crate::domain::{
    Abstract, Alternative, Bits, Guess, PieceKind, SiteId, State, Text, Whereabouts,
};
use crate::flow::{Candidate, Given, Interpreter, UseKind, written};

pub(super) const O_ACCESS: i64 = 0o3;
pub(super) const O_CREAT: i64 = 0o100;
pub(super) const O_EXCL: i64 = 0o200;
const O_WRONLY: i64 = 0o1;
const O_TRUNC: i64 = 0o1000;
const O_APPEND: i64 = 0o2000;
const O_NOFOLLOW: i64 = 0o400_000;
const O_TMPFILE: i64 = 0o20_000_000;

/// What an opening call asks for.
#[derive(Clone, Debug, Default)]
pub(super) struct Opening {
    /// It creates, empties or writes.
    pub(super) writes: bool,
    /// It creates what is not there.
    pub(super) creates: bool,
    /// It fails if something is there.
    pub(super) exclusive: bool,
    /// It asks for exclusiveness in a way that has no effect.
    pub(super) ineffective: Option<&'static str>,
    /// The file gets no name.
    pub(super) anonymous: bool,
    /// Permissions before the umask.
    pub(super) perm: Option<i64>,
    /// Permissions are given by the program, not by the library.
    pub(super) explicit_perm: bool,
    /// What it is opened as.
    pub(super) what: Option<String>,
}

impl Interpreter<'_> {
    /// Reads mode strings, flags and permissions.
    #[allow(clippy::too_many_arguments, reason = "these are the fields of one table row")]
    pub(super) fn opening(
        &self,
        how: OpenHow,
        mode: &ArgSpec,
        perm: &ArgSpec,
        default_perm: Option<&str>,
        what: Option<&str>,
        creating: &str,
        site: &Site<'_>,
        state: &State,
    ) -> Opening {
        let mode_argument = mode;
        let mode = join_all(&site.arguments.get(mode));
        let given = site.arguments.get(perm);
        // Permissions that are given and not known are not the library's.
        let default_perm = default_perm.filter(|_| given.is_empty());
        let perm = join_all(&given).number();
        let mut opening = Opening {
            explicit_perm: perm.is_some(),
            perm: perm.or_else(|| i64::from_str_radix(default_perm?, 8).ok()),
            what: what.map(str::to_owned),
            ..Opening::default()
        };
        match how {
            OpenHow::Write => opening.writes = true,
            OpenHow::Exclusive => {
                opening.writes = true;
                opening.exclusive = true;
            }
            OpenHow::Redirect => {
                opening.writes = true;
                opening.exclusive = state.noclobber;
            }
            OpenHow::Letters => {
                // An unknown mode is taken for the most usual one, which reads.
                let letters: Vec<String> = mode.texts().map(Text::literal_prefix).collect();
                let asks = |letter| "wax+".contains(letter) || creating.contains(letter);
                opening.writes = letters.iter().any(|letters| letters.contains(asks))
                    || self.names_writing_mode(mode_argument, site);
                opening.exclusive = opening.writes
                    && !letters.is_empty()
                    && letters
                        .iter()
                        .all(|letters| letters.contains('x') || !letters.contains(asks));
            }
            OpenHow::Flags => read_flags(&mode, &mut opening),
        }
        if how != OpenHow::Flags {
            opening.creates = opening.writes;
        }
        opening
    }

    /// A function that opens the file is given its path and the flags that the mode means.
    pub(super) fn open_by(
        &mut self,
        opener: &Abstract,
        path: &[Given],
        mode: &ArgSpec,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        let letters = join_all(&site.arguments.get(mode)).literal().unwrap_or_default();
        let flags = letters.chars().fold(0, |flags, letter| match letter {
            'w' => flags | O_CREAT | O_TRUNC | O_WRONLY,
            'a' => flags | O_CREAT | O_APPEND | O_WRONLY,
            'x' => flags | O_CREAT | O_EXCL | O_WRONLY,
            _ => flags,
        });
        let arg = |value| Arg { name: None, value, span: site.call.span };
        let call = Call {
            into: None,
            callee: Callee::Unknown("opener".to_owned()),
            receiver: None,
            args: vec![arg(Value::Opaque), arg(Value::Number(flags))],
            checked: true,
            span: site.call.span,
            name_span: site.call.name_span,
        };
        let values = [join_all(path), Abstract::one(Alternative::Number(flags))];
        Done::value(self.call_value(opener, &call, &values, None, state).value)
    }

    /// Opens paths.
    pub(super) fn open(
        &mut self,
        given: &[Given],
        opening: &Opening,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        if opening.anonymous {
            return Done::default();
        }
        if opening.creates
            && !opening.explicit_perm
            && opening.perm.is_some_and(|perm| perm & 0o002 != 0)
        {
            self.note_unmasked(given, site, state);
        }
        let mut value = Abstract::default();
        for each in given {
            // A pointer into a list of names.
            let items = each.value.iter().flat_map(|alternative| match alternative {
                Alternative::List(items) => items.as_slice(),
                _ => &[],
            });
            for alternative in each.value.iter().chain(items.flat_map(Abstract::iter)) {
                if let Alternative::Text(text) = alternative
                    && is_start_of_another(text, &each.value)
                {
                    continue;
                }
                let text = match alternative {
                    Alternative::Text(text) => Rc::new(state.full_path(text)),
                    Alternative::Object(site) => {
                        Rc::new(Text::one(PieceKind::Site(*site), each.span))
                    }
                    _ => continue,
                };
                if let Some(opened) = self.open_path(&text, opening, site, state) {
                    value = value.join(&opened);
                }
            }
        }
        Done { value: Some(value).filter(|value| !value.is_unassigned()), ..Done::default() }
    }

    fn open_path(
        &mut self,
        text: &Text,
        opening: &Opening,
        site: &Site<'_>,
        state: &mut State,
    ) -> Option<Abstract> {
        match self.locate(text, state) {
            Whereabouts::Shared { guess: Guess::Nobody, nested, .. } => {
                let made = self.open_unguessable(text, opening, site, state)?;
                if opening.creates && !nested {
                    return self.claim(made, text, site, state);
                }
                None
            }
            Whereabouts::Shared { guess, origin, .. } => {
                if !opening.creates {
                    let asked = self.asked_at(site.call.span);
                    Rc::make_mut(&mut state.probed).insert(self.show(text).into(), asked);
                }
                if !opening.writes {
                    self.note_read(text, origin, false, site, state);
                    self.note_read_after_handing(text);
                    // What is loaded from the stream is what stands at the path.
                    return Some(Abstract::one(Alternative::Content(Rc::new(text.clone()))));
                }
                let key: Rc<str> = self.show(text).into();
                if !opening.exclusive && state.own.contains(&key) {
                    return None;
                }
                let id = self.chosen_site(
                    site,
                    "open",
                    SiteKind::File,
                    text,
                    guess.clone(),
                    opening.exclusive,
                );
                self.site_facts(id).wide_mode = opening.perm.filter(|perm| perm & 0o077 != 0);
                self.judge_opening(id, text, &guess, origin, opening, site, state);
                if opening.exclusive && (site.call.checked || state.errexit) {
                    Rc::make_mut(&mut state.own).insert(Rc::clone(&key));
                }
                Rc::make_mut(&mut state.written).insert(key);
                self.judge_umask(opening.perm, site, state);
                Some(Abstract::one(Alternative::Outcome(id)))
            }
            Whereabouts::Site(made) => self.reopen(made, opening, site, state),
            // A directory that other paths may be said to start from.
            Whereabouts::SharedDirectory if !opening.writes => Some(Abstract::text(text.clone())),
            Whereabouts::Inside(made) if opening.writes && state.site(made).only(Bits::REMOVED) => {
                self.note_reuse(made, false, site, state);
                None
            }
            Whereabouts::Inside(made) if opening.writes => {
                self.note_used_directory(made, state);
                self.note_written_again(made, site.call.span, state);
                None
            }
            Whereabouts::Beside(made) if opening.writes => {
                self.note_sibling(made, text, opening.exclusive, site, state);
                None
            }
            _ => None,
        }
    }

    /// A name nobody can guess still gets the permissions that are asked for.
    fn open_unguessable(
        &mut self,
        text: &Text,
        opening: &Opening,
        site: &Site<'_>,
        state: &State,
    ) -> Option<SiteId> {
        if !opening.writes {
            return None;
        }
        let id =
            self.chosen_site(site, "open", SiteKind::File, text, Guess::Nobody, opening.exclusive);
        let perm = opening.perm.unwrap_or(0o600);
        self.site_facts(id).wide_mode = Some(perm).filter(|perm| perm & 0o077 != 0);
        if perm & 0o022 != 0 && (opening.explicit_perm || perm & 0o111 != 0) {
            self.note_wide_mode(id, site, perm);
        }
        self.judge_umask(opening.perm, site, state);
        Some(id)
    }

    #[allow(clippy::too_many_arguments, reason = "one decision on everything known of an opening")]
    fn judge_opening(
        &mut self,
        id: SiteId,
        text: &Text,
        guess: &Guess,
        origin: Span,
        opening: &Opening,
        site: &Site<'_>,
        state: &State,
    ) {
        let shown = self.show(text);
        if opening.exclusive {
            let mut candidate = Candidate::new(
                "guessable-temp-name-dos",
                site.call.span,
                Level::Note,
                Tier::Pedantic,
                format!("`{shown}` is created exclusively, but anyone can take the name first"),
                "fails if the name is taken",
            );
            candidate.related.push((origin, MADE_HERE.to_owned()));
            self.note(candidate);
            if let Some(perm) = opening.perm
                && (perm & 0o022 != 0)
                && (opening.explicit_perm || perm & 0o111 != 0)
            {
                self.note_wide_mode(id, site, perm);
            }
            return;
        }
        let key: &str = &shown;
        let candidate = if let Some(reason) = opening.ineffective {
            Candidate::new(
                "ineffective-exclusive-open",
                site.call.span,
                Level::Error,
                Tier::Default,
                format!("`{shown}` is opened with protection that does not protect: {reason}"),
                reason,
            )
        } else if let Some(removed) = state.removed.get(key) {
            let mut candidate = Candidate::new(
                "ineffective-exclusive-open",
                site.call.span,
                Level::Error,
                Tier::Default,
                format!(
                    "`{shown}` is removed and then created, and anyone can recreate it between"
                ),
                "creates or follows what stands there by now",
            );
            candidate.related.push((*removed, "removed here".to_owned()));
            candidate
        } else if let Some(checked) = state.checked.get(key).filter(|_| opening.creates) {
            let mut candidate = Candidate::new(
                "check-then-create",
                site.call.span,
                Level::Error,
                Tier::Default,
                format!("`{shown}` is checked and then created, and anyone can create it between"),
                "creates or follows what stands there by now",
            );
            candidate.related.push((checked.span, "checked here".to_owned()));
            candidate
        } else if opening.what.as_deref() == Some("lock") {
            Candidate::new(
                "ipc-endpoint-in-shared-tmp",
                site.call.span,
                Level::Warning,
                Tier::Default,
                format!("the lock `{shown}` has a name anyone can take or hold"),
                "made where everybody can write",
            )
        } else {
            Candidate::new(
                "predictable-temp-path",
                site.call.span,
                Level::Error,
                Tier::Default,
                format!("`{shown}` is written under a name that {}", who(guess)),
                "follows a link, or writes into a file, that someone else put there",
            )
        };
        self.note_path(candidate, origin, shown);
    }

    /// A path that a creating or naming function gave is opened.
    fn reopen(
        &mut self,
        made: SiteId,
        opening: &Opening,
        site: &Site<'_>,
        state: &mut State,
    ) -> Option<Abstract> {
        let bits = state.site(made);
        // What is opened by name is not the descriptor that came with the file.
        let descriptor = match self.facts.site(made) {
            Some(facts) if facts.has_descriptor => Abstract::unknown(),
            _ => Abstract::one(Alternative::Descriptor(made)),
        };
        if !opening.writes {
            return Some(descriptor);
        }
        if bits.has(Bits::NAMED) {
            let kind =
                if opening.exclusive { UseKind::CreatedExclusively } else { UseKind::Opened };
            self.use_name(made, kind, site.call.span, state);
            return Some(descriptor);
        }
        let facts = self.facts.site(made)?;
        if facts.origin != crate::flow::Origin::Created || !facts.in_shared {
            return Some(descriptor);
        }
        let (operation, span) = (facts.operation.clone(), facts.span);
        self.note_written_again(made, site.call.span, state);
        if bits.only(Bits::REMOVED) {
            self.note_reuse(made, opening.exclusive, site, state);
        } else if self.unit.language != Language::Shell && bits != Bits::default() {
            let mut candidate = Candidate::new(
                "reopen-temp-by-name",
                site.call.span,
                Level::Note,
                Tier::Pedantic,
                format!("the file that `{operation}` opened is opened again by its name"),
                "another file may stand there by now",
            );
            candidate.related.push((span, "created and open here".to_owned()));
            self.note(candidate);
        }
        Some(descriptor)
    }

    /// A name that was reserved is used after what stood there was removed.
    pub(super) fn note_reuse(
        &mut self,
        made: SiteId,
        exclusive: bool,
        site: &Site<'_>,
        state: &mut State,
    ) {
        let Some(facts) = self.facts.site(made) else { return };
        if facts.origin != crate::flow::Origin::Created || !facts.in_shared {
            return;
        }
        let (span, what) = (facts.span, facts.kind == SiteKind::Directory);
        let what = if what { "directory" } else { "file" };
        let mut candidate = Candidate::new(
            "temp-name-reuse-after-delete",
            site.call.span,
            Level::Error,
            if exclusive { Tier::Pedantic } else { Tier::Default },
            format!(
                "the name that `{}` reserved is used after its {what} was removed",
                facts.operation
            ),
            "anyone can have taken the name since",
        );
        candidate.related.push((span, "reserved here".to_owned()));
        if let Some(removed) = facts.removed.iter().next() {
            candidate.related.push((*removed, "removed here".to_owned()));
        }
        self.note(candidate);
        // What becomes of the new file is the same finding's matter.
        state.set_site(made, Bits::ESCAPED);
        self.mark_escaped(made);
    }

    /// A name made from a reserved one.
    pub(super) fn note_sibling(
        &mut self,
        made: SiteId,
        text: &Text,
        exclusive: bool,
        site: &Site<'_>,
        state: &mut State,
    ) {
        let Some(facts) = self.facts.site(made) else { return };
        if facts.origin == crate::flow::Origin::Named {
            let kind = if exclusive { UseKind::CreatedExclusively } else { UseKind::Opened };
            self.use_name(made, kind, site.call.span, state);
            return;
        }
        // Two reserved names in one text are a list of them: `-f "$packets:$filters"`.
        let is_list = text.sites().any(|other| other != made);
        // Beside a name that the program chose, anything is as hard to guess as it is.
        if is_list
            || !facts.in_shared
            || facts.origin == crate::flow::Origin::Chosen
            || facts.kind == SiteKind::Directory && facts.made_directory
            || exclusive
        {
            return;
        }
        let (span, operation) = (facts.span, facts.operation.clone());
        let shown = self.show(text);
        let mut candidate = Candidate::new(
            "unreserved-sibling-name",
            site.call.span,
            Level::Warning,
            Tier::Default,
            format!("`{shown}` is not the name that `{operation}` reserved"),
            "nothing keeps others from creating this name",
        );
        candidate.related.push((span, "only this name is reserved".to_owned()));
        self.note(candidate);
    }

    /// `exists`, `stat`, `access`.
    pub(super) fn check(
        &mut self,
        path: &ArgSpec,
        owner: bool,
        out: &ArgSpec,
        truth: bool,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        let mut value = Abstract::default();
        for given in site.arguments.get(path) {
            for text in &state.full_paths(&given.value) {
                if matches!(
                    self.locate(text, state),
                    Whereabouts::Shared { .. } | Whereabouts::Site(_)
                ) {
                    if let Whereabouts::Site(made) = self.locate(text, state) {
                        state.ask_about(made);
                    }
                    let key: Rc<str> = self.show(text).into();
                    Rc::make_mut(&mut state.checked)
                        .entry(Rc::clone(&key))
                        .or_insert(self.asked_at(site.call.span));
                    if owner && self.unit.language == Language::Shell {
                        self.facts.verified.insert(key.to_string());
                    }
                    value = value.join(&Abstract::one(if truth {
                        Alternative::Presence(key)
                    } else {
                        Alternative::Answer { path: key, owner }
                    }));
                    if let Whereabouts::Site(made) = self.locate(text, state)
                        && self.tells_absence(made, &site.name)
                    {
                        value = value.join(&Abstract::one(Alternative::Descriptor(made)));
                    }
                }
            }
        }
        for given in site.arguments.get(out) {
            if let Some(place) = written(site.call, &given).and_then(Interpreter::place_of) {
                state.assign(place, value.clone());
            }
        }
        if self.unit.language == Language::Shell && !site.name.starts_with("shell.") {
            return Done::default();
        }
        Done { value: Some(value).filter(|value| !value.is_unassigned()), ..Done::default() }
    }

    /// Shell: whether a test that fails says that something made before is not there.
    fn tells_absence(&self, made: SiteId, test: &str) -> bool {
        let directory =
            self.facts.site(made).is_some_and(|facts| facts.kind == SiteKind::Directory);
        match test {
            "shell.test.-e" | "shell.test.-a" | "shell.test.-r" | "shell.test.-w" => true,
            "shell.test.-d" | "shell.test.-x" => directory,
            "shell.test.-f" => !directory,
            _ => false,
        }
    }
}

/// Whether a text is what another alternative begins with, which a loop goes on to add a part to
/// that nobody can guess: that the loop is not entered at all is not to be expected.
fn is_start_of_another(text: &Text, all: &Abstract) -> bool {
    all.texts().any(|other| {
        other.pieces.strip_prefix(text.pieces.as_slice()).is_some_and(|rest| {
            rest.iter().any(|piece| piece.kind == PieceKind::Name(NameSource::Random))
        })
    })
}

/// Whether an argument is a mode string that asks for writing.
pub(super) fn is_writing_mode(value: &Abstract) -> bool {
    value.literal().is_some_and(|mode| {
        mode.len() <= 4
            && mode.contains(['w', 'a', 'x', '+'])
            && mode.chars().all(|letter| "rwaxbtU+".contains(letter))
    })
}

fn read_flags(mode: &Abstract, opening: &mut Opening) {
    // Flags that are not known are taken to read, as most calls do.
    for alternative in mode.iter() {
        let Alternative::Number(flags) = alternative else { continue };
        if flags & O_TMPFILE == O_TMPFILE {
            opening.anonymous = true;
        }
        let creates = flags & O_CREAT != 0;
        let writes = flags & O_ACCESS != 0;
        if !creates && !writes {
            continue;
        }
        let exclusive = creates && flags & O_EXCL != 0;
        opening.exclusive = exclusive && (opening.exclusive || !opening.writes);
        opening.writes = true;
        opening.creates |= creates;
        opening.ineffective = if !creates && flags & O_EXCL != 0 {
            Some("`O_EXCL` has no effect without `O_CREAT`")
        } else if creates && !exclusive && flags & O_NOFOLLOW != 0 {
            Some("`O_NOFOLLOW` refuses links, but not a file or FIFO of someone else")
        } else {
            None
        };
    }
}

/// Who can guess a name, to follow "a name that".
pub(super) fn who(guess: &Guess) -> String {
    match guess {
        Guess::Constant => "is always the same".to_owned(),
        Guess::From(sources) => {
            let words: Vec<&str> =
                sources.iter().map(|source: &NameSource| source.words()).collect();
            format!("can be guessed from {}", words.join(" and "))
        }
        Guess::PartlyUnknown => "has no part that is known to be hard to guess".to_owned(),
        Guess::Nobody => "nobody can guess".to_owned(),
    }
}

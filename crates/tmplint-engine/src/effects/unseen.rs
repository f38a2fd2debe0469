//! What code that is not seen may do with what it is given.

use tmplint_ir::{Call, FunctionId, FunctionKind, Language, Level};

use super::handed::given_away;
use super::noting::stand_at_origin;
use super::opening::{O_ACCESS, O_CREAT, O_EXCL, is_writing_mode, who};
use super::texts::element_of;
use crate::domain::{
    Abstract, Alternative, Bits, Guess, PieceKind, SiteId, State, Text, Whereabouts,
};
use crate::flow::Interpreter;
use crate::judge::is_to_be_missing;

impl Interpreter<'_> {
    /// Arguments get to a function that is not seen.
    pub(super) fn hand_to_unknown(
        &mut self,
        name: &str,
        call: &Call,
        values: &[Abstract],
        receiver: Option<&Abstract>,
        state: &mut State,
    ) {
        let shown = name.rsplit(['.', ':']).next().unwrap_or(name);
        if self.unit.language != Language::Rust {
            // What opens does what its mode says.
            let judged =
                shown.to_ascii_lowercase().contains("open") || self.only_says(shown, values);
            for (arg, value) in call.args.iter().zip(values) {
                if !judged && self.tables.unknown_makes(self.unit.language) {
                    self.note_passed(shown, call, value, state);
                }
                // Of several files, a loop removes them that may not be entered.
                let one = value.paths().iter().any(|path| path.as_site().is_some());
                if !(one && self.is_removed_later(&arg.value)) {
                    self.escape(value, state);
                }
            }
            return;
        }
        let Some(naming) = self.tables.naming(self.unit.language) else { return };
        let (removes, moves) = (naming.removes(shown), naming.moves(shown));
        let guards = moves || naming.guards(name);
        if naming.narrows(shown) {
            self.note_narrowing();
        }
        for (arg, value) in call.args.iter().zip(values) {
            if removes {
                for site in own_sites(value) {
                    self.mark_removed(site, call.span, state);
                }
                if naming.removes_files(shown) {
                    self.note_removed_unseen(value, state);
                }
            } else if moves || !self.unit.lent.contains(&arg.span) {
                // To hand over something inside of a directory does not hand over the directory.
                let whole = without_children(value);
                if guards {
                    self.escape(&whole, state);
                } else {
                    self.escape_to_code(&whole, state);
                }
            }
        }
        for value in values {
            self.note_passed(shown, call, value, state);
        }
        for value in values {
            self.run_callbacks(value, receiver, state);
        }
    }

    /// Code that is not seen removes what stands at a guessable path.
    fn note_removed_unseen(&mut self, value: &Abstract, state: &State) {
        let own = value.iter().flat_map(|alternative| match alternative {
            Alternative::List(items) => items.as_slice(),
            _ => std::slice::from_ref(value),
        });
        for text in own.flat_map(Abstract::texts) {
            if self.recording
                && let Whereabouts::Shared { guess, .. } = self.locate(text, state)
                && guess != Guess::Nobody
            {
                let shown = self.show(text);
                self.facts.removed_paths.insert(shown);
            }
        }
    }

    /// Whether a function that is not seen prints what it is given: it looks at it, to go by its
    /// name, or is given a sentence or format as well.
    pub(super) fn only_says(&self, name: &str, values: &[Abstract]) -> bool {
        let naming = self.tables.naming(self.unit.language);
        naming.is_some_and(|naming| naming.looks(name) && !naming.runs(name))
            || values.iter().any(|value| value.texts().any(is_said))
    }

    /// A value gets to code that is not seen and does not merely look at it, to go by its name.
    pub(super) fn note_passed(&mut self, name: &str, call: &Call, value: &Abstract, state: &State) {
        let naming = self.tables.naming(self.unit.language);
        let Some(naming) = naming.filter(|naming| !naming.looks(name) && !naming.removes(name))
        else {
            if naming.is_none() {
                self.note_handed(&format!("`{name}`"), false, call, value, state);
            }
            return;
        };
        let makes = naming.makes_what_is_asked(name);
        self.note_handed(&format!("`{name}`"), makes, call, value, state);
    }

    /// A guessable path given to something unknown whose name says that it writes.
    pub(super) fn note_unknown_writer(
        &mut self,
        name: &str,
        call: &Call,
        values: &[Abstract],
        state: &State,
    ) {
        let word = name.rsplit(['.', ':']).next().unwrap_or(name);
        let language = self.unit.language;
        // Code under test that is run with something replaced does what the test lets it do.
        if !state.replaced.is_empty() {
            return;
        }
        // A wrapper of `open` writes if it is told to.
        let writes = if is_open_wrapper(word) {
            self.tables.is_writing_verb(language, "open")
                && (values.iter().any(is_writing_mode) || follows_with_flags(values))
        } else {
            self.tables.is_writing_verb(language, word)
        };
        let naming = self.tables.naming(language);
        let in_program = naming.is_some_and(|naming| naming.writes_in_programs(word));
        let writes = writes || in_program && !name.starts_with('.') && !self.runs_test();
        let listens = naming.is_some_and(|naming| naming.listens(word));
        let telling = naming.and_then(|naming| naming.telling(name));
        self.note_served(name, telling, call, values, state);
        let naming = naming.filter(|_| !writes && telling.is_some());
        let word = telling.unwrap_or(word);
        let named = naming.is_some_and(|naming| naming.writes(word));
        let first = usize::from(naming.is_some_and(|naming| naming.reads_first(word)));
        let later = naming.is_some_and(|naming| naming.writes_later(word));
        let holds = naming.filter(|naming| naming.holds(word));
        for (index, (arg, value)) in call.args.iter().zip(values).enumerate() {
            let keyword = arg.name.as_deref();
            let told = keyword.filter(|name| self.tables.is_writing_keyword(language, name));
            if writes || listens || told.is_some() {
                self.note_given(told.unwrap_or(word), listens, call, value, state);
                continue;
            }
            let is_place =
                keyword.is_none_or(|name| naming.is_some_and(|naming| naming.is_place(name)));
            let by_name = (named && index >= first) || (later && index > 0);
            if !is_place || !(by_name || holds.is_some()) {
                continue;
            }
            // What a name only suggests is no reason to take a sentence for a path.
            let suggested = value.iter().filter(|alternative| match alternative {
                Alternative::Text(text) => {
                    let held = holds.is_some_and(|naming| naming.is_held(&self.show(text)));
                    (by_name || held) && !is_sentence(text)
                }
                _ => false,
            });
            let suggested = Abstract::from_alternatives(suggested.cloned());
            self.note_given(word, false, call, &suggested, state);
        }
    }

    /// A socket's path is given, perhaps in a structure, to something whose name says that it
    /// listens.
    fn note_served(
        &mut self,
        name: &str,
        telling: Option<&str>,
        call: &Call,
        values: &[Abstract],
        state: &State,
    ) {
        let Some(naming) = self.tables.naming(self.unit.language) else { return };
        let word = name.rsplit(['.', ':']).next().unwrap_or(name);
        if naming.looks(word) || !telling.is_some_and(|telling| naming.serves(telling)) {
            return;
        }
        let given = values.iter().flat_map(Abstract::iter).flat_map(|alternative| {
            let fields = match alternative {
                Alternative::Map(fields) => fields.as_slice(),
                _ => &[],
            };
            let within = fields.iter().flat_map(|(_, value)| value.iter());
            std::iter::once(alternative).chain(within)
        });
        let sockets = given.filter(|alternative| match alternative {
            Alternative::Text(text) => naming.is_socket(&self.show(text)),
            _ => false,
        });
        let sockets = Abstract::from_alternatives(sockets.cloned());
        if !sockets.is_unassigned() {
            self.note_given(telling.unwrap_or(word), true, call, &sockets, state);
        }
    }

    /// A path is given to `receiver`, which writes or `listens` there.
    pub(super) fn note_given(
        &mut self,
        receiver: &str,
        listens: bool,
        call: &Call,
        value: &Abstract,
        state: &State,
    ) {
        for text in value.texts() {
            if let Whereabouts::Shared { guess, origin, .. } = self.locate(text, state)
                && guess != Guess::Nobody
            {
                let shown = self.show(text);
                // `grep -o '/tmp/[a-z]*'`; what a test expects to be missing.
                if shown.contains(['*', '[']) || self.runs_test() && is_to_be_missing(&shown) {
                    continue;
                }
                let message =
                    format!("`{shown}` is given to `{receiver}` under a name that {}", who(&guess));
                let label = "writes to a path that someone else may have prepared";
                let mut candidate = given_away(call, shown, origin, message, label);
                if listens {
                    candidate.rule = "ipc-endpoint-in-shared-tmp";
                    candidate.level = Level::Warning;
                    "made where everybody can write".clone_into(&mut candidate.label);
                }
                if self.unit.language == Language::Rust {
                    stand_at_origin(&mut candidate);
                }
                self.note(candidate);
            }
        }
    }

    /// A closure given to code that is not seen runs there, or never: what it does is done to
    /// the variables and files that it shares with its definer.
    /// One that a collection is given is given its items.
    fn run_callbacks(&mut self, value: &Abstract, receiver: Option<&Abstract>, state: &mut State) {
        let item = receiver.and_then(element_of);
        let closures: Vec<FunctionId> = value
            .iter()
            .filter_map(|alternative| match alternative {
                Alternative::Function(id)
                    if self.unit.function(*id).kind == FunctionKind::Closure =>
                {
                    Some(*id)
                }
                _ => None,
            })
            .collect();
        for closure in closures {
            if !self.can_follow(closure) {
                continue;
            }
            let mut entry = state.clone();
            for (index, param) in self.unit.function(closure).params.iter().enumerate() {
                let given = item.clone().filter(|_| index == 0);
                entry.assign(param.place, given.unwrap_or_else(Abstract::unknown));
            }
            let Some((after, _)) = self.run_function(closure, entry) else { continue };
            self.take_in(after, state);
        }
    }

    /// The state where a closure has run or not. What it removes, somebody arranged to be removed.
    pub(super) fn take_in(&mut self, mut after: State, state: &mut State) {
        let gone: Vec<SiteId> = state
            .sites
            .iter()
            .filter(|(site, bits)| {
                bits.has(Bits::LIVE) && after.site(**site).has(Bits::REMOVED.with(Bits::CLEARED))
            })
            .map(|(site, _)| *site)
            .collect();
        for site in gone {
            state.turn_site(site, Bits::LIVE, Bits::REGISTERED);
            after.set_site(site, state.site(site));
            if self.recording {
                self.site_facts(site).registered = true;
            }
        }
        // When it removes a name, and whether before what follows here, is not known.
        after.removed = std::rc::Rc::clone(&state.removed);
        state.join(&after);
    }
}

/// Whether a function opens what it is given, to go by its name: `xfopen`, `open_or_die`. One that
/// claims to do so with more care than `open` is believed.
fn is_open_wrapper(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    word.contains("open")
        && !["create", "popen", "opendir", "safe", "secure", "excl", "nofollow", "tmp", "temp"]
            .iter()
            .any(|other| word.contains(other))
}

/// Whether a path is followed by flags that create, and not exclusively.
fn follows_with_flags(values: &[Abstract]) -> bool {
    values.windows(2).any(|pair| match pair {
        [path, flags] => {
            path.texts().next().is_some()
                && flags.number().is_some_and(|flags| {
                    flags & O_CREAT != 0 && flags & O_EXCL == 0 && flags & O_ACCESS != 0
                })
        }
        _ => false,
    })
}

/// Whether a text is written like prose.
fn is_sentence(text: &Text) -> bool {
    text.pieces.iter().any(|piece| {
        matches!(&piece.kind, PieceKind::Literal(text) if text.contains(char::is_whitespace))
    })
}

/// Whether a text is prose or a format.
fn is_said(text: &Text) -> bool {
    text.pieces.iter().any(
        |piece| matches!(&piece.kind, PieceKind::Literal(text) if text.contains([' ', '%', '\n'])),
    )
}

/// The sites a value stands for itself, not those that it is inside of.
pub(super) fn own_sites(value: &Abstract) -> Vec<SiteId> {
    let mut own = Vec::new();
    for alternative in value.iter() {
        match alternative {
            Alternative::Text(text) => own.extend(text.as_site()),
            Alternative::Object(site) => own.push(*site),
            // What is kept of a file is its handle and its path.
            Alternative::List(items) => {
                own.extend(items.iter().flat_map(Abstract::texts).filter_map(Text::as_site));
            }
            _ => {}
        }
    }
    own
}

pub(super) fn without_children(value: &Abstract) -> Abstract {
    let is_child = |text: &Text| text.as_site().is_none();
    Abstract::from_alternatives(
        value
            .iter()
            .filter(|alternative| !matches!(alternative, Alternative::Text(text) if is_child(text)))
            .cloned(),
    )
}

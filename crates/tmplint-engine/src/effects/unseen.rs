//! What code that is not seen may do with what it is given.

use tmplint_ir::{Call, FunctionId, FunctionKind, Language, Level, Span, Tier};

use super::opening::{O_ACCESS, O_CREAT, O_EXCL, is_writing_mode, who};
use super::texts::element_of;
use crate::domain::{Abstract, Alternative, Bits, Guess, SiteId, State, Text, Whereabouts};
use crate::flow::{Candidate, Interpreter};

/// Words in the names of functions that remove what they are given.
const REMOVING: [&str; 10] = [
    "remove",
    "delete",
    "clean",
    "unlink",
    "purge",
    "destroy",
    "wipe",
    "erase",
    "teardown",
    "tear_down",
];

/// Words in the names of functions that put what they are given elsewhere.
const MOVING: [&str; 5] = ["rename", "move", "persist", "swap", "keep"];

/// How the names of functions begin that only look at what they are given.
const LOOKING: [&str; 12] = [
    "assert", "check", "cmp", "connect", "contains", "exists", "info", "is_", "print", "push",
    "read", "stat",
];

/// Collections in collections that are looked into.
const MAX_DEPTH: usize = 4;

/// Paths given to unseen code that are noted in one file.
const MAX_HANDED: usize = 256;

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
        if self.unit.language != Language::Rust {
            for value in values {
                self.escape(value, state);
            }
            return;
        }
        let shown = name.rsplit(['.', ':']).next().unwrap_or(name);
        let word = shown.to_lowercase();
        let removes = REMOVING.iter().any(|each| word.contains(each));
        let moves = MOVING.iter().any(|each| word.contains(each));
        for (arg, value) in call.args.iter().zip(values) {
            if removes {
                for site in own_sites(value) {
                    self.mark_removed(site, call.span, state);
                }
            } else if moves || !self.unit.lent.contains(&arg.span) {
                // To hand over something inside of a directory does not hand over the directory.
                let whole = without_children(value);
                self.escape(&whole, state);
            }
        }
        for value in values {
            self.note_passed(shown, call, value, state);
        }
        for value in values {
            self.run_callbacks(value, receiver, state);
        }
    }

    /// A value gets to code that is not seen and does not merely look at it, to go by its name.
    pub(super) fn note_passed(&mut self, name: &str, call: &Call, value: &Abstract, state: &State) {
        let word = name.to_lowercase();
        let only = LOOKING.iter().any(|each| word.starts_with(each))
            || REMOVING.iter().any(|each| word.contains(each));
        if !only {
            self.note_handed(name, call, value, state, 0);
        }
    }

    /// A guessable path gets to code that is not seen: judged by what the program does with it
    /// besides.
    fn note_handed(
        &mut self,
        word: &str,
        call: &Call,
        value: &Abstract,
        state: &State,
        depth: usize,
    ) {
        if !self.recording || depth > MAX_DEPTH || self.facts.handed.len() >= MAX_HANDED {
            return;
        }
        for alternative in value.iter() {
            match alternative {
                Alternative::Text(text) => {
                    let Whereabouts::Shared { guess, origin, .. } = self.locate(text, state) else {
                        continue;
                    };
                    if guess == Guess::Nobody || guess == Guess::PartlyUnknown {
                        continue;
                    }
                    let shown = self.show(text);
                    let message = format!(
                        "`{shown}` is given to `{word}`, which makes what is removed elsewhere, \
                         under a name that {}",
                        who(&guess)
                    );
                    let label = "makes something at a path that someone else may have prepared";
                    let mut candidate = given_away(call, shown, origin, message, label);
                    self.lay_to_test(&mut candidate, true);
                    self.facts.handed.push(candidate);
                }
                Alternative::List(items) => {
                    for item in items.iter() {
                        self.note_handed(word, call, item, state, depth + 1);
                    }
                }
                Alternative::Map(entries) => {
                    for (_, item) in entries.iter() {
                        self.note_handed(word, call, item, state, depth + 1);
                    }
                }
                _ => {}
            }
        }
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
        // A wrapper of `open` writes if it is told to.
        let writes = if is_open_wrapper(word) {
            self.tables.is_writing_verb(self.unit.language, "open")
                && (values.iter().any(is_writing_mode) || follows_with_flags(values))
        } else {
            self.tables.is_writing_verb(self.unit.language, word)
        };
        for (arg, value) in call.args.iter().zip(values) {
            let keyword = arg
                .name
                .as_deref()
                .filter(|name| self.tables.is_writing_keyword(self.unit.language, name));
            if !writes && keyword.is_none() {
                continue;
            }
            self.note_given(keyword.unwrap_or(word), call, value, state);
        }
    }

    /// A path is given to `receiver`, which writes there.
    pub(super) fn note_given(
        &mut self,
        receiver: &str,
        call: &Call,
        value: &Abstract,
        state: &State,
    ) {
        for text in value.texts() {
            if let Whereabouts::Shared { guess, origin, .. } = self.locate(text, state)
                && guess != Guess::Nobody
            {
                let shown = self.show(text);
                if shown.contains(['*', '[']) {
                    // `grep -o '/tmp/[a-z]*'`
                    continue;
                }
                let message =
                    format!("`{shown}` is given to `{receiver}` under a name that {}", who(&guess));
                let label = "writes to a path that someone else may have prepared";
                self.note(given_away(call, shown, origin, message, label));
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
    fn take_in(&mut self, mut after: State, state: &mut State) {
        let gone: Vec<SiteId> = state
            .sites
            .iter()
            .filter(|(site, bits)| bits.has(Bits::LIVE) && after.site(**site).has(Bits::REMOVED))
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
        && !["popen", "opendir", "safe", "secure", "excl", "nofollow", "tmp", "temp"]
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

/// A guessable path that code which is not seen is given to write to.
fn given_away(call: &Call, path: String, origin: Span, message: String, label: &str) -> Candidate {
    let (rule, level, tier) = ("predictable-temp-path", Level::Error, Tier::Default);
    let mut candidate = Interpreter::candidate(rule, call.span, level, tier, message, label);
    candidate.related.push((origin, "the name is made here".to_owned()));
    candidate.path = path;
    candidate
}

/// The sites a value stands for itself, not those that it is inside of.
pub(super) fn own_sites(value: &Abstract) -> Vec<SiteId> {
    value
        .iter()
        .filter_map(|alternative| match alternative {
            Alternative::Text(text) => text.as_site(),
            Alternative::Object(site) => Some(*site),
            _ => None,
        })
        .collect()
}

fn without_children(value: &Abstract) -> Abstract {
    let is_child = |text: &Text| text.as_site().is_none();
    Abstract::from_alternatives(
        value
            .iter()
            .filter(|alternative| !matches!(alternative, Alternative::Text(text) if is_child(text)))
            .cloned(),
    )
}

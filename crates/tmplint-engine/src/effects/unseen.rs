//! What code that is not seen may do with what it is given.

use tmplint_ir::{Call, FunctionId, FunctionKind, Language, Level, Tier};

use super::opening::who;
use crate::domain::{Abstract, Alternative, Bits, Guess, SiteId, State, Text, Whereabouts};
use crate::flow::Interpreter;

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
        if !removes && !LOOKING.iter().any(|each| word.starts_with(each)) {
            for value in values {
                self.note_handed(shown, call, value, state, 0);
            }
        }
        for value in values {
            self.run_callbacks(value, state);
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
                    let mut candidate = Self::candidate(
                        "predictable-temp-path",
                        call.span,
                        Level::Error,
                        Tier::Default,
                        format!(
                            "`{shown}` is given to `{word}`, which makes what is removed elsewhere, \
                             under a name that {}",
                            who(&guess)
                        ),
                        "makes something at a path that someone else may have prepared",
                    );
                    candidate.related.push((origin, "the name is made here".to_owned()));
                    candidate.path = shown;
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

    /// A closure given to code that is not seen runs there, or never: what it does is done to
    /// the variables and files that it shares with its definer.
    fn run_callbacks(&mut self, value: &Abstract, state: &mut State) {
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
            for param in &self.unit.function(closure).params {
                entry.assign(param.place, Abstract::unknown());
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

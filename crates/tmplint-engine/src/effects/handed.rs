//! Guessable paths that get to code or programs that are not seen, and what tells that these make
//! something there.

use tmplint_ir::{Call, Language, Level, Span, Tier};
use tmplint_rules::{Action, ArgSpec};

use super::noting::{MADE_HERE, stand_at_origin};
use super::opening::who;
use super::{Done, Site};
use crate::domain::{
    Abstract, Alternative, Guess, PieceKind, State, Text, UNKNOWN_PART, Whereabouts,
};
use crate::flow::{Candidate, Handed, Interpreter};
use crate::judge::is_at_or_below;

/// What is said of a program that is given a path.
const PROGRAM: &str = "a program";

/// Collections in collections that are looked into.
const MAX_DEPTH: usize = 4;

/// Letters in a name of which the rest is not known.
const MIN_LETTERS: usize = 4;

/// Paths given to unseen code that are noted in one file.
const MAX_HANDED: usize = 256;

impl Interpreter<'_> {
    /// A guessable path gets to what is called `word` and not seen: judged by what the program does
    /// with it besides, and where the name is made, since that is all that is seen.
    /// Where the program asked for the shared directory itself, `makes` says that this is enough.
    pub(super) fn note_handed(
        &mut self,
        word: &str,
        makes: bool,
        call: &Call,
        value: &Abstract,
        state: &State,
    ) {
        if self.is_to_fail() {
            return;
        }
        let mut left = vec![(value, 0)];
        while let Some((value, depth)) = left.pop() {
            if !self.recording || depth > MAX_DEPTH || self.facts.handed.len() >= MAX_HANDED {
                return;
            }
            for alternative in value.iter() {
                match alternative {
                    Alternative::Text(text) => {
                        let Whereabouts::Shared { guess, origin, nested } =
                            self.locate(text, state)
                        else {
                            continue;
                        };
                        let unclear = guess == Guess::PartlyUnknown && !is_named(text);
                        if guess == Guess::Nobody || unclear {
                            continue;
                        }
                        let shown = self.show(text);
                        // A template that nothing has filled in is nobody's path yet.
                        if shown.contains("XXXXXX") {
                            continue;
                        }
                        let message = format!(
                            "`{shown}` is given to {word}, which makes what stands there, under a \
                             name that {}",
                            who(&guess)
                        );
                        let label = "makes something at a path that someone else may have prepared";
                        let mut candidate = given_away(call, shown, origin, message, label);
                        stand_at_origin(&mut candidate);
                        let first = text.pieces.first().map(|piece| &piece.kind);
                        let taken_on_trust = makes && matches!(first, Some(PieceKind::Shared(_)));
                        let by_program = word == PROGRAM;
                        let handed = Handed { candidate, nested, taken_on_trust, by_program };
                        self.facts.handed.push(handed);
                    }
                    Alternative::List(items) => {
                        left.extend(items.iter().map(|item| (item, depth + 1)));
                    }
                    Alternative::Map(entries) => {
                        left.extend(entries.iter().map(|(_, item)| (item, depth + 1)));
                    }
                    _ => {}
                }
            }
        }
    }

    /// What is read at a path that code which is not seen was given before, that code made.
    pub(super) fn note_read_after_handing(&mut self, text: &Text) {
        if !self.recording || !self.tables.read_back_tells(self.unit.language) {
            return;
        }
        let shown = self.show(text);
        if self.facts.handed.iter().any(|handed| handed.candidate.path == shown) {
            self.facts.read_back.insert(shown);
        }
    }

    /// Notes a finding that holds unless the file makes something at the path itself, and which is
    /// then told there.
    pub(super) fn note_handed_over(&mut self, candidate: Candidate, nested: bool) {
        let known = |handed: &Handed| {
            handed.candidate.span == candidate.span && handed.candidate.path == candidate.path
        };
        if self.facts.handed.len() < MAX_HANDED && !self.facts.handed.iter().any(known) {
            let by_program = false;
            let handed = Handed { candidate, nested, taken_on_trust: true, by_program };
            self.facts.handed.push(handed);
        }
    }

    /// What is read at or below a path that a program was given before, that program made.
    fn note_read_after_program(&mut self, text: &Text) {
        if !self.recording {
            return;
        }
        let shown = self.show(text);
        let mut programs = self.facts.handed.iter().filter(|handed| handed.by_program);
        let given = programs.find(|handed| is_at_or_below(&shown, &handed.candidate.path));
        if let Some(path) = given.map(|given| given.candidate.path.clone()) {
            self.facts.read_back.insert(path);
        }
    }

    /// Something is made safely inside of a guessable directory: whoever made that can take it away
    /// again.
    pub(super) fn note_trusted_directory(
        &mut self,
        directory: &Text,
        site: &Site<'_>,
        state: &State,
    ) {
        let Whereabouts::Shared { guess, origin, nested } = self.locate(directory, state) else {
            return;
        };
        let shown = self.show(directory);
        // What nothing is known of may be the user's own choice.
        let unclear = match guess {
            Guess::Nobody => true,
            Guess::PartlyUnknown => shown.split('/').any(|part| part == UNKNOWN_PART),
            Guess::Constant | Guess::From(_) => false,
        };
        if unclear || !self.recording || self.facts.handed.len() >= MAX_HANDED {
            return;
        }
        let mut candidate = Candidate::new(
            "shared-dir-assumed-private",
            site.call.span,
            Level::Error,
            Tier::Default,
            format!("`{}` makes this in `{shown}`, which anyone may have made", site.name),
            "what is made here is in the hands of whoever owns the directory",
        );
        candidate.related.push((origin, MADE_HERE.to_owned()));
        candidate.path = shown;
        let trusted = Handed { candidate, nested, taken_on_trust: true, by_program: false };
        self.facts.handed.push(trusted);
    }

    /// A call that keeps nothing of what it is given.
    pub(super) fn look_at(&mut self, action: &Action, site: &Site<'_>, state: &mut State) -> Done {
        if let Action::Reader { prints, reads, passes } = action {
            self.note_output(prints, site, state);
            self.note_read_back(reads, site, state);
            self.note_passed_to_program(passes, site, state);
        }
        Done::default()
    }

    /// A path is given to a program, of which those that the shell's table knows are judged by that.
    fn note_passed_to_program(&mut self, passes: &ArgSpec, site: &Site<'_>, state: &State) {
        let given = site.arguments.get_all(passes);
        if given.is_empty() {
            return;
        }
        let receiver = site.arguments.receiver.as_ref().map(|given| &given.value);
        let known = receiver.into_iter().flat_map(Abstract::iter).any(|alternative| {
            let Alternative::Builder(builder) = alternative else { return false };
            builder.option("command").is_some_and(|program| {
                program.texts().any(|text| {
                    let name = self.show(&text.split_name().1);
                    self.tables.api(Language::Shell, &name).is_some()
                })
            })
        });
        if !known {
            for each in given {
                self.note_handed(PROGRAM, false, site.call, &each.value, state);
            }
        }
    }

    /// A test reads a path, or sees that something stands there.
    fn note_read_back(&mut self, reads: &ArgSpec, site: &Site<'_>, state: &State) {
        if self.tables.read_back_tells(self.unit.language) {
            for given in site.arguments.get_all(reads) {
                for text in &state.full_paths(&given.value) {
                    self.note_read_after_handing(text);
                }
            }
        }
        for text in site.arguments.get_all(reads).iter().flat_map(|given| given.value.texts()) {
            self.note_read_after_program(text);
        }
        if !self.recording || !self.stack.iter().all(|id| self.unit.function(*id).is_test()) {
            return;
        }
        for given in site.arguments.get_all(reads) {
            for text in &state.full_paths(&given.value) {
                let shown = self.show(text);
                self.facts.read_back.insert(shown);
            }
        }
        for alternative in site.arguments.positional.iter().flat_map(|given| given.value.iter()) {
            if let Alternative::Answer { path, .. } = alternative {
                self.facts.read_back.insert(path.to_string());
            }
        }
    }
}

/// Whether something of the last part of a path is written out, which says that the program chose
/// it.
fn is_named(text: &Text) -> bool {
    let name = text.split_name().1;
    let known = name.pieces.iter().map(|piece| match &piece.kind {
        PieceKind::Literal(text) => text.chars().filter(|letter| letter.is_alphabetic()).count(),
        _ => 0,
    });
    known.sum::<usize>() >= MIN_LETTERS
}

/// A guessable path that code which is not seen is given to write to.
pub(super) fn given_away(
    call: &Call,
    path: String,
    origin: Span,
    message: String,
    label: &str,
) -> Candidate {
    let (rule, level, tier) = ("predictable-temp-path", Level::Error, Tier::Default);
    let mut candidate = Candidate::new(rule, call.span, level, tier, message, label);
    candidate.related.push((origin, MADE_HERE.to_owned()));
    candidate.path = path;
    candidate
}

//! Scripts that a program puts together and hands to a shell: `os.system("… > /tmp/x")`,
//! `subprocess.call(["mkdir", "-p", path])`.
//!
//! The text is lowered like a file of its own and run in the state of its host: files it makes are
//! the host's to remove, values put into it are the host's. Its variables, traps and options end
//! with it.

use std::collections::BTreeMap;
use std::rc::Rc;

use tmplint_ir::{FunctionId, Language, PlaceId, ScriptPiece, Span, Unit};
use tmplint_rules::ArgSpec;

use super::Site;
use crate::domain::{Abstract, Alternative, Bits, PieceKind, State, Text};
use crate::flow::Interpreter;

/// Words of a command given as a list that are looked at.
const MAX_WORDS: usize = 64;

/// Characters of a script that are looked at.
const MAX_LENGTH: usize = 1 << 16;

/// Scripts that scripts put together and run, followed into each other.
const MAX_NESTED: usize = 3;

/// A script and the values put into it.
#[derive(Debug, Default)]
struct Script {
    pieces: Vec<ScriptPiece>,
    values: Vec<Text>,
}

impl Interpreter<'_> {
    /// Does what the scripts in arguments do. Gives what they print.
    pub(super) fn run_scripts(
        &mut self,
        text: &ArgSpec,
        words: &ArgSpec,
        site: &Site<'_>,
        state: &mut State,
    ) -> Abstract {
        let mut printed = Abstract::default();
        for given in site.arguments.get(text) {
            for alternative in given.value.iter() {
                let script = match alternative {
                    Alternative::Text(text) => Script::of_text(text),
                    Alternative::List(words) => Script::of_words(words),
                    _ => continue,
                };
                printed = printed.join(&self.run_in_shell(&script, site.call.span, state));
            }
        }
        let words = site.arguments.get_all(words);
        let words: Vec<Abstract> = words.into_iter().map(|given| given.value).collect();
        printed.join(&self.run_words(&words, site, state))
    }

    /// Runs a program with these words.
    pub(super) fn run_words(
        &mut self,
        words: &[Abstract],
        site: &Site<'_>,
        state: &mut State,
    ) -> Abstract {
        let script = Script::of_words(words);
        self.run_in_shell(&script, site.call.span, state)
    }

    /// What goes on running keeps what it is given.
    pub(super) fn escape_arguments(&mut self, site: &Site<'_>, state: &mut State) {
        let keywords = site.arguments.keywords.iter().map(|(_, given)| given);
        for given in site.arguments.positional.iter().chain(keywords) {
            self.escape(&given.value, state);
        }
    }

    /// Runs a script in a shell of its own. Gives what it prints.
    fn run_in_shell(&mut self, script: &Script, run: Span, state: &mut State) -> Abstract {
        if state.directory.is_none() && !self.can_matter(script) {
            return Abstract::unknown();
        }
        let Some(unit) = self.lower_script(run, &script.pieces) else { return Abstract::unknown() };
        let places: BTreeMap<PlaceId, Abstract> = unit
            .holes
            .iter()
            .zip(&script.values)
            .map(|(place, value)| (*place, Abstract::text(value.clone())))
            .collect();
        let entry = State {
            places: Rc::new(places),
            noclobber: false,
            errexit: false,
            traps: Rc::default(),
            at_exit: Rc::default(),
            unwinding: false,
            ..state.clone()
        };
        let Some((end, printed)) = self.run_embedded(&unit, entry) else {
            return Abstract::unknown();
        };
        *state = State {
            sites: end.sites,
            checked: end.checked,
            existing: end.existing,
            removed: end.removed,
            written: end.written,
            ..state.clone()
        };
        printed
    }

    /// Whether anything in a script has to do with temporary files.
    fn can_matter(&self, script: &Script) -> bool {
        let is_needle = |text: &str| self.tables.is_needle(Language::Shell, text);
        script.pieces.iter().any(|piece| match piece {
            ScriptPiece::Text { text, .. } => is_needle(text),
            ScriptPiece::Syntax(_) | ScriptPiece::Hole => false,
        }) || script.values.iter().flat_map(|value| &value.pieces).any(|piece| {
            matches!(piece.kind, PieceKind::Shared(_) | PieceKind::Private(_) | PieceKind::Site(_))
        })
    }

    fn lower_script(&mut self, run: Span, pieces: &[ScriptPiece]) -> Option<Rc<Unit>> {
        let key = (run, pieces.to_vec());
        if let Some(known) = self.scripts.get(&key) {
            return Some(Rc::clone(known));
        }
        let length: usize = pieces
            .iter()
            .map(|piece| match piece {
                ScriptPiece::Text { text, .. } | ScriptPiece::Syntax(text) => text.len(),
                ScriptPiece::Hole => 1,
            })
            .sum();
        if length > MAX_LENGTH {
            return None;
        }
        let unit = Rc::new((self.lower)(run, pieces));
        self.scripts.insert(key, Rc::clone(&unit));
        Some(unit)
    }
}

impl Script {
    /// A text is the script as it stands.
    fn of_text(text: &Text) -> Self {
        let mut script = Self::default();
        script.push(text, str::to_owned);
        script
    }

    /// A list is one command. No shell reads its words: they are quoted for the one that does here.
    fn of_words(words: &[Abstract]) -> Self {
        let mut script = Self::default();
        // C's lists end in a null pointer.
        let ends = |word: &&Abstract| matches!(word.0.as_slice(), [Alternative::Absent]);
        let words = words.iter().take(MAX_WORDS).take_while(|word| !ends(word));
        for (index, word) in words.enumerate() {
            if index > 0 {
                script.syntax(" ");
            }
            let word = word.paths().into_iter().next();
            let word = word.unwrap_or_else(|| Text::one(PieceKind::Unknown, Span::default()));
            let quote =
                if word.as_literal().is_some_and(|word| is_plain(&word)) { "" } else { "'" };
            script.syntax(quote);
            script.push(&word, |literal| literal.replace('\'', "'\\''"));
            script.syntax(quote);
        }
        script
    }

    fn push(&mut self, text: &Text, written: impl Fn(&str) -> String) {
        let mut value = Text::default();
        for piece in &text.pieces {
            if let PieceKind::Literal(literal) = &piece.kind {
                self.hole(std::mem::take(&mut value));
                self.pieces.push(ScriptPiece::Text { text: written(literal), span: piece.span });
            } else {
                value.push(piece.clone());
            }
        }
        self.hole(value);
    }

    fn syntax(&mut self, syntax: &str) {
        if !syntax.is_empty() {
            self.pieces.push(ScriptPiece::Syntax(syntax.to_owned()));
        }
    }

    fn hole(&mut self, value: Text) {
        if !value.pieces.is_empty() {
            self.pieces.push(ScriptPiece::Hole);
            self.values.push(value);
        }
    }
}

impl Interpreter<'_> {
    /// Runs the script of an embedded unit. Gives the state after it, by whichever way it ends, and
    /// what it prints.
    fn run_embedded(&mut self, unit: &Unit, entry: State) -> Option<(State, Abstract)> {
        let mut inner = Interpreter::new(unit, self.tables, self.lower);
        inner.embedded = self.embedded + 1;
        if inner.embedded > MAX_NESTED || unit.functions.is_empty() {
            return None;
        }
        inner.inherited.push(Rc::clone(&entry.sites));
        inner.recording = self.recording;
        self.share(&mut inner);
        let before = Rc::clone(&entry.sites);
        let ended = inner.run_to_any_end(FunctionId(0), &entry);
        inner.share(self);
        let (mut end, printed) = ended?;
        // What the script arranged for its end has happened.
        for site in end.sites.keys().copied().collect::<Vec<_>>() {
            if !before.get(&site).is_some_and(|bits| bits.has(Bits::REGISTERED)) {
                end.turn_site(site, Bits::REGISTERED, Bits::REMOVED);
            }
        }
        Some((end, printed))
    }
}

/// Whether a shell takes a word as it stands.
fn is_plain(word: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./:=,+@%".contains(&byte);
    !word.is_empty() && word.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(script: &Script) -> String {
        script
            .pieces
            .iter()
            .map(|piece| match piece {
                ScriptPiece::Text { text, .. } | ScriptPiece::Syntax(text) => text,
                ScriptPiece::Hole => "_",
            })
            .collect()
    }

    #[test]
    fn a_text_is_taken_as_it_stands() {
        let mut text = Text::literal("sort > /tmp/x", Span::default());
        text.append(&Text::one(PieceKind::Unknown, Span::default()));
        text.append(&Text::literal(";", Span::default()));
        assert_eq!(shown(&Script::of_text(&text)), "sort > /tmp/x_;");
    }

    #[test]
    fn words_are_quoted() {
        let words = ["echo", "it's $HOME > /tmp/x"];
        let words = words.map(|word| Abstract::text(Text::literal(word, Span::default())));
        assert_eq!(shown(&Script::of_words(&words)), "echo 'it'\\''s $HOME > /tmp/x'");
        assert_eq!(shown(&Script::of_words(&[Abstract::unknown()])), "'_'");
    }
}

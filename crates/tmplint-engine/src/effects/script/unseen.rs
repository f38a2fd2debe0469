//! Commands that programs run through functions that are not seen: `utils.execute("mkdir", path)`.

use std::rc::Rc;

use tmplint_ir::{Call, Language, Value};

use super::text::ScriptText;
use super::{OWN_SHELL, Site};
use crate::domain::{Abstract, Alternative, Bits, State, Text};
use crate::flow::{Arguments, Interpreter};

impl Interpreter<'_> {
    /// Does what a command does that is given to a function whose name says that it runs it.
    pub(in crate::effects) fn run_unseen(
        &mut self,
        name: &str,
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) {
        let language = self.unit.language;
        let word = name.rsplit(['.', ':']).next().unwrap_or(name);
        let Some(naming) = self.tables.naming(language) else { return };
        if !naming.runs(word)
            || naming.runs_elsewhere(name)
            || self.object_of(call).is_some_and(|object| naming.runs_elsewhere(object))
        {
            return;
        }
        let arguments = Arguments::new(call, values.to_vec(), None, language, self.tables, name);
        let given: Vec<Abstract> =
            arguments.positional.iter().map(|given| given.value.clone()).collect();
        let site = Site { call, arguments, name: name.to_owned(), instead: None };
        let Some((first, rest)) = given.split_first() else { return };
        let before = Rc::clone(&state.sites);
        for alternative in first.iter() {
            match alternative {
                Alternative::List(words)
                    if words.first().is_some_and(|word| self.is_command(word)) =>
                {
                    self.run_words(words, &site, state);
                }
                Alternative::Text(text) if is_command_line(text) => {
                    self.run_script(&ScriptText::of_text(text), OWN_SHELL, &site, state);
                }
                Alternative::Text(_) if self.is_command(first) => {
                    let words = match rest.first().map(|next| next.0.as_slice()) {
                        Some([Alternative::List(words)]) => {
                            std::iter::once(first).chain(words.iter()).cloned().collect()
                        }
                        _ => given.clone(),
                    };
                    self.run_words(&words, &site, state);
                }
                _ => {}
            }
        }
        // Who runs it may know what it made.
        for made in state
            .sites
            .keys()
            .filter(|site| !before.contains_key(site))
            .copied()
            .collect::<Vec<_>>()
        {
            state.turn_site(made, Bits::LIVE, Bits::ESCAPED);
            self.mark_escaped(made);
        }
    }

    /// What the object is called whose method is called.
    fn object_of<'c>(&'c self, call: &'c Call) -> Option<&'c str> {
        match call.receiver.as_ref()? {
            Value::Place(place) => Some(&self.unit.place(*place).name),
            Value::Name(name) => Some(&name.0),
            Value::Field(_, name) => Some(name),
            _ => None,
        }
    }

    /// Whether a word is the name of a command that the tables know.
    fn is_command(&self, word: &Abstract) -> bool {
        word.literal().is_some_and(|word| {
            let command = word.rsplit('/').next().unwrap_or(&word);
            self.tables.api(Language::Shell, command).is_some()
        })
    }
}

/// Whether a text begins as a command with operands does.
pub(in crate::effects) fn is_command_line(text: &Text) -> bool {
    let start = text.literal_prefix();
    let Some((command, _)) = start.split_once(char::is_whitespace) else { return false };
    !command.is_empty()
        && command.chars().all(|letter| {
            letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-_./+".contains(letter)
        })
}

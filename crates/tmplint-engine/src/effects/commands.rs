//! Shell: which command a word stands for.

use tmplint_ir::{Arg, Call, Callee, FunctionId, Language, QualName, Value};

use super::Outcome;
use crate::domain::{Abstract, State, Text};
use crate::flow::Interpreter;

/// A variable before the command that is empty: `$SUDO` for root.
const NO_WRAPPER: &str = "";

impl Interpreter<'_> {
    /// Shell: the command that a variable of unknown content is named after: `$MKDIR_CMD`.
    pub(super) fn command_by_variable(
        &self,
        place: tmplint_ir::PlaceId,
        held: &Abstract,
    ) -> Option<String> {
        if held.texts().any(|text| text.as_literal().is_some()) {
            return None;
        }
        let name = self.unit.place(place).name.as_str();
        let command = self.tables.command_of_variable(Language::Shell, name)?;
        self.tables.acts_on_files(Language::Shell, &command).then_some(command)
    }

    /// Shell: what stands in a variable is split into a command and its first words. `None` if
    /// that is nothing known.
    pub(super) fn call_words(
        &mut self,
        text: &Text,
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) -> Option<Outcome> {
        let line = text.as_literal()?;
        let mut words = line.split_ascii_whitespace();
        let Some(command) = words.next() else {
            // Nothing, as `$SUDO` is for root: the next word is the command.
            return Some(self.call_wrapped(NO_WRAPPER, 0, call, values.to_vec(), state));
        };
        let words = words.map(|word| Value::literal(word, call.name_span)).collect::<Vec<_>>();
        let words: Vec<Abstract> = words.iter().map(|word| self.evaluate(word, state)).collect();
        self.call_named(command, &words, call, values, state)
    }

    /// Shell: calls the command of this name with `words` before its arguments. `None` if nothing
    /// is known of it.
    pub(super) fn call_named(
        &mut self,
        command: &str,
        words: &[Abstract],
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) -> Option<Outcome> {
        let command = command.rsplit('/').next().unwrap_or(command);
        let mut call = call.clone();
        let word = Arg { name: None, value: Value::Opaque, span: call.name_span };
        call.args.splice(0..0, words.iter().map(|_| word.clone()));
        let all: Vec<Abstract> = words.iter().chain(values).cloned().collect();
        let unit = self.unit;
        let local = unit
            .functions
            .iter()
            .position(|function| function.name == command)
            .and_then(|index| u32::try_from(index).ok());
        if let Some(function) = local {
            return Some(self.call_local(FunctionId(function), &call, &all, state));
        }
        self.tables.api(Language::Shell, command)?;
        Some(self.call_api(command, &call, all, None, state))
    }

    /// `sudo cmd args`: the command behind the wrapper is what runs.
    pub(super) fn call_wrapped(
        &mut self,
        wrapper: &str,
        skip: usize,
        call: &Call,
        values: Vec<Abstract>,
        state: &mut State,
    ) -> Outcome {
        let valued = self.tables.valued_options(self.unit.language, wrapper);
        let mut skip = skip;
        let mut takes_value = false;
        for (index, value) in values.iter().enumerate() {
            if std::mem::take(&mut takes_value) || call.args[index].name.is_some() {
                continue;
            }
            let Some(word) = value.texts().next().map(Text::literal_prefix) else { break };
            if word == "-v" && wrapper == "command" {
                // It says where the next word would be found.
                return Outcome::of(
                    values.get(index + 1).cloned().unwrap_or_else(Abstract::unknown),
                );
            }
            if word.starts_with('-') {
                takes_value = valued.contains(&word);
                continue;
            }
            if word.contains('=') && wrapper != "xargs" {
                continue;
            }
            if skip > 0 {
                skip -= 1;
                continue;
            }
            // A variable that is empty on one way may hold the command itself on another.
            if wrapper != NO_WRAPPER {
                self.run_command(value, call, state);
            }
            let Some(command) = value.literal() else { break };
            let command = command.rsplit('/').next().unwrap_or(&command).to_owned();
            let inner = Call {
                into: call.into,
                callee: Callee::Api(QualName(command.clone())),
                receiver: None,
                args: call.args[index + 1..].to_vec(),
                checked: call.checked,
                span: call.span,
                name_span: call.args[index].span,
            };
            let values = values[index + 1..].to_vec();
            if self.tables.api(self.unit.language, &command).is_none() {
                return self.call_unknown(&command, &inner, &values, None, state);
            }
            return self.call_api(&command, &inner, values, None, state);
        }
        Outcome::of(Abstract::unknown())
    }
}

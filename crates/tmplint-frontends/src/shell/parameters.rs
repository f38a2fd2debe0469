//! Positional parameters: `set -- a b`, `shift`.

use tmplint_ir::{Arg, Callee, Value};

use super::Lowering;
use super::command::{Command, Status};
use super::fragment::Fragment;

impl Lowering {
    /// `shift`. What it moves is an argument, named `<parameters>`.
    pub(super) fn shift(
        &mut self,
        text: &Fragment<'_>,
        command: &Command<'_>,
        tested: bool,
    ) -> Status {
        let mut args = vec![self.all_parameters(text, command)];
        for argument in command.arguments {
            self.arguments(text, argument, &mut args);
        }
        let streams = self.redirects(text, &command.simple.redirects, tested);
        self.push_command(text, command, Callee::Api("shift".into()), args, streams, tested);
        Status::Call
    }

    /// The operands of `set`, if it has any, become the positional parameters.
    pub(super) fn set_parameters(&mut self, text: &Fragment<'_>, command: &Command<'_>) {
        let words = command.arguments;
        let is_option = |word: &str| word.starts_with(['-', '+']) && word.len() > 1;
        let first = match words.iter().position(|word| text.slice(word) == "--") {
            Some(dashes) => dashes + 1,
            None if words.first().is_none_or(|word| is_option(text.slice(word))) => return,
            None => 0,
        };
        let mut args = vec![self.all_parameters(text, command)];
        for operand in words.get(first..).unwrap_or(&[]) {
            self.arguments(text, operand, &mut args);
        }
        let span = text.span(command.name);
        self.push_api(None, Callee::Api("shell.parameters".into()), args, false, span, span);
    }

    /// All parameters as they are now: so that they have a place here.
    fn all_parameters(&mut self, text: &Fragment<'_>, command: &Command<'_>) -> Arg {
        let span = text.span(command.name);
        let value = Value::Place(self.variable("@", span));
        Arg { name: Some("<parameters>".to_owned()), value, span }
    }
}

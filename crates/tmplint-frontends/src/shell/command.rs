//! Simple commands.

use tmplint_ir::{Arg, Call, Callee, End, PlaceId, Span, Step, Test, Value};

use super::fragment::{Extent, Fragment};
use super::redirect::Streams;
use super::special::{self, literal};
use super::syntax::{Form, Simple};
use super::{Lowering, Output, assignment};

/// What a test of a command that was just lowered asks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// The last call.
    Call,
    /// Nothing: it cannot fail.
    Success,
    /// What is not followed.
    Unknown,
}

impl Status {
    pub(super) fn test(self) -> Test {
        match self {
            Self::Call => Test::LastCall,
            Self::Success | Self::Unknown => Test::Opaque,
        }
    }
}

/// A simple command, taken apart.
#[derive(Clone, Copy)]
pub(super) struct Command<'a> {
    pub(super) simple: &'a Simple,
    pub(super) assignments: &'a [Extent],
    pub(super) name: &'a Extent,
    pub(super) arguments: &'a [Extent],
}

impl Lowering {
    /// Lowers a simple command, whose status is looked at or not.
    pub(super) fn simple(&mut self, text: &Fragment<'_>, simple: &Simple, tested: bool) -> Status {
        match simple.form {
            Form::Arithmetic => {
                self.hidden_substitutions(text, &simple.extent);
                return Status::Unknown;
            }
            Form::Conditional => {
                self.test_statement(text, simple, tested);
                return Status::Unknown;
            }
            Form::Command => {}
        }
        let assigns = |word: &&Extent| assignment::parse(text, word).is_some();
        let count = simple.words.iter().take_while(assigns).count();
        let (assignments, words) = simple.words.split_at(count);
        let Some((name, arguments)) = words.split_first() else {
            return self.assignments(text, simple, tested);
        };
        let command = Command { simple, assignments, name, arguments };
        let word = literal(text, name);
        match word.as_deref() {
            Some(known) if self.functions.contains_key(known) => {}
            Some("exit") => {
                self.call(text, &command, Callee::Api("exit".into()), None, tested);
                self.body.close(End::Diverge);
                return Status::Unknown;
            }
            Some("exec") => return self.exec(text, &command, tested),
            Some("return") => {
                for argument in arguments {
                    self.word(text, argument);
                }
                self.redirects(text, &simple.redirects, false);
                self.return_output(text.span(&simple.extent));
                return Status::Unknown;
            }
            Some(jump @ ("break" | "continue")) => {
                self.jump(text, jump, arguments);
                return Status::Unknown;
            }
            Some("test" | "[") => {
                self.test_statement(text, simple, tested);
                return Status::Unknown;
            }
            Some("shift") => return self.shift(text, &command, tested),
            Some("printf") => {
                if let Some(into) = self.printed_into(text, arguments) {
                    let words = Command { arguments: arguments.get(2..).unwrap_or(&[]), ..command };
                    let output = std::mem::replace(&mut self.output, Output::Captured(into));
                    self.call(text, &words, Callee::Api("printf".into()), None, tested);
                    self.output = output;
                    return Status::Call;
                }
            }
            Some("trap") => return self.trap(text, simple, name, arguments, tested),
            Some(declaring @ ("export" | "readonly" | "local" | "declare" | "typeset")) => {
                let args = self.declarations(text, declaring, arguments);
                let streams = self.redirects(text, &simple.redirects, tested);
                let callee = Callee::Api(declaring.into());
                self.push_command(text, &command, callee, args, streams, tested);
                return Status::Call;
            }
            _ => {}
        }
        let held = self.command_variable(text, name);
        let callee = held.map_or_else(|| self.callee(text, name, word.as_deref()), Callee::Value);
        // What makes the name runs first, and a name with a slash is a path.
        let path = word.as_deref().is_none_or(|word| word.contains('/')) && held.is_none();
        let path = path.then(|| self.word(text, name));
        let path = path.filter(|value| matches!(value, Value::Text(_)));
        let is_function = matches!(callee, Callee::Local(_));
        self.call(text, &command, callee, path, tested);
        if !is_function && let Some(word) = &word {
            self.embedded_script(text, word, &command, tested);
        }
        if let Some(word) = &word {
            self.filled(text, word, arguments);
        }
        if word.as_deref() == Some("set") && !is_function {
            self.set_parameters(text, &command);
        }
        Status::Call
    }

    /// The variable that holds the command's name, if the word is one variable and nothing else.
    fn command_variable(&mut self, text: &Fragment<'_>, name: &Extent) -> Option<PlaceId> {
        let word = text.slice(name);
        let bare = word.strip_prefix('"').and_then(|word| word.strip_suffix('"')).unwrap_or(word);
        let inner = bare.strip_prefix('$')?;
        let inner =
            inner.strip_prefix('{').and_then(|word| word.strip_suffix('}')).unwrap_or(inner);
        // An array as a whole is a command with its words.
        let inner =
            inner.strip_suffix("[@]").or_else(|| inner.strip_suffix("[*]")).unwrap_or(inner);
        let known = is_variable(inner) || is_parameter(inner);
        known.then(|| self.variable(inner, text.span(name)))
    }

    fn callee(&self, text: &Fragment<'_>, name: &Extent, word: Option<&str>) -> Callee {
        let Some(word) = word else { return Callee::Unknown(text.readable(name)) };
        if let Some(&function) = self.functions.get(word) {
            return Callee::Local(function);
        }
        let base = word.rsplit('/').find(|part| !part.is_empty()).unwrap_or(word);
        Callee::Api(if base == "." { "source".into() } else { base.into() })
    }

    /// Evaluates a command's words, redirections and assignments, in this order, and calls it.
    /// `path` is the command's name where it is a path.
    fn call(
        &mut self,
        text: &Fragment<'_>,
        command: &Command<'_>,
        callee: Callee,
        path: Option<Value>,
        tested: bool,
    ) {
        let piped = self.piped.take();
        let saved = self.save_temporary(text, command.assignments);
        let mut args = Vec::new();
        for argument in command.arguments {
            self.arguments(text, argument, &mut args);
        }
        let mut streams = self.command_redirects(text, &command.simple.redirects, tested);
        if streams.stdin.is_empty() {
            streams.stdin = piped
                .map(|(value, span)| Arg { name: Some("<stdin>".to_owned()), value, span })
                .into_iter()
                .collect();
        }
        self.set_temporary(text, command.assignments, &saved);
        for &(place, _) in &saved {
            let name = format!("${}", self.unit.place_mut(place).name);
            let span = text.span(command.name);
            args.push(Arg { name: Some(name), value: Value::Place(place), span });
        }
        if let Some(value) = path {
            let span = text.span(command.name);
            args.push(Arg { name: Some("<command>".to_owned()), value, span });
        }
        self.push_command(text, command, callee, args, streams, tested);
        self.restore_temporary(&saved, text.span(&command.simple.extent));
    }

    pub(super) fn push_command(
        &mut self,
        text: &Fragment<'_>,
        command: &Command<'_>,
        callee: Callee,
        mut args: Vec<Arg>,
        streams: Streams,
        checked: bool,
    ) {
        let name = text.span(command.name);
        let span = command.arguments.last().map_or(name, |last| name.cover(text.span(last)));
        let into = self.output_of(&callee, streams.output_taken);
        args.extend(streams.stdin);
        let is_captured = matches!(self.output, Output::Captured(_));
        let in_group = !is_captured && !streams.output_taken;
        let group = self.group_output.as_ref().filter(|_| in_group);
        // What stands in the file of a script, or in its variables, knows its parameters only.
        let stdout = streams.stdout.or_else(|| group.cloned());
        args.extend(stdout.filter(|_| matches!(callee, Callee::Api(_))));
        self.push_api(into, callee, args, checked, span, name);
    }

    /// Where the output of a call goes.
    fn output_of(&self, callee: &Callee, taken: bool) -> Option<PlaceId> {
        let silent = matches!(callee, Callee::Api(name) if special::is_silent(&name.0));
        match self.output {
            _ if taken => None,
            Output::Function(_) if silent => None,
            output => output.place(),
        }
    }

    pub(super) fn push_api(
        &mut self,
        into: Option<PlaceId>,
        callee: Callee,
        args: Vec<Arg>,
        checked: bool,
        span: Span,
        name_span: Span,
    ) {
        let call = Call { into, callee, receiver: None, args, checked, span, name_span };
        self.unit.push(&mut self.body, Step::Call(call));
    }

    /// `exec`: the end of the script, or only its redirections.
    fn exec(&mut self, text: &Fragment<'_>, command: &Command<'_>, tested: bool) -> Status {
        if command.arguments.is_empty() {
            self.redirects(text, &command.simple.redirects, tested);
            return if command.simple.redirects.is_empty() {
                Status::Success
            } else {
                Status::Call
            };
        }
        if let Some((shell, rest)) = command.arguments.split_first()
            && let Some(word) = literal(text, shell)
        {
            let inner = Command { name: shell, arguments: rest, ..*command };
            self.embedded_script(text, &word, &inner, tested);
        }
        self.call(text, command, Callee::Api("exec".into()), None, tested);
        self.body.close(End::Diverge);
        Status::Unknown
    }

    /// `break` and `continue`. Outside of a loop they do nothing.
    fn jump(&mut self, text: &Fragment<'_>, word: &str, arguments: &[Extent]) {
        let count = arguments.first().and_then(|count| text.slice(count).parse().ok());
        let count: usize = count.unwrap_or(1).clamp(1, self.loops.len().max(1));
        let Some(index) = self.loops.len().checked_sub(count) else { return };
        if let Some(&target) = self.loops.get(index) {
            self.body.goto(if word == "break" { target.exit } else { target.head });
        }
    }
}

/// Whether a name is that of what a script or function was given.
fn is_parameter(name: &str) -> bool {
    matches!(name, "@" | "*")
        || name != "0" && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_variable(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && word.chars().all(|each| each.is_ascii_alphanumeric() || each == '_')
}

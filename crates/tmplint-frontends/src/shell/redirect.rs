//! Redirections: calls before the command they belong to.

use tmplint_ir::{Arg, Call, Callee, Part, Step, Value};

use super::Lowering;
use super::fragment::Fragment;
use super::syntax::{Operator, Redirect, Simple};
use super::word::{self, Quoting};

/// What redirections do to a command.
#[derive(Default)]
pub(super) struct Streams {
    /// Standard output goes somewhere else.
    pub(super) output_taken: bool,
    /// What a here-document, here-string or file feeds it.
    pub(super) stdin: Vec<Arg>,
    /// The file its output goes to.
    pub(super) stdout: Option<Arg>,
}

/// Whether a redirection sends standard output somewhere else.
pub(super) fn takes_output(redirect: &Redirect) -> bool {
    let output = match redirect.operator {
        Operator::Write
        | Operator::Clobber
        | Operator::Append
        | Operator::WriteBoth
        | Operator::AppendBoth
        | Operator::CopyOutput => redirect.descriptor.unwrap_or(1),
        Operator::Read
        | Operator::ReadWrite
        | Operator::CopyInput
        | Operator::Here
        | Operator::HereString => redirect.descriptor.unwrap_or(0),
    };
    output == 1
}

impl Lowering {
    /// Lowers the redirections of a compound command.
    pub(super) fn redirects(
        &mut self,
        text: &Fragment<'_>,
        redirects: &[Redirect],
        tested: bool,
    ) -> Streams {
        self.streams(text, redirects, tested, false)
    }

    /// Lowers the redirections of a simple command, which is told what it reads and writes.
    pub(super) fn command_redirects(
        &mut self,
        text: &Fragment<'_>,
        redirects: &[Redirect],
        tested: bool,
    ) -> Streams {
        self.streams(text, redirects, tested, true)
    }

    fn streams(
        &mut self,
        text: &Fragment<'_>,
        redirects: &[Redirect],
        tested: bool,
        simple: bool,
    ) -> Streams {
        let mut streams = Streams::default();
        for redirect in redirects {
            streams.output_taken |= takes_output(redirect);
            let span = text.span(&redirect.target);
            let stdin = redirect.descriptor.unwrap_or(0) == 0;
            match redirect.operator {
                Operator::Here | Operator::HereString => {
                    let argument = self.here(text, redirect);
                    if stdin {
                        streams.stdin = vec![argument];
                    }
                }
                Operator::Read if stdin && simple => {
                    let into = self.unit.temporary(span);
                    self.open(text, redirect, Some(into), tested);
                    let (name, value) = (Some("<stdin>".to_owned()), Value::Place(into));
                    streams.stdin = vec![Arg { name, value, span }];
                }
                _ => {
                    let target = self.open(text, redirect, None, tested);
                    if let Some(value) = target.filter(|_| takes_output(redirect)) {
                        let name = Some("<stdout>".to_owned());
                        streams.stdout = Some(Arg { name, value, span });
                    }
                }
            }
        }
        streams
    }

    /// `$(<file)`: the redirection's call has the file's text as its result.
    pub(super) fn read_redirect(
        &mut self,
        text: &Fragment<'_>,
        simple: &Simple,
        index: usize,
        tested: bool,
    ) {
        if let Some(redirect) = simple.redirects.get(index) {
            let into = self.output.place();
            self.open(text, redirect, into, tested);
        }
    }

    fn open(
        &mut self,
        text: &Fragment<'_>,
        redirect: &Redirect,
        into: Option<tmplint_ir::PlaceId>,
        checked: bool,
    ) -> Option<Value> {
        let value = self.word(text, &redirect.target);
        let name = api(redirect, &value)?;
        let target = value.clone();
        let span = text.span(&redirect.target);
        let call = Call {
            into,
            callee: Callee::Api(name.into()),
            receiver: None,
            args: vec![Arg { name: None, value, span }],
            checked,
            span: text.span(&redirect.extent),
            name_span: text.span(&redirect.operator_extent),
        };
        self.unit.push(&mut self.body, Step::Call(call));
        Some(target)
    }

    /// The text of a here-document or here-string, as an argument.
    fn here(&mut self, text: &Fragment<'_>, redirect: &Redirect) -> Arg {
        let name = Some("<stdin>".to_owned());
        let Some(body) = &redirect.body else {
            let span = text.span(&redirect.target);
            let here_string = redirect.operator == Operator::HereString;
            let value = if here_string { self.word(text, &redirect.target) } else { Value::Opaque };
            return Arg { name, value, span };
        };
        let span = text.span(&body.extent);
        let mut parts = if body.quoted {
            vec![Part::Literal { text: text.slice(&body.extent).to_owned(), span }]
        } else {
            self.parts(text, &body.extent, Quoting::Here)
        };
        if body.strip_tabs {
            strip_tabs(&mut parts);
        }
        Arg { name, value: word::value(parts, span), span }
    }
}

/// The name of the call a redirection is; none if it only copies or closes a descriptor.
fn api(redirect: &Redirect, target: &Value) -> Option<&'static str> {
    Some(match redirect.operator {
        Operator::Write | Operator::WriteBoth => "shell.redirect.write",
        Operator::Clobber => "shell.redirect.clobber",
        Operator::Append | Operator::AppendBoth => "shell.redirect.append",
        Operator::ReadWrite => "shell.redirect.readwrite",
        Operator::Read => "shell.redirect.read",
        // `>&file` is `&>file`; what is in a variable may be a descriptor as well.
        Operator::CopyOutput if redirect.descriptor.is_none() => {
            let word = match target {
                Value::Text(_) => target.as_literal().unwrap_or_else(|| "/".to_owned()),
                Value::Place(_) | Value::Choice(_) => return Some("shell.redirect.copy"),
                _ => return None,
            };
            let digits = word.trim_end_matches('-');
            if digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            "shell.redirect.write"
        }
        _ => return None,
    })
}

/// `<<-`: removes the tabs that lines start with.
fn strip_tabs(parts: &mut [Part]) {
    let mut line_start = true;
    for part in parts {
        let Part::Literal { text, .. } = part else {
            line_start = false;
            continue;
        };
        text.retain(|character| {
            let kept = !(line_start && character == '\t');
            line_start = character == '\n' || line_start && character == '\t';
            kept
        });
    }
}

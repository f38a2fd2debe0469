//! Pipelines.

use tmplint_ir::{Span, Value};

use super::command::Status;
use super::fragment::Fragment;
use super::redirect::takes_output;
use super::special;
use super::syntax::{Form, Kind, Simple, Statement};
use super::{Lowering, Output};

impl Lowering {
    /// Lowers `a | b | c`. The output of the last part is that of the whole; what one `echo`,
    /// `printf` or `cat` writes is fed to the command after it.
    pub(super) fn pipeline(
        &mut self,
        text: &Fragment<'_>,
        parts: &[Statement],
        tested: bool,
    ) -> Status {
        let Some((last, before)) = parts.split_last() else { return Status::Unknown };
        let (output, group_output) = (self.output, self.group_output.take());
        for (index, part) in before.iter().enumerate() {
            let next = before.get(index + 1).unwrap_or(last);
            let fed = prints(text, part, self.piped.is_some()) && plain(text, next).is_some();
            let span = text.span(&part.extent);
            let captured = fed.then(|| self.unit.temporary(span));
            self.output = captured.map_or(Output::Elsewhere, Output::Captured);
            self.part(text, part, span, false);
            self.piped = captured.map(|place| (Value::Place(place), span));
        }
        (self.output, self.group_output) = (output, group_output);
        let status = self.part(text, last, text.span(&last.extent), tested);
        self.piped = None;
        status
    }

    /// Lowers one part: a simple command as it is, anything else as a copy of the shell.
    fn part(&mut self, text: &Fragment<'_>, part: &Statement, span: Span, tested: bool) -> Status {
        if let Some(simple) = plain(text, part) {
            return self.simple(text, simple, tested);
        }
        self.piped = None;
        if let Kind::Simple(Simple { form: Form::Arithmetic | Form::Conditional, .. }) = part.kind {
            self.statement(text, part, tested);
            return Status::Unknown;
        }
        if let Kind::Subshell(_) = part.kind {
            self.statement(text, part, tested);
            return Status::Call;
        }
        let id = self.subshell(text, std::slice::from_ref(part), tested, span);
        self.call_subshell(id, self.output, tested, span);
        Status::Call
    }
}

fn plain<'a>(text: &Fragment<'_>, part: &'a Statement) -> Option<&'a Simple> {
    match &part.kind {
        Kind::Simple(simple) if special::is_plain_command(text, simple) => Some(simple),
        _ => None,
    }
}

/// Whether a part is one command that prints to the pipe what it is given: by its words, or, if it
/// is `fed`, by its input. What a variable holds may be such a command.
fn prints(text: &Fragment<'_>, part: &Statement, fed: bool) -> bool {
    plain(text, part).is_some_and(|simple| {
        let word = special::command_word(text, simple).map(|word| text.slice(word));
        let by_variable = word.is_some_and(|word| word.trim_start_matches('"').starts_with('$'));
        let name = special::command_name(text, simple);
        (fed || by_variable || matches!(name.as_deref(), Some("echo" | "printf" | "cat")))
            && !simple.redirects.iter().any(takes_output)
    })
}

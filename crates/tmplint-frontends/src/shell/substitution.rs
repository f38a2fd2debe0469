//! `$(…)`, backquotes, `<(…)` and `( … )`: commands whose output is a value, or that run in a copy
//! of the shell.

use tmplint_ir::{Arg, Call, Callee, FunctionId, FunctionKind, Scope, Span, Step, Value};

use super::extent::MAX_NESTING;
use super::fragment::{Extent, Fragment, Made};
use super::special;
use super::syntax::{Kind, Operator, Simple, Statement};
use super::word::Quoting;
use super::{Lowering, Output};

/// Texts unescaped from one another that are followed: backquotes in backquotes.
const MAX_UNESCAPED: usize = 8;

impl Lowering {
    /// The value of the commands in `inner`, written as `whole`.
    pub(super) fn substitution(
        &mut self,
        text: &Fragment<'_>,
        inner: &Extent,
        whole: &Extent,
    ) -> Value {
        let span = text.span(whole);
        let mut result = Value::Opaque;
        self.nested_substitution(span, |this| {
            let tested = std::mem::take(&mut this.tested_substitution);
            let piped = this.piped.take();
            let script = this.parse(text, inner);
            result = this.captured(text, &script.statements, span, tested);
            this.piped = piped;
            this.tested_substitution = tested;
        });
        result
    }

    /// Runs `lower` inside of one more substitution, unless they are too many.
    fn nested_substitution(&mut self, span: Span, lower: impl FnOnce(&mut Self)) {
        if self.substitutions >= MAX_NESTING {
            self.too_deep(span);
            return;
        }
        self.substitutions += 1;
        self.nested(span, lower);
        self.substitutions -= 1;
    }

    /// Runs commands and gives their standard output.
    fn captured(
        &mut self,
        text: &Fragment<'_>,
        statements: &[Statement],
        span: Span,
        tested: bool,
    ) -> Value {
        let place = self.unit.temporary(span);
        match statements {
            [] => return Value::literal("", span),
            [Statement { kind: Kind::Simple(simple), redirects, .. }] if redirects.is_empty() => {
                if let Some(target) = file_read(simple) {
                    // `$(<file)`
                    let output = std::mem::replace(&mut self.output, Output::Captured(place));
                    self.read_redirect(text, simple, target, tested);
                    self.output = output;
                    return Value::Place(place);
                }
                if special::is_plain_command(text, simple) {
                    let output = std::mem::replace(&mut self.output, Output::Captured(place));
                    self.simple(text, simple, tested);
                    self.output = output;
                    let shown = !simple.redirects.iter().any(super::redirect::takes_output);
                    return if shown { Value::Place(place) } else { Value::Opaque };
                }
            }
            _ => {}
        }
        let id = self.subshell(text, statements, tested, span);
        self.call_subshell(id, Output::Captured(place), tested, span);
        Value::Place(place)
    }

    /// The value of commands in backquotes.
    pub(super) fn backquoted(
        &mut self,
        text: &Fragment<'_>,
        extent: &Extent,
        quoting: Quoting,
    ) -> Value {
        let closed = extent.len() > 1 && text.byte(extent.end - 1) == b'`';
        let inner = extent.start + 1..extent.end - usize::from(closed);
        if !text.slice(&inner).contains('\\') {
            return self.substitution(text, &inner, extent);
        }
        if text.depth >= MAX_UNESCAPED {
            self.too_deep(text.span(extent));
            return Value::Opaque;
        }
        let mut made = Made::default();
        let mut characters = text.slice(&inner).char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let escapes = |next: char| {
                matches!(next, '`' | '$' | '\\') || next == '"' && quoting == Quoting::Double
            };
            let ordinary = match characters.peek() {
                Some(&(_, next)) if character == '\\' && escapes(next) => characters.next(),
                _ => None,
            };
            let (at, character) = ordinary.unwrap_or((at, character));
            made.push(character, text.host_offset(inner.start + at));
        }
        let nested = text.nested(made);
        let all = 0..nested.text.len();
        // The span of the whole is that of the inside here: the quotes are not in the text.
        self.substitution(&nested, &all, &all)
    }

    /// `<(…)` and `>(…)`: the commands run. What can be read from the first is what they print;
    /// what is written to the second is not followed.
    pub(super) fn process_substitution(&mut self, text: &Fragment<'_>, extent: &Extent) -> Value {
        let closed = text.byte(extent.end - 1) == b')';
        let reads = text.byte(extent.start) == b'<';
        let inner = extent.start + 2..(extent.end - usize::from(closed)).max(extent.start + 2);
        let span = text.span(extent);
        let mut result = Value::Opaque;
        self.nested_substitution(span, |this| {
            let piped = this.piped.take();
            let script = this.parse(text, &inner);
            let printed = this.unit.temporary(span);
            let into = if reads { Output::Captured(printed) } else { Output::Elsewhere };
            let mut shown = false;
            match script.statements.as_slice() {
                [Statement { kind: Kind::Simple(simple), redirects, .. }]
                    if redirects.is_empty() && special::is_plain_command(text, simple) =>
                {
                    let output = std::mem::replace(&mut this.output, into);
                    this.simple(text, simple, false);
                    this.output = output;
                    shown = reads && !simple.redirects.iter().any(super::redirect::takes_output);
                }
                [] => {}
                statements => {
                    let id = this.subshell(text, statements, false, span);
                    this.call_subshell(id, into, false, span);
                    shown = reads;
                }
            }
            if shown {
                let read = this.unit.temporary(span);
                let callee = Callee::Api("shell.substitution.read".into());
                let value = Value::Place(printed);
                let args = vec![Arg { name: None, value, span }];
                this.push_api(Some(read), callee, args, true, span, span);
                result = Value::Place(read);
            }
            this.piped = piped;
        });
        result
    }

    /// A function of its own for commands that run in a copy of the shell. The status of the last
    /// one is that of the copy: if the copy's is looked at, so is the command's.
    pub(super) fn subshell(
        &mut self,
        text: &Fragment<'_>,
        statements: &[Statement],
        tested: bool,
        span: Span,
    ) -> FunctionId {
        self.subshell_into(None, text, statements, tested, span)
    }

    /// The same, where the output of all of them goes to one file.
    pub(super) fn subshell_into(
        &mut self,
        group_output: Option<Arg>,
        text: &Fragment<'_>,
        statements: &[Statement],
        tested: bool,
        span: Span,
    ) -> FunctionId {
        let id = self.unit.declare("", FunctionKind::Subshell, span);
        let stdout = self.unit.place("stdout", Scope::Local, span);
        let outer = self.enter(span, Some(stdout));
        self.group_output = group_output;
        if let Some((last, before)) = statements.split_last() {
            self.statements(text, before);
            self.statement(text, last, tested);
        }
        self.return_output(Span { start: span.end, end: span.end });
        self.leave(id, outer);
        id
    }

    /// Ends a function with its standard output.
    pub(super) fn return_output(&mut self, span: Span) {
        let value = self.result.map(Value::Place);
        self.body.ret(value, span);
    }

    pub(super) fn call_subshell(
        &mut self,
        id: FunctionId,
        output: Output,
        checked: bool,
        span: Span,
    ) {
        let call = Call {
            into: output.place(),
            callee: Callee::Local(id),
            receiver: None,
            args: Vec::new(),
            checked,
            span,
            name_span: span,
        };
        self.unit.push(&mut self.body, Step::Call(call));
    }
}

impl Output {
    /// The place that takes what is written.
    pub(super) fn place(self) -> Option<tmplint_ir::PlaceId> {
        match self {
            Self::Elsewhere => None,
            Self::Function(place) | Self::Captured(place) => Some(place),
        }
    }
}

/// The redirection of a command that is nothing but `<file`.
fn file_read(simple: &Simple) -> Option<usize> {
    let read = simple.redirects.iter().position(|redirect| redirect.operator == Operator::Read);
    read.filter(|_| simple.words.is_empty() && simple.redirects.len() == 1)
}

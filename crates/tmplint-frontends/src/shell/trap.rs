//! `trap`: text that runs later becomes a function.

use tmplint_ir::{Arg, Callee, FunctionId, FunctionKind, Part, Span, Step, Value};

use crate::hole;

use super::command::Status;
use super::fragment::{Extent, Fragment, Made};
use super::special::literal;
use super::syntax::Simple;
use super::word::Quoting;
use super::{Lowering, word};

/// Actions inside of actions that are followed.
const MAX_NESTED_TRAPS: usize = 3;

impl Lowering {
    /// Lowers a `trap` command.
    pub(super) fn trap(
        &mut self,
        text: &Fragment<'_>,
        simple: &Simple,
        name: &Extent,
        arguments: &[Extent],
        tested: bool,
    ) -> Status {
        let span =
            arguments.last().map_or(text.span(name), |last| text.span(name).cover(text.span(last)));
        let dashes = arguments.first().is_some_and(|first| text.slice(first) == "--");
        let words = arguments.get(usize::from(dashes)..).unwrap_or(&[]);
        let mut args = Vec::new();
        let mut rest = words;
        // One word alone, or a number first, only says which signals get their default back.
        if let [action, signals @ ..] = words
            && !signals.is_empty()
            && !text.slice(action).bytes().all(|byte| byte.is_ascii_digit())
            && !text.slice(action).starts_with('-')
        {
            let value = self.action(text, action);
            args.push(Arg { name: None, value, span: text.span(action) });
            rest = signals;
        }
        for argument in rest {
            self.arguments(text, argument, &mut args);
        }
        let streams = self.redirects(text, &simple.redirects, tested);
        let into = self.output.place().filter(|_| !streams.output_taken && args.len() < 2);
        self.push_api(into, Callee::Api("trap".into()), args, tested, span, text.span(name));
        Status::Call
    }

    /// The value of an action: a handler, if there is any text to run.
    fn action(&mut self, text: &Fragment<'_>, action: &Extent) -> Value {
        let span = text.span(action);
        if literal(text, action).is_some_and(|script| script.trim().is_empty()) {
            return Value::literal("", span);
        }
        let (parts, origins) = self.traced_parts(text, action, Quoting::Bare);
        let known =
            |part: &Part| matches!(part, Part::Literal { text, .. } if !text.trim().is_empty());
        if !parts.iter().any(known) || text.trap_depth >= MAX_NESTED_TRAPS {
            return word::value(parts, span);
        }
        let made = self.script(text, parts, origins);
        let mut nested = text.nested(made);
        nested.trap_depth = text.trap_depth + 1;
        Value::Function(self.handler(&nested, span))
    }

    /// The text of an action. What is expanded when the trap is set goes into temporaries, and
    /// marks in the text stand for them.
    pub(super) fn script(
        &mut self,
        text: &Fragment<'_>,
        parts: Vec<Part>,
        origins: Vec<Vec<usize>>,
    ) -> Made {
        let mut made = Made::default();
        let before = text.hole_count();
        let mut origins = origins.into_iter();
        for part in parts {
            match part {
                Part::Literal { text, .. } => {
                    let offsets = origins.next().unwrap_or_default();
                    for (character, offset) in text.chars().zip(offsets) {
                        made.push(hole::clean(character), offset);
                    }
                }
                Part::Hole { value, span } => {
                    let into = self.unit.temporary(span);
                    self.unit.push(&mut self.body, Step::Let { into, value, span });
                    made.push_hole(into, before, span);
                }
            }
        }
        made
    }

    fn handler(&mut self, text: &Fragment<'_>, span: Span) -> FunctionId {
        let id = self.unit.declare("", FunctionKind::Handler, span);
        let outer = self.enter(span, None);
        let in_handler = std::mem::replace(&mut self.scopes.in_handler, true);
        let shadows = std::mem::take(&mut self.scopes.shadows);
        self.nested(span, |this| {
            let script = this.parse(text, &(0..text.text.len()));
            this.statements(text, &script.statements);
        });
        self.body.ret(None, Span { start: span.end, end: span.end });
        self.scopes.shadows = shadows;
        self.scopes.in_handler = in_handler;
        self.leave(id, outer);
        id
    }
}

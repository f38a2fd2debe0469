//! Compound commands.

use tmplint_ir::{BlockId, FunctionKind, Scope, Span, Step, Test, Value};

use super::fragment::{Extent, Fragment};
use super::special;
use super::syntax::{AfterArm, CaseArm, ForHeader, Kind, Statement};
use super::{Loop, Lowering, Output};

impl Lowering {
    /// Lowers a statement whose status is looked at or not.
    pub(super) fn statement(&mut self, text: &Fragment<'_>, statement: &Statement, tested: bool) {
        if self.body.is_closed() {
            self.body.start_unreachable();
        }
        let span = text.span(&statement.extent);
        self.nested(span, |this| this.statement_here(text, statement, span, tested));
    }

    fn statement_here(
        &mut self,
        text: &Fragment<'_>,
        statement: &Statement,
        span: Span,
        tested: bool,
    ) {
        match &statement.kind {
            Kind::Function { name, body } => return self.function(text, name, body, span),
            Kind::TooDeep => return self.too_deep(span),
            _ => {}
        }
        let output = self.output;
        let mut group_output = None;
        if !statement.redirects.is_empty() {
            let streams = self.redirects(text, &statement.redirects, tested);
            if streams.output_taken {
                self.output = Output::Elsewhere;
                group_output = Some(std::mem::replace(&mut self.group_output, streams.stdout));
            }
        }
        match &statement.kind {
            Kind::Simple(simple) => {
                self.simple(text, simple, tested);
            }
            Kind::Not(inner) => self.statement(text, inner, true),
            Kind::Background(inner) => self.background(text, inner, span),
            Kind::Pipeline(parts) => {
                self.pipeline(text, parts, tested);
            }
            Kind::AndOr(items) => self.and_or(text, items, tested, None),
            Kind::If { arms, otherwise } => self.if_statement(text, arms, otherwise),
            Kind::While { until, condition, body } => {
                self.while_loop(text, *until, condition, body);
            }
            Kind::For { header, body } => self.for_loop(text, header, body, span),
            Kind::Case { word, arms } => self.case(text, word, arms, span, None),
            Kind::Group(inner) => self.statements(text, inner),
            Kind::Subshell(inner) => {
                let group_output = self.group_output.clone();
                let id = self.subshell_into(group_output, text, inner, tested, span);
                self.call_subshell(id, self.output, tested, span);
            }
            Kind::Function { .. } | Kind::TooDeep => {}
        }
        self.output = output;
        if let Some(group_output) = group_output {
            self.group_output = group_output;
        }
    }

    /// `… &`
    fn background(&mut self, text: &Fragment<'_>, inner: &Statement, span: Span) {
        if let Kind::Simple(simple) = &inner.kind
            && special::is_plain_command(text, simple)
        {
            self.simple(text, simple, false);
            return;
        }
        let statements = match &inner.kind {
            Kind::Subshell(statements) if inner.redirects.is_empty() => statements.as_slice(),
            _ => std::slice::from_ref(inner),
        };
        let id = self.subshell(text, statements, false, span);
        self.call_subshell(id, self.output, false, span);
    }

    fn if_statement(
        &mut self,
        text: &Fragment<'_>,
        arms: &[(Vec<Statement>, Vec<Statement>)],
        otherwise: &[Statement],
    ) {
        let join = self.body.new_block();
        for (condition, body) in arms {
            let (then, next) = (self.body.new_block(), self.body.new_block());
            self.conditions(text, condition, then, next);
            self.body.switch_to(then);
            self.statements(text, body);
            self.body.goto(join);
            self.body.switch_to(next);
        }
        self.statements(text, otherwise);
        self.body.goto(join);
        self.body.switch_to(join);
    }

    fn while_loop(
        &mut self,
        text: &Fragment<'_>,
        until: bool,
        condition: &[Statement],
        body: &[Statement],
    ) {
        let (head, inside) = (self.body.new_block(), self.body.new_block());
        let exit = self.body.new_block();
        self.body.goto(head);
        self.body.switch_to(head);
        if endless(text, until, condition) {
            self.statements(text, condition);
            self.body.goto(inside);
        } else if until {
            self.conditions(text, condition, exit, inside);
        } else {
            self.conditions(text, condition, inside, exit);
        }
        self.loop_body(head, exit, inside, |this| this.statements(text, body));
    }

    /// Lowers a loop's body, and goes on after the loop.
    fn loop_body(
        &mut self,
        head: BlockId,
        exit: BlockId,
        inside: BlockId,
        lower: impl FnOnce(&mut Self),
    ) {
        self.loops.push(Loop { head, exit });
        self.body.switch_to(inside);
        lower(self);
        self.body.goto(head);
        self.loops.pop();
        self.body.switch_to(exit);
    }

    fn for_loop(
        &mut self,
        text: &Fragment<'_>,
        header: &ForHeader,
        body: &[Statement],
        span: Span,
    ) {
        let values = match header {
            ForHeader::Words { words: Some(words), .. } => {
                let mut values = Vec::new();
                for word in words {
                    self.arguments(text, word, &mut values);
                }
                Value::List(values.into_iter().map(|argument| argument.value).collect())
            }
            ForHeader::Words { words: None, .. } => Value::Place(self.variable("@", span)),
            ForHeader::Arithmetic(expression) => {
                self.hidden_substitutions(text, expression);
                Value::Opaque
            }
        };
        let (head, inside) = (self.body.new_block(), self.body.new_block());
        let exit = self.body.new_block();
        self.body.goto(head);
        self.body.switch_to(head);
        let span = match header {
            ForHeader::Words { name, .. } => text.span(name),
            ForHeader::Arithmetic(expression) => text.span(expression),
        };
        if !unconditional(text, header) {
            self.body.branch(Test::Opaque, span, inside, exit);
        }
        self.body.goto(inside);
        self.loop_body(head, exit, inside, |this| {
            if let ForHeader::Words { name, .. } = header {
                let into = this.assigned_variable(text.slice(name), span);
                let value = Value::Element(Box::new(values));
                this.unit.push(&mut this.body, Step::Let { into, value, span });
            }
            this.statements(text, body);
        });
    }

    /// Lowers a `case`; what runs last in it decides between `targets`, if its status is looked at.
    pub(super) fn case(
        &mut self,
        text: &Fragment<'_>,
        word: &Extent,
        arms: &[CaseArm],
        span: Span,
        targets: Option<(BlockId, BlockId)>,
    ) {
        self.word(text, word);
        let join = targets.map_or_else(|| self.body.new_block(), |(then, _)| then);
        let bodies: Vec<_> = arms.iter().map(|_| self.body.new_block()).collect();
        let mut next_body = bodies.iter().skip(1).copied().chain([join]);
        for (arm, &body) in arms.iter().zip(&bodies) {
            for pattern in &arm.patterns {
                self.hidden_substitutions(text, pattern);
            }
            let next = self.body.new_block();
            let catches_all = arm.patterns.iter().any(|pattern| text.slice(pattern) == "*");
            if catches_all {
                self.body.goto(body);
            } else {
                let patterns = arm.patterns.first().zip(arm.patterns.last());
                let span =
                    patterns.map_or(span, |(first, last)| text.span(first).cover(text.span(last)));
                self.body.branch(Test::Opaque, span, body, next);
            }
            self.body.switch_to(body);
            match targets {
                Some((then, otherwise)) if arm.after == AfterArm::Leave => {
                    self.conditions(text, &arm.body, then, otherwise);
                }
                _ => self.statements(text, &arm.body),
            }
            let following = next_body.next().unwrap_or(join);
            self.body.goto(match arm.after {
                AfterArm::Leave => join,
                AfterArm::FallThrough => following,
                AfterArm::TestNext => next,
            });
            self.body.switch_to(next);
        }
        self.body.goto(join);
        if targets.is_none() {
            self.body.switch_to(join);
        }
    }

    /// Lowers a function's definition, which by itself does nothing.
    fn function(&mut self, text: &Fragment<'_>, name: &Extent, body: &Statement, span: Span) {
        let id = self.declare_function(text, name);
        let stdout = self.unit.place("stdout", Scope::Local, text.span(name));
        let outer = self.enter(span, Some(stdout));
        let scope = self.enter_scope();
        let function = self.unit.function_mut(id);
        function.span = span;
        if let Kind::Subshell(inner) = &body.kind {
            function.kind = FunctionKind::Subshell;
            if self.redirects(text, &body.redirects, false).output_taken {
                self.output = Output::Elsewhere;
            }
            self.statements(text, inner);
        } else {
            self.statement(text, body, false);
        }
        self.return_output(Span { start: span.end.saturating_sub(1), end: span.end });
        self.leave_scope(scope, id);
        self.leave(id, outer);
    }
}

/// Whether a loop has no way out but `break`.
fn endless(text: &Fragment<'_>, until: bool, condition: &[Statement]) -> bool {
    let [Statement { kind: Kind::Simple(simple), .. }] = condition else { return false };
    let name = special::command_name(text, simple);
    match name.as_deref() {
        Some("true" | ":") => !until,
        Some("false") => until,
        _ => false,
    }
}

/// Whether a loop is `for ((;;))`.
fn unconditional(text: &Fragment<'_>, header: &ForHeader) -> bool {
    let ForHeader::Arithmetic(expression) = header else { return false };
    let mut parts = text.slice(expression).split(';');
    parts.nth(1).is_some_and(|condition| condition.trim().is_empty())
}

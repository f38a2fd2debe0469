//! Where control goes: conditions, loops, `match`, `?` and jumps.

use std::collections::HashMap;

use syn::{
    BinOp, Block, Expr, ExprBlock, ExprBreak, ExprContinue, ExprForLoop, ExprIf, ExprLoop,
    ExprMatch, ExprMethodCall, ExprReturn, ExprWhile, Label, Lifetime, Pat, UnOp,
};
use tmplint_ir::{BlockId, CompareOp, PlaceId, Span, Test, Value};

use super::lowerer::{Lowered, Lowerer, Want, is_simple};
use super::operators::{comparison, operands};
use super::patterns::Holder;
use super::scopes::{Loop, LoopKind};

impl Lowerer {
    /// Where the value of something with several ends goes, and how each end gives it.
    fn result_place(&mut self, want: Want, span: Span) -> (Option<PlaceId>, Want) {
        match want {
            Want::Into(place) => (Some(place), want),
            Want::Value | Want::Borrow => {
                let place = self.unit.temporary(span);
                (Some(place), Want::Into(place))
            }
            Want::Nothing | Want::Status | Want::Drop => (None, Want::Nothing),
        }
    }

    fn result(place: Option<PlaceId>, span: Span) -> Lowered {
        place.map_or_else(|| Lowered::opaque(span), |place| Lowered::place(place, span))
    }

    // Conditions.

    pub(super) fn if_expression(&mut self, first: &ExprIf, want: Want) -> Lowered {
        let start = self.spans.of(first.if_token.span);
        let want = if first.else_branch.is_some() { want } else { Want::Nothing };
        let (place, inner) = self.result_place(want, start);
        let base = self.function.frames.len();
        let mut ends = Vec::new();
        let mut end = start;
        let mut at = first;
        // Chains of `else if` may be long: they are followed in a loop.
        loop {
            self.push_statement_frame();
            self.variables.push(HashMap::new());
            self.push_block_frame();
            let (then, otherwise) = (self.new_block(), self.new_block());
            self.condition(&at.cond, then, otherwise);
            self.switch_to(then);
            self.block(&at.then_branch, inner);
            let brace = self.spans.of(at.then_branch.brace_token.span.close());
            end = end.cover(brace);
            if !self.is_dead() {
                self.leave(base, brace);
            }
            ends.extend(self.live_end());
            self.function.frames.pop();
            self.variables.pop();
            self.switch_to(otherwise);
            match &at.else_branch {
                None => {
                    let mixed = self.leaving_ends(base);
                    self.leave(base, brace);
                    self.function.frames.truncate(base);
                    if mixed {
                        ends.extend(self.live_end());
                        self.join(ends);
                    } else {
                        self.lead(ends, otherwise);
                    }
                    break;
                }
                Some((_, next)) => match &**next {
                    Expr::If(next) => at = next,
                    other => {
                        let last = self.expression(other, inner);
                        end = end.cover(last.span);
                        if !self.is_dead() {
                            self.leave(base, end);
                        }
                        ends.extend(self.live_end());
                        self.function.frames.truncate(base);
                        self.join(ends);
                        break;
                    }
                },
            }
        }
        Self::result(place, start.cover(end))
    }

    /// Lets blocks lead to one that exists, and goes on there.
    fn lead(&mut self, from: Vec<BlockId>, to: BlockId) {
        for block in from {
            self.switch_to(block);
            self.goto(to);
        }
        self.switch_to(to);
    }

    /// Branches on an expression. What its patterns bind is in the innermost scope.
    pub(super) fn condition(&mut self, condition: &Expr, then: BlockId, otherwise: BlockId) {
        let inner = |this: &mut Self| match condition {
            Expr::Paren(inner) => this.condition(&inner.expr, then, otherwise),
            Expr::Group(inner) => this.condition(&inner.expr, then, otherwise),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Not(_)) => {
                this.condition(&unary.expr, otherwise, then);
            }
            Expr::Binary(binary) if matches!(binary.op, BinOp::And(_) | BinOp::Or(_)) => {
                let is_and = matches!(binary.op, BinOp::And(_));
                let operands = operands(binary);
                let last = operands.len().saturating_sub(1);
                for operand in &operands[..last] {
                    let next = this.new_block();
                    if is_and {
                        this.condition(operand, next, otherwise);
                    } else {
                        this.condition(operand, then, next);
                    }
                    this.switch_to(next);
                }
                this.condition(operands[last], then, otherwise);
            }
            Expr::Let(pattern) => {
                let holder = Holder::of(&pattern.expr);
                let value = this.scrutinee(&pattern.expr);
                this.test(&pattern.pat, &value, Some(otherwise), holder);
                this.goto(then);
            }
            other => this.plain_condition(other, then, otherwise),
        };
        if self.deeper(|this| this.here(condition), inner).is_none() {
            let here = self.here(condition);
            self.branch(Test::Opaque, here, then, otherwise);
        }
    }

    fn plain_condition(&mut self, condition: &Expr, then: BlockId, otherwise: BlockId) {
        self.push_statement_frame();
        let (test, span) = match condition {
            Expr::Binary(binary) if let Some(op) = comparison(&binary.op) => {
                let left = self.expression(&binary.left, Want::Borrow);
                let right = self.expression(&binary.right, Want::Borrow);
                let span = left.span.cover(right.span);
                let (left, right) = (self.keep_past_ends(left), self.keep_past_ends(right));
                (Test::Compare { op, left: left.value, right: right.value }, span)
            }
            Expr::MethodCall(call) if let Some(variant) = asked_variant(call) => {
                let value = self.expression(&call.receiver, Want::Borrow);
                self.look_at(&value.value);
                let value = self.keep_past_ends(value);
                let test = match value.value {
                    Value::Opaque => Test::Opaque,
                    value => Test::Matches { value, variant: variant.into() },
                };
                (test, value.span.cover(self.spans.of(call.paren_token.span.close())))
            }
            Expr::Macro(invocation) if invocation.mac.path.is_ident("cfg") => {
                let span = self.here(condition);
                let mut words = invocation.mac.tokens.to_string();
                words.retain(|character| !character.is_whitespace());
                let (left, right) = (Value::Name("cfg".into()), Value::literal(&words, span));
                (Test::Compare { op: CompareOp::Equal, left, right }, span)
            }
            other => {
                let value = self.expression(other, Want::Borrow);
                let value = self.keep_past_ends(value);
                let test = match value.value {
                    Value::Opaque => Test::Opaque,
                    value => Test::Truthy(value),
                };
                (test, value.span)
            }
        };
        self.pop_frame(span);
        self.branch(test, span, then, otherwise);
    }

    /// The value that patterns are tried on.
    pub(super) fn scrutinee(&mut self, expression: &Expr) -> Value {
        let value = self.expression(expression, Want::Borrow);
        match &value.value {
            Value::List(values) if values.iter().all(is_simple) => value.value,
            Value::Field(..) | Value::Name(_) if value.depth < 8 => value.value,
            _ => self.spill(value).value,
        }
    }

    pub(super) fn match_expression(&mut self, choice: &ExprMatch, want: Want) -> Lowered {
        let span = self.spans.between(choice.match_token.span, choice.brace_token.span.close());
        let (place, inner) = self.result_place(want, span);
        let base = self.function.frames.len();
        self.push_statement_frame();
        let holder = Holder::of(&choice.expr);
        let value = self.scrutinee(&choice.expr);
        let mut ends = Vec::new();
        let last = choice.arms.len().saturating_sub(1);
        for (index, arm) in choice.arms.iter().enumerate() {
            // Arms are exhaustive: the last one needs no test, unless it has a condition.
            let fail =
                (index != last || matches!(arm.pat, Pat::Guard(_))).then(|| self.new_block());
            self.variables.push(HashMap::new());
            self.push_block_frame();
            self.test(&arm.pat, &value, fail, holder);
            self.push_statement_frame();
            let result = self.expression(&arm.body, inner);
            if !self.is_dead() {
                self.leave(base, result.span);
            }
            ends.extend(self.live_end());
            self.function.frames.truncate(base + 1);
            self.variables.pop();
            if let Some(next) = fail {
                self.switch_to(next);
            }
        }
        self.function.frames.truncate(base);
        if !self.is_dead() && !ends.contains(&self.function.body.current()) {
            self.diverge();
        }
        self.join(ends);
        Self::result(place, span)
    }

    // Loops.

    pub(super) fn endless_loop(&mut self, repeat: &ExprLoop, want: Want) -> Lowered {
        let span = self.spans.between(repeat.loop_token.span, repeat.body.brace_token.span.close());
        let (place, _) = self.result_place(want, span);
        let head = self.new_block();
        self.goto_open(head);
        self.push_loop(repeat.label.as_ref(), LoopKind::Loop(head), place);
        self.block(&repeat.body, Want::Nothing);
        self.goto(head);
        self.pop_loop();
        Self::result(place, span)
    }

    pub(super) fn while_loop(&mut self, repeat: &ExprWhile) -> Lowered {
        let span =
            self.spans.between(repeat.while_token.span, repeat.body.brace_token.span.close());
        let head = self.new_block();
        self.goto_open(head);
        self.push_loop(repeat.label.as_ref(), LoopKind::Loop(head), None);
        let base = self.function.frames.len();
        self.push_statement_frame();
        self.variables.push(HashMap::new());
        self.push_block_frame();
        let (body, failed) = (self.new_block(), self.new_block());
        self.condition(&repeat.cond, body, failed);
        self.switch_to(body);
        self.block(&repeat.body, Want::Nothing);
        if !self.is_dead() {
            self.leave(base, span);
        }
        self.goto(head);
        self.function.frames.pop();
        self.variables.pop();
        self.switch_to(failed);
        self.leave(base, span);
        self.function.frames.truncate(base);
        self.pop_loop();
        Lowered::opaque(span)
    }

    pub(super) fn for_loop(&mut self, repeat: &ExprForLoop) -> Lowered {
        let span = self.spans.between(repeat.for_token.span, repeat.body.brace_token.span.close());
        let base = self.function.frames.len();
        self.push_statement_frame();
        let items = self.expression(&repeat.expr, Want::Value);
        let items = self.bounded(items);
        let element = match items.value {
            Value::Opaque => Value::Opaque,
            items => Value::Element(Box::new(items)),
        };
        let head = self.new_block();
        self.goto_open(head);
        self.push_loop(repeat.label.as_ref(), LoopKind::Loop(head), None);
        let (body, done) = (self.new_block(), self.new_block());
        self.branch(Test::Opaque, self.spans.of(repeat.for_token.span), body, done);
        self.switch_to(body);
        self.variables.push(HashMap::new());
        self.push_block_frame();
        // What an iterator hands out may be references, whose end means nothing.
        self.test(&repeat.pat, &element, None, Holder::Other);
        self.learn_from_items(&repeat.expr);
        self.block(&repeat.body, Want::Nothing);
        self.pop_frame(span);
        self.variables.pop();
        self.goto(head);
        self.switch_to(done);
        self.pop_loop();
        if !self.is_dead() {
            self.leave(base, span);
        }
        self.function.frames.truncate(base);
        Lowered::opaque(span)
    }

    fn goto_open(&mut self, head: BlockId) {
        self.goto(head);
        self.switch_to(head);
    }

    fn push_loop(&mut self, label: Option<&Label>, kind: LoopKind, result: Option<PlaceId>) {
        let label = label.map(|label| label.name.ident.to_string());
        let frames = self.function.frames.len();
        self.function.loops.push(Loop { label, kind, exit: None, result, frames });
    }

    /// Goes on after the innermost loop, if something leads there.
    fn pop_loop(&mut self) {
        if let Some(exit) = self.function.loops.pop().and_then(|done| done.exit) {
            if !self.is_dead() {
                self.goto(exit);
            }
            self.switch_to(exit);
        }
    }

    // Blocks that can be left early.

    pub(super) fn labelled_block(&mut self, block: &ExprBlock, want: Want) -> Lowered {
        let Some(label) = &block.label else { return self.block(&block.block, want) };
        self.early_block(&block.block, Some(label), LoopKind::Block, want)
    }

    pub(super) fn try_block(&mut self, block: &Block, want: Want) -> Lowered {
        self.early_block(block, None, LoopKind::Try, want)
    }

    /// An `async` block is lowered as if it ran where it stands.
    pub(super) fn async_block(&mut self, block: &Block, moves: bool, want: Want) -> Lowered {
        let before = self.function.captured_below;
        if moves {
            self.function.captured_below = self.variables.len();
        }
        let result = self.early_block(block, None, LoopKind::Async, want);
        self.function.captured_below = before;
        result
    }

    fn early_block(
        &mut self,
        block: &Block,
        label: Option<&Label>,
        kind: LoopKind,
        want: Want,
    ) -> Lowered {
        let span = self.spans.of(block.brace_token.span.join());
        let (place, inner) = self.result_place(want, span);
        self.push_loop(label, kind, place);
        self.block(block, inner);
        self.pop_loop();
        Self::result(place, span)
    }

    // Jumps.

    /// `e?`: on with the value, or out of the function.
    pub(super) fn attempt(&mut self, value: Lowered, span: Span, want: Want) -> Lowered {
        let (proceed, fail) = (self.new_block(), self.new_block());
        let value = if value.is_call { value } else { self.detach(value) };
        let test = if value.is_call {
            Test::LastCall
        } else {
            Test::Matches { value: value.value.clone(), variant: "Ok".into() }
        };
        self.branch(test, span, proceed, fail);
        self.switch_to(fail);
        self.leave_with_error(span);
        self.switch_to(proceed);
        let value = if want == Want::Status { Value::Opaque } else { value.value };
        Lowered { is_call: false, ..Lowered::new(value, span) }
    }

    /// The failing side of `?`.
    pub(super) fn leave_with_error(&mut self, span: Span) {
        let target = self
            .function
            .loops
            .iter()
            .rposition(|place| matches!(place.kind, LoopKind::Async | LoopKind::Try));
        match target {
            Some(index) => self.jump(index, span),
            None if self.is_dead() => {}
            None => {
                self.leave(0, span);
                self.ret(None, span);
            }
        }
    }

    /// Leaves a loop or block.
    fn jump(&mut self, index: usize, span: Span) {
        if self.is_dead() {
            return;
        }
        let Some(depth) = self.function.loops.get(index).map(|target| target.frames) else {
            return;
        };
        self.leave(depth, span);
        if let Some(exit) = self.loop_exit(index) {
            self.goto(exit);
        }
    }

    pub(super) fn break_expression(&mut self, leave: &ExprBreak, here: Span) -> Lowered {
        let Some(index) = self.find_loop(leave.label.as_ref()) else {
            if let Some(value) = &leave.expr {
                self.expression(value, Want::Nothing);
            }
            self.diverge();
            return Lowered::opaque(here);
        };
        if let Some(value) = &leave.expr {
            let result = self.function.loops.get(index).and_then(|target| target.result);
            self.expression(value, result.map_or(Want::Nothing, Want::Into));
        }
        self.jump(index, here);
        Lowered::opaque(here)
    }

    pub(super) fn continue_expression(&mut self, again: &ExprContinue, here: Span) -> Lowered {
        let target = self
            .find_loop(again.label.as_ref())
            .and_then(|index| self.function.loops.get(index))
            .map(|target| (target.kind, target.frames));
        match target {
            Some((LoopKind::Loop(head), depth)) if !self.is_dead() => {
                self.leave(depth, here);
                self.goto(head);
            }
            Some((LoopKind::Loop(_), _)) => {}
            _ => self.diverge(),
        }
        Lowered::opaque(here)
    }

    fn find_loop(&self, label: Option<&Lifetime>) -> Option<usize> {
        let label = label.map(|label| label.ident.to_string());
        self.function.loops.iter().rposition(|target| match &label {
            Some(label) => target.label.as_ref() == Some(label),
            None => matches!(target.kind, LoopKind::Loop(_)),
        })
    }

    pub(super) fn return_expression(&mut self, back: &ExprReturn, here: Span) -> Lowered {
        let target = self.function.loops.iter().rposition(|place| place.kind == LoopKind::Async);
        if let Some(index) = target {
            if let Some(value) = &back.expr {
                let result = self.function.loops.get(index).and_then(|target| target.result);
                self.expression(value, result.map_or(Want::Nothing, Want::Into));
            }
            self.jump(index, here);
            return Lowered::opaque(here);
        }
        let mut span = here;
        let value = back.expr.as_ref().map(|value| {
            let value = self.expression(value, Want::Value);
            span = span.cover(value.span);
            if self.leaving_ends(0) { self.detach(value) } else { value }.value
        });
        if !self.is_dead() {
            self.leave(0, here);
            self.ret(value, span);
        }
        Lowered::opaque(span)
    }
}

/// What `Result` and `Option` are asked by the methods that say whether they are this variant.
fn asked_variant(call: &ExprMethodCall) -> Option<&'static str> {
    let variant = match call.method.to_string().as_str() {
        "is_ok" => "Ok",
        "is_err" => "Err",
        "is_some" => "Some",
        "is_none" => "None",
        _ => return None,
    };
    call.args.is_empty().then_some(variant)
}

//! Ways out: `return`, `break`, `continue`, exceptions, and what runs on them.

use tmplint_ir::{BlockId, PlaceId, QualName, Span, Step, Test, Value};
use tree_sitter::Node;

use super::lowering::Lowering;
use super::syntax::{
    as_written, bare, child_of_kind, children, compact, field, fields, span, split_as,
};

/// Something that control passes on its way out of a statement.
#[derive(Clone, Copy)]
pub(super) enum Frame<'t> {
    /// A loop that `break` and `continue` refer to.
    Loop { head: BlockId, exit: BlockId },
    /// A `with`, which ends what it holds.
    With { place: PlaceId, span: Span, unwind: Option<BlockId> },
    /// A `finally`, whose body runs.
    Finally { clause: Node<'t>, unwind: Option<BlockId> },
}

impl<'t> Lowering<'t> {
    pub(super) fn return_statement(&mut self, node: Node<'t>) {
        let mut value = children(node).first().map(|&value| self.value(value));
        let runs_code =
            self.current.frames.iter().any(|frame| matches!(frame, Frame::Finally { .. }));
        if runs_code && let Some(read) = value.take() {
            // The value is read before the `finally` body can change what it was read from.
            let stable = self.is_stable(&read);
            value = Some(if stable { read } else { Value::Place(self.hold(read, span(node))) });
        }
        self.leave(node, 0, |this| this.current.blocks.ret(value, span(node)));
    }

    pub(super) fn break_statement(&mut self, node: Node<'t>) {
        if let Some((depth, _, exit)) = self.innermost_loop() {
            self.leave(node, depth + 1, |this| this.jump(exit));
        }
    }

    pub(super) fn continue_statement(&mut self, node: Node<'t>) {
        if let Some((depth, head, _)) = self.innermost_loop() {
            self.leave(node, depth + 1, |this| this.jump(head));
        }
    }

    fn innermost_loop(&self) -> Option<(usize, BlockId, BlockId)> {
        self.current.frames.iter().enumerate().rev().find_map(|(depth, frame)| match *frame {
            Frame::Loop { head, exit } => Some((depth, head, exit)),
            _ => None,
        })
    }

    /// Runs what the frames above `depth` run when control leaves them, innermost first, then
    /// `end`. `node` is the statement that leaves.
    fn leave(&mut self, node: Node<'t>, depth: usize, end: impl FnOnce(&mut Self)) {
        let frames = self.current.frames.clone();
        let unwind = self.current.blocks.unwind();
        while self.current.frames.len() > depth && !self.is_closed() {
            let Some(frame) = self.current.frames.pop() else { break };
            let (Frame::With { unwind, .. } | Frame::Finally { unwind, .. }) = frame else {
                continue;
            };
            if !self.may_pass(node) {
                break;
            }
            self.current.blocks.set_unwind(unwind);
            self.next_block();
            match frame {
                Frame::With { place, span, .. } => self.push(Step::EndScope { place, span }),
                Frame::Finally { clause, .. } => self.suite(child_of_kind(clause, "block")),
                Frame::Loop { .. } => {}
            }
        }
        if !self.is_closed() {
            end(self);
        }
        self.current.frames = frames;
        self.current.blocks.set_unwind(unwind);
    }

    pub(super) fn raise_statement(&mut self, node: Node<'t>) {
        for raised in children(node) {
            self.effects(raised);
        }
        self.raise(span(node));
    }

    pub(super) fn try_statement(&mut self, node: Node<'t>) {
        let clauses = children(node);
        let excepts: Vec<_> = clauses
            .iter()
            .copied()
            .filter(|clause| matches!(clause.kind(), "except_clause" | "except_group_clause"))
            .collect();
        let alternative = child_of_kind(node, "else_clause");
        let finally = child_of_kind(node, "finally_clause");

        let outer = self.current.blocks.unwind();
        let after = self.new_block();
        let cleanup = finally.map(|clause| (clause, self.new_block(), self.new_block()));
        let (normal, inner) = match cleanup {
            Some((clause, normal, unwinding)) => {
                self.current.frames.push(Frame::Finally { clause, unwind: outer });
                (normal, Some(unwinding))
            }
            None => (after, outer),
        };
        self.current.blocks.set_unwind(inner);
        let dispatch = if excepts.is_empty() { None } else { Some(self.new_block()) };
        self.current.blocks.set_unwind(dispatch.or(inner));
        self.next_block();
        self.suite(field(node, "body"));
        self.current.blocks.set_unwind(inner);
        if let Some(alternative) = alternative
            && !self.is_closed()
        {
            self.next_block();
            self.suite(field(alternative, "body"));
        }
        self.jump(normal);
        if let Some(dispatch) = dispatch {
            self.switch_to(dispatch);
            for clause in excepts {
                self.except(clause, normal);
            }
            self.raise(Span::new(node.start_byte(), node.start_byte() + "try".len()));
        }
        self.current.blocks.set_unwind(outer);
        if let Some((clause, normal, unwinding)) = cleanup {
            self.current.frames.pop();
            let body = child_of_kind(clause, "block").filter(|_| self.may_pass(clause));
            self.resume(normal);
            if !self.is_closed() {
                self.suite(body);
                self.jump(after);
            }
            self.switch_to(unwinding);
            self.suite(body);
            self.raise(Span::new(clause.start_byte(), clause.start_byte() + "finally".len()));
        }
        self.resume(after);
    }

    /// One `except`; what it does not catch goes on in the block that is current afterwards.
    fn except(&mut self, clause: Node<'t>, done: BlockId) {
        let values = fields(clause, "value");
        let (caught, alias) = match values.first() {
            Some(&value) => {
                let (caught, alias) = split_as(value);
                (Some(caught), alias)
            }
            None => (None, None),
        };
        // Python 2: `except Error, name`.
        let target = alias.or(field(clause, "alias")).or(match values[..] {
            [_, name] => Some(name),
            _ => None,
        });
        let names = caught.map(|caught| self.exception_names(caught)).unwrap_or_default();
        let (handler, next) = (self.new_block(), self.new_block());
        let header = caught.map_or_else(
            || Span::new(clause.start_byte(), clause.start_byte() + "except".len()),
            span,
        );
        self.branch(Test::Caught(names), header, handler, next);
        self.resume(handler);
        if let Some(target) = target {
            self.assign(target, Value::Opaque, span(target));
        }
        self.suite(child_of_kind(clause, "block"));
        self.jump(done);
        self.resume(next);
    }

    fn exception_names(&self, value: Node<'t>) -> Vec<QualName> {
        let value = bare(value);
        let single = [value];
        let several = children(value);
        let caught = if value.kind() == "tuple" { &several[..] } else { &single[..] };
        caught
            .iter()
            .map(|&name| {
                self.outside_name(name)
                    .unwrap_or_else(|| QualName(as_written(&compact(self.text(name)))))
            })
            .collect()
    }

    pub(super) fn with_statement(&mut self, node: Node<'t>) {
        let mut open = Vec::new();
        let mut suppressed = None;
        let outer = self.current.blocks.unwind();
        for (expression, target) in with_items(node) {
            if !self.may_open(expression) {
                break;
            }
            if suppressed.is_none()
                && let Some(names) = self.suppresses(expression)
            {
                let dispatch = self.new_block();
                self.current.blocks.set_unwind(Some(dispatch));
                self.next_block();
                suppressed = Some((dispatch, names, span(expression)));
                continue;
            }
            let place = self.with_item(expression, target);
            let cleanup = self.new_block();
            let unwind = self.current.blocks.set_unwind(Some(cleanup));
            let header = span(expression);
            self.current.frames.push(Frame::With { place, span: header, unwind });
            self.next_block();
            open.push((place, header, cleanup, unwind));
        }
        self.suite(field(node, "body"));
        while let Some((place, header, cleanup, unwind)) = open.pop() {
            self.current.frames.pop();
            self.current.blocks.set_unwind(unwind);
            if !self.is_closed() {
                self.next_block();
                self.push(Step::EndScope { place, span: header });
            }
            let normal = self.current.blocks.current();
            self.switch_to(cleanup);
            self.push(Step::EndScope { place, span: header });
            self.raise(header);
            self.switch_to(normal);
        }
        if let Some((dispatch, names, header)) = suppressed {
            self.current.blocks.set_unwind(outer);
            let (after, next) = (self.new_block(), self.new_block());
            self.jump(after);
            self.switch_to(dispatch);
            self.branch(Test::Caught(names), header, after, next);
            self.resume(next);
            self.raise(header);
            self.resume(after);
        }
    }

    /// The exceptions that `contextlib.suppress(…)` keeps from getting out of its `with`.
    fn suppresses(&self, expression: Node<'t>) -> Option<Vec<QualName>> {
        let call = bare(expression);
        let name = self.outside_name(field(call, "function").filter(|_| call.kind() == "call")?)?;
        if name.0 != "contextlib.suppress" {
            return None;
        }
        let arguments = field(call, "arguments").map(children).unwrap_or_default();
        Some(arguments.into_iter().flat_map(|each| self.exception_names(each)).collect())
    }

    /// Evaluates `expression as target` and gives the place that ends with the `with`.
    fn with_item(&mut self, expression: Node<'t>, target: Option<Node<'t>>) -> PlaceId {
        let value = self.value(expression);
        let held = match value {
            Value::Place(place) if self.is_temporary(place) => place,
            value => self.hold(value, span(expression)),
        };
        let Some(target) = target else { return held };
        let place = self.target_place(target);
        self.assign(target, Value::Place(held), span(target).cover(span(expression)));
        place.unwrap_or(held)
    }
}

/// The expressions of a `with` and what they are assigned to.
fn with_items(node: Node<'_>) -> Vec<(Node<'_>, Option<Node<'_>>)> {
    let mut items = Vec::new();
    for item in child_of_kind(node, "with_clause").map(children).unwrap_or_default() {
        let Some(value) = field(item, "value") else { continue };
        let inside = children(value);
        // `with (a as b, c as d):` may be read as a tuple.
        let is_group = matches!(value.kind(), "tuple" | "parenthesized_expression")
            && inside.iter().any(|inner| inner.kind() == "as_pattern");
        for item in if is_group { inside } else { vec![value] } {
            items.push(split_as(item));
        }
    }
    items
}

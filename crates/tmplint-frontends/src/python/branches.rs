//! `if`, loops, `match`, and the conditions of branches.

use tmplint_ir::{BlockId, CompareOp, Test, Value};
use tree_sitter::Node;

use super::exits::Frame;
use super::literals::number;
use super::lowering::Lowering;
use super::syntax::{bare, captures, child_of_kind, children, field, fields, span};

impl<'t> Lowering<'t> {
    /// Ends the current block with a branch on the condition.
    pub(super) fn condition(&mut self, node: Node<'t>, then: BlockId, otherwise: BlockId) {
        let lowered = self.nested(node, |this| this.condition_of_kind(node, then, otherwise));
        if lowered.is_none() {
            self.branch(Test::Opaque, span(node), then, otherwise);
        }
    }

    fn condition_of_kind(&mut self, node: Node<'t>, then: BlockId, otherwise: BlockId) {
        let node = bare(node);
        match node.kind() {
            "not_operator" => match field(node, "argument") {
                Some(argument) => self.condition(argument, otherwise, then),
                None => self.branch(Test::Opaque, span(node), then, otherwise),
            },
            "boolean_operator" => {
                let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else {
                    self.branch(Test::Opaque, span(node), then, otherwise);
                    return;
                };
                let is_or = field(node, "operator").is_some_and(|op| self.text(op) == "or");
                let more = self.new_block();
                if is_or {
                    self.condition(left, then, more);
                } else {
                    self.condition(left, more, otherwise);
                }
                self.resume(more);
                self.condition(right, then, otherwise);
            }
            "comparison_operator" => {
                let test = self.comparison(node);
                self.branch(test, span(node), then, otherwise);
            }
            _ if let Some(truth) = self.fixed_truth(node) => {
                self.jump(if truth { then } else { otherwise });
            }
            _ => {
                let test = match self.value(node) {
                    Value::Opaque => Test::Opaque,
                    value => Test::Truthy(value),
                };
                self.branch(test, span(node), then, otherwise);
            }
        }
    }

    fn comparison(&mut self, node: Node<'t>) -> Test {
        let mut values: Vec<_> =
            children(node).into_iter().map(|operand| self.value(operand)).collect();
        let mut cursor = node.walk();
        let operators: Vec<_> = node.children_by_field_name("operators", &mut cursor).collect();
        let ([operator], Some(right), Some(left)) = (&operators[..], values.pop(), values.pop())
        else {
            return Test::Opaque;
        };
        let op = match operator.kind() {
            "==" | "is" => CompareOp::Equal,
            "!=" | "<>" | "is not" => CompareOp::NotEqual,
            "<" => CompareOp::Less,
            "<=" => CompareOp::LessEqual,
            ">" => CompareOp::Greater,
            ">=" => CompareOp::GreaterEqual,
            "in" => CompareOp::In,
            "not in" => CompareOp::NotIn,
            _ => return Test::Opaque,
        };
        Test::Compare { op, left, right }
    }

    pub(super) fn if_statement(&mut self, node: Node<'t>) {
        let after = self.new_block();
        let mut arms = fields(node, "alternative").into_iter().peekable();
        let mut arm = node;
        loop {
            let then = self.new_block();
            let otherwise = if arms.peek().is_some() { self.new_block() } else { after };
            match field(arm, "condition") {
                Some(condition) => self.condition(condition, then, otherwise),
                None => self.branch(Test::Opaque, span(arm), then, otherwise),
            }
            self.resume(then);
            self.suite(field(arm, "consequence"));
            self.jump(after);
            let Some(next) = arms.next() else { break };
            self.resume(otherwise);
            if next.kind() == "else_clause" {
                self.suite(field(next, "body"));
                self.jump(after);
                break;
            }
            arm = next;
        }
        self.resume(after);
    }

    pub(super) fn while_statement(&mut self, node: Node<'t>) {
        let (head, body, exit) = (self.new_block(), self.new_block(), self.new_block());
        let alternative = field(node, "alternative");
        let exhausted = if alternative.is_some() { self.new_block() } else { exit };
        self.jump(head);
        self.resume(head);
        match field(node, "condition") {
            Some(condition) if self.fixed_truth(condition) == Some(true) => self.jump(body),
            Some(condition) => self.condition(condition, body, exhausted),
            None => self.branch(Test::Opaque, span(node), body, exhausted),
        }
        self.resume(body);
        self.loop_body(node, head, exit);
        self.loop_end(alternative, exhausted, exit);
    }

    /// What a condition comes to whenever it is asked: `while 1`, `if 0`, `if TYPE_CHECKING`.
    fn fixed_truth(&self, condition: Node<'t>) -> Option<bool> {
        let condition = bare(condition);
        match condition.kind() {
            "true" => Some(true),
            "false" | "none" => Some(false),
            "integer" => Some(number(self.text(condition))? != 0),
            "identifier" | "attribute" => {
                let name = self.outside_name(condition)?;
                matches!(
                    name.0.as_str(),
                    "typing.TYPE_CHECKING" | "typing_extensions.TYPE_CHECKING"
                )
                .then_some(false)
            }
            _ => None,
        }
    }

    pub(super) fn for_statement(&mut self, node: Node<'t>) {
        let collection = field(node, "right").map_or(Value::Opaque, |right| self.value(right));
        let (head, body, exit) = (self.new_block(), self.new_block(), self.new_block());
        let alternative = field(node, "alternative");
        let exhausted = if alternative.is_some() { self.new_block() } else { exit };
        self.jump(head);
        self.resume(head);
        let left = field(node, "left");
        let header = left.map_or(span(node), span);
        let header = field(node, "right").map_or(header, |right| header.cover(span(right)));
        self.branch(Test::Opaque, header, body, exhausted);
        self.resume(body);
        if let Some(target) = left {
            self.assign(target, Value::Element(Box::new(collection)), header);
        }
        self.loop_body(node, head, exit);
        self.loop_end(alternative, exhausted, exit);
    }

    fn loop_body(&mut self, node: Node<'t>, head: BlockId, exit: BlockId) {
        self.current.frames.push(Frame::Loop { head, exit });
        self.suite(field(node, "body"));
        self.current.frames.pop();
        self.jump(head);
    }

    /// The `else` of a loop runs when it ends by itself.
    fn loop_end(&mut self, alternative: Option<Node<'t>>, exhausted: BlockId, exit: BlockId) {
        if let Some(alternative) = alternative {
            self.resume(exhausted);
            self.suite(field(alternative, "body"));
            self.jump(exit);
        }
        self.resume(exit);
    }

    /// `match`: which case it is, nobody knows, but for `case _`.
    pub(super) fn match_statement(&mut self, node: Node<'t>) {
        let mut subjects: Vec<_> =
            fields(node, "subject").into_iter().map(|subject| self.value(subject)).collect();
        let subject = if subjects.len() == 1 { subjects.pop() } else { None };
        let subject = subject.unwrap_or(Value::Opaque);
        let subject = self.shared(subject, span(node));
        let after = self.new_block();
        let clauses = field(node, "body").map(children).unwrap_or_default();
        for clause in clauses {
            if clause.kind() != "case_clause" {
                continue;
            }
            let (body, next) = (self.new_block(), self.new_block());
            let pattern = child_of_kind(clause, "case_pattern");
            let whole = pattern.map_or("", |pattern| self.text(pattern));
            let guard = field(clause, "guard");
            let captured = captures(clause);
            let takes_all =
                whole == "_" || matches!(captured[..], [name] if self.text(name) == whole);
            let header = pattern.map_or(span(clause), span);
            if takes_all {
                self.jump(body);
            } else {
                self.branch(Test::Opaque, header, body, next);
            }
            self.resume(body);
            for name in captured {
                let value = if takes_all { subject.clone() } else { Value::Opaque };
                self.assign(name, value, header);
            }
            if let Some(&condition) = guard.map(children).unwrap_or_default().first() {
                let guarded = self.new_block();
                self.condition(condition, guarded, next);
                self.resume(guarded);
            }
            self.suite(field(clause, "consequence"));
            self.jump(after);
            self.resume(next);
        }
        self.jump(after);
        self.resume(after);
    }
}

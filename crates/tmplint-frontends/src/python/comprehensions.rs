//! Comprehensions and generator expressions: loops in an expression.

use std::collections::HashMap;

use tmplint_ir::{Scope as PlaceScope, Test, Value};
use tree_sitter::Node;

use super::lowering::Lowering;
use super::scopes::{Binding, Scope, ScopeKind};
use super::syntax::{children, field, fields, span, targets};

impl<'t> Lowering<'t> {
    /// Lowers the loop; its value is a collection of what the body gives.
    pub(super) fn comprehension(&mut self, node: Node<'t>) -> Value {
        self.scopes.push(Scope { kind: ScopeKind::Comprehension, names: HashMap::new() });
        let exit = self.new_block();
        // Where control goes when a clause has no more to give: the loop around it.
        let mut exhausted = exit;
        for clause in children(node) {
            match clause.kind() {
                "for_in_clause" => {
                    let right = fields(clause, "right");
                    let mut values: Vec<_> =
                        right.into_iter().map(|right| self.value(right)).collect();
                    let collection = match values.len() {
                        1 => values.remove(0),
                        _ => Value::List(values),
                    };
                    let (head, body) = (self.new_block(), self.new_block());
                    self.jump(head);
                    self.resume(head);
                    self.branch(Test::Opaque, span(clause), body, exhausted);
                    self.resume(body);
                    if let Some(target) = field(clause, "left") {
                        self.bind_comprehension_targets(target);
                        self.assign(target, Value::Element(Box::new(collection)), span(clause));
                    }
                    exhausted = head;
                }
                "if_clause" => {
                    if let Some(&condition) = children(clause).first() {
                        let body = self.new_block();
                        self.condition(condition, body, exhausted);
                        self.resume(body);
                    }
                }
                _ => {}
            }
        }
        let value = match field(node, "body") {
            Some(body) if body.kind() == "pair" => {
                let key = field(body, "key").map_or(Value::Opaque, |key| self.value(key));
                let value = field(body, "value").map_or(Value::Opaque, |value| self.value(value));
                Value::Map(vec![(key.as_literal().unwrap_or_default(), value)])
            }
            Some(body) => Value::List(vec![self.value(body)]),
            None => Value::Opaque,
        };
        self.jump(exhausted);
        self.resume(exit);
        self.leave_scope();
        value
    }

    fn bind_comprehension_targets(&mut self, target: Node<'t>) {
        let mut names = Vec::new();
        targets(target, |name| names.push(name), |_| {});
        for name in names {
            let spelled = self.text(name);
            let place = self.unit.place(spelled, PlaceScope::Local, span(name));
            self.bind(spelled, Binding::Place(place));
        }
    }
}

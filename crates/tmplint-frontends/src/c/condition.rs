//! Conditions: short-circuit operators become blocks, comparisons keep their shape.

use tmplint_ir::{BlockId, CompareOp, Test, Value};

use super::body::Body;
use super::literal;
use super::place::strip;
use super::syntax::Syntax;

impl Body<'_, '_> {
    /// Ends the current block with a branch on an expression.
    pub(crate) fn condition(&mut self, node: Syntax<'_>, then: BlockId, otherwise: BlockId) {
        let done = self.nested(node, |body| body.condition_of(strip(node), then, otherwise));
        if done.is_none() {
            self.code.branch(Test::Opaque, node.span(), then, otherwise);
        }
    }

    fn condition_of(&mut self, node: Syntax<'_>, then: BlockId, otherwise: BlockId) {
        let operator = node.field("operator").map_or("", Syntax::text);
        match (node.kind(), operator) {
            ("unary_expression", "!") => {
                if let Some(argument) = node.field("argument") {
                    return self.condition(argument, otherwise, then);
                }
            }
            ("binary_expression", "&&" | "||") => {
                if let (Some(left), Some(right)) = (node.field("left"), node.field("right")) {
                    let next = self.code.new_block();
                    if operator == "&&" {
                        self.condition(left, next, otherwise);
                    } else {
                        self.condition(left, then, next);
                    }
                    self.code.switch_to(next);
                    return self.condition(right, then, otherwise);
                }
            }
            ("comma_expression", _) => {
                if let (Some(left), Some(right)) = (node.field("left"), node.field("right")) {
                    self.effect(left);
                    return self.condition(right, then, otherwise);
                }
            }
            ("conditional_expression", _) => {
                if let (Some(condition), Some(consequence), Some(alternative)) =
                    (node.field("condition"), node.field("consequence"), node.field("alternative"))
                {
                    let (first, second) = (self.code.new_block(), self.code.new_block());
                    self.condition(condition, first, second);
                    self.code.switch_to(first);
                    self.condition(consequence, then, otherwise);
                    self.code.switch_to(second);
                    return self.condition(alternative, then, otherwise);
                }
            }
            ("number_literal" | "char_literal" | "true" | "false", _) => {
                if let Some(truth) = constant(node) {
                    return self.code.goto(if truth { then } else { otherwise });
                }
            }
            _ => {}
        }
        let test = self.test(node);
        let span = self.span(node);
        self.code.branch(test, span, then, otherwise);
    }

    fn test(&mut self, node: Syntax<'_>) -> Test {
        let operator = node.field("operator").map_or("", Syntax::text);
        let op = match operator {
            "==" => Some(CompareOp::Equal),
            "!=" => Some(CompareOp::NotEqual),
            "<" => Some(CompareOp::Less),
            "<=" => Some(CompareOp::LessEqual),
            ">" => Some(CompareOp::Greater),
            ">=" => Some(CompareOp::GreaterEqual),
            _ => None,
        };
        if let ("binary_expression", Some(op), Some(left), Some(right)) =
            (node.kind(), op, node.field("left"), node.field("right"))
        {
            let left = self.value(left);
            let right = self.value(right);
            return Test::Compare { op, left, right };
        }
        match self.value(node) {
            Value::Opaque => Test::Opaque,
            value => Test::Truthy(value),
        }
    }
}

/// The truth of a literal.
fn constant(node: Syntax<'_>) -> Option<bool> {
    match node.kind() {
        "true" => Some(true),
        "false" => Some(false),
        "char_literal" => literal::character(node.text()).map(|value| value != 0),
        _ => literal::number(node.text()).map(|value| value != 0),
    }
}

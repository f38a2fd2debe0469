//! Conditions: short-circuit operators become blocks, comparisons keep their shape.

use tmplint_ir::{BlockId, CompareOp, Test, Value};

use super::body::{Body, MacroArguments};
use super::call::{Behind, bind};
use super::literal;
use super::place::{Binding, strip};
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
            ("call_expression", _) => return self.call_condition(node, then, otherwise),
            ("identifier", _) => {
                let done = self.macro_condition(node, then, otherwise);
                if done {
                    return;
                }
            }
            ("number_literal" | "char_literal" | "true" | "false", _) => {
                if let Some(truth) = constant(node) {
                    return self.code.goto(if truth { then } else { otherwise });
                }
            }
            _ => {}
        }
        self.branch_on(node, then, otherwise);
    }

    fn branch_on(&mut self, node: Syntax<'_>, then: BlockId, otherwise: BlockId) {
        let test = self.test(node);
        let span = self.span(node);
        self.code.branch(test, span, then, otherwise);
    }

    /// A call as a condition: hints to the compiler and macros are seen through.
    fn call_condition(&mut self, node: Syntax<'_>, then: BlockId, otherwise: BlockId) {
        match self.condition_behind(node) {
            Some(Behind::Hint(condition)) => self.condition(condition, then, otherwise),
            Some(Behind::Macro(body)) => {
                let site = self.span(node);
                let name = node.field("function").map_or("", |function| strip(function).text());
                let args = self.arguments(node.field("arguments"));
                let arguments = bind(&body, args);
                self.expanding(name, arguments, site, |lowering| {
                    if let Some(condition) = body.expression() {
                        lowering.condition(condition, then, otherwise);
                    }
                });
            }
            None => self.branch_on(node, then, otherwise),
        }
    }

    /// An object-like macro as a condition; false if it has several definitions or none that is an
    /// expression, or is a plain value.
    fn macro_condition(&mut self, name: Syntax<'_>, then: BlockId, otherwise: BlockId) -> bool {
        if !matches!(self.resolve(name), Binding::Macro) {
            return false;
        }
        let text = name.text();
        let file = &mut *self.file;
        let bodies = file.macros.bodies(text, false, file.source, &mut file.parser);
        let [body] = &bodies[..] else { return false };
        let condition = body.expression().map(strip).filter(|condition| {
            matches!(condition.kind(), "binary_expression" | "unary_expression" | "call_expression")
        });
        let Some(condition) = condition else { return false };
        let site = self.span(name);
        self.expanding(text, MacroArguments::none(), site, |lowering| {
            lowering.condition(condition, then, otherwise);
        });
        true
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

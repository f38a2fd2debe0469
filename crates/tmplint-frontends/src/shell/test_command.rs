//! `test`, `[` and `[[`.

use tmplint_ir::{Arg, BlockId, Callee, Span, Test};

use super::Lowering;
use super::fragment::{Extent, Fragment};
use super::syntax::Simple;
use super::test_expression::{self, Expression};

/// Where a test leads.
#[derive(Clone, Copy)]
struct Ways {
    then: BlockId,
    otherwise: BlockId,
}

impl Lowering {
    /// A test whose status nothing asks for here.
    pub(super) fn test_statement(&mut self, text: &Fragment<'_>, simple: &Simple, tested: bool) {
        self.redirects(text, &simple.redirects, tested);
        match test_expression::read(text, simple) {
            Expression::File { name, operator, operands } => {
                self.file_test(text, name, &operator, &operands, tested);
            }
            expression => {
                let join = self.body.new_block();
                self.expression(text, &expression, Ways { then: join, otherwise: join });
                self.body.switch_to(join);
            }
        }
    }

    /// A test that decides where to go.
    pub(super) fn test_condition(
        &mut self,
        text: &Fragment<'_>,
        simple: &Simple,
        then: BlockId,
        otherwise: BlockId,
    ) {
        let expression = test_expression::read(text, simple);
        self.expression(text, &expression, Ways { then, otherwise });
    }

    fn expression(&mut self, text: &Fragment<'_>, expression: &Expression, ways: Ways) {
        match expression {
            Expression::Any(operands) => {
                let Some((last, before)) = operands.split_last() else { return };
                for operand in before {
                    let next = self.body.new_block();
                    self.expression(text, operand, Ways { otherwise: next, ..ways });
                    self.body.switch_to(next);
                }
                self.expression(text, last, ways);
            }
            Expression::All(operands) => {
                let Some((last, before)) = operands.split_last() else { return };
                for operand in before {
                    let next = self.body.new_block();
                    self.expression(text, operand, Ways { then: next, ..ways });
                    self.body.switch_to(next);
                }
                self.expression(text, last, ways);
            }
            Expression::Not(inner) => {
                let swapped = Ways { then: ways.otherwise, otherwise: ways.then };
                self.expression(text, inner, swapped);
            }
            Expression::File { name, operator, operands } => {
                let span = self.file_test(text, name, operator, operands, true);
                self.decide(Test::LastCall, span, ways);
            }
            Expression::Word(word) => {
                let value = self.word(text, word);
                self.decide(Test::Truthy(value), text.span(word), ways);
            }
            Expression::NotEmpty { operator, operand } => {
                let span = text.span(operator).cover(text.span(operand));
                let value = self.word(text, operand);
                self.decide(Test::Truthy(value), span, ways);
            }
            Expression::Compare { op, left, right } => {
                let span = text.span(left).cover(text.span(right));
                let (left, right) = (self.word(text, left), self.word(text, right));
                self.decide(Test::Compare { op: *op, left, right }, span, ways);
            }
            Expression::Other(words) => {
                for word in words {
                    self.hidden_substitutions(text, word);
                }
                let span =
                    words.first().zip(words.last()).map_or(Span::default(), |(first, last)| {
                        text.span(first).cover(text.span(last))
                    });
                self.decide(Test::Opaque, span, ways);
            }
        }
    }

    fn decide(&mut self, test: Test, span: Span, ways: Ways) {
        self.body.branch(test, span, ways.then, ways.otherwise);
    }

    /// The call that an operator on files is.
    fn file_test(
        &mut self,
        text: &Fragment<'_>,
        name: &str,
        operator: &Extent,
        operands: &[Extent],
        checked: bool,
    ) -> Span {
        let name_span = text.span(operator);
        let mut span = name_span;
        let mut args = Vec::new();
        for operand in operands {
            let place = text.span(operand);
            span = span.cover(place);
            args.push(Arg { name: None, value: self.word(text, operand), span: place });
        }
        let callee = Callee::Api(format!("shell.test.{name}").into());
        self.push_api(None, callee, args, checked, span, name_span);
        span
    }
}

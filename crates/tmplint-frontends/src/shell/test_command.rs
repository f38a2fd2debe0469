//! `test`, `[` and `[[`.

use tmplint_ir::{Arg, BlockId, Callee, CompareOp, Span, Test};

use super::Lowering;
use super::fragment::{Extent, Fragment};
use super::status;
use super::syntax::Simple;
use super::test_expression::{self, Expression};

/// Where a test leads.
#[derive(Clone, Copy)]
struct Ways {
    then: BlockId,
    otherwise: BlockId,
}

impl Ways {
    fn swapped(self) -> Self {
        Self { then: self.otherwise, otherwise: self.then }
    }
}

/// A question about the status of the command before a test.
struct Asked<'e> {
    /// Whether it is about success.
    success: bool,
    /// What is asked besides, and whether any of it is enough.
    rest: Option<(bool, &'e [Expression])>,
}

/// Whether a test begins with `$? -eq 0` or `$? -ne 0`.
fn asked_status<'e>(text: &Fragment<'_>, expression: &'e Expression) -> Option<Asked<'e>> {
    match expression {
        Expression::Compare { op, left, right } => {
            let zero = matches!(text.slice(right), "0" | "\"0\"" | "'0'");
            let success = match op {
                CompareOp::Equal => true,
                CompareOp::NotEqual | CompareOp::Greater => false,
                _ => return None,
            };
            (zero && status::is_status(text, left)).then_some(Asked { success, rest: None })
        }
        Expression::Not(inner) => {
            let asked = asked_status(text, inner)?;
            asked.rest.is_none().then_some(Asked { success: !asked.success, rest: None })
        }
        Expression::Any(operands) | Expression::All(operands) => {
            let (first, rest) = operands.split_first()?;
            let Expression::Compare { .. } = first else { return None };
            let any = matches!(expression, Expression::Any(_));
            let asked = asked_status(text, first)?;
            Some(Asked { rest: Some((any, rest)).filter(|_| !rest.is_empty()), ..asked })
        }
        _ => None,
    }
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
        // Only what is asked first can be about the command before the test.
        if let Some(Asked { success, rest }) = asked_status(text, &expression) {
            let ways = Ways { then, otherwise };
            let span = text.span(&simple.extent);
            let Some((any, rest)) = rest else {
                let ways = if success { ways } else { ways.swapped() };
                return self.decide(Test::LastCall, span, ways);
            };
            let next = self.body.new_block();
            let ahead =
                if any { Ways { otherwise: next, ..ways } } else { Ways { then: next, ..ways } };
            self.decide(Test::LastCall, span, if success { ahead } else { ahead.swapped() });
            self.body.switch_to(next);
            return self.several(text, rest, any, ways);
        }
        self.expression(text, &expression, Ways { then, otherwise });
    }

    /// Operands of which any, or all, must hold.
    fn several(&mut self, text: &Fragment<'_>, operands: &[Expression], any: bool, ways: Ways) {
        let Some((last, before)) = operands.split_last() else { return };
        for operand in before {
            let next = self.body.new_block();
            let ahead =
                if any { Ways { otherwise: next, ..ways } } else { Ways { then: next, ..ways } };
            self.expression(text, operand, ahead);
            self.body.switch_to(next);
        }
        self.expression(text, last, ways);
    }

    fn expression(&mut self, text: &Fragment<'_>, expression: &Expression, ways: Ways) {
        match expression {
            Expression::Any(operands) => self.several(text, operands, true, ways),
            Expression::All(operands) => self.several(text, operands, false, ways),
            Expression::Not(inner) => {
                self.expression(text, inner, ways.swapped());
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

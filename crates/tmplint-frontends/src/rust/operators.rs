//! Operators.

use syn::spanned::Spanned;
use syn::{BinOp, Expr, ExprBinary, ExprUnary, UnOp};
use tmplint_ir::{BinaryOp, CompareOp, Span, Value};

use super::lowerer::{Lowered, Lowerer, Want};

impl Lowerer {
    pub(super) fn unary(&mut self, unary: &ExprUnary, here: Span) -> Lowered {
        let inner = self.expression(&unary.expr, Want::Borrow);
        let inner = self.bounded(inner);
        let span = here.cover(inner.span);
        let value = match (&unary.op, inner.value) {
            (UnOp::Deref(_), value) => {
                return Lowered { depth: inner.depth, ..Lowered::new(value, span) };
            }
            (UnOp::Neg(_), Value::Number(number)) => {
                return Lowered::new(Value::Number(number.wrapping_neg()), span);
            }
            (UnOp::Not(_), Value::Bool(truth)) => {
                return Lowered::new(Value::Bool(!truth), span);
            }
            (UnOp::Not(_), value) => Value::Complement(Box::new(value)),
            _ => return Lowered::opaque(span),
        };
        Lowered::nested(value, span, inner.depth)
    }

    pub(super) fn binary(&mut self, binary: &ExprBinary, left: Lowered) -> Lowered {
        // The right side may assign what the left side is.
        let left = self.bounded(left);
        let right = self.expression(&binary.right, Want::Borrow);
        let right = self.bounded(right);
        let span = left.span.cover(right.span);
        let depth = left.depth.max(right.depth);
        let (left, right) = (Box::new(left.value), Box::new(right.value));
        Lowered::nested(Value::Binary { op: operator(&binary.op), left, right }, span, depth)
    }

    /// `&&` and `||` as values, and `+=` and its like.
    pub(super) fn lazy_or_compound(&mut self, binary: &ExprBinary) -> Lowered {
        if let Some(op) = compound_operator(&binary.op) {
            let right = self.expression(&binary.right, Want::Borrow);
            let right = self.bounded(right);
            let span = self.spans.of(binary.op.span()).cover(right.span);
            match self.place_of(&binary.left) {
                Some(place) => {
                    let left = Box::new(Value::Place(place));
                    let value = Value::Binary { op, left, right: Box::new(right.value) };
                    self.assign(place, value, span);
                }
                None => {
                    self.expression(&binary.left, Want::Borrow);
                }
            }
            return Lowered::opaque(span);
        }
        let mut span = self.spans.of(binary.op.span());
        let mut depth = 0;
        let mut values = Vec::new();
        for operand in operands(binary) {
            self.push_statement_frame();
            let value = self.expression(operand, Want::Borrow);
            let value = self.keep_past_ends(value);
            self.pop_frame(value.span);
            let value = self.bounded(value);
            span = span.cover(value.span);
            depth = depth.max(value.depth);
            values.push(value.value);
        }
        Lowered::nested(Value::Choice(values), span, depth)
    }
}

/// The operands of a chain of one lazy operator.
pub(super) fn operands(binary: &ExprBinary) -> Vec<&Expr> {
    let is_and = matches!(binary.op, BinOp::And(_));
    let mut operands = vec![&*binary.right];
    let mut left = &*binary.left;
    while let Expr::Binary(inner) = left
        && matches!(inner.op, BinOp::And(_)) == is_and
        && matches!(inner.op, BinOp::And(_) | BinOp::Or(_))
    {
        operands.push(&inner.right);
        left = &inner.left;
    }
    operands.push(left);
    operands.reverse();
    operands
}

pub(super) fn is_lazy_or_compound(op: &BinOp) -> bool {
    matches!(op, BinOp::And(_) | BinOp::Or(_)) || compound_operator(op).is_some()
}

fn operator(op: &BinOp) -> BinaryOp {
    match op {
        BinOp::Add(_) => BinaryOp::Add,
        BinOp::Sub(_) => BinaryOp::Subtract,
        BinOp::BitOr(_) => BinaryOp::BitOr,
        BinOp::BitAnd(_) => BinaryOp::BitAnd,
        BinOp::Shl(_) => BinaryOp::ShiftLeft,
        _ => BinaryOp::Other,
    }
}

fn compound_operator(op: &BinOp) -> Option<BinaryOp> {
    Some(match op {
        BinOp::AddAssign(_) => BinaryOp::Add,
        BinOp::SubAssign(_) => BinaryOp::Subtract,
        BinOp::BitOrAssign(_) => BinaryOp::BitOr,
        BinOp::BitAndAssign(_) => BinaryOp::BitAnd,
        BinOp::ShlAssign(_) => BinaryOp::ShiftLeft,
        BinOp::MulAssign(_)
        | BinOp::DivAssign(_)
        | BinOp::RemAssign(_)
        | BinOp::BitXorAssign(_)
        | BinOp::ShrAssign(_) => BinaryOp::Other,
        _ => return None,
    })
}

pub(super) fn comparison(op: &BinOp) -> Option<CompareOp> {
    Some(match op {
        BinOp::Eq(_) => CompareOp::Equal,
        BinOp::Ne(_) => CompareOp::NotEqual,
        BinOp::Lt(_) => CompareOp::Less,
        BinOp::Le(_) => CompareOp::LessEqual,
        BinOp::Gt(_) => CompareOp::Greater,
        BinOp::Ge(_) => CompareOp::GreaterEqual,
        _ => return None,
    })
}

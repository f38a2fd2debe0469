//! Fields, elements, and what stands on the left of an assignment.

use syn::{Expr, ExprField, ExprIndex, Lit, Member, UnOp};
use tmplint_ir::{PlaceId, Scope as PlaceScope, Span, Step, Value};

use super::collect::text;
use super::lowerer::{Lowered, Lowerer, Want};
use super::names::TypeId;

/// Fields of fields that are places of their own.
pub(super) const MAX_FIELDS: usize = 16;

impl Lowerer {
    pub(super) fn field(&mut self, field: &ExprField, base: Lowered) -> Lowered {
        let (name, name_span) = self.member(&field.member);
        let span = base.span.cover(name_span);
        match base.value {
            Value::Place(place) => match self.field_place(place, &name, name_span) {
                Some(place) => Lowered::place(place, span),
                None => Lowered::nested(
                    Value::Field(Box::new(Value::Place(place)), name),
                    span,
                    base.depth,
                ),
            },
            Value::List(mut values) => {
                match name.parse().ok().filter(|&index: &usize| index < values.len()) {
                    Some(index) => Lowered::new(values.swap_remove(index), span),
                    None => Lowered::opaque(span),
                }
            }
            Value::Opaque => Lowered::opaque(span),
            value => Lowered::nested(Value::Field(Box::new(value), name), span, base.depth),
        }
    }

    /// The place a field of a variable, or of `self`, is. Fields of temporaries are only values.
    fn field_place(&mut self, base: PlaceId, name: &str, span: Span) -> Option<PlaceId> {
        if Some(base) == self.self_place
            && let Some(of) = self.self_type
            && let Some(place) = self.member_place(of, name, span)
        {
            return Some(place);
        }
        if self.unit.place_mut(base).scope == PlaceScope::Temporary {
            return None;
        }
        Some(self.unit.field(base, name, span))
    }

    /// The place a field of a type that has methods in this file is.
    pub(super) fn member_place(&mut self, of: TypeId, name: &str, span: Span) -> Option<PlaceId> {
        let names = self.names.type_names_mut(of);
        if names.class.is_none() && !names.fields.is_empty() {
            names.class = Some(self.unit.class(&names.name, Vec::new()));
        }
        let class = names.class?;
        if let Some(&known) = self.members.get(&(of, name.to_owned())) {
            return Some(known);
        }
        let place = self.unit.place(name, PlaceScope::Member(class), span);
        self.members.insert((of, name.to_owned()), place);
        Some(place)
    }

    /// The place an expression on the left of an assignment is.
    pub(super) fn place_of(&mut self, expression: &Expr) -> Option<PlaceId> {
        let mut fields = Vec::new();
        let mut at = expression;
        loop {
            at = match at {
                Expr::Paren(inner) => &inner.expr,
                Expr::Group(inner) => &inner.expr,
                Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => &unary.expr,
                Expr::Field(field) if fields.len() < MAX_FIELDS => {
                    fields.push(&field.member);
                    &field.base
                }
                Expr::Path(path) => {
                    let Lowered { value: Value::Place(mut place), .. } =
                        self.path(path, Want::Borrow, self.here(at))
                    else {
                        return None;
                    };
                    for member in fields.into_iter().rev() {
                        let (name, span) = self.member(member);
                        place = self.field_place(place, &name, span)?;
                    }
                    return Some(place);
                }
                _ => return None,
            };
        }
    }

    fn member(&self, member: &Member) -> (String, Span) {
        let span = match member {
            Member::Named(name) => name.span(),
            Member::Unnamed(index) => index.span,
        };
        (member_name(member), self.spans.of(span))
    }

    pub(super) fn index(&mut self, index: &ExprIndex, base: Lowered) -> Lowered {
        let span = base.span.cover(self.spans.of(index.bracket_token.span.close()));
        let key = match &*index.index {
            Expr::Lit(key) => match &key.lit {
                Lit::Int(number) => Some(number.base10_digits().to_owned()),
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            Expr::Range(_) => {
                self.expression(&index.index, Want::Borrow);
                return Lowered::opaque(span);
            }
            other => {
                self.expression(other, Want::Borrow);
                None
            }
        };
        let of = Box::new(base.value);
        let value = match key {
            Some(key) => Value::Field(of, key),
            None => Value::Element(of),
        };
        Lowered::nested(value, span, base.depth)
    }

    pub(super) fn assignment(&mut self, left: &Expr, right: &Expr, here: Span) -> Lowered {
        if let Some(place) = self.place_of(left) {
            self.expression(right, Want::Into(place));
            if !self.is_dead() {
                self.store_field_as_member(left, place);
            }
            return Lowered::opaque(here);
        }
        match left {
            Expr::Infer(_) => self.drop_at_once(right),
            Expr::Tuple(places) => {
                let value = self.expression(right, Want::Value);
                let value = self.spill(value);
                for (index, place) in places.elems.iter().enumerate() {
                    if let Some(place) = self.place_of(place) {
                        let of = Box::new(value.value.clone());
                        self.assign(place, Value::Field(of, index.to_string()), here);
                    }
                }
            }
            other => {
                let value = self.expression(right, Want::Value);
                match other {
                    // The container and the key may be made by calls.
                    Expr::Index(index) => {
                        self.expression(&index.expr, Want::Borrow);
                        self.expression(&index.index, Want::Borrow);
                    }
                    Expr::Field(field) => {
                        self.expression(&field.base, Want::Borrow);
                    }
                    other => {
                        self.expression(other, Want::Borrow);
                    }
                }
                if !matches!(value.value, Value::Number(_) | Value::Bool(_) | Value::Opaque) {
                    self.step(Step::Store { value: value.value, span: here });
                }
            }
        }
        Lowered::opaque(here)
    }
}

/// The place that a value is, or is part of.
pub(super) fn root_place(value: &Value) -> Option<PlaceId> {
    let mut value = value;
    while let Value::Field(of, _) | Value::Element(of) = value {
        value = of;
    }
    match value {
        Value::Place(place) => Some(*place),
        _ => None,
    }
}

pub(super) fn member_name(member: &Member) -> String {
    match member {
        Member::Named(name) => text(name),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

/// Whether an expression names something that exists already.
pub(super) fn is_place(expression: &Expr) -> bool {
    let mut at = expression;
    loop {
        at = match at {
            Expr::Paren(inner) => &inner.expr,
            Expr::Group(inner) => &inner.expr,
            Expr::Cast(inner) => &inner.expr,
            Expr::Reference(inner) => &inner.expr,
            Expr::Unary(unary) => return matches!(unary.op, UnOp::Deref(_)),
            Expr::Path(_) | Expr::Field(_) | Expr::Index(_) => return true,
            _ => return false,
        };
    }
}

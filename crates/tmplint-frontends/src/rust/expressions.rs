//! Expressions.
//!
//! Chains (`a.b()?.c()`, `a + b + c`) are trees that are deep on their left side and may have
//! thousands of links, so they are followed in a loop; everything else recurses, to a bounded
//! depth.

use syn::spanned::Spanned;
use syn::{Expr, ExprReference, ExprStruct, RangeLimits};
use tmplint_ir::{Scope as PlaceScope, Span, Step, Value};

use super::literals::literal;
use super::lowerer::{Lowered, Lowerer, Want, is_simple};
use super::names::TypeId;
use super::operators::is_lazy_or_compound;
use super::places::{MAX_FIELDS, is_place, member_name, root_place};
use super::resolve::{Meaning, Namespace};

impl Lowerer {
    /// Lowers an expression. With [`Want::Into`] the result is in that place afterwards.
    pub(super) fn expression(&mut self, expression: &Expr, want: Want) -> Lowered {
        let lowered = self
            .deeper(|this| this.here(expression), |this| this.chain(expression, want))
            .unwrap_or_else(|| Lowered::opaque(self.here(expression)));
        self.deliver(lowered, want)
    }

    /// Puts a value where it is wanted.
    pub(super) fn deliver(&mut self, lowered: Lowered, want: Want) -> Lowered {
        let Want::Into(place) = want else { return lowered };
        if lowered.value == Value::Place(place) {
            return lowered;
        }
        let span = lowered.span;
        if !self.is_dead() {
            self.assign(place, lowered.value, span);
        }
        Lowered::place(place, span)
    }

    fn chain(&mut self, expression: &Expr, want: Want) -> Lowered {
        let mut links = Vec::new();
        let (mut at, mut wanted) = (expression, want);
        while let Some((inner, wants)) = inner_link(at, wanted) {
            links.push((at, wanted));
            (at, wanted) = (inner, wants);
        }
        let mut lowered = self.root(at, wanted);
        let mut fields = 0;
        for (link, wanted) in links.into_iter().rev() {
            fields = if matches!(link, Expr::Field(_)) { fields + 1 } else { 0 };
            lowered = self.deliver(lowered, Want::Value);
            lowered = match link {
                Expr::MethodCall(call) => self.method_call(call, lowered, wanted),
                Expr::Try(attempt) => {
                    let span = lowered.span.cover(self.spans.of(attempt.question_token.span));
                    self.attempt(lowered, span, wanted)
                }
                Expr::Await(future) => {
                    let span = lowered.span.cover(self.spans.of(future.await_token.span));
                    Lowered { span, ..lowered }
                }
                Expr::Cast(cast) => {
                    let span = lowered.span.cover(self.spans.of(cast.ty.span()));
                    Lowered { span, ..lowered }
                }
                Expr::Field(field) if fields <= MAX_FIELDS => self.field(field, lowered),
                Expr::Index(index) => self.index(index, lowered),
                Expr::Binary(binary) => self.binary(binary, lowered),
                Expr::Call(call) => self.call_of_value(call, &lowered, wanted),
                _ => Lowered::opaque(lowered.span),
            };
            if wanted != want || !matches!(want, Want::Into(_)) {
                lowered = self.bounded(lowered);
            }
        }
        lowered
    }

    /// Anything that does not begin with another expression.
    fn root(&mut self, expression: &Expr, want: Want) -> Lowered {
        let here = self.here(expression);
        match expression {
            Expr::Array(array) => {
                self.list(array.elems.iter(), self.spans.of(array.bracket_token.span.join()))
            }
            Expr::Tuple(tuple) => {
                self.list(tuple.elems.iter(), self.spans.of(tuple.paren_token.span.join()))
            }
            Expr::Repeat(repeat) => {
                let span = self.spans.of(repeat.bracket_token.span.join());
                self.expression(&repeat.len, Want::Borrow);
                let element = self.expression(&repeat.expr, Want::Value);
                let element = self.bounded(element);
                Lowered::nested(Value::List(vec![element.value]), span, element.depth)
            }
            Expr::Assign(assign) => self.assignment(&assign.left, &assign.right, here),
            Expr::Binary(binary) => self.lazy_or_compound(binary),
            Expr::Group(group) => self.expression(&group.expr, want),
            Expr::Paren(paren) => {
                let inner = self.expression(&paren.expr, want);
                Lowered { span: self.spans.of(paren.paren_token.span.join()), ..inner }
            }
            Expr::Block(block) => self.labelled_block(block, want),
            Expr::Unsafe(block) => self.block(&block.block, want),
            Expr::Const(block) => self.block(&block.block, want),
            Expr::Async(block) => self.async_block(&block.block, block.capture.is_some(), want),
            Expr::TryBlock(block) => self.try_block(&block.block, want),
            Expr::If(condition) => self.if_expression(condition, want),
            Expr::Match(choice) => self.match_expression(choice, want),
            Expr::Loop(repeat) => self.endless_loop(repeat, want),
            Expr::While(repeat) => self.while_loop(repeat),
            Expr::ForLoop(repeat) => self.for_loop(repeat),
            Expr::Break(leave) => self.break_expression(leave, here),
            Expr::Continue(again) => self.continue_expression(again, here),
            Expr::Return(back) => self.return_expression(back, here),
            Expr::Call(call) => self.call_expression(call, want),
            Expr::Closure(closure) => {
                let (id, span) = self.closure(closure);
                Lowered::new(Value::Function(id), span)
            }
            Expr::Let(test) => {
                self.expression(&test.expr, Want::Borrow);
                Lowered::opaque(here)
            }
            Expr::Lit(value) => Lowered::new(literal(&value.lit, here), here),
            Expr::Macro(invocation) => self.macro_expression(&invocation.mac, want),
            Expr::Path(path) => self.path(path, want, here),
            Expr::Range(range) => {
                let span =
                    [&range.start, &range.end].into_iter().flatten().fold(here, |span, bound| {
                        span.cover(self.expression(bound, Want::Borrow).span)
                    });
                // `0..count` is gone through; `..` and `..end` only ever cut something.
                match range.start {
                    Some(_) => Lowered::nested(Value::List(vec![Value::Opaque]), span, 0),
                    None => Lowered::opaque(span),
                }
            }
            Expr::RawAddr(address) => {
                let inner = self.expression(&address.expr, Want::Borrow);
                Lowered { span: here.cover(inner.span), is_call: false, ..inner }
            }
            Expr::Reference(reference) => self.reference(reference, want, here),
            Expr::Struct(construction) => self.construction(construction),
            Expr::Unary(unary) => self.unary(unary, here),
            Expr::Yield(hand_out) => {
                let value = match &hand_out.expr {
                    Some(value) => self.expression(value, Want::Value).value,
                    None => Value::Absent,
                };
                self.step(Step::Yield { value, span: here });
                Lowered::opaque(here)
            }
            _ => Lowered::opaque(here),
        }
    }

    /// The span of an expression's first token, or of all of it where that is cheap to have.
    pub(super) fn here(&self, expression: &Expr) -> Span {
        let span = match expression {
            Expr::Lit(value) => value.lit.span(),
            Expr::Path(path) => {
                let last = path.path.segments.last().map(|segment| segment.ident.span());
                let first = path.path.segments.first().map(|segment| segment.ident.span());
                return match (first, last) {
                    (Some(first), Some(last)) => self.spans.between(first, last),
                    _ => Span::default(),
                };
            }
            Expr::Reference(reference) => reference.and_token.span,
            Expr::RawAddr(address) => address.and_token.span,
            Expr::Return(back) => back.return_token.span,
            Expr::Break(leave) => leave.break_token.span,
            Expr::Continue(again) => again.continue_token.span,
            Expr::Assign(assign) => assign.eq_token.span,
            Expr::If(condition) => condition.if_token.span,
            Expr::Match(choice) => choice.match_token.span,
            Expr::Let(test) => test.let_token.span,
            Expr::Unary(unary) => unary.op.span(),
            Expr::Yield(hand_out) => hand_out.yield_token.span,
            Expr::MethodCall(call) => call.method.span(),
            Expr::Call(call) => call.paren_token.span.join(),
            Expr::Paren(paren) => paren.paren_token.span.join(),
            Expr::Block(block) => block.block.brace_token.span.open(),
            Expr::Try(attempt) => attempt.question_token.span,
            Expr::Binary(binary) => binary.op.span(),
            Expr::Closure(closure) => closure.inputs_begin.span,
            Expr::Range(range) => match &range.limits {
                RangeLimits::HalfOpen(dots) => dots.span(),
                RangeLimits::Closed(dots) => dots.span(),
            },
            Expr::Infer(_) | Expr::Verbatim(_) => expression.span(),
            _ => return Span::default(),
        };
        self.spans.of(span)
    }

    fn list<'a>(&mut self, elements: impl Iterator<Item = &'a Expr>, span: Span) -> Lowered {
        let mut depth = 0;
        let mut values = Vec::new();
        for element in elements {
            let element = self.expression(element, Want::Value);
            let element = self.bounded(element);
            depth = depth.max(element.depth);
            values.push(element.value);
        }
        Lowered::nested(Value::List(values), span, depth)
    }

    fn reference(&mut self, reference: &ExprReference, want: Want, here: Span) -> Lowered {
        let inner = match want {
            // `let x = &call()` keeps the temporary as long as `x`.
            Want::Into(_) if !is_place(&reference.expr) => {
                return self.expression(&reference.expr, want);
            }
            _ => self.expression(&reference.expr, Want::Borrow),
        };
        self.look_at(&inner.value);
        Lowered { span: here.cover(inner.span), ..inner }
    }

    /// A value that is only looked at: if a call of this statement made it, it ends with it.
    pub(super) fn look_at(&mut self, value: &Value) {
        if let Some(place) = root_place(value)
            && self.unit.place_mut(place).scope == PlaceScope::Temporary
        {
            self.ends_with_statement(place);
        }
    }

    fn construction(&mut self, construction: &ExprStruct) -> Lowered {
        let span = self.spans.between(
            construction.path.segments.first().map_or_else(
                || construction.brace_token.span.open(),
                |segment| segment.ident.span(),
            ),
            construction.brace_token.span.close(),
        );
        let of = match self.path_meaning(
            construction.qself.as_ref(),
            &construction.path,
            Namespace::Type,
        ) {
            Meaning::Type(of) => Some(of),
            _ => None,
        };
        let (of, prefix) = match of {
            Some(of) => (Some(of), String::new()),
            None => self
                .variant_at(&construction.path)
                .map_or((None, String::new()), |(of, prefix)| (Some(of), prefix)),
        };
        let mut depth = 0;
        let mut entries = Vec::new();
        for field in &construction.fields {
            let value = self.expression(&field.expr, Want::Value);
            let value = self.bounded(value);
            depth = depth.max(value.depth);
            let member = format!("{prefix}{}", member_name(&field.member));
            self.store_in_member(of, &member, &value);
            entries.push((member_name(&field.member), value.value));
        }
        if let Some(rest) = &construction.rest {
            self.rest_of(of, rest, &mut entries);
        }
        Lowered::nested(Value::Map(entries), span, depth)
    }

    /// The methods of a type read what a field is given as its member.
    pub(super) fn store_in_member(&mut self, of: Option<TypeId>, field: &str, value: &Lowered) {
        if let Some(of) = of
            && !self.is_dead()
            && !matches!(value.value, Value::Opaque | Value::Number(_) | Value::Bool(_))
            && let Some(member) = self.member_place(of, field, value.span)
        {
            self.assign(member, value.value.clone(), value.span);
        }
    }

    /// Makes sure that a value is still good after the innermost frame has ended.
    pub(super) fn keep_past_ends(&mut self, lowered: Lowered) -> Lowered {
        if self.is_dead() || !self.frame_has_ends() {
            return lowered;
        }
        self.detach(lowered)
    }

    /// Reads a value now, unless it cannot change.
    pub(super) fn detach(&mut self, lowered: Lowered) -> Lowered {
        let is_field = match lowered.value {
            Value::Place(place) => self.unit.place_mut(place).field_of.is_some(),
            _ => false,
        };
        let is_literal =
            matches!(&lowered.value, Value::Text(_) if lowered.value.as_literal().is_some());
        if is_literal || (is_simple(&lowered.value) && !is_field) {
            return lowered;
        }
        let place = self.unit.temporary(lowered.span);
        self.assign(place, lowered.value, lowered.span);
        Lowered::place(place, lowered.span)
    }
}

/// What a chain goes on with on its left side, and what that is needed for.
fn inner_link(expression: &Expr, want: Want) -> Option<(&Expr, Want)> {
    Some(match expression {
        Expr::MethodCall(call) => {
            let consumes = consumes_receiver(&call.method.to_string());
            (&call.receiver, if consumes { Want::Value } else { Want::Borrow })
        }
        Expr::Try(attempt) => {
            let wanted = match want {
                Want::Nothing | Want::Status if makes_call(&attempt.expr) => Want::Status,
                Want::Nothing | Want::Status | Want::Drop => Want::Borrow,
                other => other,
            };
            (&attempt.expr, wanted)
        }
        Expr::Await(future) => (&future.base, want),
        Expr::Cast(cast) => (&cast.expr, if want == Want::Nothing { Want::Borrow } else { want }),
        Expr::Field(field) => (&field.base, Want::Borrow),
        Expr::Index(index) => (&index.expr, Want::Borrow),
        Expr::Binary(binary) if !is_lazy_or_compound(&binary.op) => (&binary.left, Want::Borrow),
        Expr::Call(call) if !matches!(*call.func, Expr::Path(_) | Expr::Closure(_)) => {
            (&call.func, Want::Borrow)
        }
        _ => return None,
    })
}

/// Methods that by the language's conventions take what they are called on.
pub(super) fn consumes_receiver(name: &str) -> bool {
    [
        "into_",
        "unwrap",
        "expect",
        "ok",
        "map",
        "and_then",
        "or_else",
        "ok_or",
        "wrap_err",
        "change_context",
        "attach",
    ]
    .iter()
    .any(|prefix| name.starts_with(prefix))
        || matches!(name, "into" | "or" | "and" | "take" | "await" | "context" | "with_context")
}

fn makes_call(expression: &Expr) -> bool {
    let mut at = expression;
    loop {
        at = match at {
            Expr::Await(future) => &future.base,
            Expr::Paren(inner) => &inner.expr,
            Expr::Call(_) | Expr::MethodCall(_) | Expr::Macro(_) => return true,
            _ => return false,
        };
    }
}

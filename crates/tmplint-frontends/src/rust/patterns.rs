//! Patterns: what they ask, and what they bind.

use syn::spanned::Spanned;
use syn::{Expr, Member, Pat, PatIdent, Path};
use tmplint_ir::{BlockId, CompareOp, PlaceId, QualName, Span, Test, Value};

use super::collect::text;
use super::literals::literal;
use super::lowerer::Lowerer;
use super::names::TypeId;
use super::paths::variant;
use super::places::{is_place, member_name, root_place};
use super::resolve::{Meaning, Namespace};
use super::structures::MAX_MEMBERS;

/// Who has the value that a pattern takes apart, and so what becomes of what the pattern binds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// Nobody: a call made it. What is bound ends with the innermost block.
    Nobody,
    /// A place, from which it may be moved by binding it.
    Place,
    /// Something else, to which only references may be bound.
    Other,
}

impl Holder {
    /// Who has the value of an expression.
    pub(super) fn of(expression: &Expr) -> Self {
        match expression {
            Expr::Reference(_) if is_place(expression) => Self::Other,
            expression if is_place(expression) => Self::Place,
            _ => Self::Nobody,
        }
    }
}

/// How a pattern is lowered.
#[derive(Clone, Copy)]
struct Matching {
    /// Where control goes if it does not match; nowhere if it must.
    fail: Option<BlockId>,
    /// Who has what it binds.
    holder: Holder,
    /// A later alternative of `a | b`, which binds the places the first one declared.
    again: bool,
}

impl Lowerer {
    /// Goes on in the current block where `value` matches, with its names bound, else at `fail`.
    pub(super) fn test(
        &mut self,
        pattern: &Pat,
        value: &Value,
        fail: Option<BlockId>,
        holder: Holder,
    ) {
        self.pattern(pattern, value, Matching { fail, holder, again: false });
    }

    /// Binds the names of a pattern that always matches.
    pub(super) fn bind(&mut self, pattern: &Pat, value: &Value) {
        self.test(pattern, value, None, Holder::Other);
    }

    /// Declares the names of a pattern without a value: `let x;`.
    pub(super) fn declare_names(&mut self, pattern: &Pat) {
        match pattern {
            Pat::Ident(name) => {
                let place =
                    self.declare_variable(&text(&name.ident), self.spans.of(name.ident.span()));
                self.ends_with_block(place);
            }
            Pat::Type(typed) => self.declare_names(&typed.pat),
            Pat::Paren(inner) => self.declare_names(&inner.pat),
            Pat::Tuple(tuple) => {
                for element in &tuple.elems {
                    self.deeper(|this| this.start_of(element), |this| this.declare_names(element));
                }
            }
            _ => {}
        }
    }

    fn pattern(&mut self, pattern: &Pat, value: &Value, how: Matching) {
        let span = self.start_of(pattern);
        self.deeper(|_| span, |this| this.one_pattern(pattern, value, how, span));
    }

    fn one_pattern(&mut self, pattern: &Pat, value: &Value, how: Matching, span: Span) {
        match pattern {
            Pat::Ident(name) => self.name(name, value, how, span),
            Pat::Lit(constant) => {
                let right = literal(&constant.lit, span);
                let left = value.clone();
                self.ask(Test::Compare { op: CompareOp::Equal, left, right }, span, how);
            }
            Pat::Path(path) => self.named_value(&path.path, value, how, span),
            Pat::Paren(inner) => self.pattern(&inner.pat, value, how),
            Pat::Type(typed) => self.pattern(&typed.pat, value, how),
            Pat::Reference(reference) => {
                self.pattern(&reference.pat, value, Matching { holder: Holder::Other, ..how });
            }
            Pat::Tuple(tuple) => self.elements(tuple.elems.iter(), value, how),
            Pat::TupleStruct(shape) => match self.variant_of(&shape.path) {
                // What these wrap is not told from them.
                Some(name @ ("Ok" | "Some")) => {
                    self.is_variant(value, name.into(), span, how);
                    for inner in &shape.elems {
                        self.pattern(inner, value, how);
                    }
                }
                Some(name) => {
                    self.is_variant(value, name.into(), span, how);
                    for inner in &shape.elems {
                        self.pattern(inner, &Value::Opaque, how);
                    }
                }
                None => {
                    self.shape(&shape.path, value, how, span);
                    match self.own_variant(&shape.path, value) {
                        Some((of, prefix)) => {
                            let value = self.variant_fields(of, &prefix, shape.elems.len(), value);
                            self.elements(shape.elems.iter(), &value, how);
                        }
                        None => self.elements(shape.elems.iter(), value, how),
                    }
                }
            },
            Pat::Struct(shape) => {
                self.shape(&shape.path, value, how, span);
                let own = self.own_variant(&shape.path, value);
                for field in &shape.fields {
                    let mut inner = field_of(value, &field.member);
                    if let Some((of, prefix)) = &own {
                        let name = format!("{prefix}{}", member_name(&field.member));
                        inner = self.or_member(*of, &name, inner, span);
                    }
                    self.pattern(&field.pat, &inner, how);
                }
            }
            Pat::Or(alternatives) => self.alternatives(alternatives.cases.iter(), value, how),
            Pat::Guard(guarded) => {
                self.pattern(&guarded.pat, value, how);
                if let Some(fail) = how.fail {
                    let then = self.new_block();
                    self.condition(&guarded.guard, then, fail);
                    self.switch_to(then);
                }
            }
            Pat::Slice(slice) => {
                self.ask(Test::Opaque, span, how);
                let element = match value {
                    Value::Opaque => Value::Opaque,
                    value => Value::Element(Box::new(value.clone())),
                };
                for inner in &slice.elems {
                    self.pattern(inner, &element, how);
                }
            }
            Pat::Wild(_) | Pat::Rest(_) => {}
            _ => self.ask(Test::Opaque, span, how),
        }
    }

    /// The variant of its own type that a method tells `self` to be.
    fn own_variant(&self, path: &Path, value: &Value) -> Option<(TypeId, String)> {
        let Value::Place(place) = value else { return None };
        self.variant_at(path).filter(|_| Some(*place) == self.self_place)
    }

    /// The fields of a variant of `self`, as a list.
    fn variant_fields(&mut self, of: TypeId, prefix: &str, count: usize, value: &Value) -> Value {
        let fields = (0..count.min(MAX_MEMBERS)).map(|index| {
            let own = Value::Field(Box::new(value.clone()), index.to_string());
            self.or_member(of, &format!("{prefix}{index}"), own, Span::default())
        });
        Value::List(fields.collect())
    }

    /// A field, or what the file puts into that member anywhere.
    fn or_member(&mut self, of: TypeId, name: &str, own: Value, span: Span) -> Value {
        match self.member_place(of, name, span) {
            Some(member) => Value::Choice(vec![own, Value::Place(member)]),
            None => own,
        }
    }

    fn ask(&mut self, test: Test, span: Span, how: Matching) {
        if let Some(fail) = how.fail {
            let then = self.new_block();
            self.branch(test, span, then, fail);
            self.switch_to(then);
        }
    }

    fn is_variant(&mut self, value: &Value, variant: QualName, span: Span, how: Matching) {
        self.ask(Test::Matches { value: value.clone(), variant }, span, how);
    }

    fn name(&mut self, name: &PatIdent, value: &Value, how: Matching, span: Span) {
        if name.subpat.is_none()
            && name.by_ref.is_none()
            && name.mutability.is_none()
            && text(&name.ident).starts_with(|first: char| first.is_ascii_uppercase())
        {
            // By convention and lint a constant or a variant, not a new variable.
            let path = Path::from(name.ident.clone());
            return self.named_value(&path, value, how, span);
        }
        let place = self.bound(&text(&name.ident), self.spans.of(name.ident.span()), how);
        self.assign(place, value.clone(), span);
        match how.holder {
            Holder::Nobody if name.by_ref.is_none() && !how.again && *value != Value::Opaque => {
                self.ends_with_block(place);
            }
            Holder::Place if name.by_ref.is_none() => {
                self.moved.extend(root_place(value));
            }
            _ => {}
        }
        if let Some((_, inner)) = &name.subpat {
            self.pattern(inner, value, Matching { holder: Holder::Other, ..how });
        }
    }

    /// The place a name stands for in this pattern.
    fn bound(&mut self, name: &str, span: Span, how: Matching) -> PlaceId {
        let known = self.variables.last().and_then(|names| names.get(name).copied());
        match known {
            Some(place) if how.again => place,
            _ => self.declare_variable(name, span),
        }
    }

    /// `None`, a constant, a variant or a unit struct.
    fn named_value(&mut self, path: &Path, value: &Value, how: Matching, span: Span) {
        if let Some(name) = self.variant_of(path) {
            return self.is_variant(value, name.into(), span, how);
        }
        match self.path_meaning(None, path, Namespace::Value) {
            Meaning::Constant(place) => {
                let (left, right) = (value.clone(), Value::Place(place));
                self.ask(Test::Compare { op: CompareOp::Equal, left, right }, span, how);
            }
            Meaning::Type(_) => {}
            Meaning::Outside(name)
            | Meaning::Inside(name)
            | Meaning::Member(name)
            | Meaning::Unresolved(name) => self.is_variant(value, name.into(), span, how),
            Meaning::Function(_) | Meaning::Module(_) => self.ask(Test::Opaque, span, how),
        }
    }

    /// The test that a tuple or struct pattern makes of its own: none for a struct of the file.
    fn shape(&mut self, path: &Path, value: &Value, how: Matching, span: Span) {
        match self.path_meaning(None, path, Namespace::Type) {
            Meaning::Outside(name)
            | Meaning::Inside(name)
            | Meaning::Member(name)
            | Meaning::Unresolved(name) => self.is_variant(value, name.into(), span, how),
            _ => {}
        }
    }

    /// `Ok`, `Err`, `Some` or `None`, if the path means one of these.
    fn variant_of(&self, path: &Path) -> Option<&'static str> {
        match self.path_meaning(None, path, Namespace::Value) {
            Meaning::Outside(name) => variant(&name),
            _ => None,
        }
    }

    fn elements<'a>(
        &mut self,
        patterns: impl Iterator<Item = &'a Pat>,
        value: &Value,
        how: Matching,
    ) {
        let mut after_rest = false;
        for (index, pattern) in patterns.enumerate() {
            after_rest |= matches!(pattern, Pat::Rest(_));
            let element = match value {
                Value::Opaque => Value::Opaque,
                value if after_rest => Value::Element(Box::new(value.clone())),
                Value::List(values) => values.get(index).cloned().unwrap_or(Value::Opaque),
                value => Value::Field(Box::new(value.clone()), index.to_string()),
            };
            self.pattern(pattern, &element, how);
        }
    }

    fn alternatives<'a>(
        &mut self,
        cases: impl ExactSizeIterator<Item = &'a Pat>,
        value: &Value,
        how: Matching,
    ) {
        let Some(fail) = how.fail else {
            // One of them matches. Which one is not known where it is not asked.
            for (index, case) in cases.enumerate() {
                self.pattern(case, value, Matching { again: how.again || index > 0, ..how });
            }
            return;
        };
        let last = cases.len().saturating_sub(1);
        let mut ends = Vec::new();
        for (index, case) in cases.enumerate() {
            let next = if index == last { fail } else { self.new_block() };
            let again = how.again || index > 0;
            self.pattern(case, value, Matching { fail: Some(next), again, ..how });
            ends.extend(self.live_end());
            if index != last {
                self.switch_to(next);
            }
        }
        self.join(ends);
    }

    fn start_of(&self, pattern: &Pat) -> Span {
        let of_path = |path: &Path| {
            let mut names = path.segments.iter().map(|segment| segment.ident.span());
            let first = names.next()?;
            Some(self.spans.between(first, names.next_back().unwrap_or(first)))
        };
        match pattern {
            Pat::Ident(name) => self.spans.of(name.ident.span()),
            Pat::Lit(constant) => self.spans.of(constant.lit.span()),
            Pat::Path(path) => of_path(&path.path).unwrap_or_default(),
            Pat::Paren(inner) => self.spans.of(inner.paren_token.span.join()),
            Pat::Tuple(tuple) => self.spans.of(tuple.paren_token.span.join()),
            Pat::Slice(slice) => self.spans.of(slice.bracket_token.span.join()),
            Pat::Wild(wild) => self.spans.of(wild.underscore_token.span),
            Pat::Reference(reference) => self.spans.of(reference.and_token.span),
            Pat::TupleStruct(shape) => of_path(&shape.path)
                .unwrap_or_default()
                .cover(self.spans.of(shape.paren_token.span.join())),
            Pat::Struct(shape) => of_path(&shape.path)
                .unwrap_or_default()
                .cover(self.spans.of(shape.brace_token.span.join())),
            Pat::Or(alternatives) => {
                alternatives.cases.first().map_or_else(Span::default, |first| match first {
                    Pat::Or(_) => Span::default(),
                    first => self.start_of_simple(first),
                })
            }
            Pat::Type(typed) => self.start_of_simple(&typed.pat),
            Pat::Guard(guarded) => self.start_of_simple(&guarded.pat),
            other => self.spans.of(other.span()),
        }
    }

    /// As [`start_of`](Self::start_of), for what is not itself a list of patterns.
    fn start_of_simple(&self, pattern: &Pat) -> Span {
        match pattern {
            Pat::Or(_) | Pat::Type(_) | Pat::Guard(_) => Span::default(),
            other => self.start_of(other),
        }
    }
}

fn field_of(value: &Value, member: &Member) -> Value {
    match value {
        Value::Opaque => Value::Opaque,
        value => Value::Field(Box::new(value.clone()), member_name(member)),
    }
}

//! Calls of functions and methods.

use syn::{Expr, ExprCall, ExprMethodCall};
use tmplint_ir::{Arg, Call, Callee, QualName, Span, Value};

use super::collect::text;
use super::expressions::consumes_receiver;
use super::lowerer::{Lowered, Lowerer, Want};
use super::names::TypeId;
use super::paths::variant;
use super::resolve::{Meaning, Namespace};

impl Lowerer {
    pub(super) fn call_expression(&mut self, call: &ExprCall, want: Want) -> Lowered {
        let close = self.spans.of(call.paren_token.span.close());
        let Expr::Path(path) = &*call.func else {
            let callee = self.expression(&call.func, Want::Borrow);
            return self.call_of_value(call, &callee, want);
        };
        let name_span = self.here(&call.func);
        let span = name_span.cover(close);
        if let (None, Some(name)) = (&path.qself, path.path.get_ident())
            && let Some(place) = self.variable(&text(name))
        {
            let args = self.arguments(call.args.iter());
            return self.make(Callee::Value(place), None, args, (span, name_span), want);
        }
        let mut receiver = None;
        let callee = match self.path_meaning(path.qself.as_ref(), &path.path, Namespace::Value) {
            Meaning::Outside(name) if variant(&name).is_some() => {
                return self.wrapped(&name, call, span, want);
            }
            Meaning::Outside(name) if is_drop(&name) && call.args.len() == 1 => {
                self.dropped(&call.args[0], span);
                return Lowered::opaque(span);
            }
            Meaning::Function(id) => {
                if self.names.has_receiver(id) {
                    receiver = call.args.first();
                }
                Callee::Local(id)
            }
            Meaning::Constant(place) => Callee::Value(place),
            Meaning::Type(of) => return self.tuple(call, Some(of), "", span),
            Meaning::Member(name) | Meaning::Inside(name) if ends_in_capital(&name) => {
                return match self.variant_at(&path.path) {
                    Some((of, prefix)) => self.tuple(call, Some(of), &prefix, span),
                    None => self.tuple(call, None, "", span),
                };
            }
            Meaning::Outside(name) | Meaning::Inside(name) => Callee::Api(QualName(name)),
            Meaning::Member(name) | Meaning::Unresolved(name) => Callee::Unknown(name),
            Meaning::Module(_) => Callee::Unknown(text_of(&path.path)),
        };
        let first = usize::from(receiver.is_some());
        let receiver = receiver.map(|object| {
            let object = self.expression(object, Want::Borrow);
            let object = self.bounded(object);
            self.look_at(&object.value);
            object.value
        });
        let args = self.arguments(call.args.iter().skip(first));
        let derived = !matches!(callee, Callee::Local(_));
        let made = self.make(callee, receiver, args, (span, name_span), want);
        if derived && let Some(members) = self.parsed_members(path, span) {
            return Lowered::nested(members, span, 1);
        }
        made
    }

    /// What a function gives that a macro derives for a type whose attributes say what its fields
    /// hold if nothing else is given: `Arguments::parse()`.
    fn parsed_members(&mut self, path: &syn::ExprPath, span: Span) -> Option<Value> {
        let of = self.owner_of(path).filter(|of| self.names.type_names(*of).has_defaults)?;
        self.members_of(of, span)
    }

    /// A call of something that is not a path: a field, a closure, another call's result.
    pub(super) fn call_of_value(
        &mut self,
        call: &ExprCall,
        callee: &Lowered,
        want: Want,
    ) -> Lowered {
        let span = callee.span.cover(self.spans.of(call.paren_token.span.close()));
        let args = self.arguments(call.args.iter());
        let target = match &callee.value {
            Value::Place(place) => Callee::Value(*place),
            Value::Function(id) => Callee::Local(*id),
            Value::Field(_, name) => Callee::Unknown(name.clone()),
            _ => Callee::Unknown(String::new()),
        };
        self.make(target, None, args, (span, callee.span), want)
    }

    pub(super) fn method_call(
        &mut self,
        call: &ExprMethodCall,
        receiver: Lowered,
        want: Want,
    ) -> Lowered {
        let name_span = self.spans.of(call.method.span());
        let close = self.spans.of(call.paren_token.span.close());
        // Of a chain over several lines the call is the line that makes it.
        let starts_line = self.spans.of(call.dot_token.span).start > receiver.span.end;
        let span = if starts_line { name_span } else { receiver.span }.cover(close);
        let receiver = self.bounded(receiver);
        let name = text(&call.method);
        let of_own = match receiver.value {
            Value::Place(place) if Some(place) == self.self_place => self.self_type,
            Value::Place(place) => self.structures.get(&place).copied(),
            _ => self.type_of_variant(&call.receiver),
        };
        let text_receiver = match receiver.value {
            Value::Place(place) => Some(place),
            _ => None,
        };
        if let Some(of) = self.collected_type(call).cloned()
            && let Meaning::Outside(of) = self.path_meaning(None, &of, Namespace::Type)
        {
            let callee = Callee::Api(QualName(format!("{of}::from_iter")));
            let arg = Arg { name: None, span: receiver.span, value: receiver.value };
            return self.make(callee, None, vec![arg], (span, name_span), want);
        }
        let callee = match of_own.and_then(|of| self.names.associated_function(of, &name)) {
            Some(id) => Callee::Local(id),
            // A path and a string have a method of this name, which do different things.
            None if name == "push" && self.pushes_text(text_receiver, call.args.first()) => {
                Callee::Api("String::push".into())
            }
            None => Callee::Method(name),
        };
        // What is lent stays where it was lent from.
        if !consumes_receiver(&call.method.to_string()) && !self.is_lent(&call.receiver) {
            self.look_at(&receiver.value);
        }
        let args = self.arguments(call.args.iter());
        self.make(callee, Some(receiver.value), args, (span, name_span), want)
    }

    /// The type of the file that a variant belongs to: `Kind::Socket`, `Kind::Numbered(3)`.
    fn type_of_variant(&self, expression: &Expr) -> Option<TypeId> {
        let path = match expression {
            Expr::Path(path) => &path.path,
            Expr::Call(call) => match &*call.func {
                Expr::Path(path) => &path.path,
                _ => return None,
            },
            _ => return None,
        };
        self.variant_at(path).map(|(of, _)| of)
    }

    pub(super) fn arguments<'a>(&mut self, args: impl Iterator<Item = &'a Expr>) -> Vec<Arg> {
        args.map(|argument| {
            let lent = self.is_lent(argument);
            let argument = self.expression(argument, Want::Value);
            let argument = self.bounded(argument);
            if lent {
                self.unit.lend(argument.span);
            }
            Arg { name: None, value: argument.value, span: argument.span }
        })
        .collect()
    }

    /// Adds a call whose operands are lowered.
    pub(super) fn make(
        &mut self,
        callee: Callee,
        receiver: Option<Value>,
        args: Vec<Arg>,
        (span, name_span): (Span, Span),
        want: Want,
    ) -> Lowered {
        let checked = !matches!(want, Want::Nothing | Want::Drop);
        let call = Call { into: None, callee, receiver, args, checked, span, name_span };
        self.call(call, want)
    }

    /// `Ok(x)` and `Some(x)` are `x`; what an error is, nobody asks.
    fn wrapped(&mut self, name: &str, call: &ExprCall, span: Span, want: Want) -> Lowered {
        let is_error = variant(name) == Some("Err");
        let Some(inner) = call.args.first() else { return Lowered::opaque(span) };
        if is_error {
            self.expression(inner, Want::Value);
            return Lowered::opaque(span);
        }
        let inner = self.expression(inner, want);
        Lowered { span, is_call: false, ..inner }
    }

    /// A tuple struct or variant of the file: its fields by number.
    fn tuple(&mut self, call: &ExprCall, of: Option<TypeId>, prefix: &str, span: Span) -> Lowered {
        let mut depth = 0;
        let mut entries = Vec::new();
        for (index, field) in call.args.iter().enumerate() {
            let field = self.expression(field, Want::Value);
            let field = self.bounded(field);
            depth = depth.max(field.depth);
            self.store_in_member(of, &format!("{prefix}{index}"), &field);
            entries.push((index.to_string(), field.value));
        }
        Lowered::nested(Value::Map(entries), span, depth)
    }

    /// `drop(x)`: `x` ends here, and not again where its scope does.
    fn dropped(&mut self, argument: &Expr, span: Span) {
        let value = self.expression(argument, Want::Value);
        if let Value::Place(place) = value.value
            && !self.is_dead()
        {
            self.end_scope(place, span);
            self.moved.insert(place);
        }
    }
}

/// The language's own way to end a value's life.
fn is_drop(name: &str) -> bool {
    matches!(name, "drop" | "std::mem::drop" | "core::mem::drop")
}

fn ends_in_capital(path: &str) -> bool {
    let last = path.rsplit("::").next().unwrap_or(path);
    last.starts_with(|first: char| first.is_ascii_uppercase())
}

fn text_of(path: &syn::Path) -> String {
    super::collect::import_path(path).segments.join("::")
}

//! Calls, and macros that look like them.

use std::rc::Rc;

use tmplint_ir::{Arg, Call, Callee, PlaceId, Span, Step, Value};

use super::body::{Body, MacroArguments};
use super::macros::MacroBody;
use super::place::{Binding, strip};
use super::syntax::Syntax;

/// Characters of a callee that is no name which are kept.
const MAX_CALLEE: usize = 64;

/// Where a call's result goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// It is thrown away.
    Nowhere,
    /// It is read by the expression around.
    Temporary,
    /// It is assigned.
    Place(PlaceId),
}

/// What is called, once names are resolved.
enum Called {
    Callee(Callee),
    /// The value of the first argument: a hint to the compiler.
    Hint,
    /// A function-like macro of the file.
    Macro(Vec<Rc<MacroBody>>),
}

/// What a call that is a condition stands for.
pub(crate) enum Behind<'t> {
    /// The condition the hint is about.
    Hint(Syntax<'t>),
    /// The body of a macro of the file.
    Macro(Rc<MacroBody>),
}

impl Body<'_, '_> {
    /// Lowers a call; the value is what its result is read through.
    pub(crate) fn call(&mut self, node: Syntax<'_>, target: Target) -> Value {
        let Some(function) = node.field("function") else { return Value::Opaque };
        let list = node.field("arguments");
        if self.initialises_member(node, function, list) {
            return Value::Opaque;
        }
        if self.file.is_cxx && strip(function).kind() == "field_expression" {
            return self.method_call(node, strip(function), target);
        }
        match self.called(strip(function)) {
            Called::Hint => self.hint(list, target),
            Called::Macro(bodies) => self.macro_call(node, function, &bodies, target),
            Called::Callee(callee) => {
                let args = self.arguments(list);
                let name = name_of(strip(function));
                self.push_call(callee, args, target, self.span(node), self.span(name))
            }
        }
    }

    /// C++: `member(value)` before a constructor's body.
    fn initialises_member(
        &mut self,
        node: Syntax<'_>,
        function: Syntax<'_>,
        list: Option<Syntax<'_>>,
    ) -> bool {
        let at = usize::try_from(node.span().start).unwrap_or(usize::MAX);
        if !self.file.initialisers.contains(&at) || function.kind() != "identifier" {
            return false;
        }
        let Binding::Place(place) = self.resolve(function) else { return false };
        let span = self.span(node);
        let args = self.arguments(list);
        if let [Arg { value, .. }] = args.as_slice() {
            self.push(Step::Let { into: place, value: value.clone(), span });
        }
        true
    }

    /// C++: `object.method(arguments)`.
    fn method_call(&mut self, node: Syntax<'_>, function: Syntax<'_>, target: Target) -> Value {
        let receiver = function.field("argument").map(|object| self.value(object));
        let name = name_of(function);
        let args = self.arguments(node.field("arguments"));
        let (span, name_span) = (self.span(node), self.span(name));
        let callee = Callee::Method(name.text().to_owned());
        self.push_call_on(receiver, callee, args, target, span, name_span)
    }

    pub(crate) fn push_call(
        &mut self,
        callee: Callee,
        args: Vec<Arg>,
        target: Target,
        span: Span,
        name_span: Span,
    ) -> Value {
        self.push_call_on(None, callee, args, target, span, name_span)
    }

    fn push_call_on(
        &mut self,
        receiver: Option<Value>,
        callee: Callee,
        args: Vec<Arg>,
        target: Target,
        span: Span,
        name_span: Span,
    ) -> Value {
        let into = match target {
            Target::Place(place) => Some(place),
            Target::Temporary | Target::Nowhere => None,
        };
        let checked = target != Target::Nowhere;
        let call = Call { into, callee, receiver, args, checked, span, name_span };
        if checked {
            Value::Place(self.file.unit.push_call(&mut self.code, call))
        } else {
            self.push(Step::Call(call));
            Value::Opaque
        }
    }

    /// The condition that a call stands for, if it is no call.
    pub(crate) fn condition_behind<'t>(&mut self, node: Syntax<'t>) -> Option<Behind<'t>> {
        let function = strip(node.field("function")?);
        if function.kind() != "identifier" {
            return None;
        }
        match self.called_name(function) {
            Called::Hint => node.field("arguments")?.child().map(Behind::Hint),
            Called::Macro(bodies) => {
                bodies.into_iter().find(|body| body.expression().is_some()).map(Behind::Macro)
            }
            Called::Callee(_) => None,
        }
    }

    fn called(&mut self, function: Syntax<'_>) -> Called {
        match function.kind() {
            "identifier" => self.called_name(function),
            // `(*f)(x)` and `(&f)(x)` are `f(x)`.
            "pointer_expression" => {
                let inner = function.field("argument").map(strip);
                match inner.filter(|inner| inner.kind() == "identifier") {
                    Some(inner) => self.called_name(inner),
                    None => self.called_place(function),
                }
            }
            _ => self.called_place(function),
        }
    }

    fn called_place(&mut self, function: Syntax<'_>) -> Called {
        if let Some(place) = self.place_of(function) {
            return Called::Callee(Callee::Value(place));
        }
        self.effect(function);
        let text = function.text().chars().take(MAX_CALLEE).collect();
        Called::Callee(Callee::Unknown(text))
    }

    fn called_name(&mut self, name: Syntax<'_>) -> Called {
        let text = name.text();
        Called::Callee(match self.resolve(name) {
            Binding::Argument(value) => callee_of(value, text),
            Binding::Place(place) => Callee::Value(place),
            Binding::Function(function) => Callee::Local(function),
            Binding::Macro => {
                let file = &mut *self.file;
                let bodies = file.macros.bodies(text, true, file.source, &mut file.parser);
                if !bodies.is_empty() {
                    return Called::Macro(bodies);
                }
                return self.called_alias(name);
            }
            // A macro that is not expanded, unless what it hides is meant in its own expansion.
            Binding::Outside if self.file.macros.is_macro(text) && !self.is_expanding(text) => {
                Callee::Unknown(text.to_owned())
            }
            Binding::Outside if is_hint(text) => return Called::Hint,
            Binding::Outside => Callee::Api(text.into()),
        })
    }

    /// An object-like macro as the callee: `#define OPEN open`.
    fn called_alias(&mut self, name: Syntax<'_>) -> Called {
        let text = name.text();
        let file = &mut *self.file;
        let bodies = file.macros.bodies(text, false, file.source, &mut file.parser);
        let site = self.span(name);
        let target = bodies.first().and_then(|body| body.expression()).map(strip);
        match target.filter(|target| target.kind() == "identifier") {
            Some(target) => self.expanding(text, MacroArguments::none(), site, |lowering| {
                lowering.called_name(target)
            }),
            None => Called::Callee(Callee::Unknown(text.to_owned())),
        }
    }

    fn hint(&mut self, list: Option<Syntax<'_>>, target: Target) -> Value {
        let Some(first) = list.and_then(Syntax::child) else { return Value::Opaque };
        match target {
            Target::Nowhere => {
                self.effect(first);
                Value::Opaque
            }
            Target::Temporary => self.value(first),
            Target::Place(into) => {
                let span = self.span(first);
                self.value_into(first, into, span);
                Value::Place(into)
            }
        }
    }

    fn macro_call(
        &mut self,
        node: Syntax<'_>,
        function: Syntax<'_>,
        bodies: &[Rc<MacroBody>],
        target: Target,
    ) -> Value {
        let name = strip(function);
        let site = self.span(node);
        let args = self.arguments(node.field("arguments"));
        let expression = bodies.iter().find(|body| body.expression().is_some());
        let statements = bodies.iter().find(|body| body.statements().is_some());
        let body = match (expression, statements) {
            (Some(body), _) => body,
            // Statements have no value, so they stand alone.
            (None, Some(body)) if target == Target::Nowhere => body,
            _ => {
                let callee = Callee::Unknown(name.text().to_owned());
                return self.push_call(callee, args, target, site, self.span(name));
            }
        };
        let arguments = bind(body, args);
        let value = self.expanding(name.text(), arguments, site, |lowering| {
            if let Some(block) = body.statements() {
                lowering.statement(block);
                return Value::Opaque;
            }
            let Some(expression) = body.expression() else { return Value::Opaque };
            match target {
                Target::Nowhere => {
                    lowering.effect(expression);
                    Value::Opaque
                }
                Target::Temporary => lowering.value(expression),
                Target::Place(into) => {
                    lowering.value_into(expression, into, site);
                    Value::Place(into)
                }
            }
        });
        self.file.macros.bounded(value)
    }

    pub(crate) fn arguments(&mut self, list: Option<Syntax<'_>>) -> Vec<Arg> {
        let mut args = Vec::new();
        let Some(list) = list else { return args };
        let parts = list.parts();
        let inside = parts.get(1..parts.len().saturating_sub(1)).unwrap_or_default();
        if inside.is_empty() {
            return args;
        }
        for pieces in inside.split(|part| part.kind() == ",") {
            // What the parser could not read does not shift the arguments after it.
            let piece = pieces.iter().find(|piece| piece.is_named() && piece.kind() != "ERROR");
            let Some(&piece) = piece.or(pieces.first()) else { continue };
            if self.names_variable_arguments(piece.text()) {
                let rest = self.variable_arguments().to_vec();
                args.extend(rest.into_iter().map(|(value, span)| Arg { name: None, value, span }));
                continue;
            }
            let span = match self.argument(piece.text()) {
                Some(&(_, span)) => span,
                None => piece.span(),
            };
            let mut value = self.value(piece);
            if let Value::Place(place) = value
                && let Some(list) = self.file.open_lists.get(&place)
            {
                value = list.clone();
            }
            args.push(Arg { name: None, value, span });
        }
        args
    }
}

fn callee_of(value: Value, text: &str) -> Callee {
    match value {
        Value::Place(place) => Callee::Value(place),
        Value::Function(function) => Callee::Local(function),
        Value::Name(name) => Callee::Api(name),
        _ => Callee::Unknown(text.to_owned()),
    }
}

/// The part of a callee that names it.
fn name_of(function: Syntax<'_>) -> Syntax<'_> {
    match function.kind() {
        "field_expression" => function.field("field").unwrap_or(function),
        "pointer_expression" => function.field("argument").map_or(function, strip),
        _ => function,
    }
}

/// Binds a macro's parameters to the arguments of one call.
pub(crate) fn bind(body: &MacroBody, args: Vec<Arg>) -> MacroArguments {
    let mut bound = MacroArguments::none();
    let mut args = args.into_iter();
    for parameter in body.parameters.iter().flat_map(|parameters| parameters.iter()) {
        if let Some(name) = parameter.strip_suffix("...") {
            let name = name.trim_end();
            let name = if name.is_empty() { "__VA_ARGS__" } else { name };
            name.clone_into(&mut bound.rest_name);
            bound.rest = args.by_ref().map(|arg| (arg.value, arg.span)).collect();
        } else if let Some(arg) = args.next() {
            bound.named.insert(parameter.clone(), (arg.value, arg.span));
        } else {
            bound.named.insert(parameter.clone(), (Value::Opaque, Span::default()));
        }
    }
    bound
}

/// Names of hints to the compiler about a condition, whose value is their first argument's. The
/// compiler has one; headers everywhere wrap it under these names.
fn is_hint(name: &str) -> bool {
    matches!(
        name,
        "__builtin_expect"
            | "likely"
            | "unlikely"
            | "_likely_"
            | "_unlikely_"
            | "EXPECTED"
            | "UNEXPECTED"
            | "G_LIKELY"
            | "G_UNLIKELY"
    )
}

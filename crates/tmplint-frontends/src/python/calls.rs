//! Calls, and what the expression before the parentheses refers to.

use tmplint_ir::{
    Arg, Call, Callee, ClassId, Format, FormatStyle, FunctionId, PlaceId, QualName, Span, Step,
    Value,
};
use tree_sitter::Node;

use super::classes::Member;
use super::expressions::either;
use super::functions::FunctionInfo;
use super::lowering::Lowering;
use super::names::Method;
use super::scopes::{Binding, Receiver};
use super::syntax::{as_written, bare, children, field, span};

/// What a name or attribute refers to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reference<'t> {
    /// Something from outside of the file.
    Name(QualName),
    /// A function of the file.
    Function(FunctionId),
    /// A class of the file.
    Class(ClassId),
    /// `self` or `cls`.
    Receiver(Receiver),
    /// `super()` in a method of the class.
    Super(ClassId, PlaceId),
    /// Any other value.
    Value(Value),
    /// A name that nothing binds.
    Unbound(&'t str),
}

impl Reference<'_> {
    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Name(name) => Value::Name(name),
            Self::Function(id) => Value::Function(id),
            Self::Receiver(receiver) => Value::Place(receiver.place),
            Self::Value(value) => value,
            Self::Class(class) => Value::Class(class),
            Self::Super(..) | Self::Unbound(_) => Value::Opaque,
        }
    }
}

/// A callee, with what it is called on.
struct Target {
    callee: Callee,
    receiver: Option<Value>,
    /// The first argument is the object: `Base.method(self, …)`.
    takes_object: bool,
}

impl Target {
    fn plain(callee: Callee) -> Self {
        Self { callee, receiver: None, takes_object: false }
    }

    fn on(callee: Callee, receiver: Value) -> Self {
        Self { receiver: Some(receiver), ..Self::plain(callee) }
    }
}

impl<'t> Lowering<'t> {
    /// What an expression refers to; calls in it are lowered.
    pub(super) fn reference(&mut self, node: Node<'t>) -> Reference<'t> {
        let node = bare(node);
        self.nested(node, |this| match node.kind() {
            "identifier" => this.name_reference(this.text(node)),
            "attribute" => this.attribute_reference(node),
            "call" => match this.super_class(node) {
                Some((class, place)) => Reference::Super(class, place),
                None => match this.looked_up(node) {
                    Some(reference) => reference,
                    None => Reference::Value(this.value(node)),
                },
            },
            _ => Reference::Value(this.value(node)),
        })
        .unwrap_or(Reference::Value(Value::Opaque))
    }

    fn name_reference(&self, name: &'t str) -> Reference<'t> {
        match self.resolve(name) {
            Some(Binding::Place(place)) => Reference::Value(Value::Place(place)),
            Some(Binding::Name(name)) => Reference::Name(name),
            Some(Binding::Function(function)) => Reference::Function(function),
            Some(Binding::Class(class)) => Reference::Class(class),
            Some(Binding::Receiver(receiver)) => Reference::Receiver(receiver),
            Some(Binding::Global) | None => Reference::Unbound(name),
        }
    }

    fn attribute_reference(&mut self, node: Node<'t>) -> Reference<'t> {
        let (Some(object), Some(attribute)) = (field(node, "object"), field(node, "attribute"))
        else {
            return Reference::Value(Value::Opaque);
        };
        let object = self.reference(object);
        self.attribute_of_reference(object, self.text(attribute), node, span(attribute))
    }

    /// The attribute of something; `node` is the expression that reads it.
    fn attribute_of_reference(
        &mut self,
        object: Reference<'t>,
        name: &'t str,
        node: Node<'t>,
        name_span: Span,
    ) -> Reference<'t> {
        match object {
            Reference::Name(QualName(module)) => Reference::Name(format!("{module}.{name}").into()),
            Reference::Receiver(Receiver { class, .. }) | Reference::Super(class, _)
                if name == "__class__" =>
            {
                Reference::Class(class)
            }
            Reference::Receiver(Receiver { class, place, .. }) | Reference::Super(class, place) => {
                match self.member(class, name, name_span) {
                    Member::Method(method) if method.is_property => {
                        Reference::Value(self.property(method, place, node, name_span))
                    }
                    member => member_reference(&member),
                }
            }
            Reference::Class(class) => {
                let member = self.member(class, name, name_span);
                member_reference(&member)
            }
            Reference::Value(value) => Reference::Value(self.attribute_of(value, name, node)),
            Reference::Function(_) | Reference::Unbound(_) => Reference::Value(Value::Opaque),
        }
    }

    /// Reading a property calls its getter.
    fn property(
        &mut self,
        method: FunctionInfo,
        object: PlaceId,
        node: Node<'t>,
        name_span: Span,
    ) -> Value {
        Value::Place(self.push_call(Call {
            into: None,
            callee: Callee::Local(method.id),
            receiver: Some(Value::Place(object)),
            args: Vec::new(),
            checked: true,
            span: span(node),
            name_span,
        }))
    }

    /// What `getattr(object, "name")`, `__import__("module")` and their like look up.
    fn looked_up(&mut self, call: Node<'t>) -> Option<Reference<'t>> {
        let function = field(call, "function")?;
        let QualName(looks_up) = self.outside_name(function)?;
        let arguments = children(field(call, "arguments")?);
        match (looks_up.as_str(), &arguments[..]) {
            ("getattr", &[object, name] | &[object, name, _]) => {
                let name_span = span(name);
                let name = self.word(name)?;
                let object = self.reference(object);
                let found = self.attribute_of_reference(object, name, call, name_span);
                let Some(&default) = arguments.get(2) else { return Some(found) };
                let default = self.value(default);
                Some(match found {
                    Reference::Value(value) => Reference::Value(either(value, default)),
                    // What a module or class lacks, it lacks on old systems.
                    other => other,
                })
            }
            ("__import__", &[module, ..]) => {
                // Of `a.b` it gives `a`.
                let module = self.word(module)?.split('.').next()?;
                Some(Reference::Name(QualName(module.to_owned())))
            }
            ("importlib.import_module" | "importlib.__import__", &[module, ..]) => {
                Some(Reference::Name(QualName(self.word(module)?.to_owned())))
            }
            _ => None,
        }
    }

    /// `setattr(object, "name", value)` assigns.
    fn sets_attribute(&mut self, call: Node<'t>) -> Option<()> {
        let QualName(function) = self.outside_name(field(call, "function")?)?;
        let [object, name, value] = children(field(call, "arguments")?)[..] else { return None };
        if function != "setattr" {
            return None;
        }
        let word = self.word(name)?;
        let place = match self.reference(object) {
            Reference::Receiver(Receiver { class, .. }) | Reference::Class(class) => {
                match self.member(class, word, span(name)) {
                    Member::Place(place) => place,
                    Member::Method(_) | Member::Class(_) => return None,
                }
            }
            Reference::Value(Value::Place(place)) => self.field_place(place, word, name)?,
            _ => return None,
        };
        let value = self.value(value);
        self.push(Step::Store { value: value.clone(), span: span(call) });
        self.set(place, value, span(call));
        Some(())
    }

    /// The content of a plain string that is nothing but a dotted name.
    pub(super) fn word(&self, string: Node<'t>) -> Option<&'t str> {
        let string = bare(string);
        let [content] = children(string)
            .into_iter()
            .filter(|part| part.kind() == "string_content")
            .collect::<Vec<_>>()[..]
        else {
            return None;
        };
        let word = self.text(content);
        let is_name = |character: char| character.is_alphanumeric() || "_.".contains(character);
        (string.kind() == "string" && children(content).is_empty() && word.chars().all(is_name))
            .then_some(word)
    }

    /// The class and object of `super()`, also as `super(Class, self)`.
    fn super_class(&self, call: Node<'t>) -> Option<(ClassId, PlaceId)> {
        let function = field(call, "function")?;
        if function.kind() != "identifier"
            || self.text(function) != "super"
            || self.resolve("super") != Some(Binding::Name("super".into()))
        {
            return None;
        }
        let receiver = self.scopes.iter().rev().find_map(|scope| scope.receiver)?;
        let named = field(call, "arguments").map(children).unwrap_or_default();
        let class = named.first().and_then(|&class| match self.resolve(self.text(class))? {
            Binding::Class(class) => Some(class),
            _ => None,
        });
        Some((class.unwrap_or(receiver.class), receiver.place))
    }

    /// Lowers a call. The result goes `into` the place, or a temporary if something reads it;
    /// `checked` is false for a call that is a statement.
    pub(super) fn call(&mut self, node: Node<'t>, into: Option<PlaceId>, checked: bool) -> Value {
        let Some(function) = field(node, "function") else { return Value::Opaque };
        let function = bare(function);
        if self.super_class(node).is_some() {
            return Value::Opaque;
        }
        if let Some(found) = self.looked_up(node) {
            return found.into_value();
        }
        if self.sets_attribute(node).is_some() {
            return Value::Absent;
        }
        let (target, name_span) = if function.kind() == "attribute" {
            let (Some(object), Some(name)) =
                (field(function, "object"), field(function, "attribute"))
            else {
                return Value::Opaque;
            };
            let reference = self.reference(object);
            if let ("format", Reference::Value(template)) = (self.text(name), &reference) {
                return self.brace_format(template.clone(), node);
            }
            (self.method_target(reference, name, function), span(name))
        } else {
            let reference = self.reference(function);
            (self.target(reference, function), span(function))
        };
        let mut args = self.arguments(node);
        let Target { callee, mut receiver, takes_object } = target;
        if takes_object && args.first().is_some_and(|arg| arg.name.is_none()) {
            receiver = Some(args.remove(0).value);
        }
        let call = Call { into, callee, receiver, args, checked, span: span(node), name_span };
        if !checked && into.is_none() {
            self.push(tmplint_ir::Step::Call(call));
            return Value::Opaque;
        }
        Value::Place(self.push_call(call))
    }

    fn arguments(&mut self, call: Node<'t>) -> Vec<Arg> {
        let Some(list) = field(call, "arguments") else { return Vec::new() };
        if list.kind() == "generator_expression" {
            let value = self.value(list);
            return vec![Arg { name: None, value, span: span(list) }];
        }
        let mut args = Vec::new();
        for argument in children(list) {
            let (name, inner) = match argument.kind() {
                "keyword_argument" => (
                    field(argument, "name").map(|name| self.text(name).to_owned()),
                    field(argument, "value"),
                ),
                "list_splat" => (Some("*".to_owned()), children(argument).first().copied()),
                "dictionary_splat" => (Some("**".to_owned()), children(argument).first().copied()),
                _ => (None, Some(argument)),
            };
            let value = inner.map_or(Value::Opaque, |inner| self.value(inner));
            args.push(Arg { name, value, span: span(argument) });
        }
        args
    }

    fn brace_format(&mut self, template: Value, node: Node<'t>) -> Value {
        let args = self.arguments(node).into_iter().map(|arg| (arg.name, arg.value)).collect();
        let style = FormatStyle::Brace;
        Value::Format(Box::new(Format { style, template, args, span: span(node) }))
    }

    /// What `function(…)` calls.
    fn target(&mut self, reference: Reference<'t>, function: Node<'t>) -> Target {
        match reference {
            Reference::Name(name) => Target::plain(Callee::Api(name)),
            Reference::Function(id) | Reference::Value(Value::Function(id)) => {
                Target::plain(Callee::Local(id))
            }
            Reference::Class(class) => self.constructor(class),
            Reference::Receiver(Receiver { class, is_class: true, .. }) => self.constructor(class),
            Reference::Receiver(Receiver { place, .. }) => Target::plain(Callee::Value(place)),
            Reference::Value(Value::Place(place)) => Target::plain(Callee::Value(place)),
            Reference::Unbound(_) | Reference::Super(..) | Reference::Value(_) => {
                Target::plain(Callee::Unknown(as_written(self.text(function))))
            }
        }
    }

    /// What `object.name(…)` calls.
    fn method_target(
        &mut self,
        object: Reference<'t>,
        attribute: Node<'t>,
        function: Node<'t>,
    ) -> Target {
        let name = self.text(attribute);
        let method = || Callee::Method(name.to_owned());
        match object {
            Reference::Name(QualName(module)) => {
                Target::plain(Callee::Api(format!("{module}.{name}").into()))
            }
            Reference::Receiver(Receiver { class, place, .. }) => {
                let object = Value::Place(place);
                if let Some(known) = self.method(class, name) {
                    if known.is_property {
                        let value = self.property(known, place, function, span(attribute));
                        return self.target(Reference::Value(value), function);
                    }
                    return Target::on(Callee::Local(known.id), object);
                }
                if self.member_owner(class, name).is_some() {
                    let place = self.member_place(class, name, span(attribute));
                    return Target::plain(Callee::Value(place));
                }
                match self.inner_class(class, name) {
                    Some(inner) => self.constructor(inner),
                    None => Target::on(method(), object),
                }
            }
            Reference::Super(class, place) => {
                let object = Value::Place(place);
                match self.inherited_method(class, name) {
                    Some(known) => Target::on(Callee::Local(known.id), object),
                    None => Target::on(method(), object),
                }
            }
            Reference::Class(class) => {
                if let Some(known) = self.method(class, name) {
                    let takes_object = known.method == Method::Instance;
                    return Target { takes_object, ..Target::plain(Callee::Local(known.id)) };
                }
                if self.member_owner(class, name).is_some() {
                    let place = self.member_place(class, name, span(attribute));
                    return Target::plain(Callee::Value(place));
                }
                match self.inner_class(class, name) {
                    Some(inner) => self.constructor(inner),
                    None => Target::plain(Callee::Unknown(as_written(self.text(function)))),
                }
            }
            Reference::Value(value) => Target::on(method(), value),
            Reference::Function(id) => Target::on(method(), Value::Function(id)),
            Reference::Unbound(_) => Target::on(method(), Value::Opaque),
        }
    }

    fn constructor(&mut self, class: ClassId) -> Target {
        let callee = match self.method(class, "__init__") {
            Some(init) => Callee::Local(init.id),
            None => Callee::Unknown(self.class(class).map_or("", |class| class.name).to_owned()),
        };
        Target::on(callee, Value::Class(class))
    }
}

fn member_reference<'t>(member: &Member) -> Reference<'t> {
    match *member {
        Member::Method(method) => Reference::Function(method.id),
        Member::Class(class) => Reference::Class(class),
        Member::Place(place) => Reference::Value(Value::Place(place)),
    }
}

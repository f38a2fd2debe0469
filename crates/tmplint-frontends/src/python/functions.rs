//! Definitions: functions, methods, lambdas and classes.

use std::collections::HashMap;

use tmplint_ir::{
    ClassId, FunctionId, FunctionKind, Param, PlaceId, QualName, Scope as PlaceScope, Value,
};
use tree_sitter::Node;

use super::lowering::{Body, Lowering};
use super::names::Method;
use super::scopes::{Binding, Receiver, Scope, ScopeKind};
use super::syntax::{as_written, bare, children, compact, field, span};

/// A declared function.
#[derive(Clone, Copy, Debug)]
pub(super) struct FunctionInfo {
    pub(super) id: FunctionId,
    pub(super) class: Option<ClassId>,
    pub(super) method: Method,
    pub(super) is_property: bool,
}

impl<'t> Lowering<'t> {
    /// `def` and `class` with the decorators before them.
    pub(super) fn decorated(&mut self, node: Node<'t>) {
        let mut attributes = Vec::new();
        let mut calls = Vec::new();
        for child in children(node) {
            if child.kind() == "decorator" {
                let Some(&expression) = children(child).first() else { continue };
                attributes.push(self.attribute_name(expression));
                let call = bare(expression);
                if call.kind() == "call"
                    && field(call, "function").is_some_and(|name| self.outside_name(name).is_some())
                {
                    calls.push(call);
                }
                if self.survey.has_effects(expression) {
                    self.value(expression);
                }
            }
        }
        if let Some(definition) = field(node, "definition") {
            if !calls.is_empty() {
                self.decorations.insert(definition.id(), calls);
            }
            if let Some(function) = self.functions.get(&definition.id()) {
                self.unit.function_mut(function.id).attributes = attributes;
            }
            self.statement(definition);
        }
    }

    /// The name of a decorator: resolved if it comes from outside of the file, else as written.
    fn attribute_name(&self, expression: Node<'t>) -> QualName {
        let expression = bare(expression);
        let callee = match expression.kind() {
            "call" => field(expression, "function").unwrap_or(expression),
            _ => expression,
        };
        self.outside_name(callee)
            .unwrap_or_else(|| QualName(as_written(&compact(self.text(callee)))))
    }

    /// A `def` statement: its defaults are evaluated now, its body is lowered on its own.
    pub(super) fn function_definition(&mut self, node: Node<'t>) {
        let Some(&info) = self.functions.get(&node.id()) else { return };
        let defaults = self.defaults(node);
        if let Some(name) = field(node, "name")
            && let Some(Binding::Place(place)) = self.resolve(self.text(name))
        {
            self.set(place, Value::Function(info.id), span(name));
        }
        if self.lowered.insert(node.id()) {
            self.function_body(node, info, defaults);
        }
    }

    /// `lambda`: a closure that returns its body.
    pub(super) fn lambda(&mut self, node: Node<'t>) -> Value {
        if let Some(info) = self.functions.get(&node.id()) {
            return Value::Function(info.id);
        }
        let id = self.unit.declare("", FunctionKind::Closure, span(node));
        let info = FunctionInfo { id, class: None, method: Method::Static, is_property: false };
        self.functions.insert(node.id(), info);
        let defaults = self.defaults(node);
        self.function_body(node, info, defaults);
        Value::Function(id)
    }

    /// The default values of parameters, by parameter node.
    fn defaults(&mut self, node: Node<'t>) -> HashMap<usize, Value> {
        let mut defaults = HashMap::new();
        for parameter in field(node, "parameters").map(children).unwrap_or_default() {
            if let Some(value) = field(parameter, "value") {
                let value = self.value(value);
                self.keep_for_calls(&value);
                defaults.insert(parameter.id(), value);
            }
        }
        defaults
    }

    /// What a default is put together from is there whenever the function is called.
    fn keep_for_calls(&mut self, default: &Value) {
        for value in default.within() {
            if let Value::Place(place) = value
                && self.is_temporary(*place)
            {
                self.unit.place_mut(*place).scope = tmplint_ir::Scope::Global;
            }
        }
    }

    fn function_body(
        &mut self,
        node: Node<'t>,
        info: FunctionInfo,
        mut defaults: HashMap<usize, Value>,
    ) {
        let outer = std::mem::replace(&mut self.current, Body::new(span(node)));
        let names = self.survey.scopes.remove(&node.id()).unwrap_or_default();
        let mut bound = HashMap::new();
        let mut receiver = None;
        let mut params = Vec::new();
        let mut tuples = Vec::new();
        let class = info.class.filter(|_| info.method != Method::Static);
        for (index, parameter) in
            field(node, "parameters").map(children).unwrap_or_default().into_iter().enumerate()
        {
            let Some((name, stars)) = parameter_name(parameter) else { continue };
            let spelled = self.text(name);
            let place = self.unit.place(spelled, PlaceScope::Local, span(name));
            if let (0, "", "identifier", Some(class)) = (index, stars, name.kind(), class) {
                let is_class = info.method == Method::Class;
                let first = Receiver { class, place, is_class };
                receiver = Some(first);
                bound.insert(spelled, Binding::Receiver(first));
                continue;
            }
            if name.kind() == "identifier" {
                bound.insert(spelled, Binding::Place(place));
            } else {
                tuples.push((name, place));
            }
            params.push(Param {
                place,
                name: format!("{stars}{spelled}"),
                by_reference: false,
                default: defaults.remove(&parameter.id()),
            });
        }
        self.unit.function_mut(info.id).params = params;
        self.enter_scope(&names, ScopeKind::Function, receiver, bound);
        for (target, place) in tuples {
            self.unpack_parameter(target, place);
        }
        self.run_decorations(node, info);
        if let Some(body) = field(node, "body") {
            if node.kind() == "lambda" {
                let value = self.value(body);
                self.current.blocks.ret(Some(value), span(body));
            } else {
                self.block(body);
            }
        }
        self.leave_scope();
        let body = std::mem::replace(&mut self.current, outer);
        self.unit.define(info.id, body.blocks);
    }

    /// What decorators from outside do, they do for every call: they replace what the function
    /// would call, or give values to its parameters. Those of a class do it for its methods.
    fn run_decorations(&mut self, node: Node<'t>, info: FunctionInfo) {
        let class = info.class.and_then(|class| self.class(class)).map(|class| class.node.id());
        for decorated in class.into_iter().chain([node.id()]) {
            for call in self.decorations.get(&decorated).cloned().unwrap_or_default() {
                self.nested(call, |this| this.call(call, None, false));
            }
        }
    }

    /// Python 2: `def f((a, b))`.
    fn unpack_parameter(&mut self, target: Node<'t>, place: PlaceId) {
        self.assign(target, Value::Place(place), span(target));
    }

    /// A `class` statement: its body runs here, its names are members.
    pub(super) fn class_definition(&mut self, node: Node<'t>) {
        let Some(&class) = self.class_ids.get(&node.id()) else { return };
        if let Some(list) = field(node, "superclasses") {
            for argument in children(list) {
                if self.survey.has_effects(argument) {
                    self.value(field(argument, "value").unwrap_or(argument));
                }
            }
        }
        let members: Vec<_> = self
            .class(class)
            .map(|info| {
                let bound = info.names.iter();
                bound
                    .map(|bound| {
                        let import = bound.import.clone().map(Binding::Name);
                        let definition = bound.definition.and_then(|node| self.defined(node));
                        let fixed = definition.or(import).filter(|_| !bound.is_variable());
                        (bound.name, bound.span, fixed)
                    })
                    .collect()
            })
            .unwrap_or_default();
        let mut names = HashMap::new();
        for (name, span, fixed) in members {
            let binding =
                fixed.unwrap_or_else(|| Binding::Place(self.member_place(class, name, span)));
            names.insert(name, binding);
        }
        self.scopes.push(Scope { kind: ScopeKind::Class, receiver: None, names });
        if let Some(body) = field(node, "body") {
            self.block(body);
        }
        self.leave_scope();
    }
}

/// The node that names a parameter, and its stars. `None` for the bare `*` and `/`.
fn parameter_name(parameter: Node<'_>) -> Option<(Node<'_>, &'static str)> {
    match parameter.kind() {
        "identifier" | "tuple_pattern" => Some((parameter, "")),
        "default_parameter" | "typed_default_parameter" => Some((field(parameter, "name")?, "")),
        "typed_parameter" => parameter_name(*children(parameter).first()?),
        "list_splat_pattern" => Some((*children(parameter).first()?, "*")),
        "dictionary_splat_pattern" => Some((*children(parameter).first()?, "**")),
        _ => None,
    }
}

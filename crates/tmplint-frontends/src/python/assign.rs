//! Assignments and the targets they assign to.

use tmplint_ir::{Arg, Call, Callee, PlaceId, QualName, Span, Step, Value};
use tree_sitter::Node;

use super::calls::Reference;
use super::classes::Member;
use super::expressions::reads;
use super::lowering::Lowering;
use super::scopes::{Binding, Receiver};
use super::syntax::{bare, children, field, fields, span};

impl<'t> Lowering<'t> {
    /// `a = b = value`, with or without annotations.
    pub(super) fn assignment(&mut self, node: Node<'t>) {
        let mut all = Vec::new();
        let mut next = Some(node);
        let mut right = None;
        while let Some(assignment) = next {
            all.extend(field(assignment, "left"));
            right = field(assignment, "right");
            next = right.filter(|right| right.kind() == "assignment");
        }
        let Some(right) = right else { return };
        let whole = span(node);
        if right.kind() == "augmented_assignment" {
            self.augmented(right);
            return;
        }
        if let [target] = all[..] {
            self.single_assignment(target, right, whole);
            return;
        }
        let value = self.value(right);
        let value = if self.is_stable(&value) {
            self.shared(value, span(right))
        } else {
            Value::Place(self.hold(value, span(right)))
        };
        for target in all {
            self.assign(target, value.clone(), whole);
        }
    }

    fn single_assignment(&mut self, target: Node<'t>, right: Node<'t>, whole: Span) {
        let call = bare(right);
        if call.kind() == "call"
            && let Some(place) = self.target_place(target)
        {
            let value = self.call_value(call, Some(place));
            if value != Value::Place(place) {
                self.set(place, value, whole);
            }
            return;
        }
        let value = self.value(right);
        self.assign(target, value, whole);
    }

    /// A call as a value, with the result in a place of the caller's choice.
    pub(super) fn call_value(&mut self, call: Node<'t>, into: Option<PlaceId>) -> Value {
        self.nested(call, |this| this.call(call, into, true)).unwrap_or(Value::Opaque)
    }

    /// `target op= value` is `target = target op value`.
    pub(super) fn augmented(&mut self, node: Node<'t>) {
        let (Some(target), Some(operator)) = (field(node, "left"), field(node, "operator")) else {
            return;
        };
        let current = self.value(target);
        let operator = self.text(operator).trim_end_matches('=');
        let value = self.operation(current, operator, field(node, "right"), node);
        self.assign(target, value, span(node));
    }

    /// Whether the value stays the same whatever is assigned.
    pub(super) fn is_stable(&mut self, value: &Value) -> bool {
        !reads(value, &mut |place| !self.is_temporary(place))
    }

    /// Assigns a value to a target: a name, an attribute, or several to unpack into.
    pub(super) fn assign(&mut self, target: Node<'t>, value: Value, span: Span) {
        self.nested(target, |this| this.assign_to(target, value, span));
    }

    fn assign_to(&mut self, target: Node<'t>, value: Value, whole: Span) {
        match target.kind() {
            "identifier" | "attribute" => {
                if let Some(place) = self.target_place(target) {
                    self.set(place, value, whole);
                } else if target.kind() == "attribute"
                    && let Some(QualName(name)) = self.attribute_outside(target)
                {
                    self.assigning_call(&format!("{name}.__set__"), vec![value], target, whole);
                } else if target.kind() == "attribute" {
                    self.field_effects(target, "object");
                    self.push(Step::Store { value, span: whole });
                } else if !self.is_fixed_name(target, &value) {
                    self.push(Step::Store { value, span: whole });
                }
            }
            "subscript" => {
                let collection = field(target, "value");
                let outside = collection.and_then(|node| self.attribute_outside(node));
                if let Some(QualName(name)) = outside {
                    let mut args: Vec<Value> = fields(target, "subscript")
                        .into_iter()
                        .map(|key| self.value(key))
                        .collect();
                    args.push(value);
                    self.assigning_call(&format!("{name}.__setitem__"), args, target, whole);
                    return;
                }
                self.field_effects(target, "value");
                for key in fields(target, "subscript") {
                    self.effects(key);
                }
                self.push(Step::Store { value: value.clone(), span: whole });
                if let Some(entry) = self.entry_place(target) {
                    self.set(entry, value, whole);
                }
            }
            "list_splat" | "list_splat_pattern" => {
                if let Some(&inner) = children(target).first() {
                    self.assign(inner, value, whole);
                }
            }
            "parenthesized_expression" | "as_pattern_target" => {
                if let Some(&inner) = children(target).first() {
                    self.assign(inner, value, whole);
                }
            }
            "pattern_list" | "tuple_pattern" | "list_pattern" | "tuple" | "list"
            | "expression_list" => self.unpack(&children(target), value, whole),
            _ => {}
        }
    }

    /// The name of an attribute of something from outside of the file: `sys.path`.
    fn attribute_outside(&self, target: Node<'t>) -> Option<QualName> {
        let name = self.outside_name(target)?;
        name.0.contains('.').then_some(name)
    }

    /// An assignment to what is not the file's own does something there: `sys.path = […]`.
    fn assigning_call(&mut self, name: &str, args: Vec<Value>, target: Node<'t>, whole: Span) {
        let args = args.into_iter().map(|value| Arg { name: None, value, span: whole }).collect();
        self.push(Step::Call(Call {
            into: None,
            callee: Callee::Api(QualName(name.to_owned())),
            receiver: None,
            args,
            checked: false,
            span: whole,
            name_span: span(target),
        }));
    }

    fn field_effects(&mut self, node: Node<'t>, name: &str) {
        if let Some(inner) = field(node, name) {
            self.effects(inner);
        }
    }

    /// `a, *b, c = value`.
    fn unpack(&mut self, targets: &[Node<'t>], value: Value, whole: Span) {
        let is_starred =
            |target: &&Node<'t>| matches!(target.kind(), "list_splat" | "list_splat_pattern");
        let star = targets.iter().position(|target| is_starred(&target));
        if let Value::List(values) = value {
            if star.is_none() && values.len() == targets.len() {
                self.unpack_list(targets, values, whole);
                return;
            }
            let place = self.hold(Value::List(values), whole);
            self.unpack_place(targets, &Value::Place(place), star, whole);
            return;
        }
        let value = if self.is_stable(&value) || matches!(value, Value::Element(_)) {
            self.shared(value, whole)
        } else {
            Value::Place(self.hold(value, whole))
        };
        self.unpack_place(targets, &value, star, whole);
    }

    fn unpack_place(
        &mut self,
        targets: &[Node<'t>],
        value: &Value,
        star: Option<usize>,
        whole: Span,
    ) {
        for (index, &target) in targets.iter().enumerate() {
            let part = match star {
                Some(star) if index == star => {
                    Value::List(vec![Value::Element(Box::new(value.clone()))])
                }
                Some(star) if index > star => Value::Element(Box::new(value.clone())),
                _ if *value == Value::Opaque => Value::Opaque,
                _ => Value::Field(Box::new(value.clone()), index.to_string()),
            };
            self.assign(target, part, whole);
        }
    }

    /// `a, b = x, y`: all values are read before anything is assigned.
    fn unpack_list(&mut self, targets: &[Node<'t>], values: Vec<Value>, whole: Span) {
        let mut held = Vec::new();
        for (index, value) in values.into_iter().enumerate() {
            let stable = index == 0 || self.is_stable(&value);
            held.push(if stable { value } else { Value::Place(self.hold(value, whole)) });
        }
        for (&target, value) in targets.iter().zip(held) {
            self.assign(target, value, whole);
        }
    }

    /// The place a target names, if it does without evaluating anything.
    pub(super) fn target_place(&mut self, target: Node<'t>) -> Option<PlaceId> {
        let target = bare(target);
        match target.kind() {
            "identifier" => match self.resolve(self.text(target))? {
                Binding::Place(place) | Binding::Receiver(Receiver { place, .. }) => Some(place),
                _ => None,
            },
            "attribute" => {
                let object = field(target, "object")?;
                if self.survey.has_effects(object) {
                    return None;
                }
                let attribute = field(target, "attribute")?;
                let name = self.text(attribute);
                match self.reference(object) {
                    Reference::Receiver(Receiver { class, .. }) | Reference::Class(class) => {
                        match self.member(class, name, span(attribute)) {
                            Member::Place(place) => Some(place),
                            Member::Method(_) | Member::Class(_) => None,
                        }
                    }
                    Reference::Value(Value::Place(place)) => self.field_place(place, name, target),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The place of an entry of a dictionary under a key that is written out.
    fn entry_place(&mut self, target: Node<'t>) -> Option<PlaceId> {
        let collection = field(target, "value")?;
        let [key] = fields(target, "subscript")[..] else { return None };
        if key.kind() != "string" || self.survey.has_effects(collection) {
            return None;
        }
        let key = self.word(key)?.to_owned();
        match self.reference(collection) {
            Reference::Value(Value::Place(place)) => self.field_place(place, &key, target),
            _ => None,
        }
    }

    /// Whether the name keeps its meaning although something is assigned to it: an alias, an
    /// import that falls back to `None`, a definition that is wrapped.
    fn is_fixed_name(&self, identifier: Node<'t>, value: &Value) -> bool {
        match self.resolve(self.text(identifier)) {
            Some(Binding::Name(name)) => match value {
                Value::Name(alias) => *alias == name,
                other => *other == Value::Absent,
            },
            Some(Binding::Function(_) | Binding::Class(_)) => true,
            _ => false,
        }
    }
}

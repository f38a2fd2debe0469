//! Expressions become values; what they do on the way becomes steps.

use tmplint_ir::{BinaryOp, Format, FormatStyle, Part, PlaceId, Step, Test, Value};
use tree_sitter::Node;

use super::literals::number;
use super::lowering::Lowering;
use super::syntax::{bare, children, field, fields, span};

impl<'t> Lowering<'t> {
    /// The value of an expression, its calls lowered in the order they happen.
    pub(super) fn value(&mut self, node: Node<'t>) -> Value {
        self.nested(node, |this| this.value_of_kind(node)).unwrap_or(Value::Opaque)
    }

    /// Lowers what an expression does and forgets its value.
    pub(super) fn effects(&mut self, node: Node<'t>) {
        if self.survey.has_effects(node) {
            self.value(node);
        }
    }

    fn value_of_kind(&mut self, node: Node<'t>) -> Value {
        match node.kind() {
            "identifier" | "attribute" => self.reference(node).into_value(),
            "call" => self.call(node, None, true),
            "string" => self.string(&[node]),
            "concatenated_string" => self.string(&children(node)),
            "integer" => number(self.text(node)).map_or(Value::Opaque, Value::Number),
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "none" => Value::Absent,
            "parenthesized_expression" | "await" | "type" | "as_pattern_target" => {
                match children(node)[..] {
                    [inner] => self.value(inner),
                    _ => Value::Opaque,
                }
            }
            "tuple" | "list" | "set" | "expression_list" | "pattern_list" => self.list(node),
            "dictionary" => self.dictionary(node),
            "subscript" => self.subscript(node),
            "binary_operator" => self.binary(node),
            "unary_operator" => self.unary(node),
            "boolean_operator" => self.boolean(node),
            "conditional_expression" => self.conditional(node),
            "named_expression" => self.named(node),
            "lambda" => self.lambda(node),
            "yield" => self.yield_(node),
            "list_comprehension"
            | "set_comprehension"
            | "dictionary_comprehension"
            | "generator_expression" => self.comprehension(node),
            "list_splat" | "dictionary_splat" | "list_splat_pattern" => {
                let inner = children(node).first().map(|&inner| self.value(inner));
                Value::Element(Box::new(inner.unwrap_or(Value::Opaque)))
            }
            "as_pattern" => match children(node).first() {
                Some(&inner) => self.value(inner),
                None => Value::Opaque,
            },
            "comparison_operator" if compares_attribute(node) => {
                // `return status.st_uid == os.getuid()` looks at it as `if` does.
                let join = self.new_block();
                self.condition(node, join, join);
                self.resume(join);
                Value::Opaque
            }
            "not_operator" | "comparison_operator" | "slice" | "keyword_argument" => {
                for operand in children(node) {
                    self.effects(operand);
                }
                Value::Opaque
            }
            _ => Value::Opaque,
        }
    }

    fn list(&mut self, node: Node<'t>) -> Value {
        Value::List(children(node).into_iter().map(|element| self.value(element)).collect())
    }

    fn dictionary(&mut self, node: Node<'t>) -> Value {
        let mut entries = Vec::new();
        for pair in children(node) {
            let (Some(key), Some(value)) = (field(pair, "key"), field(pair, "value")) else {
                let spread = self.value(pair);
                entries.push((String::new(), spread));
                continue;
            };
            let key = self.value(key).as_literal().unwrap_or_default();
            entries.push((key, self.value(value)));
        }
        Value::Map(entries)
    }

    fn subscript(&mut self, node: Node<'t>) -> Value {
        let collection = field(node, "value").map_or(Value::Opaque, |value| self.value(value));
        let subscripts = fields(node, "subscript");
        let keys: Vec<_> = subscripts.into_iter().map(|key| self.value(key)).collect();
        let key = match &keys[..] {
            [Value::Number(index)] if *index >= 0 => Some(index.to_string()),
            [key] => key.as_literal(),
            _ => None,
        };
        match key {
            Some(key) => Value::Field(Box::new(collection), key),
            None => Value::Element(Box::new(collection)),
        }
    }

    fn unary(&mut self, node: Node<'t>) -> Value {
        let value = field(node, "argument").map_or(Value::Opaque, |argument| self.value(argument));
        match (self.operator(node), value) {
            ("-", Value::Number(number)) => {
                number.checked_neg().map_or(Value::Opaque, Value::Number)
            }
            ("+", value) => value,
            ("~", value) => Value::Complement(Box::new(value)),
            _ => Value::Opaque,
        }
    }

    fn operator(&self, node: Node<'t>) -> &'t str {
        field(node, "operator").map_or("", |operator| self.text(operator))
    }

    fn binary(&mut self, node: Node<'t>) -> Value {
        let left = field(node, "left").map_or(Value::Opaque, |left| self.value(left));
        let right = field(node, "right");
        let operator = self.operator(node);
        self.operation(left, operator, right, node)
    }

    /// `left operator right`; the right side is still to be evaluated. `whole` is the operation.
    pub(super) fn operation(
        &mut self,
        left: Value,
        operator: &str,
        right: Option<Node<'t>>,
        whole: Node<'t>,
    ) -> Value {
        let right_node = right.map(bare);
        let right = right.map_or(Value::Opaque, |right| self.value(right));
        let is_number = |value: &Value| matches!(value, Value::Number(_));
        let op = match operator {
            "%" if !is_number(&left) => {
                let args = match (right_node.map(|node| node.kind()), right) {
                    (Some("tuple"), Value::List(values)) => {
                        values.into_iter().map(|value| (None, value)).collect()
                    }
                    (Some("dictionary"), Value::Map(entries)) => {
                        entries.into_iter().map(|(key, value)| (Some(key), value)).collect()
                    }
                    (_, value) => vec![(None, value)],
                };
                let style = FormatStyle::Percent;
                let format = Format { style, template: left, args, span: span(whole) };
                return Value::Format(Box::new(format));
            }
            "/" if !is_number(&left) && !is_number(&right) => {
                let mut components = match left {
                    Value::Join(components) => components,
                    other => vec![other],
                };
                components.push(right);
                return Value::Join(components);
            }
            "+" => BinaryOp::Add,
            "-" => BinaryOp::Subtract,
            "|" => BinaryOp::BitOr,
            "&" => BinaryOp::BitAnd,
            "<<" => BinaryOp::ShiftLeft,
            _ => BinaryOp::Other,
        };
        Value::Binary { op, left: Box::new(left), right: Box::new(right) }
    }

    /// `a or b`, `a and b`. The second operand is evaluated in a block of its own if evaluating
    /// it does anything. An `and` that gives its left operand gives something false, which is as
    /// good as nothing.
    fn boolean(&mut self, node: Node<'t>) -> Value {
        let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else {
            return Value::Opaque;
        };
        let is_or = self.operator(node) == "or";
        let keeps_left =
            is_or && !matches!(bare(left).kind(), "comparison_operator" | "not_operator");
        if !self.survey.has_effects(right) {
            let first = self.value(left);
            let second = self.value(right);
            return if is_or { either(first, second) } else { either(second, Value::Absent) };
        }
        let (more, join) = (self.new_block(), self.new_block());
        let (then, otherwise) = if is_or { (join, more) } else { (more, join) };
        let first = if keeps_left {
            let value = self.value(left);
            let value = self.shared(value, span(left));
            self.branch(Test::Truthy(value.clone()), span(left), then, otherwise);
            value
        } else {
            self.condition(left, then, otherwise);
            Value::Opaque
        };
        self.resume(more);
        let second = self.value(right);
        self.jump(join);
        self.resume(join);
        if is_or { either(first, second) } else { either(second, Value::Absent) }
    }

    fn conditional(&mut self, node: Node<'t>) -> Value {
        let parts = children(node);
        let [yes, condition, no] = parts[..] else {
            for part in parts {
                self.effects(part);
            }
            return Value::Opaque;
        };
        if !self.survey.has_effects(yes) && !self.survey.has_effects(no) {
            self.effects(condition);
            let first = self.value(yes);
            let second = self.value(no);
            return either(first, second);
        }
        let (then, otherwise, join) = (self.new_block(), self.new_block(), self.new_block());
        self.condition(condition, then, otherwise);
        self.resume(then);
        let first = self.value(yes);
        self.jump(join);
        self.resume(otherwise);
        let second = self.value(no);
        self.jump(join);
        self.resume(join);
        either(first, second)
    }

    /// `name := value`.
    fn named(&mut self, node: Node<'t>) -> Value {
        let (Some(name), Some(value)) = (field(node, "name"), field(node, "value")) else {
            return Value::Opaque;
        };
        let value = self.value(value);
        self.assign(name, value, span(node));
        self.value(name)
    }

    fn yield_(&mut self, node: Node<'t>) -> Value {
        let value = match children(node).first() {
            Some(&inner) => self.value(inner),
            None => Value::Absent,
        };
        self.push(Step::Yield { value, span: span(node) });
        Value::Opaque
    }

    /// The attribute of a value that is no class, module or `self`.
    pub(super) fn attribute_of(&mut self, value: Value, name: &str, node: Node<'t>) -> Value {
        if let Value::Place(place) = value
            && let Some(field) = self.field_place(place, name, node)
        {
            return Value::Place(field);
        }
        match value {
            Value::Opaque => Value::Opaque,
            other => Value::Field(Box::new(other), name.to_owned()),
        }
    }

    /// The place of a field of a place: temporaries have none, and neither has what is nested
    /// deeper than anyone assigns.
    pub(super) fn field_place(
        &mut self,
        place: PlaceId,
        name: &str,
        node: Node<'t>,
    ) -> Option<PlaceId> {
        const MAX_FIELDS: usize = 8;
        let mut of = Some(place);
        for _ in 0..MAX_FIELDS {
            let Some(place) = of else { break };
            of = self.unit.place_mut(place).field_of.as_ref().map(|(of, _)| *of);
        }
        if of.is_some() || self.is_temporary(place) {
            return None;
        }
        Some(self.unit.field(place, name, span(node)))
    }
}

/// One of two values. Alternatives of alternatives are joined, and what an `and` on the left gave
/// up is not one.
pub(super) fn either(first: Value, second: Value) -> Value {
    let mut values = Vec::new();
    match first {
        Value::Choice(choice) => {
            values.extend(choice.into_iter().filter(|value| *value != Value::Absent));
        }
        other => values.push(other),
    }
    match second {
        Value::Choice(choice) => values.extend(choice),
        other => values.push(other),
    }
    Value::Choice(values)
}

/// Whether the value reads one of these places or a field of one.
pub(super) fn reads(value: &Value, is_read: &mut impl FnMut(PlaceId) -> bool) -> bool {
    match value {
        Value::Place(place) => is_read(*place),
        Value::Text(parts) => parts.iter().any(|part| match part {
            Part::Hole { value, .. } => reads(value, is_read),
            Part::Literal { .. } => false,
        }),
        Value::Join(values) | Value::List(values) | Value::Choice(values) => {
            values.iter().any(|value| reads(value, is_read))
        }
        Value::Format(format) => {
            reads(&format.template, is_read)
                || format.args.iter().any(|(_, value)| reads(value, is_read))
        }
        Value::Binary { left, right, .. } => reads(left, is_read) || reads(right, is_read),
        Value::Complement(value) | Value::Field(value, _) | Value::Element(value) => {
            reads(value, is_read)
        }
        Value::Map(entries) => entries.iter().any(|(_, value)| reads(value, is_read)),
        Value::Name(_)
        | Value::Number(_)
        | Value::Bool(_)
        | Value::Absent
        | Value::Function(_)
        | Value::Class(_)
        | Value::Opaque => false,
    }
}

/// Whether a comparison has an attribute of something on one of its sides.
fn compares_attribute(node: Node<'_>) -> bool {
    children(node).into_iter().any(|operand| bare(operand).kind() == "attribute")
}

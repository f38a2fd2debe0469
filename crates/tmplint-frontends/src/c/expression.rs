//! Expressions: their values, and the steps their side effects become.

use tmplint_ir::{Arg, BinaryOp, Callee, Part, PlaceId, Span, Step, Value};

use super::body::{Body, MacroArguments};
use super::call::Target;
use super::clean::NO_EXPRESSION;
use super::literal;
use super::place::{Binding, is_address, strip};
use super::syntax::Syntax;

/// Elements of one initialiser that are kept: longer ones are tables of data.
const MAX_ELEMENTS: usize = 1024;

/// Kinds of nodes that do something besides having a value.
const EFFECTS: &[&str] =
    &["call_expression", "assignment_expression", "update_expression", "compound_statement"];

impl Body<'_, '_> {
    /// Lowers an expression for its value.
    pub(crate) fn value(&mut self, node: Syntax<'_>) -> Value {
        if is_null_pointer(node) {
            return Value::Absent;
        }
        self.nested(node, |body| body.value_of(strip(node))).unwrap_or(Value::Opaque)
    }

    fn value_of(&mut self, node: Syntax<'_>) -> Value {
        match node.kind() {
            "identifier" | "type_identifier" | "field_identifier" => self.name_value(node),
            "string_literal" => Value::literal(literal::string(node.text()), node.span()),
            "concatenated_string" => self.joined(node),
            "number_literal" => literal::number(node.text()).map_or(Value::Opaque, Value::Number),
            "char_literal" => literal::character(node.text()).map_or(Value::Opaque, Value::Number),
            "true" => Value::Number(1),
            "false" => Value::Number(0),
            "null" => Value::Absent,
            "call_expression" => self.call(node, Target::Temporary),
            "assignment_expression" => self.assign(node),
            "update_expression" => self.update(node),
            "comma_expression" => self.comma(node),
            "sizeof_expression" => size_of_text(node).map_or(Value::Opaque, Value::Number),
            "conditional_expression" => self.conditional(node),
            "pointer_expression" => self.pointer(node),
            "field_expression" => self.field_value(node),
            "subscript_expression" => self.subscript(node),
            "unary_expression" => self.unary(node),
            "binary_expression" => self.binary(node),
            "compound_literal_expression" => {
                node.field("value").map_or(Value::Opaque, |value| self.value(value))
            }
            "initializer_list" => self.initialiser(node),
            "parenthesized_expression" => self.parenthesized(node),
            "compound_statement" => {
                self.statement(node);
                Value::Opaque
            }
            "ERROR" => {
                self.statements(&node.children());
                Value::Opaque
            }
            _ => Value::Opaque,
        }
    }

    /// Lowers an expression for its side effects.
    pub(crate) fn effect(&mut self, node: Syntax<'_>) {
        self.nested(node, |body| body.effect_of(strip(node)));
    }

    fn effect_of(&mut self, node: Syntax<'_>) {
        match node.kind() {
            "call_expression" => {
                self.call(node, Target::Nowhere);
            }
            "comma_expression" => {
                for operand in node.children() {
                    self.effect(operand);
                }
            }
            "conditional_expression" if has_effect(node) => self.conditional_effect(node),
            "binary_expression" if is_logical(node) && has_effect(node) => {
                self.logical_effect(node);
            }
            "binary_expression" if self.file.is_cxx && self.puts_into_stream(node) => {}
            "identifier" | "type_identifier" if self.is_macro(node.text()) => {
                self.macro_effect(node);
            }
            "string_literal" | "number_literal" | "sizeof_expression" => {}
            _ => {
                self.value_of(node);
            }
        }
    }

    /// Lowers an expression, its value into a place.
    pub(crate) fn value_into(&mut self, node: Syntax<'_>, into: PlaceId, span: Span) {
        self.nested(node, |body| body.value_into_of(strip(node), into, span));
    }

    fn value_into_of(&mut self, node: Syntax<'_>, into: PlaceId, span: Span) {
        let value = match node.kind() {
            "call_expression" => self.call(node, Target::Place(into)),
            "conditional_expression" if arms_have_effect(node) => {
                self.conditional_into(node, into, span);
                return;
            }
            _ => self.value_of(node),
        };
        if value != Value::Place(into) {
            self.push(Step::Let { into, value, span });
        }
    }

    fn name_value(&mut self, name: Syntax<'_>) -> Value {
        match self.resolve(name) {
            Binding::Argument(value) => value,
            Binding::Place(place) => match self.array_behind(name.text()) {
                Some(array) => combine(BinaryOp::Subtract, Value::Place(array), Value::Opaque),
                None => Value::Place(place),
            },
            Binding::Macro => self.macro_value(name),
            Binding::Function(function) => Value::Function(function),
            Binding::Outside if name.text() == NO_EXPRESSION => Value::Opaque,
            Binding::Outside => Value::Name(name.text().into()),
        }
    }

    /// The value of an object-like macro: of each of its definitions, if there are several.
    fn macro_value(&mut self, name: Syntax<'_>) -> Value {
        let text = name.text();
        let file = &mut *self.file;
        let bodies = file.macros.bodies(text, false, file.source, &mut file.parser);
        let site = self.span(name);
        let mut values: Vec<Value> = Vec::new();
        for body in &bodies {
            let Some(expression) = body.expression() else { continue };
            // Several definitions that act would act one after the other.
            if !values.is_empty() && has_effect(expression) {
                continue;
            }
            let value = self.expanding(text, MacroArguments::none(), site, |lowering| {
                lowering.value(expression)
            });
            let value = self.file.macros.bounded(value);
            if !values.contains(&value) {
                values.push(value);
            }
        }
        match values.len() {
            0 => Value::Name(text.into()),
            1 => values.swap_remove(0),
            _ => Value::Choice(values),
        }
    }

    fn macro_effect(&mut self, name: Syntax<'_>) {
        let text = name.text();
        let file = &mut *self.file;
        let bodies = file.macros.bodies(text, false, file.source, &mut file.parser);
        let Some(body) = bodies.first() else { return };
        let site = self.span(name);
        self.expanding(text, MacroArguments::none(), site, |lowering| {
            if let Some(expression) = body.expression() {
                lowering.effect(expression);
            } else if let Some(block) = body.statements() {
                lowering.statement(block);
            }
        });
    }

    /// Adjacent literals, with macros between them.
    fn joined(&mut self, node: Syntax<'_>) -> Value {
        let mut parts = Vec::new();
        for piece in node.children() {
            match self.value(piece) {
                Value::Text(inner) => parts.extend(inner),
                value => parts.push(Part::Hole { value, span: piece.span() }),
            }
        }
        Value::Text(parts)
    }

    /// Lowers `a = b`, `a += b`; its value is that of `a`.
    fn assign(&mut self, node: Syntax<'_>) -> Value {
        let (Some(left), Some(right)) = (node.field("left"), node.field("right")) else {
            return Value::Opaque;
        };
        let span = self.span(node);
        let operator = node.field("operator").map_or("=", Syntax::text);
        let target = strip(left);
        let at = usize::try_from(node.span().start).unwrap_or(usize::MAX);
        if self.file.constructions.contains(&at) && target.kind() == "identifier" {
            self.declare_local(target.text(), target.span());
        }
        if operator == "="
            && (self.empties(target, right, span) || self.puts_separator(target, right, span))
        {
            return Value::Number(0);
        }
        if operator == "="
            && let Some(list) = self.list_of(target)
        {
            if has_effect(target) {
                self.value(target);
            }
            let value = self.value(right);
            let one = Value::List(vec![value.clone()]);
            let value_of_list = combine(BinaryOp::Add, Value::Place(list), one);
            self.push(Step::Let { into: list, value: value_of_list, span });
            return value;
        }
        let Some(place) = self.assigned_place(target) else {
            if has_effect(target) {
                self.value(target);
            }
            let value = self.value(right);
            let is_character = matches!(value, Value::Number(_));
            if !(is_character
                && matches!(target.kind(), "subscript_expression" | "pointer_expression"))
            {
                self.push(Step::Store { value: value.clone(), span });
            }
            return value;
        };
        if operator == "=" {
            // Characters put into a buffer do not replace what it holds.
            let is_text = target.kind() == "pointer_expression"
                && matches!(strip(right).kind(), "number_literal" | "char_literal");
            if is_text {
                return self.value(right);
            }
            self.value_into(right, place, span);
        } else {
            let right = self.value(right);
            let op = binary_op(operator.trim_end_matches('='));
            let value = combine(op, Value::Place(place), right);
            self.push(Step::Let { into: place, value, span });
        }
        Value::Place(place)
    }

    /// The array of pointers that `names[i] = x` puts something into.
    fn list_of(&mut self, target: Syntax<'_>) -> Option<PlaceId> {
        let array = (target.kind() == "subscript_expression").then(|| target.field("argument"));
        let array = strip(array??);
        let place = (array.kind() == "identifier").then(|| self.place_of(array))??;
        self.file.open_lists.remove(&place);
        self.file.lists.contains(&place).then_some(place)
    }

    /// `name[0] = '\0'`: nothing is left of what a buffer holds.
    fn empties(&mut self, target: Syntax<'_>, right: Syntax<'_>, span: Span) -> bool {
        let buffer = match target.kind() {
            "subscript_expression"
                if target.field("index").is_some_and(|index| index.text() == "0") =>
            {
                target.field("argument")
            }
            "pointer_expression" => target.field("argument"),
            _ => None,
        };
        let zero = matches!(strip(right).text(), "0" | "'\\0'");
        let Some(buffer) = buffer.map(strip).filter(|buffer| zero && buffer.kind() == "identifier")
        else {
            return false;
        };
        let Some(place) = self.place_of(buffer).filter(|place| self.file.arrays.contains(place))
        else {
            return false;
        };
        let value = Value::literal("", right.span());
        self.push(Step::Let { into: place, value, span });
        true
    }

    fn update(&mut self, node: Syntax<'_>) -> Value {
        let Some(argument) = node.field("argument") else { return Value::Opaque };
        let Some(place) = self.place_of(argument) else { return self.value(argument) };
        let plus = node.field("operator").is_none_or(|operator| operator.text() == "++");
        let op = if plus { BinaryOp::Add } else { BinaryOp::Subtract };
        let value = combine(op, Value::Place(place), Value::Number(1));
        let span = self.span(node);
        self.push(Step::Let { into: place, value, span });
        Value::Place(place)
    }

    fn comma(&mut self, node: Syntax<'_>) -> Value {
        if let Some(left) = node.field("left") {
            self.effect(left);
        }
        node.field("right").map_or(Value::Opaque, |right| self.value(right))
    }

    fn conditional(&mut self, node: Syntax<'_>) -> Value {
        let consequence = node.field("consequence");
        let alternative = node.field("alternative");
        if arms_have_effect(node) {
            let span = self.span(node);
            let temporary = self.file.unit.temporary(span);
            self.conditional_into(node, temporary, span);
            return Value::Place(temporary);
        }
        let condition = node.field("condition");
        let mut values = Vec::new();
        match (condition, consequence) {
            (Some(condition), None) => values.push(self.value(condition)),
            (Some(condition), Some(consequence)) => {
                if has_effect(condition) {
                    self.value(condition);
                }
                values.push(self.value(consequence));
            }
            (None, _) => {}
        }
        if let Some(alternative) = alternative {
            values.push(self.value(alternative));
        }
        Value::Choice(values)
    }

    /// Lowers `c ? a : b` to blocks, so that only one of the two happens.
    fn conditional_into(&mut self, node: Syntax<'_>, into: PlaceId, span: Span) {
        let Some(condition) = node.field("condition") else { return };
        let (then, otherwise) = (self.code.new_block(), self.code.new_block());
        let join = self.code.new_block();
        if let Some(consequence) = node.field("consequence") {
            self.condition(condition, then, otherwise);
            self.code.switch_to(then);
            self.value_into(consequence, into, span);
        } else {
            self.value_into(condition, into, span);
            let test = tmplint_ir::Test::Truthy(Value::Place(into));
            let here = self.span(condition);
            self.code.branch(test, here, then, otherwise);
            self.code.switch_to(then);
        }
        self.code.goto(join);
        self.code.switch_to(otherwise);
        if let Some(alternative) = node.field("alternative") {
            self.value_into(alternative, into, span);
        }
        self.code.goto(join);
        self.code.switch_to(join);
    }

    fn conditional_effect(&mut self, node: Syntax<'_>) {
        let Some(condition) = node.field("condition") else { return };
        let (then, otherwise) = (self.code.new_block(), self.code.new_block());
        let join = self.code.new_block();
        self.condition(condition, then, otherwise);
        for (block, field) in [(then, "consequence"), (otherwise, "alternative")] {
            self.code.switch_to(block);
            if let Some(arm) = node.field(field) {
                self.effect(arm);
            }
            self.code.goto(join);
        }
        self.code.switch_to(join);
    }

    /// `a && f();` as a statement.
    fn logical_effect(&mut self, node: Syntax<'_>) {
        let (Some(left), Some(right)) = (node.field("left"), node.field("right")) else { return };
        let (next, join) = (self.code.new_block(), self.code.new_block());
        if node.field("operator").is_some_and(|operator| operator.text() == "&&") {
            self.condition(left, next, join);
        } else {
            self.condition(left, join, next);
        }
        self.code.switch_to(next);
        self.effect(right);
        self.code.goto(join);
        self.code.switch_to(join);
    }

    /// A truth value that takes calls to find out: lowered as the condition it is.
    fn truth(&mut self, node: Syntax<'_>) -> Value {
        let span = self.span(node);
        let result = self.file.unit.temporary(span);
        let (then, otherwise) = (self.code.new_block(), self.code.new_block());
        let join = self.code.new_block();
        self.condition(node, then, otherwise);
        for (block, truth) in [(then, 1), (otherwise, 0)] {
            self.code.switch_to(block);
            self.push(Step::Let { into: result, value: Value::Number(truth), span });
            self.code.goto(join);
        }
        self.code.switch_to(join);
        Value::Place(result)
    }

    fn pointer(&mut self, node: Syntax<'_>) -> Value {
        if let Some(place) = self.place_of(node) {
            let value = Value::Place(place);
            // `*p` of a `char **p` is what it points at, or one of many.
            if !is_address(node) && self.file.handles.contains(&place) {
                return Value::Choice(vec![value.clone(), Value::Element(Box::new(value))]);
            }
            return value;
        }
        let Some(argument) = node.field("argument") else { return Value::Opaque };
        let inner = strip(argument);
        if is_address(node)
            && let Some(behind) = self.behind_start(inner)
        {
            return behind;
        }
        let value = self.value(inner);
        // `*p++` reads one of what `p` points at.
        if !is_address(node) && inner.kind() == "update_expression" {
            return Value::Element(Box::new(value));
        }
        value
    }

    /// `&buffer[n]`
    fn behind_start(&mut self, element: Syntax<'_>) -> Option<Value> {
        if element.kind() != "subscript_expression" {
            return None;
        }
        let array = self.place_of(element.field("argument")?)?;
        let index = element.field("index").filter(|_| self.file.arrays.contains(&array))?;
        let index = self.value(index);
        Some(combine(BinaryOp::Add, Value::Place(array), index))
    }

    /// `buffer[n] = '/'`: what is put behind the text of a buffer belongs to it.
    fn puts_separator(&mut self, target: Syntax<'_>, right: Syntax<'_>, span: Span) -> bool {
        if target.kind() != "subscript_expression" || strip(right).text() != "'/'" {
            return false;
        }
        let first = target.field("index").is_some_and(|index| index.text() == "0");
        let array = target.field("argument").and_then(|array| self.place_of(array));
        let Some(array) = array.filter(|array| !first && self.file.arrays.contains(array)) else {
            return false;
        };
        if has_effect(target) {
            self.value(target);
        }
        let arg = |value| Arg { name: None, value, span };
        let args = vec![arg(Value::Place(array)), arg(Value::literal("/", right.span()))];
        self.push_call(Callee::Api("c.put".into()), args, Target::Nowhere, span, span);
        true
    }

    fn field_value(&mut self, node: Syntax<'_>) -> Value {
        if let Some(place) = self.place_of(node) {
            return Value::Place(place);
        }
        let (Some(argument), Some(field)) = (node.field("argument"), node.field("field")) else {
            return Value::Opaque;
        };
        let value = self.value(argument);
        Value::Field(Box::new(value), field.text().to_owned())
    }

    fn subscript(&mut self, node: Syntax<'_>) -> Value {
        let (Some(argument), Some(index)) = (node.field("argument"), node.field("index")) else {
            return Value::Opaque;
        };
        let value = Box::new(self.value(argument));
        if strip(index).kind() == "number_literal" {
            return Value::Field(value, strip(index).text().to_owned());
        }
        if has_effect(index) {
            self.value(index);
        }
        Value::Element(value)
    }

    fn unary(&mut self, node: Syntax<'_>) -> Value {
        let Some(argument) = node.field("argument") else { return Value::Opaque };
        match node.field("operator").map_or("", Syntax::text) {
            "!" if has_effect(argument) => self.truth(node),
            "!" => Value::Opaque,
            "~" => Value::Complement(Box::new(self.value(argument))),
            "-" => match self.value(argument) {
                Value::Number(number) => Value::Number(number.wrapping_neg()),
                value => combine(BinaryOp::Subtract, Value::Number(0), value),
            },
            _ => self.value(argument),
        }
    }

    fn binary(&mut self, node: Syntax<'_>) -> Value {
        let (Some(left), Some(right)) = (node.field("left"), node.field("right")) else {
            return Value::Opaque;
        };
        let operator = node.field("operator").map_or("", Syntax::text);
        if is_logical(node) {
            return if has_effect(node) { self.truth(node) } else { Value::Opaque };
        }
        let left = self.value(left);
        let right = self.value(right);
        match operator {
            "==" | "!=" | "<" | "<=" | ">" | ">=" => Value::Opaque,
            // Paths of C++ are joined with it; of numbers one is often written as such.
            "/" if self.file.is_cxx
                && !matches!((&left, &right), (Value::Number(_), _) | (_, Value::Number(_))) =>
            {
                Value::Join(vec![left, right])
            }
            _ => combine(binary_op(operator), left, right),
        }
    }

    /// C++: `stream << a << b;` puts text after text. Says whether it is one.
    fn puts_into_stream(&mut self, node: Syntax<'_>) -> bool {
        let mut given = Vec::new();
        let mut left = node;
        while left.kind() == "binary_expression"
            && left.field("operator").is_some_and(|operator| operator.text() == "<<")
        {
            let (Some(inner), Some(right)) = (left.field("left"), left.field("right")) else {
                return false;
            };
            given.push(right);
            left = strip(inner);
        }
        if left.kind() != "identifier" || !self.file.streams.contains(left.text()) {
            return false;
        }
        let Some(stream) = self.place_of(left) else { return false };
        for piece in given.into_iter().rev() {
            let (value, span) = (self.value(piece), self.span(piece));
            let target = Arg { name: None, value: Value::Place(stream), span: self.span(left) };
            let args = vec![target, Arg { name: None, value, span }];
            let callee = Callee::Api("operator<<".into());
            self.push_call(callee, args, Target::Nowhere, span, span);
        }
        true
    }

    /// A brace initialiser: a map if it names fields, else a list.
    fn initialiser(&mut self, node: Syntax<'_>) -> Value {
        let elements = node.children();
        let names_field = |element: &Syntax<'_>| {
            element.kind() == "initializer_pair"
                && element.field("designator").is_some_and(|designator| {
                    matches!(designator.kind(), "field_designator" | "field_identifier")
                })
        };
        let is_map = elements.iter().any(names_field);
        let mut entries = Vec::new();
        for element in elements.into_iter().take(MAX_ELEMENTS) {
            let (key, value) = if element.kind() == "initializer_pair" {
                let key = element.field("designator").map_or("", Syntax::text);
                (key.trim_start_matches('.'), element.field("value"))
            } else {
                ("", Some(element))
            };
            if let Some(value) = value.filter(|value| value.kind() != "ERROR") {
                let value = self.value(value);
                entries.push((key.to_owned(), value));
            }
        }
        if is_map {
            Value::Map(entries)
        } else {
            Value::List(entries.into_iter().map(|(_, value)| value).collect())
        }
    }

    /// Parentheses around a block, or around code the parser did not understand as a whole.
    fn parenthesized(&mut self, node: Syntax<'_>) -> Value {
        let mut inside = node.children();
        let Some(last) = inside.pop() else { return Value::Opaque };
        self.statements(&inside);
        match last.kind() {
            "compound_statement" => self.statement_expression(last),
            _ => self.value(last),
        }
    }

    /// GNU C's `({ …; value; })`.
    fn statement_expression(&mut self, block: Syntax<'_>) -> Value {
        let mut result = Value::Opaque;
        self.in_scope(|body| {
            let mut statements = block.children();
            let last = statements.pop();
            body.statements(&statements);
            match last {
                Some(last) if last.kind() == "expression_statement" => {
                    if let Some(value) = last.child() {
                        result = body.value(value);
                    }
                }
                Some(last) => body.statement(last),
                None => {}
            }
        });
        result
    }
}

/// The size of text in quotes.
fn size_of_text(node: Syntax<'_>) -> Option<i64> {
    let text = strip(node.field("value")?);
    let text = (text.kind() == "string_literal").then(|| literal::string(text.text()))?;
    i64::try_from(text.len() + 1).ok()
}

/// Whether evaluating an expression does something.
pub(crate) fn has_effect(node: Syntax<'_>) -> bool {
    node.may_contain(EFFECTS)
}

/// Whether an arm of `c ? a : b` does something.
fn arms_have_effect(node: Syntax<'_>) -> bool {
    ["consequence", "alternative"].iter().any(|arm| node.field(arm).is_some_and(has_effect))
}

fn is_logical(node: Syntax<'_>) -> bool {
    node.field("operator").is_some_and(|operator| matches!(operator.text(), "&&" | "||"))
}

fn combine(op: BinaryOp, left: Value, right: Value) -> Value {
    Value::Binary { op, left: Box::new(left), right: Box::new(right) }
}

fn binary_op(operator: &str) -> BinaryOp {
    match operator {
        "+" => BinaryOp::Add,
        "-" => BinaryOp::Subtract,
        "|" => BinaryOp::BitOr,
        "&" => BinaryOp::BitAnd,
        "<<" => BinaryOp::ShiftLeft,
        _ => BinaryOp::Other,
    }
}

/// `(char *) 0`: what ends the arguments of `concat()`, or is compared with.
fn is_null_pointer(node: Syntax<'_>) -> bool {
    node.kind() == "cast_expression"
        && node.field("type").is_some_and(|name| name.text().trim_end().ends_with('*'))
        && node.field("value").is_some_and(|value| strip(value).text() == "0")
}

//! A readable form of the representation, for tests and for `tmplint debug ir`.

use std::fmt::{self, Display, Formatter};

use crate::{
    BinaryOp, Block, Call, Callee, CompareOp, End, Function, Part, PlaceId, Scope, Step, Test,
    Unit, Value,
};

impl Display for Unit {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "unit {}", self.language.id())?;
        if let Some(interpreter) = &self.interpreter {
            write!(f, " by {interpreter}")?;
        }
        writeln!(f)?;
        for note in &self.notes {
            writeln!(f, "note {:?}: {}", note.kind, note.message)?;
        }
        for (index, function) in self.functions.iter().enumerate() {
            self.function_dump(f, index, function)?;
        }
        Ok(())
    }
}

impl Unit {
    fn function_dump(
        &self,
        f: &mut Formatter<'_>,
        index: usize,
        function: &Function,
    ) -> fmt::Result {
        write!(f, "\nfn{index} {:?} {:?}", function.kind, function.name)?;
        if let Some(class) = function.class {
            write!(f, " of {}", self.classes[class.0 as usize].name)?;
        }
        let params: Vec<_> = function.params.iter().map(|param| self.show(param.place)).collect();
        write!(f, " ({})", params.join(", "))?;
        for attribute in &function.attributes {
            write!(f, " @{attribute}")?;
        }
        writeln!(f)?;
        for (index, block) in function.blocks.iter().enumerate() {
            write!(f, "  b{index}:")?;
            if let Some(unwind) = block.unwind {
                write!(f, " unwind b{}", unwind.0)?;
            }
            writeln!(f)?;
            self.block_dump(f, block)?;
        }
        Ok(())
    }

    fn block_dump(&self, f: &mut Formatter<'_>, block: &Block) -> fmt::Result {
        for step in &block.steps {
            match step {
                Step::Let { into, value, .. } => {
                    writeln!(f, "    {} = {}", self.show(*into), self.value(value))?;
                }
                Step::Store { value, .. } => writeln!(f, "    store {}", self.value(value))?,
                Step::Call(call) => writeln!(f, "    {}", self.call(call))?,
                Step::EndScope { place, .. } => writeln!(f, "    end {}", self.show(*place))?,
                Step::Yield { value, .. } => writeln!(f, "    yield {}", self.value(value))?,
            }
        }
        match &block.end {
            End::Goto(to) => writeln!(f, "    goto b{}", to.0),
            End::Branch { test, then, otherwise, .. } => {
                writeln!(f, "    if {} b{} else b{}", self.test(test), then.0, otherwise.0)
            }
            End::Return { value: None, .. } => writeln!(f, "    return"),
            End::Return { value: Some(value), .. } => {
                writeln!(f, "    return {}", self.value(value))
            }
            End::Raise { .. } => writeln!(f, "    raise"),
            End::Diverge => writeln!(f, "    diverge"),
        }
    }

    fn show(&self, id: PlaceId) -> String {
        let Some(place) = self.places.get(id.0 as usize) else { return format!("?{}", id.0) };
        match place.scope {
            Scope::Local | Scope::Temporary => place.name.clone(),
            Scope::Global => format!("::{}", place.name),
            Scope::Member(_) => format!(".{}", place.name),
        }
    }

    fn call(&self, call: &Call) -> String {
        let mut text = String::new();
        if let Some(into) = call.into {
            text += &self.show(into);
            text += " = ";
        }
        text += if call.checked { "call " } else { "call! " };
        if let Some(receiver) = &call.receiver {
            text += "[";
            text += &self.value(receiver);
            text += "] ";
        }
        let callee = match &call.callee {
            Callee::Api(name) => name.0.clone(),
            Callee::Local(id) => {
                format!(
                    "fn{}:{}",
                    id.0,
                    self.functions.get(id.0 as usize).map_or("", |function| &function.name)
                )
            }
            Callee::Method(name) => format!(".{name}"),
            Callee::Value(place) => format!("*{}", self.show(*place)),
            Callee::Unknown(name) => format!("unknown {name:?}"),
        };
        text += &callee;
        let args: Vec<_> = call
            .args
            .iter()
            .map(|arg| match &arg.name {
                Some(name) => format!("{name}: {}", self.value(&arg.value)),
                None => self.value(&arg.value),
            })
            .collect();
        text + &format!("({})", args.join(", "))
    }

    fn test(&self, test: &Test) -> String {
        match test {
            Test::Truthy(value) => self.value(value),
            Test::Compare { op, left, right } => {
                let op = match op {
                    CompareOp::Equal => "==",
                    CompareOp::NotEqual => "!=",
                    CompareOp::Less => "<",
                    CompareOp::LessEqual => "<=",
                    CompareOp::Greater => ">",
                    CompareOp::GreaterEqual => ">=",
                    CompareOp::In => "in",
                    CompareOp::NotIn => "not in",
                };
                format!("{} {op} {}", self.value(left), self.value(right))
            }
            Test::LastCall => "ok?".to_owned(),
            Test::Caught(names) => {
                let names: Vec<_> = names.iter().map(|name| name.0.as_str()).collect();
                format!("caught({})", names.join(", "))
            }
            Test::Matches { value, variant } => format!("{} is {variant}", self.value(value)),
            Test::Opaque => "?".to_owned(),
        }
    }

    fn values(&self, values: &[Value], separator: &str) -> String {
        values.iter().map(|value| self.value(value)).collect::<Vec<_>>().join(separator)
    }

    fn value(&self, value: &Value) -> String {
        match value {
            Value::Text(parts) => {
                let mut text = "\"".to_owned();
                for part in parts {
                    match part {
                        Part::Literal { text: literal, .. } => {
                            text.extend(literal.escape_debug());
                        }
                        Part::Hole { value, .. } => {
                            text += "{";
                            text += &self.value(value);
                            text += "}";
                        }
                    }
                }
                text + "\""
            }
            Value::Join(values) => format!("({})", self.values(values, " / ")),
            Value::Format(format) => {
                let args: Vec<_> = format
                    .args
                    .iter()
                    .map(|(name, value)| match name {
                        Some(name) => format!("{name}: {}", self.value(value)),
                        None => self.value(value),
                    })
                    .collect();
                format!(
                    "{:?}({} % {})",
                    format.style,
                    self.value(&format.template),
                    args.join(", ")
                )
            }
            Value::Place(place) => self.show(*place),
            Value::Name(name) => format!("<{name}>"),
            Value::Number(number) => number.to_string(),
            Value::Bool(truth) => truth.to_string(),
            Value::Absent => "absent".to_owned(),
            Value::Binary { op, left, right } => {
                let op = match op {
                    BinaryOp::Add => "+",
                    BinaryOp::Subtract => "-",
                    BinaryOp::BitOr => "|",
                    BinaryOp::BitAnd => "&",
                    BinaryOp::ShiftLeft => "<<",
                    BinaryOp::Other => "@",
                };
                format!("({} {op} {})", self.value(left), self.value(right))
            }
            Value::Complement(value) => format!("~{}", self.value(value)),
            Value::List(values) => format!("[{}]", self.values(values, ", ")),
            Value::Map(entries) => {
                let entries: Vec<_> = entries
                    .iter()
                    .map(|(key, value)| format!("{key:?}: {}", self.value(value)))
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }
            Value::Field(value, name) => format!("{}.{name}", self.value(value)),
            Value::Element(value) => format!("{}[?]", self.value(value)),
            Value::Function(id) => format!("fn{}", id.0),
            Value::Class(id) => format!("class{}", id.0),
            Value::Choice(values) => format!("({})", self.values(values, " or ")),
            Value::Opaque => "_".to_owned(),
        }
    }
}

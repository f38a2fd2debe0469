//! Moves a unit's spans into another file: a script's into the file that holds it.

use crate::{Arg, Block, Call, End, Function, Part, Place, Span, Step, Test, Unit, Value};

/// Where spans of one file are in another.
pub trait Respan {
    /// Where an operation stands.
    fn operation(&self, span: Span) -> Span;

    /// Where the characters of a literal stand, which may be far from what is done with them.
    fn literal(&self, span: Span) -> Span;
}

impl Unit {
    /// Replaces every span.
    pub fn map_spans(&mut self, map: &impl Respan) {
        for function in &mut self.functions {
            map_function(function, map);
        }
        for Place { span, .. } in &mut self.places {
            *span = map.operation(*span);
        }
        for note in &mut self.notes {
            note.span = map.operation(note.span);
        }
        self.lent = self.lent.iter().map(|span| map.operation(*span)).collect();
    }
}

fn map_function(function: &mut Function, map: &impl Respan) {
    function.span = map.operation(function.span);
    function.name_span = map.operation(function.name_span);
    for param in &mut function.params {
        if let Some(default) = &mut param.default {
            map_value(default, map);
        }
    }
    for Block { steps, end, .. } in &mut function.blocks {
        for step in steps {
            map_step(step, map);
        }
        match end {
            End::Branch { test, span, .. } => {
                *span = map.operation(*span);
                map_test(test, map);
            }
            End::Return { value, span } => {
                *span = map.operation(*span);
                if let Some(value) = value {
                    map_value(value, map);
                }
            }
            End::Raise { span } => *span = map.operation(*span),
            End::Goto(_) | End::Diverge => {}
        }
    }
}

fn map_step(step: &mut Step, map: &impl Respan) {
    match step {
        Step::Let { value, span, .. }
        | Step::Store { value, span }
        | Step::Yield { value, span } => {
            *span = map.operation(*span);
            map_value(value, map);
        }
        Step::EndScope { span, .. } => *span = map.operation(*span),
        Step::Call(Call { receiver, args, span, name_span, .. }) => {
            *span = map.operation(*span);
            *name_span = map.operation(*name_span);
            if let Some(receiver) = receiver {
                map_value(receiver, map);
            }
            for Arg { value, span, .. } in args {
                *span = map.operation(*span);
                map_value(value, map);
            }
        }
    }
}

fn map_test(test: &mut Test, map: &impl Respan) {
    match test {
        Test::Truthy(value) | Test::Matches { value, .. } => map_value(value, map),
        Test::Compare { left, right, .. } => {
            map_value(left, map);
            map_value(right, map);
        }
        Test::LastCall | Test::Caught(_) | Test::Opaque => {}
    }
}

fn map_value(value: &mut Value, map: &impl Respan) {
    value.for_each_mut(&mut |value| match value {
        Value::Text(parts) => {
            for part in parts {
                match part {
                    Part::Literal { span, .. } => *span = map.literal(*span),
                    Part::Hole { span, .. } => *span = map.operation(*span),
                }
            }
        }
        Value::Format(format) => format.span = map.operation(format.span),
        _ => {}
    });
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use crate::{BlockId, FunctionId, FunctionKind, Language, PlaceId, Scope};

    use super::*;

    const OLD: Span = Span { start: 1, end: 2 };
    const NEW: Span = Span { start: 7, end: 9 };

    struct Forward;

    impl Respan for Forward {
        fn operation(&self, _: Span) -> Span {
            NEW
        }

        fn literal(&self, _: Span) -> Span {
            NEW
        }
    }

    fn everything() -> Value {
        let hole = Part::Hole { value: Value::literal("x", OLD), span: OLD };
        let text = Value::Text(vec![hole]);
        let format = crate::Format {
            style: crate::FormatStyle::Percent,
            template: text.clone(),
            args: vec![(None, text.clone())],
            span: OLD,
        };
        Value::List(vec![
            Value::Join(vec![text.clone()]),
            Value::Format(Box::new(format)),
            Value::Choice(vec![Value::Field(Box::new(text.clone()), "f".to_owned())]),
            Value::Map(vec![("k".to_owned(), text)]),
        ])
    }

    #[test]
    fn no_span_is_forgotten() {
        let call = Call {
            into: None,
            callee: crate::Callee::Unknown(String::new()),
            receiver: Some(everything()),
            args: vec![Arg { name: None, value: everything(), span: OLD }],
            checked: false,
            span: OLD,
            name_span: OLD,
        };
        let test =
            Test::Compare { op: crate::CompareOp::Less, left: everything(), right: everything() };
        let branch = End::Branch { test, span: OLD, then: BlockId(0), otherwise: BlockId(0) };
        let steps = vec![
            Step::Let { into: PlaceId(0), value: everything(), span: OLD },
            Step::Store { value: everything(), span: OLD },
            Step::EndScope { place: PlaceId(0), span: OLD },
            Step::Yield { value: everything(), span: OLD },
            Step::Call(call),
        ];
        let block = |end| Block { steps: steps.clone(), end, unwind: None };
        let function = Function {
            name: String::new(),
            kind: FunctionKind::TopLevel,
            class: None,
            params: vec![crate::Param {
                place: PlaceId(0),
                name: String::new(),
                by_reference: false,
                default: Some(everything()),
            }],
            attributes: Vec::new(),
            blocks: vec![
                block(branch),
                block(End::Return { value: Some(everything()), span: OLD }),
                block(End::Raise { span: OLD }),
            ],
            span: OLD,
            name_span: OLD,
        };
        let mut unit = Unit {
            language: Language::Shell,
            functions: vec![function],
            places: vec![Place {
                name: String::new(),
                scope: Scope::Global,
                field_of: None,
                from_environment: false,
                span: OLD,
            }],
            classes: Vec::new(),
            notes: vec![crate::ParseNote {
                kind: crate::NoteKind::SyntaxError,
                span: OLD,
                message: String::new(),
            }],
            lent: HashSet::from([OLD]),
            interpreter: None,
            holes: Vec::new(),
            setting: crate::Setting::default(),
        };
        let _ = unit.function(FunctionId(0));
        unit.map_spans(&Forward);
        let shown = format!("{unit:?}");
        assert!(!shown.contains(&format!("{OLD:?}")), "{shown}");
    }
}

//! Values in a script's text, each a private-use character there.

use tmplint_ir::{Part, PlaceId, Scope, Span, Step, Unit, Value};
pub(crate) use tmplint_ir::{clean, marked as number, marker};

/// Puts values into the texts of a unit whose frontend took the markers for characters.
pub(crate) fn fill(unit: &mut Unit, count: usize) {
    for number in 1..=count {
        let id = PlaceId(u32::try_from(unit.places.len()).unwrap_or(u32::MAX));
        unit.places.push(tmplint_ir::Place {
            name: format!("hole {number}"),
            scope: Scope::Global,
            field_of: None,
            from_environment: false,
            span: Span::default(),
        });
        unit.holes.push(id);
    }
    if count == 0 {
        return;
    }
    let holes = unit.holes.clone();
    for block in unit.functions.iter_mut().flat_map(|function| &mut function.blocks) {
        for step in &mut block.steps {
            match step {
                Step::Let { value, .. } | Step::Store { value, .. } | Step::Yield { value, .. } => {
                    fill_value(value, &holes);
                }
                Step::Call(call) => {
                    call.receiver.iter_mut().for_each(|value| fill_value(value, &holes));
                    call.args.iter_mut().for_each(|arg| fill_value(&mut arg.value, &holes));
                }
                Step::EndScope { .. } => {}
            }
        }
    }
}

fn fill_value(value: &mut Value, holes: &[PlaceId]) {
    value.for_each_mut(&mut |value| {
        let Value::Text(parts) = value else { return };
        let marked = |part: &Part| matches!(part, Part::Literal { text, .. } if text.contains(|c| number(c).is_some()));
        if parts.iter().any(marked) {
            *parts = parts.drain(..).flat_map(|part| split(part, holes)).collect();
        }
    });
}

fn split(part: Part, holes: &[PlaceId]) -> Vec<Part> {
    let Part::Literal { text, span } = part else { return vec![part] };
    let mut parts = Vec::new();
    let mut literal = String::new();
    for character in text.chars() {
        let Some(hole) = number(character) else {
            literal.push(character);
            continue;
        };
        if !literal.is_empty() {
            parts.push(Part::Literal { text: std::mem::take(&mut literal), span });
        }
        let value = holes.get(hole).map_or(Value::Opaque, |place| Value::Place(*place));
        parts.push(Part::Hole { value, span });
    }
    if !literal.is_empty() {
        parts.push(Part::Literal { text: literal, span });
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_literal_is_split() {
        let text = format!("/tmp/{}.x", marker(0).unwrap());
        let mut value = Value::List(vec![Value::literal(text, Span::default())]);
        fill_value(&mut value, &[PlaceId(7)]);
        let Value::List(values) = value else { panic!("{value:?}") };
        let Value::Text(parts) = &values[0] else { panic!("{values:?}") };
        assert!(matches!(&parts[0], Part::Literal { text, .. } if text == "/tmp/"));
        assert!(matches!(&parts[1], Part::Hole { value: Value::Place(PlaceId(7)), .. }));
        assert!(matches!(&parts[2], Part::Literal { text, .. } if text == ".x"));
    }
}

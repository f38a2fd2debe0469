//! What an expression's value can be.

use std::rc::Rc;

use tmplint_ir::{BinaryOp, CompareOp, Format, Language, Part, PlaceId, QualName, Span, Value};
use tmplint_rules::{Constant, NameSource};

use super::Interpreter;
use super::concatenation::{as_texts, concatenate, extend, format_text, from_texts, join_paths};
use crate::domain::{Abstract, Alternative, Piece, PieceKind, State, Text, Whereabouts, classify};
use crate::effects::entry;

/// Nesting of values that is followed; frontends bound it far below.
const MAX_DEPTH: usize = 64;

/// Items of a list, and lists that each side of a sum may be.
const MAX_ITEMS: usize = 64;
const MAX_LISTS: usize = 4;

impl Interpreter<'_> {
    /// The value of an expression.
    pub(crate) fn evaluate(&mut self, value: &Value, state: &mut State) -> Abstract {
        let evaluated = self.evaluate_at(value, state, 0);
        if state.other_system { self.as_elsewhere(&evaluated, state) } else { evaluated }
    }

    fn evaluate_at(&mut self, value: &Value, state: &mut State, depth: usize) -> Abstract {
        if depth > MAX_DEPTH {
            return Abstract::unknown();
        }
        match value {
            Value::Text(parts) => self.evaluate_text(parts, state, depth),
            Value::Join(values) => {
                let values: Vec<Abstract> =
                    values.iter().map(|value| self.evaluate_at(value, state, depth + 1)).collect();
                join_paths(&values, Span::default())
            }
            Value::Format(format) => self.evaluate_format(format, state, depth),
            Value::Place(place) => {
                self.read_property(*place, state).unwrap_or_else(|| self.read_whole(*place, state))
            }
            Value::Name(name) => self.evaluate_name(name, state),
            Value::Number(number) => Abstract::one(Alternative::Number(*number)),
            Value::Bool(truth) => Abstract::one(Alternative::Bool(*truth)),
            Value::Absent => Abstract::one(Alternative::Absent),
            Value::Binary { op, left, right } => {
                let left = self.evaluate_at(left, state, depth + 1);
                let right = self.evaluate_at(right, state, depth + 1);
                binary(*op, &left, &right)
            }
            Value::Complement(value) => {
                let value = self.evaluate_at(value, state, depth + 1);
                value.number().map_or_else(Abstract::unknown, |number| {
                    Abstract::one(Alternative::Number(!number))
                })
            }
            Value::List(values) => {
                let values: Vec<Abstract> = values
                    .iter()
                    .take(64)
                    .map(|value| self.evaluate_at(value, state, depth + 1))
                    .collect();
                Abstract::one(Alternative::List(Rc::new(self.spread(values))))
            }
            Value::Map(entries) => {
                let entries = entries
                    .iter()
                    .take(64)
                    .map(|(key, value)| (key.clone(), self.evaluate_at(value, state, depth + 1)))
                    .collect();
                Abstract::one(Alternative::Map(Rc::new(entries)))
            }
            Value::Field(base, name) => self.evaluate_field(base, name, state, depth),
            Value::Element(base) => {
                let base = self.evaluate_at(base, state, depth + 1);
                // An iterator that is not followed is held as what it hands out.
                if self.unit.language == Language::Rust && base.texts().next().is_some() {
                    let texts = |each: &&Alternative| matches!(each, Alternative::Text(_));
                    let items = Abstract::from_alternatives(base.iter().filter(texts).cloned());
                    return items.join(&element(&base));
                }
                element(&base)
            }
            Value::Function(function) => Abstract::one(Alternative::Function(*function)),
            Value::Class(class) => Abstract::one(Alternative::Class(*class)),
            Value::Choice(values) => {
                let mut joined = Abstract::default();
                for value in values {
                    let value = self.evaluate_at(value, state, depth + 1);
                    joined = joined.join(&value);
                }
                joined
            }
            Value::Opaque => Abstract::unknown(),
        }
    }

    /// What a place holds; if nothing is assigned, what it stands for.
    pub(crate) fn read_place(&mut self, place: PlaceId, state: &State) -> Abstract {
        let place = self.meant(place, state);
        if let Some(value) = state.place(place) {
            return value.clone();
        }
        let info = self.unit.place(place);
        if let Some((base, name)) = &info.field_of {
            let base = self.read_place(*base, state);
            return self.field_of(&base, name, info.span, state);
        }
        if info.from_environment {
            return self.environment(&info.name, info.span);
        }
        Abstract::unknown()
    }

    /// The field of a value; that of an object of the file's classes is a member.
    fn field_of(&mut self, base: &Abstract, name: &str, span: Span, state: &State) -> Abstract {
        let class = base.iter().find_map(|alternative| match alternative {
            Alternative::Instance(class) | Alternative::Class(class) => Some(*class),
            _ => None,
        });
        let member = match class {
            Some(class) => self.member_of(class, name),
            // An object of nobody knows what class.
            None if base.iter().all(|each| *each == Alternative::Unknown) => {
                self.telling_members.get(name).copied()
            }
            None => None,
        };
        match member.and_then(|member| state.place(member)) {
            Some(value) => value.clone(),
            None => field(base, name, span),
        }
    }

    /// What the getter returns that reading a field calls.
    fn read_property(&mut self, place: PlaceId, state: &mut State) -> Option<Abstract> {
        let unit = self.unit;
        let (base, name) = unit.place(place).field_of.as_ref()?;
        if state.place(place).is_some() {
            return None;
        }
        let class =
            self.read_place(*base, state).iter().find_map(|alternative| match alternative {
                Alternative::Instance(class) => Some(*class),
                _ => None,
            })?;
        let getter = self.property_of(class, name).filter(|getter| self.can_follow(*getter))?;
        let mut entry = state.clone();
        let _ = self.set_own_places_aside(&mut entry);
        self.run_function(getter, entry).map(|(_, value)| value)
    }

    fn environment(&self, name: &str, span: Span) -> Abstract {
        let kind = self.tables.shell_parameter(name).or_else(|| self.tables.variable(name));
        match kind {
            Some(kind) => source_value(kind, &format!("${name}"), span),
            None => Abstract::text(Text::one(PieceKind::Unknown, span)),
        }
    }

    /// The value of an environment variable, as `getenv` gives it.
    pub(crate) fn variable(&self, name: &str, span: Span) -> Abstract {
        match self.tables.variable(name) {
            Some(kind) => source_value(kind, &format!("${name}"), span),
            None => Abstract::text(Text::one(PieceKind::Unknown, span)),
        }
    }

    pub(crate) fn evaluate_name(&mut self, name: &QualName, _state: &State) -> Abstract {
        if let Some(option) = self.tables.option_read(self.unit.language, name) {
            return self.option(option);
        }
        match self.tables.constant(self.unit.language, name) {
            Some(Constant::Number(number)) => Abstract::one(Alternative::Number(*number)),
            Some(Constant::Text(text)) => Abstract::text(Text::literal(text, Span::default())),
            None => match self.tables.source(self.unit.language, name) {
                Some(NameSource::Environment) | None => {
                    Abstract::one(Alternative::Name(name.clone()))
                }
                Some(kind) => source_value(kind, &name.0, Span::default()),
            },
        }
    }

    fn evaluate_field(
        &mut self,
        base: &Value,
        name: &str,
        state: &mut State,
        depth: usize,
    ) -> Abstract {
        if let Value::Name(qualified) = base
            && self.tables.source(self.unit.language, qualified) == Some(NameSource::Environment)
        {
            return self.variable(name, Span::default());
        }
        if let Value::Place(place) = base
            && let Some(own) = self.field_place(*place, name)
            && let Some(value) = state.place(own)
        {
            return value.clone();
        }
        let base = self.evaluate_at(base, state, depth + 1);
        self.field_of(&base, name, Span::default(), state)
    }

    fn evaluate_text(&mut self, parts: &[Part], state: &mut State, depth: usize) -> Abstract {
        let mut texts = vec![Text::default()];
        for part in parts {
            match part {
                Part::Literal { text, span } => {
                    for built in &mut texts {
                        built.append(&Text::literal(text, *span));
                    }
                }
                Part::Hole { value, span } => {
                    let value = self.evaluate_at(value, state, depth + 1);
                    extend(&mut texts, &as_texts(&value, *span));
                }
            }
        }
        let quoted = parts.iter().all(|part| matches!(part, Part::Literal { .. }));
        if quoted && self.tables.constant_literals(self.unit.language) {
            for text in &mut texts {
                text.constant = true;
            }
        }
        from_texts(texts)
    }

    fn evaluate_format(&mut self, format: &Format, state: &mut State, depth: usize) -> Abstract {
        let template = self.evaluate_at(&format.template, state, depth + 1);
        let args: Vec<(Option<String>, Abstract)> = format
            .args
            .iter()
            .map(|(name, value)| (name.clone(), self.evaluate_at(value, state, depth + 1)))
            .collect();
        format_text(&template, &args, format.style, format.span)
    }
}

impl Interpreter<'_> {
    /// The same value where the temporary directory is the user's own or nothing is made: what is
    /// below a shared directory here is anywhere there.
    fn as_elsewhere(&self, value: &Abstract, state: &State) -> Abstract {
        let value = as_on_other_system(value);
        let directories = self.tables.shared_directories();
        let is_shared = |text: &Text| {
            matches!(
                classify(text, directories, state),
                Whereabouts::Shared { .. } | Whereabouts::SharedDirectory
            )
        };
        if !value.texts().any(is_shared) {
            return value;
        }
        Abstract::from_alternatives(value.iter().map(|alternative| match alternative {
            Alternative::Text(text) if is_shared(text) => Alternative::Unknown,
            other => other.clone(),
        }))
    }
}

/// The same value where the temporary directory is the user's own.
pub(crate) fn as_on_other_system(value: &Abstract) -> Abstract {
    let shared = |piece: &Piece| matches!(piece.kind, PieceKind::Shared(_));
    if !value.texts().any(|text| text.pieces.iter().any(shared)) {
        return value.clone();
    }
    Abstract::from_alternatives(value.iter().map(|alternative| match alternative {
        Alternative::Text(text) => {
            let mut text = (**text).clone();
            for piece in &mut text.pieces {
                if let PieceKind::Shared(name) = &piece.kind {
                    piece.kind = PieceKind::Private(Rc::clone(name));
                }
            }
            Alternative::Text(Rc::new(text))
        }
        other => other.clone(),
    }))
}

/// A value from a source of this kind, called `label` in what is shown.
pub(crate) fn source_value(kind: NameSource, label: &str, span: Span) -> Abstract {
    let piece = match kind {
        NameSource::SharedDirectory => PieceKind::Shared(label.into()),
        NameSource::PrivateDirectory => PieceKind::Private(label.into()),
        NameSource::Unknown | NameSource::Environment => PieceKind::Unknown,
        _ => PieceKind::Name(kind),
    };
    Abstract::text(Text::one(piece, span))
}

fn element(base: &Abstract) -> Abstract {
    let mut joined = Abstract::default();
    for alternative in base.iter() {
        match alternative {
            Alternative::List(items) => {
                for item in items.iter() {
                    joined = joined.join(item);
                }
            }
            Alternative::Map(entries) => {
                for (_, item) in entries.iter() {
                    joined = joined.join(item);
                }
            }
            // A digit or character of something guessable is guessable.
            Alternative::Text(text)
                if text.pieces.iter().all(|piece| matches!(piece.kind, PieceKind::Name(_))) =>
            {
                joined = joined.join(&Abstract::one(alternative.clone()));
            }
            Alternative::Fate(_) => {}
            _ => joined = joined.join(&Abstract::unknown()),
        }
    }
    // Whether an array or a pointer stands in a structure is not known here.
    if joined.is_unassigned() { Abstract::unknown() } else { joined.copied() }
}

fn field(base: &Abstract, name: &str, span: Span) -> Abstract {
    let mut joined = Abstract::default();
    for alternative in base.iter() {
        let value = match alternative {
            Alternative::Object(site) if matches!(name, "name" | "path" | "sun_path") => {
                Abstract::text(Text::one(PieceKind::Site(*site), span))
            }
            Alternative::Object(site) if matches!(name, "file" | "0") => {
                Abstract::one(Alternative::Descriptor(*site))
            }
            Alternative::List(items) => {
                let found = if let Ok(index) = name.parse::<usize>() {
                    items.get(index).cloned().unwrap_or_default()
                } else {
                    entry(items, Some(&Abstract::text(Text::literal(name, span))))
                };
                if found.is_unassigned() { Abstract::unknown() } else { found }
            }
            Alternative::Map(entries) => entries
                .iter()
                .find(|(key, _)| key == name)
                .map_or_else(Abstract::unknown, |(_, value)| value.clone()),
            Alternative::Answer { .. } | Alternative::Presence(_) => {
                Abstract::one(alternative.clone())
            }
            Alternative::Text(text) => text_field(text, name),
            Alternative::Fate(_) => continue,
            _ => Abstract::unknown(),
        };
        joined = joined.join(&value);
    }
    if joined.is_unassigned() { Abstract::unknown() } else { joined.copied() }
}

fn text_field(text: &Text, name: &str) -> Abstract {
    let guessable = text.pieces.iter().all(|piece| matches!(piece.kind, PieceKind::Name(_)));
    match name {
        _ if guessable => Abstract::text(text.clone()),
        "parent" => {
            let (directory, _) = text.split_name();
            if directory.pieces.is_empty() {
                Abstract::unknown()
            } else {
                Abstract::text(directory)
            }
        }
        "name" | "stem" => Abstract::text(text.split_name().1),
        // An object that stands for a path gives it as text.
        "path" | "abspath" | "strpath" | "str" | "buf" | "data" => Abstract::text(text.clone()),
        _ => Abstract::unknown(),
    }
}

/// Lists put together, if either is one; what is known of one that is put together with something
/// else stays.
fn added_lists(left: &Abstract, right: &Abstract) -> Option<Abstract> {
    let lists = |value: &Abstract| -> Vec<Rc<Vec<Abstract>>> {
        let lists = value.iter().filter_map(|alternative| match alternative {
            Alternative::List(items) => Some(Rc::clone(items)),
            _ => None,
        });
        lists.take(MAX_LISTS).collect()
    };
    let (mut lefts, mut rights) = (lists(left), lists(right));
    if lefts.is_empty() && rights.is_empty() {
        return None;
    }
    for side in [&mut lefts, &mut rights] {
        if side.is_empty() {
            side.push(Rc::new(vec![Abstract::unknown()]));
        }
    }
    let pairs = lefts.iter().flat_map(|left| rights.iter().map(move |right| (left, right)));
    Some(Abstract::from_alternatives(
        pairs.map(|(left, right)| Alternative::List(extended(left, right))),
    ))
}

/// A list with more at its end, unless that stands there already: what a loop adds, it adds again.
pub(crate) fn extended(list: &Rc<Vec<Abstract>>, more: &[Abstract]) -> Rc<Vec<Abstract>> {
    if list.ends_with(more) {
        return Rc::clone(list);
    }
    Rc::new(list.iter().chain(more).take(MAX_ITEMS).cloned().collect())
}

fn binary(op: BinaryOp, left: &Abstract, right: &Abstract) -> Abstract {
    if let (Some(left), Some(right)) = (left.number(), right.number()) {
        let number = match op {
            BinaryOp::Add => left.checked_add(right),
            BinaryOp::Subtract => left.checked_sub(right),
            BinaryOp::BitOr => Some(left | right),
            BinaryOp::BitAnd => Some(left & right),
            BinaryOp::ShiftLeft => u32::try_from(right).ok().and_then(|by| left.checked_shl(by)),
            BinaryOp::Other => None,
        };
        return number
            .map_or_else(Abstract::unknown, |number| Abstract::one(Alternative::Number(number)));
    }
    if op == BinaryOp::BitOr {
        let (left, right) = (numbers(left), numbers(right));
        if !left.is_empty() && !right.is_empty() {
            return Abstract::from_alternatives(left.iter().flat_map(|left| {
                right.iter().map(move |right| Alternative::Number(left | right))
            }));
        }
    }
    if op == BinaryOp::Add
        && let Some(lists) = added_lists(left, right)
    {
        return lists;
    }
    let is_text = |value: &Abstract| {
        value
            .iter()
            .any(|alternative| matches!(alternative, Alternative::Text(_) | Alternative::Object(_)))
    };
    let all_guessable = |value: &Abstract| {
        value.iter().all(|alternative| match alternative {
            Alternative::Number(_) => true,
            Alternative::Text(text) => {
                text.pieces.iter().all(|piece| matches!(piece.kind, PieceKind::Name(_)))
            }
            _ => false,
        })
    };
    // Arithmetic on the time or the process id can be repeated by whoever knows these.
    if all_guessable(left) && all_guessable(right) {
        return if left.number().is_some() { right.clone() } else { left.clone() };
    }
    // A pointer that is moved: along a list, or along a text.
    if matches!(op, BinaryOp::Add | BinaryOp::Subtract) && right.number().is_some() {
        if left.iter().any(|each| matches!(each, Alternative::List(_))) {
            return left.clone();
        }
        if let Some(right) = right.number()
            && is_text(left)
        {
            return if op == BinaryOp::Add { behind(left, right) } else { Abstract::unknown() };
        }
    }
    if op == BinaryOp::Add && (is_text(left) || is_text(right)) {
        return concatenate(&[left.clone(), right.clone()], Span::default());
    }
    // A flag that no table knows does not hide those that it is combined with.
    if op == BinaryOp::BitOr {
        return match (left.number(), right.number()) {
            (Some(_), None) => left.clone(),
            (None, Some(_)) => right.clone(),
            _ => Abstract::unknown(),
        };
    }
    Abstract::unknown()
}

/// The numbers a value may be.
fn numbers(value: &Abstract) -> Vec<i64> {
    let number = |alternative: &Alternative| match alternative {
        Alternative::Number(number) => Some(*number),
        _ => None,
    };
    value.iter().filter_map(number).collect()
}

/// Texts without their first characters. To go on by one is to walk along them.
fn behind(texts: &Abstract, count: i64) -> Abstract {
    let Some(count) = usize::try_from(count).ok().filter(|count| *count != 1) else {
        return Abstract::unknown();
    };
    Abstract::from_alternatives(texts.iter().map(|alternative| match alternative {
        Alternative::Text(text) if text.literal_prefix().len() >= count => {
            Alternative::Text(Rc::new(text.without_prefix(count)))
        }
        _ => Alternative::Unknown,
    }))
}

/// Whether `left op right` compares against what calls return when they fail: `< 0`, `== -1`,
/// `== NULL`. Gives the place tested and whether the comparison holds on failure.
pub(crate) fn failure_comparison(
    op: CompareOp,
    left: &Value,
    right: &Value,
) -> Option<(Value, bool)> {
    let limit = |value: &Value| match value {
        Value::Number(number) => Some(*number),
        Value::Binary { op: BinaryOp::Subtract, left, right } => match (&**left, &**right) {
            (Value::Number(left), Value::Number(right)) => left.checked_sub(*right),
            _ => None,
        },
        _ => None,
    };
    if let Value::Absent = right {
        return match op {
            CompareOp::Equal => Some((left.clone(), true)),
            CompareOp::NotEqual => Some((left.clone(), false)),
            _ => None,
        };
    }
    if let Value::Absent = left {
        return failure_comparison(op, right, left);
    }
    let number = limit(right)?;
    match (op, number) {
        (CompareOp::Less, 0) | (CompareOp::Equal | CompareOp::LessEqual, -1) => {
            Some((left.clone(), true))
        }
        (CompareOp::GreaterEqual, 0) | (CompareOp::NotEqual | CompareOp::Greater, -1) => {
            Some((left.clone(), false))
        }
        _ => None,
    }
}

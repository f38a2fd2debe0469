//! Text made from text, data from outside, and builders.

use std::rc::Rc;

use tmplint_ir::{BinaryOp, FormatStyle, Language, Scope, Span, Value};
use tmplint_rules::{ArgSpec, NameSource, TextOp};

use super::collections::{appended, collected, entry_of, inserted, looked_up, values_of, zipped};
use super::{Done, Site, join_all};
use crate::domain::{Abstract, Alternative, Piece, PieceKind, State, Text};
use crate::flow::{
    Given, Interpreter, Slot, as_on_other_system, as_texts, concatenate, dollar, dollar_text,
    format_text, join_paths, printed_text, source_value, written,
};

impl Interpreter<'_> {
    /// `sprintf`, `os.path.join`, `.clone()`.
    #[allow(clippy::too_many_arguments, reason = "these are the fields of one table row")]
    #[allow(clippy::too_many_lines, reason = "one arm per operation on texts")]
    pub(super) fn make_text(
        &mut self,
        op: TextOp,
        from: &ArgSpec,
        template: &ArgSpec,
        out: &ArgSpec,
        append: bool,
        site: &Site<'_>,
        state: &mut State,
    ) -> Option<Done> {
        let span = site.call.span;
        let pieces = site.arguments.get_all(from);
        let first = pieces.first().map(|given| given.value.clone());
        if site.name.starts_with('.') && !from.is_empty() && first.is_none() {
            return None;
        }
        let mut value = match op {
            TextOp::Same | TextOp::End => first.unwrap_or_default(),
            TextOp::Concat => self.printed(&pieces, site),
            TextOp::Join => {
                let values: Vec<Abstract> =
                    pieces.iter().map(|given| given.value.clone()).collect();
                match values.as_slice() {
                    // `list.push(item)`
                    [list, item] if !out.is_empty() && element_of(list).is_some() => {
                        appended(list, item)
                    }
                    // `list.join(separator)`
                    [list, separator] if element_of(list).is_some() => {
                        Self::separated(separator, &pieces[..1], site)?
                    }
                    _ => self.joined(&values, site)?,
                }
            }
            TextOp::List => Abstract::one(Alternative::List(Rc::new(
                pieces.iter().map(|given| given.value.clone()).collect(),
            ))),
            TextOp::Replace => {
                let [_, from, to] = pieces.as_slice() else { return None };
                replaced(&first?, &from.value, &to.value, span)?
            }
            TextOp::Owner => {
                // Nobody asks for the owner but to compare it, which a closure may do.
                if self.unit.language == Language::Rust {
                    for alternative in first.iter().flat_map(Abstract::iter) {
                        if let Alternative::Answer { path, owner: true } = alternative {
                            self.facts.verified.insert(path.to_string());
                        }
                    }
                }
                Abstract::from_alternatives(first?.iter().filter_map(
                    |alternative| match alternative {
                        Alternative::Answer { path, owner: true } => {
                            Some(Alternative::Owner(Rc::clone(path)))
                        }
                        _ => None,
                    },
                ))
            }
            TextOp::Recover => self.recovered(&pieces, site, state),
            TextOp::Percent | TextOp::Brace => {
                let style =
                    if op == TextOp::Percent { FormatStyle::Percent } else { FormatStyle::Brace };
                let mut args: Vec<(Option<String>, Abstract)> =
                    pieces.iter().map(|given| (None, given.value.clone())).collect();
                args.extend(named_values(&pieces, site));
                let template = join_all(&site.arguments.get(template));
                format_text(&template, &args, style, span)
            }
            TextOp::Printf => {
                let args: Vec<(Option<String>, Abstract)> =
                    pieces.iter().map(|given| (None, given.value.clone())).collect();
                printed_text(&join_all(&site.arguments.get(template)), &args, span)
            }
            TextOp::Dollar => {
                let template = join_all(&site.arguments.get(template));
                dollar_text(&template, &named_values(&pieces, site), span)
            }
            TextOp::Environment => self.with_variables(&first?, span),
            TextOp::Mapping => {
                let entries: Vec<(String, Abstract)> = named_values(&pieces, site)
                    .into_iter()
                    .filter_map(|(name, value)| Some((name?, value)))
                    .collect();
                Abstract::one(Alternative::Map(Rc::new(entries)))
            }
            TextOp::Writable => match first?.0.as_slice() {
                // Tests put back what they took, so that it can be removed.
                [Alternative::Bool(false)] if !self.runs_test() => {
                    Abstract::one(Alternative::Number(0o222))
                }
                _ => return None,
            },
            TextOp::Insert => inserted(&pieces)?,
            TextOp::Lookup => looked_up(&pieces)?,
            TextOp::Values => values_of(&first?)?,
            TextOp::Zip => zipped(&pieces)?,
            TextOp::Entry => entry_of(&pieces)?,
            TextOp::Pairs => {
                let unknown = Abstract::unknown();
                let pair = Alternative::List(Rc::new(vec![unknown, item_of(&first?)?]));
                Abstract::one(Alternative::List(Rc::new(vec![Abstract::one(pair)])))
            }
            TextOp::Content => {
                let value = first?;
                self.note_list_read(&value);
                for text in value.texts() {
                    self.note_read_after_handing(&state.full_path(text));
                }
                content_of(&value, state)
            }
            TextOp::Piped => {
                Abstract::from_alternatives(first?.iter().map(|alternative| match alternative {
                    Alternative::Content(_) => alternative.clone(),
                    _ => Alternative::Unknown,
                }))
            }
            TextOp::Basename => {
                let value = first?;
                let names = value.texts().map(|text| Alternative::Text(Rc::new(last_name(text))));
                Abstract::from_alternatives(names.collect::<Vec<_>>())
            }
            TextOp::Collect => {
                let [list, more, ..] = pieces.as_slice() else { return None };
                // Files in a list are somebody's who knows which is which.
                if !more.value.sites().is_empty() {
                    return None;
                }
                collected(&list.value, &items_of(&more.value))?
            }
            TextOp::Stem => {
                let stems: Vec<Alternative> = first?
                    .texts()
                    .filter_map(without_extension)
                    .map(|text| Alternative::Text(Rc::new(text)))
                    .collect();
                let parts = vec![Abstract::from_alternatives(stems), Abstract::unknown()];
                Abstract::one(Alternative::List(Rc::new(parts)))
            }
            TextOp::Parent => {
                let value = first?;
                let parents: Vec<Alternative> = value
                    .texts()
                    .map(|text| text.split_name().0)
                    .filter(|directory| !directory.pieces.is_empty())
                    .map(|directory| Alternative::Text(Rc::new(directory)))
                    .collect();
                Abstract::from_alternatives(parents)
            }
            TextOp::Sibling => {
                let name = pieces.get(1)?.value.clone();
                let directories: Vec<Alternative> = first?
                    .texts()
                    .map(|text| Alternative::Text(Rc::new(text.split_name().0)))
                    .collect();
                join_paths(&[Abstract::from_alternatives(directories), name], span)
            }
            TextOp::Extension => {
                let ending = pieces.get(1)?.value.clone();
                let dotted = concatenate(&[Abstract::text(Text::literal(".", span)), ending], span);
                concatenate(&[first?, dotted], span)
            }
            TextOp::Separated => {
                let (separator, rest) = pieces.split_first()?;
                Self::separated(&separator.value, rest, site)?
            }
            TextOp::Entries => {
                let mut paths: Vec<Abstract> =
                    pieces.iter().map(|given| given.value.clone()).collect();
                let pattern = paths.last().is_some_and(|last| {
                    last.texts().any(|text| self.show(text).contains(['*', '?']))
                });
                if !pattern {
                    paths.push(Abstract::text(Text::literal("*", span)));
                }
                Abstract::one(Alternative::List(Rc::new(vec![join_paths(&paths, span)])))
            }
            TextOp::Names => {
                let any = Abstract::text(Text::literal("*", span));
                Abstract::one(Alternative::List(Rc::new(vec![any])))
            }
            TextOp::Empty => {
                // Zeros in a structure or a table are no text.
                let value = Abstract::text(Text::default());
                for given in site.arguments.get(out) {
                    let place = written(site.call, &given)
                        // What stands before it stays.
                        .filter(|written| !is_offset(written))
                        .and_then(Interpreter::place_of);
                    let is_text = given.value.texts().next().is_some();
                    if let Some(place) = place.filter(|place| is_text && !self.has_fields(*place)) {
                        state.assign(place, value.clone());
                    }
                }
                return Some(Done::default());
            }
            TextOp::Length => {
                let length = first?.literal().and_then(|text| i64::try_from(text.len()).ok());
                Abstract::one(length.map_or(Alternative::Unknown, Alternative::Number))
            }
            TextOp::Either => {
                let mut value = Abstract::default();
                for given in &pieces {
                    let given = self.result_of(&given.value, &[], site, state);
                    value = value.join(&given);
                }
                value
            }
            TextOp::Apply => {
                let function = pieces.get(1)?.value.clone();
                let subject = first?;
                let each = element_of(&subject);
                let over_items = each.is_some();
                let result = self.result_of(&function, &[each.unwrap_or(subject)], site, state);
                if over_items {
                    Abstract::one(Alternative::List(Rc::new(vec![result])))
                } else if matches!(result.0.as_slice(), [Alternative::Name(_)]) {
                    Abstract::unknown()
                } else {
                    result
                }
            }
        };
        value = value.copied();
        for given in site.arguments.get(out) {
            let Some(place) = written(site.call, &given).and_then(Interpreter::place_of) else {
                continue;
            };
            // `buffer + strlen(buffer)`: what stands before it stays.
            let offset = written(site.call, &given).is_some_and(is_offset);
            // `strcat(strcpy(buffer, a), b)`: what a call gives back is the buffer it was given.
            let (place, behind) = self.buffers.get(&place).copied().unwrap_or((place, false));
            let offset = offset || behind;
            if let Some(into) = site.call.into.filter(|into| self.is_temporary(*into)) {
                self.buffers.insert(into, (place, op == TextOp::End));
            }
            // A local array that nothing was put into yet has nothing in it.
            let info = self.unit.place(place);
            let fresh = state.place(place).is_none()
                && info.scope == Scope::Local
                && info.field_of.is_none();
            if (append || offset) && !fresh {
                let held = self.read_place(place, state);
                // What allocates the text it appends to starts from nothing.
                if !matches!(held.0.as_slice(), [Alternative::Absent]) {
                    value = concatenate(&[held, value], span);
                }
            }
            state.assign(place, value.clone());
        }
        if matches!(op, TextOp::Concat | TextOp::Printf) {
            self.note_printed(&value, site, state);
        }
        Some(Done { value: Some(value).filter(|value| !value.is_unassigned()), ..Done::default() })
    }

    /// `$TMPDIR/x` with what the variables hold.
    fn with_variables(&self, value: &Abstract, span: Span) -> Abstract {
        let mut variables: Vec<(Option<String>, Abstract)> = Vec::new();
        for text in value.texts() {
            for slot in dollar(&text.literal_prefix()) {
                if let Slot::Named(name) = slot {
                    let held = self.variable(&name, span);
                    variables.push((Some(name), held));
                }
            }
        }
        dollar_text(value, &variables, span)
    }

    /// What `echo` prints: the words with blanks between.
    fn printed(&self, words: &[Given], site: &Site<'_>) -> Abstract {
        if self.unit.language != Language::Shell {
            let values: Vec<Abstract> =
                words.iter().flat_map(|given| items_of(&given.value)).collect();
            return concatenate(&values, site.call.span);
        }
        if let [only] = words {
            return only.value.clone();
        }
        let blank = Abstract::text(Text::literal(" ", site.call.span));
        let mut values = Vec::new();
        for word in words {
            if !values.is_empty() {
                values.push(blank.clone());
            }
            values.push(word.value.clone());
        }
        concatenate(&values, site.call.span)
    }

    /// A script that prints a path and nothing else hands it to its caller.
    fn note_printed(&mut self, value: &Abstract, site: &Site<'_>, state: &mut State) {
        if self.unit.language != Language::Shell || site.call.into.is_some() || self.stack.len() > 1
        {
            return;
        }
        if value.texts().any(|text| text.as_site().is_some()) {
            self.escape(value, state);
        }
    }

    /// Path components, or lists of them, put together.
    fn joined(&self, values: &[Abstract], site: &Site<'_>) -> Option<Abstract> {
        let values: Vec<Abstract> = values.iter().flat_map(items_of).collect();
        // `Path(x)` of anything is a path, but `x.child(y)` only if `x` is one.
        let own = self.unit.language == Language::Python && site.name.starts_with('.');
        let path = if own { values.get(..1) } else { Some(values.as_slice()) };
        path.is_some_and(|values| values.iter().any(is_text))
            .then(|| join_paths(&values, site.call.span))
    }

    /// `"/".join([...])`, `list.join("/")` and `g_strjoin("/", ..., NULL)`.
    fn separated(separator: &Abstract, rest: &[Given], site: &Site<'_>) -> Option<Abstract> {
        separator.literal()?;
        // A list that may be one of several.
        if let [only] = rest
            && only.value.0.len() > 1
            && element_of(&only.value).is_some()
        {
            let mut texts = Abstract::default();
            for alternative in only.value.iter() {
                let items = items_of(&Abstract::one(alternative.clone()));
                texts = texts.join(&concatenate_with(&items, separator, site));
            }
            return Some(texts);
        }
        let rest: Vec<Abstract> = rest.iter().flat_map(|given| items_of(&given.value)).collect();
        Some(concatenate_with(&rest, separator, site))
    }

    /// What stands in for what failed, and that it failed is accepted.
    fn recovered(&mut self, pieces: &[Given], site: &Site<'_>, state: &mut State) -> Abstract {
        let Some((attempted, others)) = pieces.split_first() else { return Abstract::default() };
        let mut value = Abstract::default();
        let mut goes_on = others.is_empty() && !site.call.checked;
        for given in others {
            let other = self.result_of(&given.value, &[Abstract::unknown()], site, state);
            goes_on |= !other.is_unassigned();
            value = value.join(&other);
        }
        if goes_on {
            for alternative in attempted.value.iter() {
                if let Alternative::Outcome(made) = alternative {
                    self.note_accepted(*made);
                }
            }
        }
        self.result_of(&attempted.value, &[], site, state).join(&value)
    }

    /// What a value is, or returns if it is a function.
    pub(super) fn result_of(
        &mut self,
        value: &Abstract,
        args: &[Abstract],
        site: &Site<'_>,
        state: &mut State,
    ) -> Abstract {
        let mut result = Abstract::default();
        for alternative in value.iter() {
            if let Alternative::Name(name) = alternative
                && self.is_explained(&name.0)
            {
                let called = self.apply_named(&name.0, args, site.call, state);
                result = result.join(&called);
                continue;
            }
            let Alternative::Function(function) = alternative else {
                if !matches!(alternative, Alternative::Absent) || value.0.len() == 1 {
                    result = result.join(&Abstract::one(alternative.clone()));
                }
                continue;
            };
            if !self.can_follow(*function) {
                continue;
            }
            let mut entry = state.clone();
            let params = &self.unit.function(*function).params;
            for (param, value) in params.iter().zip(args) {
                entry.assign(param.place, value.clone());
            }
            if let Some((end, returned)) = self.run_function(*function, entry) {
                *state = end;
                result = result.join(&returned);
            }
        }
        result
    }

    /// `getpid`, `getenv`, `gettempdir`.
    pub(super) fn make_source(
        &mut self,
        kind: NameSource,
        from: &ArgSpec,
        default: &ArgSpec,
        out: &ArgSpec,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        let span = site.call.span;
        let given = join_all(&site.arguments.get(from));
        if kind == NameSource::Unknown {
            // Not only dictionaries have a `get`: what is given to it may be kept.
            for argument in &site.arguments.positional {
                self.escape(&argument.value, state);
            }
        }
        let mut value = match kind {
            NameSource::Environment => match given.literal() {
                Some(name) => self.variable(&name, span),
                None => Abstract::unknown(),
            },
            NameSource::Hash => hash_of(&given, site),
            _ => {
                let label = match self.unit.language {
                    Language::Shell => format!("$({})", site.name),
                    // A qualified name is one word in the tables.
                    Language::C => format!("{}()", site.name.replace("__", "::")),
                    _ => format!("{}()", site.name),
                };
                source_value(kind, &label, span)
            }
        };
        let default = join_all(&site.arguments.get(default));
        value = value.join(&default);
        if state.other_system {
            value = as_on_other_system(&value);
        }
        for given in site.arguments.get(out) {
            if let Some(place) = written(site.call, &given).and_then(Interpreter::place_of) {
                state.assign(place, value.clone());
            }
        }
        Done::value(value)
    }
}

/// The keyword arguments, and the entries of dictionaries among the others.
fn named_values(pieces: &[Given], site: &Site<'_>) -> Vec<(Option<String>, Abstract)> {
    let keywords = site.arguments.keywords.iter();
    let mut named: Vec<(Option<String>, Abstract)> =
        keywords.map(|(name, given)| (Some(name.clone()), given.value.clone())).collect();
    for alternative in pieces.iter().flat_map(|given| given.value.iter()) {
        if let Alternative::Map(entries) = alternative {
            named.extend(entries.iter().map(|(key, item)| (Some(key.clone()), item.clone())));
        }
    }
    named
}

/// Any of the items of a list or dictionary.
fn item_of(value: &Abstract) -> Option<Abstract> {
    let mut found = Abstract::default();
    for alternative in value.iter() {
        match alternative {
            Alternative::List(items) => {
                found = items.iter().fold(found, |found, item| found.join(item));
            }
            Alternative::Map(entries) => {
                found = entries.iter().fold(found, |found, (_, item)| found.join(item));
            }
            _ => {}
        }
    }
    (!found.is_unassigned()).then_some(found)
}

/// What stands in the files whose paths or streams the value may be.
fn content_of(value: &Abstract, state: &State) -> Abstract {
    Abstract::from_alternatives(value.iter().map(|alternative| match alternative {
        Alternative::Text(text) => Alternative::Content(Rc::new(state.full_path(text))),
        Alternative::Content(_) => alternative.clone(),
        _ => Alternative::Unknown,
    }))
}

fn concatenate_with(rest: &[Abstract], separator: &Abstract, site: &Site<'_>) -> Abstract {
    let mut values = Vec::new();
    for value in rest {
        if matches!(value.0.as_slice(), [Alternative::Absent]) {
            break;
        }
        if !values.is_empty() {
            values.push(separator.clone());
        }
        values.push(value.clone());
    }
    concatenate(&values, site.call.span)
}

/// What an iterator hands out, if the value is a list.
pub(super) fn element_of(value: &Abstract) -> Option<Abstract> {
    let mut joined = None;
    for alternative in value.iter() {
        let Alternative::List(items) = alternative else { return None };
        let start = joined.unwrap_or_default();
        joined = Some(items.iter().fold(start, |joined: Abstract, item| joined.join(item)));
    }
    joined
}

/// The items of a list, or the value itself.
fn items_of(value: &Abstract) -> Vec<Abstract> {
    match value.0.as_slice() {
        [Alternative::List(items)] => items.to_vec(),
        _ => vec![value.clone()],
    }
}

/// A text with some characters of what is known of it replaced by another text.
fn replaced(of: &Abstract, from: &Abstract, to: &Abstract, span: Span) -> Option<Abstract> {
    let from = from.literal().filter(|from| !from.is_empty())?;
    let mut results = Abstract::default();
    for text in of.texts() {
        let mut parts: Vec<Abstract> = Vec::new();
        for piece in &text.pieces {
            let PieceKind::Literal(literal) = &piece.kind else {
                parts.push(Abstract::text(Text::one(piece.kind.clone(), piece.span)));
                continue;
            };
            for (index, part) in literal.split(from.as_str()).enumerate() {
                if index > 0 {
                    parts.push(to.clone());
                }
                parts.push(Abstract::text(Text::literal(part, piece.span)));
            }
        }
        results = results.join(&concatenate(&parts, span));
    }
    Some(results).filter(|results| !results.is_unassigned())
}

fn is_text(value: &Abstract) -> bool {
    value
        .iter()
        .any(|alternative| matches!(alternative, Alternative::Text(_) | Alternative::Object(_)))
}

/// A digest can be guessed if what it is made from can.
fn hash_of(given: &Abstract, site: &Site<'_>) -> Abstract {
    let mut source = NameSource::Unknown;
    for text in as_texts(given, site.call.span) {
        for piece in &text.pieces {
            source = match (&piece.kind, source) {
                (PieceKind::Name(NameSource::Random) | PieceKind::Site(_), _) => {
                    return source_value(NameSource::Random, "", site.call.span);
                }
                (PieceKind::Unknown, _) => NameSource::Unknown,
                (_, NameSource::Unknown) => NameSource::Hash,
                (_, source) => source,
            };
        }
    }
    source_value(source, "", site.call.span)
}

/// The last component; that of something made safely is as hard to guess as it is.
fn last_name(text: &Text) -> Text {
    if text.as_site().is_some() {
        let span = text.pieces.first().map(|piece| piece.span).unwrap_or_default();
        return Text::one(PieceKind::Name(NameSource::Random), span);
    }
    text.split_name().1
}

/// Whether a value points behind the start of a buffer: `buffer + n`.
pub(super) fn is_offset(value: &Value) -> bool {
    match value {
        Value::Binary { op: BinaryOp::Add | BinaryOp::Subtract, left, .. } => {
            matches!(**left, Value::Place(_)) || is_offset(left)
        }
        _ => false,
    }
}

/// A path without its extension. `None` if it is that of a file that this program made.
fn without_extension(path: &Text) -> Option<Text> {
    if path.as_site().is_some() {
        return None;
    }
    let mut path = path.clone();
    if let Some(Piece { kind: PieceKind::Literal(last), .. }) = path.pieces.last_mut()
        && let Some((stem, extension)) = last.rsplit_once('.')
        && !extension.contains('/')
    {
        *last = stem.into();
    }
    Some(path)
}

//! Assignments, the builtins that declare variables, and those that fill them.

use tmplint_ir::{Arg, Callee, Part, PlaceId, Span, Step, Value};

use super::Lowering;
use super::command::Status;
use super::expansion::subscript_end;
use super::extent::{Extents, is_name, is_name_start};
use super::fragment::{Extent, Fragment};
use super::lex::line_end;
use super::special::literal;
use super::syntax::Simple;
use super::word::{self, Quoting};

/// A word that assigns.
pub(super) struct Assignment {
    name: Extent,
    subscripted: bool,
    append: bool,
    value: Extent,
}

/// What is assigned: a word's parts, or the elements of an array.
enum Assigned {
    Parts(Vec<Part>),
    List(Vec<Value>),
}

/// Reads a word as an assignment.
pub(super) fn parse(text: &Fragment<'_>, word: &Extent) -> Option<Assignment> {
    let bytes = text.bytes().get(word.clone())?;
    if !is_name_start(*bytes.first()?) {
        return None;
    }
    let length = bytes.iter().take_while(|&&byte| is_name(byte)).count();
    let name = word.start..word.start + length;
    let mut at = name.end;
    let subscripted = bytes.get(length) == Some(&b'[');
    if subscripted {
        at = subscript_end(text, at, word.end);
    }
    let append = text.byte(at) == b'+' && at < word.end;
    at += usize::from(append);
    let assigns = at < word.end && text.byte(at) == b'=';
    assigns.then_some(Assignment { name, subscripted, append, value: at + 1..word.end })
}

impl Lowering {
    /// A command of assignments only. Its status is that of its last substitution.
    pub(super) fn assignments(
        &mut self,
        text: &Fragment<'_>,
        simple: &Simple,
        tested: bool,
    ) -> Status {
        self.redirects(text, &simple.redirects, tested);
        let outer = std::mem::replace(&mut self.tested_substitution, tested);
        let mut substituted = !simple.redirects.is_empty();
        for extent in &simple.words {
            let Some(assignment) = parse(text, extent) else { continue };
            let value = text.slice(&assignment.value);
            substituted |= value.contains("$(") || value.contains('`');
            let assigned = self.assigned(text, &assignment);
            let place = self.assigned_variable(text.slice(&assignment.name), text.span(extent));
            self.assign(text, &assignment, assigned, place, text.span(extent));
        }
        self.tested_substitution = outer;
        if substituted { Status::Call } else { Status::Success }
    }

    /// Evaluates the right side of an assignment.
    fn assigned(&mut self, text: &Fragment<'_>, assignment: &Assignment) -> Assigned {
        let value = &assignment.value;
        if text.byte(value.start) == b'(' && value.len() > 1 {
            return Assigned::List(self.elements(text, value));
        }
        Assigned::Parts(self.parts(text, value, Quoting::Bare))
    }

    /// The elements of `( … )`.
    fn elements(&mut self, text: &Fragment<'_>, list: &Extent) -> Vec<Value> {
        let end = list.end - usize::from(text.byte(list.end - 1) == b')');
        let extents = Extents::new(text, end);
        let mut values = Vec::new();
        let mut at = list.start + 1;
        while at < end {
            match text.byte(at) {
                b' ' | b'\t' | b'\n' | b'\r' => at += 1,
                b'#' => at = line_end(text, at, end),
                first => {
                    let stop = extents.word(at).max(at + 1);
                    let mut element = at..stop;
                    if first == b'[' {
                        let close = subscript_end(text, at, stop);
                        if text.byte(close) == b'=' && close < stop {
                            element.start = close + 1;
                        }
                    }
                    let mut several = Vec::new();
                    self.arguments(text, &element, &mut several);
                    values.extend(several.into_iter().map(|argument| argument.value));
                    at = stop;
                }
            }
        }
        values
    }

    /// Assigns an evaluated right side.
    fn assign(
        &mut self,
        text: &Fragment<'_>,
        assignment: &Assignment,
        assigned: Assigned,
        into: PlaceId,
        span: Span,
    ) {
        let value = match assigned {
            Assigned::List(mut values) => {
                if assignment.append {
                    values.insert(0, Value::Place(into));
                }
                Value::List(values)
            }
            Assigned::Parts(mut parts) => {
                if assignment.append && !assignment.subscripted {
                    let hole = text.span(&assignment.name);
                    parts.insert(0, Part::Hole { value: Value::Place(into), span: hole });
                }
                word::value(parts, text.span(&assignment.value))
            }
        };
        if !assignment.subscripted {
            return self.unit.push(&mut self.body, Step::Let { into, value, span });
        }
        // An element that is named like this wherever it is used is a place of its own, and one of
        // the array's values; of any other nothing is known.
        let all = assignment.name.start..assignment.value.start;
        let Some(element) = element_name(text.slice(&all)) else {
            return self.unit.push(&mut self.body, Step::Store { value, span });
        };
        let list = Value::List(vec![Value::Place(into), value.clone()]);
        self.unit.push(&mut self.body, Step::Let { into, value: list, span });
        self.elements.insert(element.to_owned());
        let element = self.assigned_variable(element, span);
        self.unit.push(&mut self.body, Step::Let { into: element, value, span });
    }

    /// Evaluates the words of `export`, `local` and so on: assignments are made, and are arguments
    /// as well.
    pub(super) fn declarations(
        &mut self,
        text: &Fragment<'_>,
        command: &str,
        words: &[Extent],
    ) -> Vec<Arg> {
        let mut args = Vec::new();
        let flag = |letter| {
            let mut flags = words.iter().filter(|word| text.byte(word.start) == b'-');
            flags.any(|word| text.slice(word).contains(letter))
        };
        let local = match command {
            "local" => true,
            "declare" | "typeset" => !flag('g') && !flag('f') && !flag('F'),
            _ => false,
        };
        let plain = !words.iter().any(|word| text.byte(word.start) == b'-');
        for extent in words {
            let span = text.span(extent);
            let Some(assignment) = parse(text, extent) else {
                let name = text.slice(extent);
                if local && name.bytes().all(is_name) && !name.is_empty() {
                    self.declare_local(name, span);
                    // What a function that is called assigns under this name is this variable.
                    if plain {
                        let into = self.assigned_variable(name, span);
                        let value = Value::literal("", span);
                        self.unit.push(&mut self.body, Step::Let { into, value, span });
                    }
                }
                let first = args.len();
                self.arguments(text, extent, &mut args);
                for arg in args.get(first..).unwrap_or(&[]).to_vec() {
                    self.expanded_assignment(arg, local);
                }
                continue;
            };
            // The right side is read before the name becomes local: `local x=$x`.
            let assigned = self.assigned(text, &assignment);
            let name = text.slice(&assignment.name);
            if local {
                self.declare_local(name, span);
            }
            let into = self.assigned_variable(name, span);
            let sign = extent.start..assignment.value.start;
            let mut parts =
                vec![Part::Literal { text: text.slice(&sign).to_owned(), span: text.span(&sign) }];
            match &assigned {
                Assigned::Parts(value) => parts.extend(value.iter().cloned()),
                Assigned::List(values) => parts.push(Part::Hole {
                    value: Value::List(values.clone()),
                    span: text.span(&assignment.value),
                }),
            }
            self.assign(text, &assignment, assigned, into, span);
            let substitutes = text.slice(&assignment.value).contains(['`', '(']);
            if substitutes {
                let arg = Arg { name: None, value: Value::Place(into), span };
                let callee = Callee::Api("shell.masked".into());
                self.push_api(None, callee, vec![arg], false, span, span);
            }
            args.push(Arg { name: None, value: Value::Text(word::joined(parts)), span });
        }
        args
    }

    /// `export "x=$y"`: an argument that becomes an assignment by being evaluated.
    fn expanded_assignment(&mut self, arg: Arg, local: bool) {
        let Value::Text(mut parts) = arg.value else { return };
        let Some(Part::Literal { text, .. }) = parts.first_mut() else { return };
        let Some((name, rest)) = text.split_once('=') else { return };
        let named = name.bytes().all(is_name) && name.bytes().next().is_some_and(is_name_start);
        if !named {
            return;
        }
        let (name, rest) = (name.to_owned(), rest.to_owned());
        if local {
            self.declare_local(&name, arg.span);
        }
        let into = self.assigned_variable(&name, arg.span);
        if rest.is_empty() {
            parts.remove(0);
        } else {
            *text = rest;
        }
        let value = word::value(parts, arg.span);
        self.unit.push(&mut self.body, Step::Let { into, value, span: arg.span });
    }

    /// Assignments before a command hold only while it runs. Saves what they hide, so that the
    /// command's own words still see it; [`set_temporary`](Self::set_temporary) then assigns.
    pub(super) fn save_temporary(
        &mut self,
        text: &Fragment<'_>,
        words: &[Extent],
    ) -> Vec<(PlaceId, PlaceId)> {
        let mut saved: Vec<(PlaceId, PlaceId)> = Vec::new();
        for extent in words {
            let Some(assignment) = parse(text, extent) else { continue };
            let span = text.span(extent);
            let place = self.assigned_variable(text.slice(&assignment.name), span);
            if saved.iter().any(|(known, _)| *known == place) {
                continue;
            }
            let into = self.unit.temporary(span);
            let value = Value::Place(place);
            self.unit.push(&mut self.body, Step::Let { into, value, span });
            saved.push((place, into));
        }
        self.scopes.shadows.extend(&saved);
        saved
    }

    /// Makes the assignments before a command. Its words must have been evaluated.
    pub(super) fn set_temporary(
        &mut self,
        text: &Fragment<'_>,
        words: &[Extent],
        saved: &[(PlaceId, PlaceId)],
    ) {
        let mut evaluated = Vec::new();
        for extent in words {
            if let Some(assignment) = parse(text, extent) {
                let assigned = self.assigned(text, &assignment);
                evaluated.push((assignment, assigned, text.span(extent)));
            }
        }
        let kept = self.scopes.shadows.len().saturating_sub(saved.len());
        self.scopes.shadows.truncate(kept);
        for (assignment, assigned, span) in evaluated {
            let place = self.assigned_variable(text.slice(&assignment.name), span);
            self.assign(text, &assignment, assigned, place, span);
        }
    }

    /// Gives variables back what assignments before a command hid.
    pub(super) fn restore_temporary(&mut self, saved: &[(PlaceId, PlaceId)], span: Span) {
        for &(into, temporary) in saved.iter().rev() {
            let value = Value::Place(temporary);
            self.unit.push(&mut self.body, Step::Let { into, value, span });
        }
    }

    /// The variable that `printf -v x` writes to.
    pub(super) fn printed_into(
        &mut self,
        text: &Fragment<'_>,
        words: &[Extent],
    ) -> Option<PlaceId> {
        let [option, name, ..] = words else { return None };
        let is_name = |word: &str| {
            word.bytes().all(is_name) && word.bytes().next().is_some_and(is_name_start)
        };
        let name = literal(text, name).filter(|word| is_name(word))?;
        (text.slice(option) == "-v").then(|| self.assigned_variable(&name, text.span(option)))
    }

    /// Assigns what a builtin fills: `read x`, `getopts o name`, `unset x`.
    pub(super) fn filled(&mut self, text: &Fragment<'_>, command: &str, words: &[Extent]) {
        let literals: Vec<(Extent, String)> = words
            .iter()
            .filter_map(|extent| Some((extent.clone(), literal(text, extent)?)))
            .collect();
        let value = if command == "unset" { Value::Absent } else { Value::Opaque };
        let names = match command {
            "read" => operands(&literals, "adinNptu"),
            "mapfile" | "readarray" => operands(&literals, "dnOsuCc"),
            "getopts" => literals.get(1..2).unwrap_or(&[]).iter().collect(),
            "unset" if literals.first().is_none_or(|(_, word)| word != "-f") => {
                operands(&literals, "")
            }
            _ => Vec::new(),
        };
        for (extent, name) in names {
            if name.bytes().all(is_name) && name.bytes().next().is_some_and(is_name_start) {
                let span = text.span(extent);
                let into = self.assigned_variable(name, span);
                let step = Step::Let { into, value: value.clone(), span };
                self.unit.push(&mut self.body, step);
            }
        }
    }
}

/// The words that are no options; `takes` are the letters of options that have an argument, among
/// which `a` names an array.
fn operands<'a>(words: &'a [(Extent, String)], takes: &str) -> Vec<&'a (Extent, String)> {
    let mut names = Vec::new();
    let mut words = words.iter();
    while let Some(entry) = words.next() {
        let Some(options) = entry.1.strip_prefix('-') else {
            names.push(entry);
            continue;
        };
        let takes_next = options.chars().last().is_some_and(|last| takes.contains(last));
        if takes_next {
            names.extend(words.next().filter(|_| options.ends_with('a')));
        }
    }
    names
}

/// The name of an array's element with a subscript that is written out: `a[0]`, `a[log]`.
pub(super) fn element_name(text: &str) -> Option<&str> {
    let end = text.find(']')? + 1;
    let (name, subscript) = text.get(..end)?.split_once('[')?;
    let plain = |word: &str| !word.is_empty() && word.bytes().all(is_name);
    let subscript = subscript.strip_suffix(']')?;
    // A word may be a number or a key, or in an array by numbers a variable's name.
    let starts = subscript.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
    (plain(name) && plain(subscript) && starts).then_some(text.get(..end)?)
}

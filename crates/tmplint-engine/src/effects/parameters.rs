//! Shell: positional parameters, and words that stand for several.

use std::rc::Rc;

use tmplint_ir::{Arg, Call, Callee, FunctionKind, Language, PlaceId, Scope, Span};
use tmplint_rules::ArgSpec;

use super::{Done, Outcome, Site, join_all};
use crate::domain::{Abstract, Alternative, State, Text};
use crate::flow::Interpreter;

/// Words of one command that are told apart.
const MAX_WORDS: usize = 64;

/// Whether a parameter is all that a function is given: `$@`, `$*`.
pub(super) fn is_all_parameters(name: &str) -> bool {
    matches!(name, "@" | "*")
}

/// The words a call gives, as one list.
pub(super) fn all_words(call: &Call, values: &[Abstract]) -> Abstract {
    let words = call.args.iter().zip(values).filter(|(arg, _)| arg.name.is_none());
    Abstract::one(Alternative::List(Rc::new(words.map(|(_, value)| value.clone()).collect())))
}

impl Interpreter<'_> {
    /// `"$@"`, `"${files[@]}"` among the elements of an array are several elements.
    pub(crate) fn spread(&self, values: Vec<Abstract>) -> Vec<Abstract> {
        if self.unit.language != Language::Shell || !values.iter().any(|one| words(one).is_some()) {
            return values;
        }
        let mut spread: Vec<Abstract> = Vec::new();
        for value in &values {
            for value in words(value).unwrap_or_else(|| vec![value.clone()]) {
                // A loop that adds to a list makes it no longer with every turn.
                let known = !value.sites().is_empty() && spread.contains(&value);
                if !known && spread.len() < MAX_WORDS {
                    spread.push(value);
                }
            }
        }
        spread
    }

    /// The same among the words of a command.
    pub(super) fn spread_words(
        &self,
        call: &Call,
        values: &[Abstract],
    ) -> Option<(Call, Vec<Abstract>)> {
        let is_several =
            |(arg, value): (&Arg, &Abstract)| arg.name.is_none() && words(value).is_some();
        if self.unit.language != Language::Shell || !call.args.iter().zip(values).any(is_several) {
            return None;
        }
        let mut args = Vec::new();
        let mut all = Vec::new();
        for (arg, value) in call.args.iter().zip(values) {
            let several = words(value).filter(|_| arg.name.is_none());
            for value in several.unwrap_or_else(|| vec![value.clone()]).into_iter().take(MAX_WORDS)
            {
                args.push(arg.clone());
                all.push(value);
            }
        }
        Some((Call { args, ..call.clone() }, all))
    }

    /// `"$@"` as a command: the first word is its name.
    pub(super) fn call_list(
        &mut self,
        words: &[Abstract],
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) -> Option<Outcome> {
        let (command, words) = words.split_first()?;
        let mut call = call.clone();
        // What a function runs for its caller is the caller's operation.
        if let Callee::Value(place) = call.callee
            && is_all_parameters(&self.unit.place(place).name)
            && let Some(given) = command.texts().find_map(|text| text.pieces.first())
            && given.span != Span::default()
        {
            (call.span, call.name_span) = (given.span, given.span);
        }
        self.run_command(command, &call, state);
        let command = command.literal()?;
        self.call_named(&command, words, &call, values, state)
    }

    /// `set -- a b`.
    pub(super) fn set_parameters(&mut self, site: &Site<'_>, state: &mut State) -> Done {
        let words = site.arguments.positional.iter().map(|given| given.value.clone()).collect();
        self.assign_parameters(words, state);
        Done::default()
    }

    /// `shift`.
    pub(super) fn shift_parameters(
        &mut self,
        count: &ArgSpec,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        let given = site.arguments.get(count);
        let count = if given.is_empty() {
            Some(1)
        } else {
            join_all(&given).literal().and_then(|count| count.parse().ok())
        };
        let all = site.arguments.keywords.iter().find(|(name, _)| name == "<parameters>");
        let words = all.and_then(|(_, all)| words(&all.value));
        let left = count.and_then(|count: usize| words?.get(count..).map(<[_]>::to_vec));
        match left {
            Some(left) => self.assign_parameters(left, state),
            None => {
                for (_, place) in self.parameter_places() {
                    state.assign(place, Abstract::unknown());
                }
            }
        }
        Done::default()
    }

    fn assign_parameters(&mut self, words: Vec<Abstract>, state: &mut State) {
        let all = Abstract::one(Alternative::List(Rc::new(words.clone())));
        for (name, place) in self.parameter_places() {
            let value = match name.parse::<usize>() {
                Ok(number) => number
                    .checked_sub(1)
                    .and_then(|index| words.get(index))
                    .cloned()
                    .unwrap_or_else(|| Abstract::text(Text::default())),
                Err(_) => all.clone(),
            };
            state.assign(place, value);
        }
    }

    /// The places of the parameters that can be seen here: those of the function around, else the
    /// script's.
    fn parameter_places(&self) -> Vec<(String, PlaceId)> {
        let around = self.stack.iter().rev().map(|id| self.unit.function(*id));
        let around = around.into_iter().find(|function| function.kind != FunctionKind::Subshell);
        if let Some(function) = around.filter(|each| each.kind == FunctionKind::Function) {
            return function.params.iter().map(|each| (each.name.clone(), each.place)).collect();
        }
        let is_parameter =
            |name: &str| is_all_parameters(name) || name.parse::<usize>().is_ok_and(|it| it > 0);
        (0_u32..)
            .map(PlaceId)
            .zip(&self.unit.places)
            .filter(|(_, place)| place.scope == Scope::Global && is_parameter(&place.name))
            .map(|(id, place)| (place.name.clone(), id))
            .collect()
    }
}

/// The words a value stands for, if it is several. Of lists that differ by the way that led here,
/// all words.
fn words(value: &Abstract) -> Option<Vec<Abstract>> {
    let mut lists = Vec::new();
    for alternative in value.iter() {
        match alternative {
            Alternative::List(words) => lists.push(words),
            Alternative::Text(text) if text.as_literal().is_some_and(|text| text.is_empty()) => {}
            _ => return None,
        }
    }
    let (first, others) = lists.split_first()?;
    let mut all = first.to_vec();
    for word in others.iter().flat_map(|words| words.iter()) {
        if !all.contains(word) {
            all.push(word.clone());
        }
    }
    Some(all)
}

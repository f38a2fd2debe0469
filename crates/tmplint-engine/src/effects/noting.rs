//! What is noted to be judged.

use std::collections::btree_map::Entry;

use tmplint_ir::{Language, QualName, Span};

use crate::flow::{Candidate, Interpreter};

/// What is said of the place where a path was put together.
pub(super) const MADE_HERE: &str = "the name is made here";

impl Interpreter<'_> {
    /// Notes a finding; the first of a rule at a place stays, unless this one is graver.
    pub(crate) fn note(&mut self, mut candidate: Candidate) {
        if self.recording {
            candidate.elsewhere.clone_from(&self.elsewhere);
            let operation = candidate.span;
            self.lay_to_test(&mut candidate);
            if candidate.span != operation && self.is_to_fail() {
                return;
            }
            self.lay_to_callers(&mut candidate);
            match self.facts.candidates.entry((candidate.span, candidate.rule)) {
                Entry::Vacant(entry) => {
                    entry.insert(candidate);
                }
                Entry::Occupied(mut entry) => {
                    let known = entry.get_mut();
                    if candidate.tier < known.tier {
                        std::mem::swap(known, &mut candidate);
                    }
                    known.other_paths.append(&mut candidate.other_paths);
                    if candidate.path != known.path && !known.other_paths.contains(&candidate.path)
                    {
                        known.other_paths.push(candidate.path);
                    }
                }
            }
        }
    }

    /// Notes a finding about a path that was put together at `origin`.
    pub(super) fn note_path(&mut self, mut candidate: Candidate, origin: Span, path: String) {
        candidate.related.push((origin, MADE_HERE.to_owned()));
        candidate.path = path;
        self.note(candidate);
    }

    /// Whether what is run is a test, or runs for one.
    pub(super) fn runs_test(&self) -> bool {
        self.stack.first().is_some_and(|root| self.unit.function(*root).is_test())
    }

    /// Code under test does what it is told: where a test chose the name, that is where to mend it.
    fn lay_to_test(&self, candidate: &mut Candidate) {
        if self.unit.language != Language::Rust || candidate.path.is_empty() || !self.runs_test() {
            return;
        }
        let is_tests_own = |place: Span| {
            let mut functions = self.unit.functions.iter();
            functions.any(|function| function.is_test() && function.span.contains(place))
        };
        let mut related = candidate.related.iter();
        let chosen_by_test =
            related.any(|(origin, label)| label == MADE_HERE && is_tests_own(*origin));
        if !is_tests_own(candidate.span) && chosen_by_test {
            stand_at_origin(candidate);
        }
    }

    /// Whether code under test is run that is expected to fail at what the test gives it.
    pub(super) fn is_to_fail(&self) -> bool {
        let fails = |name: &QualName| name.last() == "should_panic";
        let root = self.stack.first().map(|root| self.unit.function(*root));
        root.is_some_and(|root| root.attributes.iter().any(fails))
    }

    /// What is said of a command stands at the words that its path is made of, if these stand in
    /// the expression that builds it.
    pub(super) fn stand_at_words(&mut self, expression: Span, call: Span) {
        if !self.recording {
            return;
        }
        let is_of_call = |key: &&(Span, &'static str)| key.0 == call;
        let keys: Vec<_> = self.facts.candidates.keys().filter(is_of_call).copied().collect();
        for key in keys {
            let Some(mut candidate) = self.facts.candidates.remove(&key) else { continue };
            let mut related = candidate.related.iter();
            if related.any(|(origin, label)| label == MADE_HERE && expression.contains(*origin)) {
                stand_at_origin(&mut candidate);
            }
            self.facts.candidates.entry((candidate.span, candidate.rule)).or_insert(candidate);
        }
    }

    /// A function that several others tell what to open is not to blame: the finding stands where
    /// the path is given to it.
    fn lay_to_callers(&self, candidate: &mut Candidate) {
        if !self.tables.blames_callers(self.unit.language) || self.embedded > 0 {
            return;
        }
        let made = candidate.related.iter().find(|(_, label)| label == MADE_HERE);
        let Some(&(origin, _)) = made.or(candidate.related.first()) else { return };
        let operation = candidate.span;
        if origin == Span::default() {
            return;
        }
        for giving in self.giving.iter().rev() {
            let function = self.unit.function(giving.function);
            let told = function.span.contains(candidate.span)
                && !function.span.contains(origin)
                && giving.origins.contains(&origin)
                && self.call_counts.get(giving.function.0 as usize).is_some_and(|&count| count > 1);
            if !told {
                break;
            }
            candidate.span = giving.span;
        }
        if candidate.span != operation {
            let label = "gives away a path that someone else may have prepared".to_owned();
            let label = std::mem::replace(&mut candidate.label, label);
            candidate.related.push((operation, label));
        }
    }
}

/// Has a finding stand where the name was made, with the operation as a related place.
pub(super) fn stand_at_origin(candidate: &mut Candidate) {
    let Some((origin, label)) = candidate.related.iter_mut().find(|(_, label)| label == MADE_HERE)
    else {
        return;
    };
    candidate.span = std::mem::replace(origin, candidate.span);
    *label = std::mem::replace(&mut candidate.label, MADE_HERE.to_owned());
}

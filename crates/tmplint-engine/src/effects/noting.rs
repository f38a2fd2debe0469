//! What is noted to be judged.

use tmplint_ir::{Language, Level, Span, Tier};

use crate::flow::{Candidate, Interpreter};

impl Interpreter<'_> {
    /// Notes a finding; the first of a rule at a place stays, unless this one is graver.
    pub(crate) fn note(&mut self, mut candidate: Candidate) {
        if self.recording {
            candidate.elsewhere.clone_from(&self.elsewhere);
            self.lay_to_test(&mut candidate, false);
            let known = self.facts.candidates.get(&(candidate.span, candidate.rule));
            if known.is_none_or(|known| candidate.tier < known.tier) {
                self.facts.candidates.insert((candidate.span, candidate.rule), candidate);
            }
        }
    }

    /// A candidate with what most have in common.
    pub(crate) fn candidate(
        rule: &'static str,
        span: Span,
        level: Level,
        tier: Tier,
        message: String,
        label: &str,
    ) -> Candidate {
        Candidate {
            rule,
            span,
            level,
            tier,
            message,
            label: label.to_owned(),
            related: Vec::new(),
            instead: None,
            path: String::new(),
            language: None,
            elsewhere: None,
        }
    }

    /// Code under test does what it is told: where a test chose the name, that is where to mend it.
    /// `unseen` if the code under test is not in this file.
    pub(crate) fn lay_to_test(&self, candidate: &mut Candidate, unseen: bool) {
        if self.unit.language != Language::Rust || candidate.path.is_empty() {
            return;
        }
        let Some(&root) = self.stack.first() else { return };
        let test = self.unit.function(root);
        let operation = candidate.span;
        let is_tests_own = self
            .unit
            .functions
            .iter()
            .any(|function| function.is_test() && function.span.contains(operation));
        if !test.is_test() || (is_tests_own && !unseen) {
            return;
        }
        let Some((origin, label)) = candidate.related.first_mut() else { return };
        if !test.span.contains(*origin) {
            return;
        }
        candidate.span = std::mem::replace(origin, operation);
        *label = std::mem::replace(&mut candidate.label, "the name is made here".to_owned());
    }
}

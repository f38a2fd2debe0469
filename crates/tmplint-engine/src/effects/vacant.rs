//! Names that are looked for until nothing stands there, and then given to the caller: what a
//! function for names does, written by hand.

use tmplint_ir::{Function, Level, Span, Tier};

use super::noting::MADE_HERE;
use crate::domain::{Abstract, Checked, Guess, State, Text, Whereabouts};
use crate::flow::{Candidate, Interpreter};

impl Interpreter<'_> {
    /// A question that is asked of a path here.
    pub(super) fn asked_at(&mut self, span: Span) -> Checked {
        let running: Vec<_> = self.stack.iter().copied().zip(self.blocks.clone()).collect();
        let again = running.into_iter().any(|(id, block)| self.order(id).is_repeated(block));
        Checked { span, again }
    }

    /// A function comes to its end: whether it gives its caller a name that it found free.
    pub(crate) fn note_vacant_names(
        &mut self,
        function: &Function,
        returned: &Abstract,
        entry: &State,
        end: &State,
    ) {
        if !self.recording || end.vacant.is_empty() {
            return;
        }
        let filled = function.params.iter().filter(|param| param.by_reference);
        let filled = filled.filter_map(|param| end.place(param.place));
        let given: Vec<Text> =
            filled.chain([returned]).flat_map(Abstract::texts).cloned().collect();
        for text in given {
            let shown = self.show(&text);
            let asked = end.checked.get(shown.as_str()).filter(|asked| asked.again);
            let Some(asked) = asked.filter(|_| end.vacant.contains(shown.as_str())) else {
                continue;
            };
            if entry.vacant.contains(shown.as_str()) || !function.span.contains(asked.span) {
                continue;
            }
            // Names are not chosen but verified where owners are compared.
            if self.facts.owner_behind_link.contains(shown.as_str())
                || self.facts.verified.contains(shown.as_str())
            {
                continue;
            }
            let Whereabouts::Shared { guess, origin, nested } = self.locate(&text, end) else {
                continue;
            };
            // What does not change from one turn to the next is waited for.
            if matches!(guess, Guess::Nobody | Guess::Constant) {
                continue;
            }
            let mut candidate = Candidate::new(
                "insecure-temp-name-api",
                asked.span,
                Level::Error,
                Tier::Default,
                format!(
                    "`{shown}` is given to the caller because nothing stands there yet, and anyone can take it before the caller does"
                ),
                "finds a name but reserves nothing",
            );
            candidate.related.push((origin, MADE_HERE.to_owned()));
            candidate.path = shown;
            self.note_handed_over(candidate, nested);
        }
    }
}

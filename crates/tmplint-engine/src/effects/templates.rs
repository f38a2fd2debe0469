//! Templates of temporary names: where their X's stand, and whether a name can be written to them.

use tmplint_ir::{BinaryOp, Call, Callee, Language, Level, PlaceId, Span, Step, Tier, Value};

use super::{Site, join_all};
use crate::domain::{Abstract, Alternative, Bits, State, Text};
use crate::flow::{Candidate, Given, Interpreter, Origin};

impl Interpreter<'_> {
    /// A template that the call cannot write the name to, or that a call before it has filled in.
    pub(super) fn judge_template_memory(
        &mut self,
        templates: &[Given],
        site: &Site<'_>,
        state: &State,
    ) {
        if !self.tables.constant_literals(self.unit.language) {
            return;
        }
        let template = join_all(templates);
        let (message, label, origin) = if let Some(text) =
            template.texts().find(|text| text.constant && text.literal_end().contains('X'))
        {
            (
                format!(
                    "`{}` writes the name into the constant `{}`, which ends the program",
                    site.name,
                    self.show(text)
                ),
                "text in quotes is kept where nothing can be written",
                text.pieces
                    .first()
                    .map(|piece| (piece.span, "the template stands here".to_owned())),
            )
        } else if let Some(made) = template.texts().filter_map(Text::as_site).find(|made| {
            let of_template = self.facts.site(*made).is_some_and(|facts| {
                facts.origin == Origin::Created && !facts.path.pieces.is_empty()
            });
            let bits = state.site(*made);
            of_template && bits != Bits::default() && !bits.has(Bits::ESCAPED)
        }) {
            let before = self.facts.site(made).map(|facts| facts.span);
            (
                format!("the template of `{}` is filled in already", site.name),
                "has no X's left: the call fails with EINVAL",
                before.map(|span| (span, "filled in here".to_owned())),
            )
        } else {
            return;
        };
        let mut candidate = Candidate::new(
            "readonly-temp-template",
            site.call.span,
            Level::Warning,
            Tier::Default,
            message,
            label,
        );
        candidate.related.extend(origin);
        self.note(candidate);
    }

    /// What stands before the part of a buffer that `buffer + length` is.
    pub(super) fn text_before(
        &mut self,
        written: &Value,
        place: PlaceId,
        state: &mut State,
    ) -> Option<Abstract> {
        let Value::Binary { op: BinaryOp::Add, right, .. } = written else { return None };
        let length = usize::try_from(self.evaluate(right, state).number()?).ok()?;
        let held = self.read_place(place, state);
        let prefix = held.texts().next()?.literal_prefix();
        prefix.get(..length).map(|before| Abstract::text(Text::literal(before, Span::default())))
    }

    /// Counts a template's X's. `tail` is how many characters the function leaves alone after them.
    pub(super) fn judge_template(&mut self, template: &Text, tail: Option<i64>, site: &Site<'_>) {
        let language = self.unit.language;
        if !matches!(language, Language::C | Language::Shell) || template.pieces.is_empty() {
            return;
        }
        let (_, name) = template.split_name();
        let last = name.literal_end();
        if last.is_empty() {
            return;
        }
        let whole = name.as_literal().is_some();
        // The last run of X's; what follows it is a suffix.
        let Some(end) = last.rfind('X').map(|index| index + 1) else {
            // Without any, in a template that is known as a whole, or at the end where they belong.
            if language == Language::C && (whole || tail == Some(0)) {
                self.note_few_characters(template, 0, Tier::Default, site);
            }
            return;
        };
        let run = last[..end].bytes().rev().take_while(|&byte| byte == b'X').count();
        if run == end && !whole {
            // X's that continue an earlier piece cannot be counted here.
            return;
        }
        let after = i64::try_from(last.len() - end).unwrap_or(i64::MAX);
        if language == Language::C
            && run >= 6
            && let Some(tail) = tail.filter(|tail| *tail != after)
        {
            let mut candidate = Candidate::new(
                "weak-temp-template",
                site.call.span,
                Level::Warning,
                Tier::Default,
                format!(
                    "the X's of the template `{}` are not where `{}` looks for them",
                    self.show(template),
                    site.name
                ),
                "glibc refuses it with EINVAL, others leave the name as it is",
            );
            candidate.instead = Some(if tail == 0 {
                "mkstemps(), which is told the suffix's length".to_owned()
            } else {
                format!("{after} as the length of the suffix")
            });
            self.note(candidate);
            return;
        }
        if language == Language::Shell && run >= 3 && after > 0 {
            self.note_misplaced(template, site);
        }
        let tier = match (language, run) {
            (_, ..=3) => Tier::Default,
            (Language::C, ..=5) => Tier::Default,
            (Language::Shell, ..=5) => Tier::Pedantic,
            _ => return,
        };
        if language == Language::Shell && run < 3 {
            return;
        }
        self.note_few_characters(template, run, tier, site);
    }

    /// X's that are not the last characters: GNU's `mktemp` fills them in, those of BSD and macOS
    /// leave the name as it is.
    fn note_misplaced(&mut self, template: &Text, site: &Site<'_>) {
        // With these options the template is a prefix, or `mktemp` is GNU's.
        let other = ["-t", "-p", "--tmpdir", "--suffix"];
        let arguments = &site.arguments;
        if !self.tables.is_portable(Language::Shell, &site.name)
            || other.iter().any(|option| arguments.options.iter().any(|(name, _)| name == option))
        {
            return;
        }
        let mut candidate = Candidate::new(
            "weak-temp-template",
            site.call.span,
            Level::Warning,
            if self.deals_with_other_systems() { Tier::Default } else { Tier::Pedantic },
            format!(
                "the X's of the template `{}` are not its last characters",
                self.show(template)
            ),
            "on BSD and macOS the name is always the same",
        );
        candidate.instead =
            Some("a template that ends in the X's, or mktemp -d and a name inside".to_owned());
        self.note(candidate);
    }

    /// Whether a script asks which kind of system it runs on.
    fn deals_with_other_systems(&self) -> bool {
        let steps = self.unit.functions.iter().flat_map(|function| &function.blocks);
        let asked = steps.flat_map(|block| &block.steps).any(|step| {
            let Step::Call(Call { callee: Callee::Api(name), args, .. }) = step else {
                return false;
            };
            let system =
                args.iter().all(|arg| arg.value.as_literal().is_some_and(|arg| arg == "-s"));
            match name.0.as_str() {
                "uname" => system,
                other => self.tables.is_of_other_system(Language::Shell, other),
            }
        });
        asked || self.unit.places.iter().any(|place| place.name == "OSTYPE")
    }

    fn note_few_characters(&mut self, template: &Text, run: usize, tier: Tier, site: &Site<'_>) {
        let language = self.unit.language;
        let mut candidate = Candidate::new(
            "weak-temp-template",
            site.call.span,
            Level::Warning,
            tier,
            format!("the template `{}` leaves {run} characters to chance", self.show(template)),
            if language == Language::C {
                "glibc refuses fewer than six X's with EINVAL, others make few names of them"
            } else {
                "few enough names to try them all"
            },
        );
        candidate.instead = Some("a template that ends in at least six X's".to_owned());
        self.note(candidate);
    }
}

/// What else points to the text that a name was written over holds the name, too.
pub(super) fn fill_same_memory(template: &Abstract, name: &Abstract, state: &mut State) {
    let is_there = |alternative: &Alternative| match alternative {
        Alternative::Text(text) => template.texts().any(|each| std::ptr::eq(each, text.as_ref())),
        _ => false,
    };
    let pointers = state.places.iter().filter(|(_, value)| value.iter().any(is_there));
    for place in pointers.map(|(place, _)| place).collect::<Vec<_>>() {
        state.assign(place, name.clone());
    }
}

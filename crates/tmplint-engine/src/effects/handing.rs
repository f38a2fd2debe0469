//! Files handed to others, who are then charged with removing them.

use tmplint_ir::{Language, PlaceId, Scope, Value};
use tmplint_rules::ArgSpec;

use super::Site;
use crate::domain::{Abstract, Alternative, Bits, SiteId, State, Text};
use crate::flow::{Interpreter, Origin, Use, UseKind};

impl Interpreter<'_> {
    /// A value gets to where it is not followed.
    pub(crate) fn escape(&mut self, value: &Abstract, state: &mut State) {
        self.hand_over(value, false, state);
    }

    /// The same to code under test, which does not remove what a test made and told its guard to
    /// leave.
    pub(crate) fn escape_to_code(&mut self, value: &Abstract, state: &mut State) {
        self.hand_over(value, self.runs_test(), state);
    }

    fn hand_over(&mut self, value: &Abstract, to_tested: bool, state: &mut State) {
        state.settle_inheritance(value);
        for (site, path) in value.sites() {
            if to_tested && self.facts.site(site).is_some_and(|facts| facts.given_up) {
                continue;
            }
            if !path {
                self.site_facts(site).descriptor_dropped = false;
                continue;
            }
            self.site_facts(site).handed = true;
            self.mark_passed_on(site, state);
            state.turn_site(site, Bits::LIVE, Bits::ESCAPED);
            state.turn_site(site, Bits::OWNED, Bits::ESCAPED);
            self.mark_escaped(site);
        }
    }

    /// Descriptors among these values are used by what gets them.
    pub(crate) fn pass_descriptors<'v>(&mut self, values: impl Iterator<Item = &'v Abstract>) {
        for (site, path) in values.flat_map(Abstract::sites) {
            if !path {
                self.site_facts(site).descriptor_dropped = false;
            }
        }
    }

    /// A variable is given one of several files.
    pub(crate) fn note_alternates(&mut self, value: &Abstract) {
        if !self.recording || value.0.len() < 2 {
            return;
        }
        let mut made = value.texts().filter_map(Text::as_site);
        let Some(first) = made.next() else { return };
        for other in made {
            if other != first && !self.facts.alternates.contains_key(&first) {
                self.facts.alternates.insert(other, first);
            }
        }
    }

    /// `out=${1:-$(mktemp -d)}`: whoever may name a directory is taken to know what is left in it.
    pub(crate) fn note_callers_choice(&mut self, written: &Value, value: &Abstract) {
        if self.unit.language != Language::Shell || !self.recording {
            return;
        }
        let is_given = |value: &Value| {
            let Value::Place(place) = value else { return false };
            let place = self.unit.place(*place);
            place.from_environment || place.name.bytes().all(|byte| byte.is_ascii_digit())
        };
        let chosen = written.within().any(|value| match value {
            Value::Choice(values) => values.iter().any(is_given),
            _ => false,
        });
        if chosen {
            for made in value.texts().filter_map(Text::as_site).collect::<Vec<_>>() {
                self.mark_escaped(made);
            }
        }
    }

    pub(crate) fn mark_escaped(&mut self, site: SiteId) {
        if self.recording {
            self.site_facts(site).escaped = true;
        }
    }

    /// A name is passed on while no file bears it: whoever gets it makes the file.
    pub(crate) fn mark_passed_on(&mut self, site: SiteId, state: &State) {
        if !self.recording || !state.site(site).has(Bits::NAMED) {
            return;
        }
        let facts = self.site_facts(site);
        if facts.origin == Origin::Named
            && !facts.uses.iter().any(|used| used.kind == UseKind::PassedOn)
        {
            let span = facts.span;
            facts.uses.push(Use { kind: UseKind::PassedOn, span });
        }
    }

    /// A value is stored in a field: of a structure that is not this function's own, it is kept.
    pub(crate) fn escape_into_field(
        &mut self,
        field: PlaceId,
        value: &Abstract,
        state: &mut State,
    ) {
        let Some((base, _)) = &self.unit.place(field).field_of else { return };
        let own = matches!(self.unit.place(*base).scope, Scope::Local | Scope::Temporary)
            && state.place(*base).is_none();
        if !own {
            self.escape_to_code(value, state);
        }
    }

    /// A program that prints a path and nothing else with it hands it to whoever runs it.
    pub(super) fn note_output(&mut self, prints: &ArgSpec, site: &Site<'_>, state: &mut State) {
        let program =
            matches!(self.stack.as_slice(), [id] if self.unit.function(*id).name == "main");
        let printed = site.arguments.get(prints);
        let [printed] = printed.as_slice() else { return };
        let plain = site.arguments.positional.first().is_some_and(|first| {
            first.index == printed.index
                || matches!(first.value.literal().as_deref(), Some("%s\n" | "%s"))
        });
        if program && plain && printed.value.texts().any(|text| text.as_site().is_some()) {
            self.escape(&printed.value, state);
        }
    }

    /// A method nobody knows is called on an object that owns a file.
    pub(super) fn note_unknown_method(&mut self, receiver: &Abstract, state: &mut State) {
        for alternative in receiver.iter() {
            if let Alternative::List(_) = alternative {
                self.escape(receiver, state);
            }
        }
    }
}

//! Modes and the umask.

use std::rc::Rc;

use tmplint_ir::{Call, Callee, Level, QualName, Span, Step, Tier, Value};
use tmplint_rules::{Action, ArgSpec};

use super::{Done, Site, join_all};
use crate::domain::{Abstract, Alternative, Guess, SiteId, State, Text, Whereabouts};
use crate::flow::{Candidate, Given, Interpreter, Origin, written};

impl Interpreter<'_> {
    /// `chmod`, `fchmod`, `set_permissions`.
    pub(super) fn change_mode(
        &mut self,
        path: &ArgSpec,
        perm: &ArgSpec,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        let Some(opened) = opened_bits(&join_all(&site.arguments.get(perm))) else {
            return Done::default();
        };
        if opened & 0o077 == 0 {
            self.note_narrowed(path, site);
            self.note_narrowing();
        }
        if opened & 0o066 == 0 {
            return Done::default();
        }
        let tier = if opened & 0o022 != 0 { Tier::Default } else { Tier::Pedantic };
        if opened & 0o002 != 0 {
            self.note_open_to_all(path, opened, site, state);
        }
        for given in site.arguments.get(path) {
            let made: Vec<SiteId> = given
                .value
                .iter()
                .filter_map(|alternative| match alternative {
                    Alternative::Descriptor(site) | Alternative::Object(site) => Some(*site),
                    Alternative::Text(text) => text.as_site(),
                    _ => None,
                })
                .collect();
            for id in made {
                let Some(facts) = self.facts.site(id) else { continue };
                if facts.origin != Origin::Created || !facts.in_shared {
                    continue;
                }
                let (span, operation) = (facts.span, facts.operation.clone());
                self.note_loosened(
                    &format!("what `{operation}` made private"),
                    span,
                    tier,
                    opened,
                    site,
                );
            }
            for text in &state.full_paths(&given.value) {
                if tier == Tier::Default
                    && let Whereabouts::Shared { guess, origin, .. } = self.locate(text, state)
                    && guess != Guess::Nobody
                {
                    let shown = format!("`{}`", self.show(text));
                    self.note_loosened(&shown, origin, tier, opened, site);
                }
            }
        }
        Done::default()
    }

    /// Everybody may write to something from here on, wherever it is: a directory with this mode
    /// is a shared one, and whoever runs this has chosen it.
    fn note_open_to_all(&mut self, path: &ArgSpec, bits: i64, site: &Site<'_>, state: &State) {
        let language = self.unit.language;
        if !self.tables.modes_tell(language) || self.runs_test() || state.other_system {
            return;
        }
        let Some(naming) = self.tables.naming(language) else { return };
        let Some(&function) = self.stack.last() else { return };
        for given in site.arguments.get(path) {
            let unknown = given.value.texts().all(|text| {
                let of_a_device = text.literal_prefix().starts_with("/dev/");
                let place = self.locate(text, state);
                !of_a_device && matches!(place, Whereabouts::Unknown | Whereabouts::Elsewhere)
            });
            let made = given.value.iter().any(|alternative| match alternative {
                Alternative::Descriptor(_) | Alternative::Object(_) => true,
                Alternative::Text(text) => text.sites().next().is_some(),
                _ => false,
            });
            let function = self.unit.function(function);
            let names =
                written(site.call, &given).map(|value| self.names_in(value, function, |_| false));
            let names = names.unwrap_or_default();
            let own = |name: &String| naming.makes_temporary(name);
            // To take `readonly` away is to be able to remove something.
            let sticky = bits & 0o1000 != 0 || bits & 0o444 == 0;
            let file = given.value.texts().next().map(|text| self.show(text)).unwrap_or_default();
            let meant = naming.is_meant_for_others(&file)
                || naming.is_meant_for_others(&function.name)
                || names.iter().any(|name| naming.is_meant_for_others(name) || own(name));
            if unknown && !made && !sticky && !meant {
                self.note_loosened("what stands there", site.call.span, Tier::Default, bits, site);
            }
        }
    }

    /// What stands at a path is kept from others from here on.
    fn note_narrowed(&mut self, path: &ArgSpec, site: &Site<'_>) {
        let Some(&function) = self.stack.last().filter(|_| self.recording) else { return };
        for given in site.arguments.get(path) {
            if let Some(Value::Place(place)) = written(site.call, &given) {
                let spans = self.facts.narrowed.entry((function, *place)).or_default();
                spans.insert(site.call.span);
            }
        }
    }

    /// A file is written as a whole with the mode that its function gives it. Tests do so to see what
    /// becomes of it.
    pub(super) fn note_written_openly(
        &mut self,
        what: Option<&str>,
        given: &[Given],
        site: &Site<'_>,
        state: &State,
    ) {
        let Some(&function) = self.stack.last().filter(|_| self.recording) else { return };
        if what != Some("content") || self.runs_test() {
            return;
        }
        for each in given {
            let own = each.value.texts().any(|text| {
                matches!(self.locate(text, state), Whereabouts::Site(_) | Whereabouts::Inside(_))
            });
            if let (Some(Value::Place(place)), false) = (written(site.call, each), own) {
                let spans = self.facts.written_openly.entry((function, *place)).or_default();
                spans.insert(site.call.span);
            }
        }
    }

    fn note_loosened(&mut self, what: &str, origin: Span, tier: Tier, bits: i64, site: &Site<'_>) {
        let whom = if bits & 0o006 != 0 { "everybody" } else { "the group" };
        let does = if bits & 0o022 != 0 { "written" } else { "read" };
        let mut candidate = Candidate::new(
            "loosened-temp-mode",
            site.call.span,
            Level::Warning,
            tier,
            format!("{what} can now be {does} by {whom}"),
            "opens it to others",
        );
        candidate.related.push((origin, "made here".to_owned()));
        self.note(candidate);
    }

    /// A file or directory that others may write, by the mode it is created with.
    pub(super) fn note_wide_mode(&mut self, id: SiteId, site: &Site<'_>, perm: i64) {
        let Some(facts) = self.facts.site(id) else { return };
        let shown = facts.shown.clone();
        let candidate = Candidate::new(
            "permissive-temp-mode",
            site.call.span,
            Level::Warning,
            Tier::Default,
            format!(
                "`{}` is created with mode {perm:04o}, which lets others {} it",
                if shown.is_empty() { &site.name } else { &shown },
                if perm & 0o022 != 0 { "write to" } else { "read" },
            ),
            "wider than its owner",
        );
        self.note(candidate);
    }

    /// `umask`.
    pub(super) fn set_umask(&mut self, mask: &ArgSpec, site: &Site<'_>, state: &mut State) -> Done {
        let value = join_all(&site.arguments.get(mask));
        let number = value
            .number()
            .or_else(|| value.literal().and_then(|text| i64::from_str_radix(&text, 8).ok()));
        state.umask = number.map(|number| (number, site.call.span));
        // In shell the words are octal; elsewhere numbers are what they are.
        if let (Some(text), true) = (value.literal(), value.number().is_some()) {
            state.umask = i64::from_str_radix(&text, 8).ok().map(|mask| (mask, site.call.span));
        }
        Done::value(Abstract::unknown())
    }

    /// Something is created with these permissions, if they are known, while the mask set by the
    /// program lets others in.
    pub(super) fn judge_umask(&mut self, perm: Option<i64>, site: &Site<'_>, state: &State) {
        let Some((mask, span)) = state.umask else { return };
        if mask & 0o600 != 0 && mask & 0o077 == 0 {
            self.note_inverted_umask(mask, span, site);
        } else if mask & 0o002 == 0 && perm.is_none_or(|perm| perm & 0o022 != 0) {
            let mut candidate = Candidate::new(
                "wrong-umask",
                span,
                Level::Warning,
                Tier::Default,
                format!("umask {mask:03o} lets others write to what is created after it"),
                "in force where a temporary file is created",
            );
            candidate.related.push((site.call.span, "created under it here".to_owned()));
            self.note(candidate);
        }
    }

    /// Something is created with the permissions that the library asks for, in a place that may be
    /// anywhere: that matters once a daemon lets the mask go.
    pub(super) fn note_unmasked(&mut self, path: &[Given], site: &Site<'_>, state: &State) {
        let is_device = |text: &Text| text.literal_prefix().starts_with("/dev/");
        let device = path.iter().any(|given| given.value.texts().any(is_device));
        if !self.recording || path.is_empty() || device {
            return;
        }
        match state.umask {
            None => {
                self.facts.unmasked.insert(site.call.span);
            }
            Some((mask, span)) if mask & 0o022 == 0 => {
                self.facts.under_masks.entry(span).or_insert(site.call.span);
            }
            Some(_) => {}
        }
    }

    /// A function is left: what mask does it leave?
    pub(crate) fn note_mask_left(&mut self, whole: Span, state: &State) {
        if let Some((mask, span)) = state.umask
            && mask & 0o022 == 0
            && self.recording
            && whole.contains(span)
        {
            self.facts.masks_left.insert(span);
        }
    }

    /// Judges the masks that are left in force.
    pub(crate) fn judge_masks_left(&mut self) {
        let left = std::mem::take(&mut self.facts.masks_left);
        if self.destructor_sets_mask() {
            return;
        }
        for span in left {
            let after = self.facts.under_masks.get(&span).or_else(|| self.facts.unmasked.first());
            let Some(&created) = after else { continue };
            let mut candidate = Candidate::new(
                "wrong-umask",
                span,
                Level::Warning,
                Tier::Default,
                "this umask is left in force, and lets others write to what is created after it"
                    .to_owned(),
                "never set back",
            );
            candidate.related.push((created, "created with default permissions here".to_owned()));
            self.note(candidate);
        }
    }

    /// Whether an object puts the mask back when it goes out of scope.
    fn destructor_sets_mask(&self) -> bool {
        let language = self.unit.language;
        let Some(destructor) = self.tables.destructor(language) else { return false };
        let sets_mask = |step: &Step| {
            let Step::Call(Call { callee: Callee::Api(QualName(name)), .. }) = step else {
                return false;
            };
            self.tables.api(language, name).is_some_and(|api| {
                api.effects().iter().any(|effect| matches!(effect.action, Action::Umask { .. }))
            })
        };
        self.unit
            .functions
            .iter()
            .filter(|function| function.name == destructor)
            .flat_map(|function| &function.blocks)
            .any(|block| block.steps.iter().any(sets_mask))
    }

    pub(super) fn note_inverted_umask(&mut self, mask: i64, span: Span, site: &Site<'_>) {
        let mut candidate = Candidate::new(
            "wrong-umask",
            span,
            Level::Error,
            Tier::Default,
            format!("umask {mask:04o} takes the permissions away that it was meant to leave"),
            "the mask names what is refused, not what is granted",
        );
        candidate.related.push((site.call.span, "created under it here".to_owned()));
        self.note(candidate);
    }
}

/// The permission bits a mode grants or adds, from a number or from `chmod`'s words.
fn opened_bits(value: &Abstract) -> Option<i64> {
    value.iter().find_map(|alternative| match alternative {
        Alternative::Number(number) => Some(*number),
        Alternative::Text(text) => symbolic(&Rc::clone(text).as_literal()?),
        _ => None,
    })
}

fn symbolic(mode: &str) -> Option<i64> {
    if let Ok(number) = i64::from_str_radix(mode, 8) {
        return Some(number);
    }
    let mut bits = 0;
    for clause in mode.split(',') {
        let at = clause.find(['+', '=', '-'])?;
        let (who, rest) = clause.split_at(at);
        if rest.starts_with('-') {
            continue;
        }
        let mut granted = 0;
        for letter in rest[1..].chars() {
            granted |= match letter {
                'r' => 0o4,
                'w' => 0o2,
                'x' | 'X' => 0o1,
                _ => 0,
            };
        }
        let everyone = who.is_empty() || who.contains('a');
        // Without a letter the umask still holds back what it is there to hold back.
        if who.is_empty() {
            granted &= !0o2;
        }
        for (letter, shift) in [('u', 6), ('g', 3), ('o', 0)] {
            if everyone || who.contains(letter) {
                bits |= granted << shift;
            }
        }
    }
    Some(bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_in_words() {
        assert_eq!(symbolic("666"), Some(0o666));
        assert_eq!(symbolic("a+rw"), Some(0o666));
        assert_eq!(symbolic("u=rwx,go="), Some(0o700));
        assert_eq!(symbolic("o+w"), Some(0o002));
        assert_eq!(symbolic("+x"), Some(0o111));
        assert_eq!(symbolic("go-w"), Some(0));
    }
}

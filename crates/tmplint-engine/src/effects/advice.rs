//! What could be done better with files that are made safely.

use std::rc::Rc;

use tmplint_ir::{Call, Callee, Level, SiteKind, Span, Tier};
use tmplint_rules::Action;

use super::Site;
use crate::domain::{Abstract, Alternative, Bits, SiteId, State};
use crate::flow::{Candidate, Interpreter, Origin};

impl Interpreter<'_> {
    /// The directory is written out: all there is to it lies in one that is fixed.
    pub(super) fn note_fixed_directory(&mut self, given: &Abstract, site: &Site<'_>) {
        let is_in = |directory: &str| {
            let mut any = false;
            let all = given.iter().all(|alternative| match alternative {
                Alternative::Text(text) if text.as_site().is_some() => true,
                Alternative::Text(text) => {
                    any = true;
                    let rest = text.literal_prefix();
                    rest.strip_prefix(directory)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                }
                _ => false,
            });
            any && all
        };
        let (rule, message, label) = if is_in("/dev/shm") {
            (
                "dev-shm-temp",
                format!("`{}` makes this where shared memory is kept", site.name),
                "takes memory until it is removed",
            )
        } else if is_in("/tmp") {
            (
                "tmpdir-ignored",
                format!("`{}` makes this in `/tmp`, whatever `TMPDIR` says", site.name),
                "the directory is fixed",
            )
        } else {
            return;
        };
        let span = site.call.span;
        self.note(Candidate::new(rule, span, Level::Note, Tier::Pedantic, message, label));
    }

    /// Whatever may take a while is a time in which the program can be interrupted.
    pub(super) fn note_time_passes(&self, call: &Call, state: &mut State) {
        if state.fresh.is_empty() {
            return;
        }
        let Callee::Api(name) = &call.callee else {
            state.fresh = Rc::default();
            return;
        };
        let at_once =
            name.0.starts_with("shell.") || self.tables.is_at_once(self.unit.language, &name.0);
        if !at_once {
            state.fresh = Rc::default();
        }
    }

    /// Another program is started.
    pub(super) fn note_inherited(&mut self, started: Span, state: &State) {
        if !self.recording {
            return;
        }
        let made: Vec<SiteId> = state.inheritable.iter().copied().collect();
        for made in made {
            let Some(facts) = self.facts.site(made) else { continue };
            let (span, operation) = (facts.span, facts.operation.clone());
            let mut candidate = Candidate::new(
                "temp-fd-inherited",
                span,
                Level::Note,
                Tier::Pedantic,
                format!("programs that are started get the descriptor that `{operation}` opens"),
                "opened without `O_CLOEXEC`",
            );
            candidate.related.push((started, "a program is started here".to_owned()));
            self.note(candidate);
        }
    }

    /// What a call does with a name besides making and removing the file.
    pub(super) fn note_used_by_name(&mut self, call: &Call, values: &[Abstract]) {
        if !self.recording || matches!(call.callee, Callee::Local(_)) {
            return;
        }
        let made: Vec<SiteId> = values
            .iter()
            .flat_map(Abstract::sites)
            .filter(|(_, path)| *path)
            .map(|(made, _)| made)
            .collect();
        if made.is_empty() {
            return;
        }
        let name = match &call.callee {
            Callee::Api(name) => name.0.clone(),
            Callee::Method(name) => format!(".{name}"),
            _ => String::new(),
        };
        let only_names = self.tables.api(self.unit.language, &name).is_some_and(|api| {
            api.effects().iter().all(|effect| match &effect.action {
                Action::Reader { prints, .. } => prints.is_empty(),
                Action::Create { .. }
                | Action::Remove { .. }
                | Action::Text { .. }
                | Action::Written { .. } => true,
                _ => false,
            })
        });
        if only_names {
            return;
        }
        for made in made {
            self.site_facts(made).used_by_name = true;
        }
    }

    /// A loop that nothing leads out of goes on using a directory made before it.
    pub(crate) fn note_endless_loop(&mut self, state: &State) {
        let kept: Vec<SiteId> = state
            .sites
            .iter()
            .filter(|(_, bits)| bits.has(Bits::LIVE.with(Bits::ESCAPED).with(Bits::REGISTERED)))
            .map(|(made, _)| *made)
            .collect();
        for made in kept {
            let Some(facts) = self.facts.site(made) else { continue };
            if facts.kind != SiteKind::Directory
                || facts.origin != Origin::Created
                || !facts.in_shared
            {
                continue;
            }
            let (span, operation) = (facts.span, facts.operation.clone());
            self.note(Candidate::new(
                "ageing-unprotected",
                span,
                Level::Note,
                Tier::Audit,
                format!(
                    "the directory that `{operation}` makes is used for as long as the program runs"
                ),
                "removed by those who clean up old files, and nothing locks it",
            ));
        }
    }
}

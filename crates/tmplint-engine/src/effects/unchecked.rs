//! Shell: what a script asks of the files it makes: whether that worked, where they are, whether the
//! last one is still there.

use std::collections::BTreeSet;
use std::rc::Rc;

use tmplint_ir::{Block, Call, End, Language, Level, Scope, Test, Tier};
use tmplint_rules::ArgSpec;

use super::{Site, join_all};
use crate::domain::{Abstract, Alternative, Bits, PieceKind, SiteId, State, Text};
use crate::flow::{Candidate, Interpreter, Leak, LeakKind};

impl Interpreter<'_> {
    /// A file is made. Nothing tells yet whether that worked, unless the call's status is looked
    /// at or ends the script.
    pub(super) fn note_made_again(&mut self, id: SiteId, site: &Site<'_>, state: &mut State) {
        if site.call.checked || state.errexit {
            state.ask_about(id);
        } else {
            Rc::make_mut(&mut state.unsure).insert(id);
        }
        let kept = |value: &Abstract| {
            value.iter().any(|alternative| match alternative {
                Alternative::List(_) | Alternative::Map(_) => true,
                Alternative::Text(text) => text.as_site().is_none(),
                _ => false,
            }) && value.sites().iter().any(|(held, _)| *held == id)
        };
        if self.recording && state.site(id).has(Bits::LIVE) && !state.places.values().any(kept) {
            let leak = Leak { span: site.call.span, kind: LeakKind::Replaced };
            self.site_facts(id).leaks.insert(leak);
        }
    }

    /// `local x=$(mktemp)`: the status is that of `local`.
    pub(super) fn mark_unsure(&mut self, from: &ArgSpec, site: &Site<'_>, state: &mut State) {
        let values = join_all(&site.arguments.get(from));
        let made: BTreeSet<SiteId> = values
            .texts()
            .filter_map(Text::as_site)
            .filter(|made| state.site(*made).has(Bits::LIVE))
            .collect();
        if !made.is_subset(&state.unsure) {
            Rc::make_mut(&mut state.unsure).extend(made);
        }
    }

    /// `rm -rf "$dir"/*`, `rm -f "$file"*`, where neither may have been made.
    pub(super) fn note_unchecked_removal(
        &mut self,
        value: &Abstract,
        site: &Site<'_>,
        state: &State,
    ) {
        if state.unsure.is_empty() {
            return;
        }
        let made = value.texts().find_map(|text| match text.pieces.as_slice() {
            [first, rest] => match (&first.kind, &rest.kind) {
                (PieceKind::Site(made), PieceKind::Literal(rest)) => {
                    let of_root = &**rest == "/"
                        || ["/*", "/.", "/?", "/{"].iter().any(|start| rest.starts_with(start));
                    let of_here = rest.starts_with('*');
                    (of_root || of_here).then_some((*made, of_root))
                }
                _ => None,
            },
            _ => None,
        });
        if let Some((made, of_root)) = made.filter(|(made, _)| state.unsure.contains(made)) {
            let label = if of_root {
                "removes from the root of the file system if the name is empty"
            } else {
                "removes whatever is in the working directory if the name is empty"
            };
            self.note_unchecked(made, site, label, Tier::Default);
        }
    }

    /// `cd "$dir"`, where the directory may not have been made.
    pub(super) fn note_unchecked_directory(
        &mut self,
        target: &Abstract,
        site: &Site<'_>,
        state: &State,
    ) {
        let made = target.texts().find_map(Text::as_site);
        if let Some(made) = made.filter(|made| state.unsure.contains(made)) {
            // `cd "$dir" || exit`: somebody thought of that it might not be there, and `mktemp` has
            // said why.
            let answered = site.call.checked && self.failure_has_its_own_way();
            let tier = if answered { Tier::Pedantic } else { Tier::Default };
            self.note_unchecked(made, site, "stays where it is if the name is empty", tier);
        }
    }

    /// Whether the block under evaluation ends in asking for its last call's status, and goes
    /// somewhere on failure where no other way leads.
    fn failure_has_its_own_way(&self) -> bool {
        let (Some(&function), Some(&index)) = (self.stack.last(), self.blocks.last()) else {
            return false;
        };
        let blocks = &self.unit.function(function).blocks;
        let Some(End::Branch { test: Test::LastCall, otherwise, .. }) =
            blocks.get(index).map(|block| &block.end)
        else {
            return false;
        };
        let ways = |block: &Block| match &block.end {
            End::Goto(target) => usize::from(target == otherwise),
            End::Branch { then, otherwise: other, .. } => {
                usize::from(then == otherwise) + usize::from(other == otherwise)
            }
            _ => 0,
        };
        blocks.iter().map(ways).sum::<usize>() == 1
    }

    fn note_unchecked(&mut self, made: SiteId, site: &Site<'_>, label: &str, tier: Tier) {
        let Some(facts) = self.facts.site(made) else { return };
        let (span, operation) = (facts.span, facts.operation.clone());
        let mut candidate = Candidate::new(
            "unchecked-temp-result",
            site.call.span,
            Level::Warning,
            tier,
            format!("nothing has asked whether `{operation}` failed, which leaves an empty name"),
            label,
        );
        candidate.related.push((span, "its failure goes unnoticed".to_owned()));
        self.note(candidate);
    }

    /// Shell: whether a function's output is taken, so that it runs in a copy of the shell.
    pub(super) fn runs_in_copy(&self, call: &Call) -> bool {
        self.unit.language == Language::Shell
            && call.into.is_some_and(|into| self.unit.place(into).scope == Scope::Temporary)
    }
}

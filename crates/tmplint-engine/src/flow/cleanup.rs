//! Removals that depend on a condition.

use tmplint_ir::{Block, BlockId, Callee, End, Function, FunctionKind, Step};
use tmplint_rules::Action;

use super::Interpreter;
use crate::domain::{Bits, State};

impl Interpreter<'_> {
    /// `if (condition) unlink(path);` counts as removal on both ways: whoever wrote the condition
    /// decides. Only ways around blocks that do nothing but clean up are treated so.
    pub(super) fn credit_conditional_removal(
        &mut self,
        function: &Function,
        branching: &Block,
        target: BlockId,
        other: BlockId,
        end: &State,
        state: &mut State,
    ) {
        if end.sites.is_empty() || function.kind == FunctionKind::Handler {
            return;
        }
        let Some(region) = self.cleanup_region(function, branching, other, target) else { return };
        for block in region {
            for step in &function.block(block).steps {
                let Step::Call(call) = step else { continue };
                let removes = self.is_removal(call);
                let local = matches!(call.callee, Callee::Local(_));
                if !removes && !local {
                    continue;
                }
                let mut scratch = end.clone();
                let mut removed = Vec::new();
                for value in call.args.iter().map(|arg| &arg.value).chain(call.receiver.as_ref()) {
                    removed.extend(self.evaluate(value, &mut scratch).sites());
                }
                for (site, _) in removed {
                    let bits = state.site(site);
                    if bits != Bits::default() {
                        state.set_site(site, bits.turn(Bits::LIVE, Bits::REMOVED));
                        self.facts.credited.insert(site);
                    }
                }
            }
        }
    }

    /// The blocks between `start` and `join`, if all they do is clean up.
    fn cleanup_region(
        &self,
        function: &Function,
        branching: &Block,
        start: BlockId,
        join: BlockId,
    ) -> Option<Vec<BlockId>> {
        const MAX_BLOCKS: usize = 8;
        let mut region = Vec::new();
        let mut pending = vec![start];
        let mut removes = false;
        let mut joins = false;
        while let Some(block) = pending.pop() {
            if block == join {
                joins = true;
                continue;
            }
            if region.contains(&block) {
                continue;
            }
            if region.len() >= MAX_BLOCKS {
                return None;
            }
            region.push(block);
            let block = function.block(block);
            // Round a loop and back to the question: the ways do not differ by a cleanup.
            if std::ptr::eq(block, branching) {
                return None;
            }
            for step in &block.steps {
                if let Step::Call(call) = step {
                    if self.is_removal(call) {
                        removes = true;
                    } else if !self.is_harmless(call) {
                        return None;
                    } else if matches!(call.callee, Callee::Local(_)) {
                        removes = true;
                    }
                }
            }
            pending.extend(block.end.successors());
            pending.extend(block.unwind.filter(|_| stays_inside(block)));
        }
        (removes && joins).then_some(region)
    }

    fn effects_of(&self, call: &tmplint_ir::Call) -> Vec<&Action> {
        let name = match &call.callee {
            Callee::Api(name) => name.0.clone(),
            Callee::Method(name) => format!(".{name}"),
            _ => return Vec::new(),
        };
        self.tables
            .api(self.unit.language, &name)
            .map(|api| api.effects().iter().map(|effect| &effect.action).collect())
            .unwrap_or_default()
    }

    fn is_removal(&self, call: &tmplint_ir::Call) -> bool {
        self.effects_of(call).iter().any(|action| {
            matches!(action, Action::Remove { .. } | Action::Close { removes: true, .. })
        })
    }

    /// Whether a call may stand in code that does nothing but clean up.
    fn is_harmless(&self, call: &tmplint_ir::Call) -> bool {
        if let Callee::Local(id) = call.callee {
            let name = self.unit.function(id).name.to_lowercase();
            return ["clean", "remove", "unlink", "delete", "rm", "purge", "destroy", "free"]
                .iter()
                .any(|word| name.contains(word));
        }
        let actions = self.effects_of(call);
        !actions.is_empty()
            && actions.iter().all(|action| {
                matches!(
                    action,
                    Action::Reader { .. }
                        | Action::Script { .. }
                        | Action::Written { .. }
                        | Action::Run { .. }
                        | Action::Close { .. }
                        | Action::Check { .. }
                        | Action::Text { .. }
                        | Action::NoteDown { .. }
                        | Action::Mode { .. }
                        | Action::Open { .. }
                )
            })
    }
}

fn stays_inside(block: &Block) -> bool {
    // A handler inside of the region leads on to the join; one outside leaves the region.
    !matches!(block.end, End::Raise { .. })
}

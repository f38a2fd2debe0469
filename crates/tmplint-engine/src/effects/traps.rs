//! Shell: what traps remove, when they run, and what they are too late or too early for.

use std::rc::Rc;

use tmplint_ir::{
    Call, Callee, Function, FunctionId, FunctionKind, Language, Level, Part, PlaceId, Scope,
    SiteKind, Span, Step, Tier, Value,
};
use tmplint_rules::{Action, ArgSpec, ExitKind};

use super::{Done, Site};
use crate::domain::{Abstract, Alternative, Bits, SiteId, State, Text, Trap, TrapAction};
use crate::flow::{Candidate, Interpreter, Origin};

/// The signals that end a shell and that users and systems send.
const ENDING: [&str; 3] = ["HUP", "INT", "TERM"];

impl Interpreter<'_> {
    /// `trap`.
    pub(super) fn set_trap(&mut self, site: &Site<'_>, state: &mut State) -> Done {
        let words = &site.arguments.positional;
        let (action, signals) = match words.split_first() {
            None => return Done::default(),
            Some((action, signals)) => (action, signals),
        };
        let literal = action.value.literal();
        let handler = action.value.iter().find_map(|alternative| match alternative {
            Alternative::Function(function) => Some(*function),
            _ => None,
        });
        let new = match (handler, literal.as_deref()) {
            (Some(function), _) => Some(TrapAction::Handler(function)),
            (None, Some("-")) => None,
            (None, Some("")) => Some(TrapAction::Ignore),
            (None, Some(_)) if signals.is_empty() => None,
            (None, _) => Some(TrapAction::Unknown),
        };
        if let Some(TrapAction::Handler(handler)) = new {
            self.note_early_targets(handler, site.call.span, state);
        }
        for signal in signals {
            let Some(signal) = signal.value.literal().map(|name| canonical(&name)) else {
                continue;
            };
            if signal == "EXIT" {
                self.judge_replaced_trap(new.as_ref(), site, state);
                if new == Some(TrapAction::Unknown) {
                    self.facts.sources_unknown = true;
                }
            }
            if let Some(action) = &new
                && self.stack.first().is_some_and(|root| root.0 == 0)
                && self.inherited.is_empty()
            {
                let trap = Trap { action: action.clone(), span: site.call.span };
                self.script_traps.insert(signal.clone(), trap);
            }
            let traps = Rc::make_mut(&mut state.traps);
            match &new {
                Some(action) => {
                    traps.insert(signal, Trap { action: action.clone(), span: site.call.span });
                }
                None => {
                    traps.remove(&signal);
                }
            }
        }
        Done::default()
    }

    /// A trap on `EXIT` replaces an earlier one that had something to remove, or comes after what
    /// it removes.
    fn judge_replaced_trap(
        &mut self,
        new: Option<&TrapAction>,
        site: &Site<'_>,
        state: &mut State,
    ) {
        let by_new = match new {
            Some(TrapAction::Handler(function)) => self.removed_by(*function, state),
            _ => Vec::new(),
        };
        let Some(Trap { action: TrapAction::Handler(old), span }) =
            state.traps.get("EXIT").cloned()
        else {
            self.note_window(&by_new, site);
            return;
        };
        let by_old = self.removed_by(old, state);
        match new {
            Some(TrapAction::Handler(_)) => {}
            Some(TrapAction::Unknown) => return,
            // The action is taken away on purpose: to keep the status with `trap '' 0` before
            // `exit`, to keep the file with `trap - EXIT`.
            Some(TrapAction::Ignore) | None => {
                for lost in by_old {
                    state.turn_site(lost, Bits::LIVE, Bits::ESCAPED);
                    self.mark_escaped(lost);
                }
                return;
            }
        }
        for lost in by_old.into_iter().filter(|lost| !by_new.contains(lost)) {
            let Some(facts) = self.facts.site(lost) else { continue };
            let (made, operation) = (facts.span, facts.operation.clone());
            let mut candidate = Candidate::new(
                "trap-overwritten",
                site.call.span,
                Level::Warning,
                Tier::Default,
                format!("this trap replaces the one that removes what `{operation}` made"),
                "only this action runs from here on",
            );
            candidate.related.push((span, "replaced".to_owned()));
            candidate.related.push((made, "no longer removed".to_owned()));
            self.note(candidate);
            // The leak is this finding.
            state.turn_site(lost, Bits::LIVE, Bits::ESCAPED);
            self.mark_escaped(lost);
        }
    }

    /// What a trap removes was made before it was set.
    fn note_window(&mut self, removed: &[SiteId], site: &Site<'_>) {
        let created = removed.iter().filter_map(|made| self.facts.site(*made));
        let created = created.filter(|facts| facts.origin == Origin::Created && facts.in_shared);
        let Some((made, operation)) =
            created.map(|facts| (facts.span, facts.operation.clone())).next()
        else {
            return;
        };
        let mut candidate = Candidate::new(
            "trap-window",
            site.call.span,
            Level::Note,
            Tier::Pedantic,
            format!("what `{operation}` made stays if the script ends before this trap is set"),
            "set after the file is made",
        );
        candidate.related.push((made, "made here".to_owned()));
        self.note(candidate);
    }

    /// The live sites a handler removes.
    fn removed_by(&mut self, handler: FunctionId, state: &State) -> Vec<SiteId> {
        if !self.can_follow(handler) {
            return Vec::new();
        }
        let recording = std::mem::replace(&mut self.recording, false);
        let after = self.run_handler(handler, state);
        self.recording = recording;
        after.map_or_else(Vec::new, |after| removed_between(state, &after))
    }

    /// The handler that runs when the shell ends.
    pub(crate) fn exit_trap(&self, state: &State) -> Option<FunctionId> {
        match state.traps.get("EXIT")?.action {
            TrapAction::Handler(function) => Some(function),
            TrapAction::Ignore | TrapAction::Unknown => None,
        }
    }

    /// A shell that does not run its trap on `EXIT` when some signal ends it, and that has no trap
    /// for the signal.
    pub(crate) fn judge_signals(&mut self, state: &State) {
        let tables = self.tables;
        let shell = self.unit.interpreter.as_deref();
        let Some(runs_on) = shell.and_then(|shell| tables.exit_trap_signals(shell)) else { return };
        let Some(Trap { action: TrapAction::Handler(function), span }) =
            state.traps.get("EXIT").cloned()
        else {
            return;
        };
        let silent: Vec<&str> = ENDING
            .into_iter()
            .filter(|signal| {
                !runs_on.iter().any(|each| each == signal) && !state.traps.contains_key(*signal)
            })
            .collect();
        if !self.recording || silent.is_empty() {
            return;
        }
        let what = match silent.as_slice() {
            [one] => one.to_string(),
            [before @ .., last] => format!("{} or {last}", before.join(", ")),
            [] => return,
        };
        let shell = match shell {
            Some("sh") | None => "where sh is dash or busybox".to_owned(),
            Some(shell) => format!("as {shell} does not run it then"),
        };
        for site in self.removed_by(function, state) {
            let Some(facts) = self.facts.site(site) else { continue };
            let made = facts.span;
            let mut candidate = Candidate::new(
                "temp-leak-on-signal",
                span,
                Level::Note,
                Tier::Pedantic,
                format!("this trap does not run when {what} ends the script, {shell}"),
                "runs on exit only",
            );
            candidate.related.push((made, "left behind on a signal".to_owned()));
            self.note(candidate);
        }
    }

    /// Whether the trap on `EXIT`, or those on the signals that users send, remove a site as well.
    pub(super) fn note_guarded(&mut self, site: SiteId, state: &State) {
        if self.unit.language != Language::Shell || state.traps.is_empty() || self.in_handler() {
            return;
        }
        let mut live = state.clone();
        live.set_site(site, Bits::LIVE);
        let guarded = [&["EXIT"][..], &["INT", "TERM"]].iter().any(|signals| {
            signals.iter().all(|signal| match state.traps.get(*signal).map(|trap| &trap.action) {
                Some(TrapAction::Handler(handler)) => {
                    self.removed_by(*handler, &live).contains(&site)
                }
                Some(TrapAction::Ignore | TrapAction::Unknown) => true,
                None => false,
            })
        });
        self.site_facts(site).guarded |= guarded;
    }

    /// A file is written on a way on which a trap may have removed it without ending the script.
    pub(super) fn note_written_again(&mut self, made: SiteId, span: Span, state: &State) {
        if !self.recording || self.unit.language != Language::Shell {
            return;
        }
        let is_own = self
            .facts
            .site(made)
            .is_some_and(|facts| facts.origin == Origin::Created && facts.in_shared);
        // The script is as good as never interrupted between two commands of its own.
        if !is_own || !state.site(made).has(Bits::LIVE) || state.fresh.contains(&made) {
            return;
        }
        for signal in ENDING {
            let Some(Trap { action: TrapAction::Handler(handler), span: set }) =
                state.traps.get(signal).cloned()
            else {
                continue;
            };
            if !self.judged_again.insert((made, set)) || !self.can_follow(handler) {
                continue;
            }
            let removed = self
                .handler_goes_on(handler, state)
                .map_or_else(Vec::new, |after| removed_between(state, &after));
            let Some(facts) = self.facts.site(made).filter(|_| removed.contains(&made)) else {
                continue;
            };
            let directory = facts.kind == SiteKind::Directory;
            let (made_site, made, operation) = (made, facts.span, facts.operation.clone());
            let mut candidate = Candidate::new(
                "trap-handler-continues",
                set,
                Level::Warning,
                // What is missing a directory fails, and what the end removes does not stay.
                if directory || self.removed_at_end(made_site, state) {
                    Tier::Pedantic
                } else {
                    Tier::Default
                },
                format!(
                    "after {signal} this trap removes what `{operation}` made, and the script goes on"
                ),
                "does not end the script",
            );
            candidate.related.push((made, "removed by the trap".to_owned()));
            candidate
                .related
                .push((span, "written here, whether it is still there or not".to_owned()));
            self.note(candidate);
        }
    }

    /// Whether the trap on `EXIT` removes a site.
    fn removed_at_end(&mut self, made: SiteId, state: &State) -> bool {
        self.exit_trap(state).is_some_and(|handler| self.removed_by(handler, state).contains(&made))
    }

    /// The end of a function whose own variables a trap is to find when the script ends.
    pub(crate) fn judge_local_targets(&mut self, id: FunctionId, end: &mut State) {
        let function = self.unit.function(id);
        let called = self.stack.len() > 1 && self.unit.language == Language::Shell;
        if !called || function.kind != FunctionKind::Function {
            return;
        }
        let Some(Trap { action: TrapAction::Handler(handler), span }) =
            end.traps.get("EXIT").cloned()
        else {
            return;
        };
        // To run the handler is dear: only if a variable that goes away names a file that stays.
        let names_live = |place: &PlaceId| {
            let sites = end.place(*place).map(Abstract::sites).unwrap_or_default();
            sites.iter().any(|(site, _)| end.site(*site).has(Bits::LIVE))
        };
        if !self.own_variables(id).iter().any(names_live) {
            return;
        }
        let mut later = end.clone();
        for place in self.own_variables(id) {
            later.places.remove(*place);
        }
        let now = self.removed_by(handler, end);
        if now.is_empty() {
            return;
        }
        let then = self.removed_by(handler, &later);
        for lost in now.into_iter().filter(|lost| !then.contains(lost)) {
            self.note_wrong_target(
                lost,
                span,
                "names a variable of a function that has returned by then",
                end,
            );
        }
    }

    /// The trap on `RETURN` that a function has set runs when it returns.
    pub(crate) fn run_return_trap(&mut self, function: &Function, entry: &State, end: &mut State) {
        if self.unit.language != Language::Shell || function.kind != FunctionKind::Function {
            return;
        }
        let Some(Trap { action: TrapAction::Handler(handler), .. }) =
            end.traps.get("RETURN").cloned()
        else {
            return;
        };
        if entry.traps.contains_key("RETURN") {
            return;
        }
        for gone in self.removed_by(handler, end) {
            end.turn_site(gone, Bits::LIVE, Bits::REMOVED);
            if self.recording {
                self.site_facts(gone).registered = true;
            }
        }
        Rc::make_mut(&mut end.traps).remove("RETURN");
    }

    /// A copy of the shell prints the name of what its own trap then removes.
    pub(super) fn note_removed_for_caller(
        &mut self,
        removed: &[SiteId],
        printed: &Abstract,
        end: &State,
    ) {
        let Some(trap) = end.traps.get("EXIT").map(|trap| trap.span) else { return };
        for lost in printed.texts().filter_map(Text::as_site) {
            let Some(facts) = self.facts.site(lost).filter(|_| removed.contains(&lost)) else {
                continue;
            };
            let (made, operation) = (facts.span, facts.operation.clone());
            let mut candidate = Candidate::new(
                "trap-wrong-target",
                trap,
                Level::Warning,
                Tier::Default,
                format!(
                    "this trap removes what `{operation}` makes when the `$(…)` ends that prints its name"
                ),
                "runs at the end of a copy of the shell",
            );
            candidate.related.push((made, "made here, and gone when the name is used".to_owned()));
            self.note(candidate);
        }
    }

    /// A file is assigned to a variable that a trap has read already.
    pub(crate) fn judge_early_targets(
        &mut self,
        into: PlaceId,
        value: &Abstract,
        state: &mut State,
    ) {
        if self.unit.language != Language::Shell || self.unit.place(into).scope == Scope::Temporary
        {
            return;
        }
        let Some(made) = value.texts().find_map(Text::as_site) else { return };
        let Some(Trap { action: TrapAction::Handler(handler), span }) =
            state.traps.get("EXIT").cloned()
        else {
            return;
        };
        if !state.site(made).has(Bits::LIVE)
            || !self.early_targets.contains(&(span, into))
            || self.removed_by(handler, state).contains(&made)
        {
            return;
        }
        self.note_wrong_target(made, span, "was put together before the name was known", state);
    }

    /// Notes which variables a trap's action was put together from while they held nothing.
    pub(super) fn note_early_targets(&mut self, handler: FunctionId, span: Span, state: &State) {
        let captured = self.removed_places(handler);
        if captured.is_empty() {
            return;
        }
        let Some(function) = self.stack.last().map(|id| self.unit.function(*id)) else { return };
        let steps = function.blocks.iter().flat_map(|block| &block.steps);
        for step in steps {
            if let Step::Let { into, value: Value::Place(read), .. } = step
                && captured.contains(into)
                && state
                    .place(*read)
                    .is_none_or(|value| value.literal().is_some_and(|text| text.is_empty()))
            {
                self.early_targets.insert((span, *read));
            }
        }
    }

    /// The places a handler's own removals name.
    fn removed_places(&self, handler: FunctionId) -> Vec<PlaceId> {
        let mut places = Vec::new();
        let blocks = &self.unit.function(handler).blocks;
        for step in blocks.iter().flat_map(|block| &block.steps) {
            let Step::Call(Call { callee: Callee::Api(name), args, .. }) = step else { continue };
            let removes = self.tables.api(Language::Shell, &name.0).is_some_and(|api| {
                api.effects().iter().any(|effect| matches!(effect.action, Action::Remove { .. }))
            });
            if !removes {
                continue;
            }
            for arg in args {
                match &arg.value {
                    Value::Place(place) => places.push(*place),
                    Value::Text(parts) => {
                        let holes = parts.iter().filter_map(|part| match part {
                            Part::Hole { value: Value::Place(place), .. } => Some(*place),
                            _ => None,
                        });
                        places.extend(holes);
                    }
                    _ => {}
                }
            }
        }
        places
    }

    fn note_wrong_target(&mut self, lost: SiteId, trap: Span, why: &str, state: &mut State) {
        let Some(facts) = self.facts.site(lost) else { return };
        let (made, operation) = (facts.span, facts.operation.clone());
        let mut candidate = Candidate::new(
            "trap-wrong-target",
            trap,
            Level::Warning,
            Tier::Default,
            format!("this trap does not remove what `{operation}` makes: it {why}"),
            "the name is empty, or another one, when this runs",
        );
        candidate.related.push((made, "made here, and left behind".to_owned()));
        self.note(candidate);
        // The leak is this finding.
        state.turn_site(lost, Bits::LIVE, Bits::ESCAPED);
        self.mark_escaped(lost);
    }

    /// `kill`. In a trap's action, a signal to the shell itself ends it.
    pub(super) fn send_signal(&self, to: &ArgSpec, site: &Site<'_>) -> Done {
        let own = site.arguments.get(to).iter().any(|given| {
            matches!(
                crate::flow::written(site.call, given),
                Some(Value::Place(place)) if self.unit.place(*place).name == "$"
            )
        });
        let ends = Some(ExitKind::Exit).filter(|_| own && self.in_handler());
        Done { ends, ..Done::default() }
    }
}

/// The sites that were live before and are not any more.
fn removed_between(before: &State, after: &State) -> Vec<SiteId> {
    before
        .sites
        .iter()
        .filter(|(site, bits)| bits.has(Bits::LIVE) && !after.site(**site).has(Bits::LIVE))
        .map(|(site, _)| *site)
        .collect()
}

/// A signal's name: `0` and `exit` are `EXIT`, `SIGINT` and `2` are `INT`.
fn canonical(signal: &str) -> String {
    let upper = signal.to_ascii_uppercase();
    let name = upper.strip_prefix("SIG").unwrap_or(&upper);
    match name {
        "0" => "EXIT",
        "1" => "HUP",
        "2" => "INT",
        "3" => "QUIT",
        "6" => "ABRT",
        "9" => "KILL",
        "13" => "PIPE",
        "14" => "ALRM",
        "15" => "TERM",
        other => other,
    }
    .to_owned()
}

//! Runs one function's blocks until the states settle.

use std::collections::BTreeSet;
use std::rc::Rc;

use tmplint_ir::{
    Block, BlockId, End, Function, FunctionId, FunctionKind, Language, QualName, Scope, Step, Value,
};
use tmplint_rules::ExitKind;

use super::followed::MAX_CALLS;
use super::liveness::Liveness;
use super::order::Order;
use super::refused::forget_refused;
use super::removals::Removals;
use super::{Interpreter, Leak, LeakKind};
use crate::domain::{Abstract, Alternative, Bits, Fate, SiteId, State};

/// Calls of a handler and what it calls that are followed besides.
const MAX_HANDLER_CALLS: usize = 3;

/// How often a block is visited before its state is taken as settled.
const MAX_VISITS: usize = 12;

/// What running a block's steps led to.
struct AfterSteps {
    /// The state at the block's end; none if control never gets there.
    state: Option<State>,
    /// The result of the last call.
    last: Option<Abstract>,
    /// States in which a step may raise.
    raising: Vec<State>,
}

impl Interpreter<'_> {
    /// Whether a call of this function can be followed here.
    pub(crate) fn can_follow(&self, id: FunctionId) -> bool {
        let limit = self.max_calls(id);
        self.stack.len() < limit && !self.stack.contains(&id)
    }

    /// How many calls into each other are followed to this one.
    pub(super) fn max_calls(&self, id: FunctionId) -> usize {
        // What cleans up is followed from wherever the program ends.
        let cleans_up = self.unit.function(id).kind == FunctionKind::Handler || self.in_handler();
        if cleans_up { MAX_CALLS + MAX_HANDLER_CALLS } else { MAX_CALLS }
    }

    /// Runs a function from a state. Gives the state after it and what it returns; `None` if it
    /// never returns.
    pub(crate) fn run_function(
        &mut self,
        id: FunctionId,
        mut entry: State,
    ) -> Option<(State, Abstract)> {
        let born = entry.hide_born();
        let held = entry.answers.enter();
        let before = held.as_ref().map(|_| (entry.places.clone(), Rc::clone(&entry.sites)));
        let mut result = self.run_from(id, entry);
        if let Some((end, _)) = &mut result {
            end.show_born(&born);
            if let (Some(held), Some((places, sites))) = (held, before) {
                let made: Vec<SiteId> =
                    end.sites.keys().filter(|site| !sites.contains_key(site)).copied().collect();
                let kept = |place| places.get(place) == end.places.get(place);
                end.answers.leave(held, kept, made.into_iter());
            }
        }
        result
    }

    fn run_from(&mut self, id: FunctionId, entry: State) -> Option<(State, Abstract)> {
        let repeatable = self.is_repeatable(id);
        let mut framed = None;
        if repeatable {
            if let Some(known) = self.recall(id, &entry) {
                return known;
            }
            let (about_to_run, known) = self.recall_framed(id, &entry);
            if let Some(known) = known {
                return known;
            }
            framed = about_to_run;
        } else {
            self.followed.begin(id);
        }
        self.evaluated.insert(id);
        let entry_elsewhere = entry.other_system;
        let entry = self.on_its_system(id, entry);
        self.stack.push(id);
        self.yielded.push(Abstract::default());
        let result = self.settle(id, &entry);
        self.stack.pop();
        let yielded = self.yielded.pop().unwrap_or_default();
        let mut result = match result {
            Some((end, _)) if !yielded.is_unassigned() => Some((end, self.yielded(id, &yielded))),
            result => result,
        };
        if let Some((end, _)) = &mut result {
            end.other_system &= entry_elsewhere || !entry.other_system;
        }
        if repeatable && !framed.is_some_and(|framed| self.remember_framed(framed, &entry, &result))
        {
            self.remember(id, entry, &result);
        }
        if self.recording && self.fuel > 0 {
            self.finished.insert(id);
        }
        result
    }

    /// What is compiled for a system without a shared directory only runs there.
    fn on_its_system(&self, id: FunctionId, mut entry: State) -> State {
        let condition = QualName::from("cfg");
        entry.other_system |= self.unit.function(id).attributes.iter().any(|attribute| {
            attribute.0.strip_prefix("cfg(").and_then(|rest| rest.strip_suffix(')')).is_some_and(
                |of| {
                    parts_of_all(of)
                        .iter()
                        .any(|of| self.tables.is_other_system(self.unit.language, &condition, of))
                },
            )
        });
        entry
    }

    fn settle(&mut self, id: FunctionId, entry: &State) -> Option<(State, Abstract)> {
        let unit = self.unit;
        let function = unit.function(id);
        let recording = std::mem::replace(&mut self.recording, false);
        // Half of what there is stays for noting what happens: of a script that costs more, the
        // part that was reached is judged.
        let reserve = if recording { self.fuel / 2 } else { 0 };
        self.fuel -= reserve;
        let mut states: Vec<Option<State>> = vec![None; function.blocks.len()];
        let mut visits = vec![0_usize; function.blocks.len()];
        if let Some(first) = states.first_mut() {
            *first = Some(entry.clone());
        }
        let order = self.order(id);
        let liveness = self.liveness(id);
        let mut pending: BTreeSet<(usize, usize)> = BTreeSet::from([(0, 0)]);
        while let Some((_, index)) = pending.pop_first() {
            let (Some(state), Some(block)) =
                (states.get(index).cloned().flatten(), function.blocks.get(index))
            else {
                continue;
            };
            visits[index] += 1;
            if visits[index] > MAX_VISITS || !self.burn(&state) {
                continue;
            }
            for (target, mut state) in self.run_block(function, index, block, state) {
                let target = target.0 as usize;
                liveness.forget(index, target, &mut state);
                // What failed is tried again: that is not to accept what stands there.
                if order.rank(target) <= order.rank(index) {
                    forget_refused(&mut state, |_| true);
                }
                let Some(known) = states.get_mut(target) else { continue };
                let changed = if let Some(known) = known {
                    known.join(&state)
                } else {
                    *known = Some(state);
                    true
                };
                if changed {
                    pending.insert((order.rank(target), target));
                }
            }
        }
        self.recording = recording;
        self.fuel += reserve;
        self.leave(id, function, entry, &states)
    }

    fn liveness(&mut self, id: FunctionId) -> Rc<Liveness> {
        let unit = self.unit;
        let private = &self.private_places;
        let liveness = self
            .liveness
            .entry(id)
            .or_insert_with(|| Rc::new(Liveness::new(unit.function(id), private)));
        Rc::clone(liveness)
    }

    pub(crate) fn order(&mut self, id: FunctionId) -> Rc<Order> {
        let unit = self.unit;
        let order = self.orders.entry(id).or_insert_with(|| Rc::new(Order::new(unit.function(id))));
        Rc::clone(order)
    }

    /// Visits every block once more in its settled state, noting what happens, and joins the
    /// states the function is left in.
    fn leave(
        &mut self,
        id: FunctionId,
        function: &Function,
        entry: &State,
        states: &[Option<State>],
    ) -> Option<(State, Abstract)> {
        let order = self.order(id);
        let mut result: Option<(State, Abstract)> = None;
        let mut ways = Vec::new();
        for (index, state) in states.iter().enumerate() {
            let (Some(state), Some(block)) = (state, function.blocks.get(index)) else { continue };
            if self.recording {
                if order.endless.contains(&index) {
                    self.note_endless_loop(state);
                }
                if !order.heads.contains(&index) {
                    self.note_accepted_directories(state);
                }
            } else if !matches!(block.end, End::Return { .. }) {
                continue;
            }
            if !self.burn(state) {
                break;
            }
            let after = self.run_steps(index, block, state.clone());
            let Some(mut end) = after.state else { continue };
            match &block.end {
                End::Return { value, span } => {
                    let value = match value {
                        Some(value) => self.evaluate(value, &mut end),
                        None => Abstract::one(Alternative::Absent),
                    };
                    self.note_freed_name(&value, *span, entry, &end);
                    self.note_vacant_names(function, &value, entry, &end);
                    self.note_mask_left(function.span, &end);
                    let is_script = function.kind == FunctionKind::TopLevel;
                    if is_script {
                        self.judge_signals(&end);
                        self.run_at_exit(&mut end);
                    } else {
                        self.judge_local_targets(id, &mut end);
                        self.keep_to_exit_trap(function, entry, &mut end);
                        self.run_return_trap(function, entry, &mut end);
                        // What is registered may reach what is the function's own: a closure does.
                        self.run_registered_functions(&mut end);
                    }
                    // What a script prints, its host may remove.
                    let at_end = is_script && self.embedded == 0;
                    let kind = if at_end { LeakKind::End } else { LeakKind::Return };
                    self.note_leaks(id, entry, &mut end, &value, Leak { span: *span, kind });
                    ways.push((value.clone(), Rc::clone(&end.sites)));
                    result = Some(match result {
                        None => (end, value),
                        Some((mut known, known_value)) => {
                            known.join(&end);
                            (known, known_value.join(&value))
                        }
                    });
                }
                End::Raise { span } if block.unwind.is_none() && !end.unwinding => {
                    let nothing = Abstract::default();
                    let leak = Leak { span: *span, kind: LeakKind::Raise };
                    self.note_leaks(id, entry, &mut end, &nothing, leak);
                }
                _ => {}
            }
        }
        if let (Some((_, value)), Some(fate)) = (&mut result, Fate::of(&ways)) {
            *value = value.join(&Abstract::one(Alternative::Fate(Rc::new(fate))));
        }
        if self.recording
            && let Some((end, value)) = &result
        {
            self.note_returned_directories(end, value);
        }
        result
    }

    fn run_block(
        &mut self,
        function: &Function,
        index: usize,
        block: &Block,
        state: State,
    ) -> Vec<(BlockId, State)> {
        let after = self.run_steps(index, block, state);
        let mut next = Vec::new();
        if let Some(handler) = block.unwind {
            for mut state in after.raising {
                state.unwinding = true;
                next.push((handler, state));
            }
        }
        let Some(end) = after.state else { return next };
        match &block.end {
            End::Goto(target) => next.push((*target, end)),
            End::Branch { test, then, otherwise, .. } => {
                for (target, other, holds) in
                    [(*then, *otherwise, true), (*otherwise, *then, false)]
                {
                    let mut state = self.refine(test, holds, after.last.as_ref(), &end);
                    state.told = Rc::default();
                    self.learn_condition(test, holds, block.steps.last(), &mut state);
                    state.other_system |= self.only_pretends(test, holds, block.steps.last());
                    self.credit_conditional_removal(
                        function, block, target, other, &end, &mut state,
                    );
                    next.push((target, state));
                }
            }
            End::Raise { .. } => {
                if let Some(handler) = block.unwind {
                    let mut end = end;
                    end.unwinding = true;
                    next.push((handler, end));
                }
            }
            End::Return { .. } | End::Diverge => {}
        }
        next
    }

    fn run_steps(&mut self, index: usize, block: &Block, state: State) -> AfterSteps {
        self.blocks.push(index);
        let after = self.follow_steps(block, state);
        self.blocks.pop();
        after
    }

    /// Whether the function under evaluation goes on to remove what a value names itself.
    pub(crate) fn is_removed_later(&mut self, value: &Value) -> bool {
        let (Value::Place(place), Some(&id), Some(&block)) =
            (value, self.stack.last(), self.blocks.last())
        else {
            return false;
        };
        let (unit, tables) = (self.unit, self.tables);
        let removals = self
            .removals
            .entry(id)
            .or_insert_with(|| Rc::new(Removals::new(unit.function(id), unit, tables)));
        removals.has(block, *place)
    }

    #[allow(clippy::too_many_lines, reason = "one arm per kind of step and way out")]
    fn follow_steps(&mut self, block: &Block, mut state: State) -> AfterSteps {
        let mut last = None;
        let mut raising = Vec::new();
        for step in &block.steps {
            match step {
                Step::Let { into, value, span } => {
                    let into = &self.meant(*into, &state);
                    if block.unwind.is_some() && may_be_missing(value, &state) {
                        raising.push(state.clone());
                    }
                    let evaluated = self.evaluate(value, &mut state);
                    self.release_temporary(value, &evaluated, &mut state);
                    if self.unit.place(*into).field_of.is_some() {
                        self.escape_into_field(*into, &evaluated, &mut state);
                    }
                    self.judge_early_targets(*into, &evaluated, &mut state);
                    self.forget_given_up(*into, &evaluated, &mut state);
                    self.note_alternates(&evaluated);
                    self.follow_written(value, *into);
                    self.note_callers_choice(value, &evaluated);
                    let variable = self.unit.place(*into);
                    if variable.scope == Scope::Global {
                        self.note_code_variable(&variable.name, &evaluated, *span, &state);
                    }
                    self.assign_whole(*into, evaluated.clone(), &mut state);
                    Self::tie_to_variable(*into, &evaluated, &mut state);
                    self.forgive_refused(*into, &mut state);
                }
                Step::Store { value, .. } => {
                    let evaluated = self.evaluate(value, &mut state);
                    self.escape(&evaluated, &mut state);
                }
                Step::EndScope { place, .. } => {
                    let value = self.read_place(*place, &state);
                    self.drop_owned(&value, &mut state);
                    self.end_object(&value, &mut state);
                    self.destruct(&[value], &mut state);
                }
                Step::Yield { value, .. } => {
                    let value = self.evaluate(value, &mut state);
                    let function = self.stack.last().copied();
                    if function.is_some_and(|function| !self.lends(function)) {
                        self.escape(&value, &mut state);
                    }
                    if let Some(yielded) = self.yielded.last_mut() {
                        *yielded = yielded.join(&value);
                    }
                }
                Step::Call(call) => {
                    if block.unwind.is_some() {
                        raising.push(state.clone());
                    }
                    let outcome = self.call(call, &mut state);
                    if let Some(refused) = outcome.raising
                        && block.unwind.is_some()
                    {
                        raising.pop();
                        raising.push(refused);
                    }
                    if let Some(into) = call.into
                        && outcome.assigns
                    {
                        let into = self.meant(into, &state);
                        if self.unit.place(into).field_of.is_some() {
                            self.escape_into_field(into, &outcome.value, &mut state);
                        }
                        self.assign_whole(into, outcome.value.clone(), &mut state);
                    }
                    last = Some(outcome.status.unwrap_or(outcome.value));
                    if outcome.never_returns {
                        return AfterSteps { state: None, last: None, raising };
                    }
                    match outcome.ends {
                        None => {}
                        Some(ExitKind::Unwind) => {
                            if block.unwind.is_some() {
                                raising.push(state.clone());
                            } else if self.stack.len() == 1 {
                                self.run_registered_functions(&mut state);
                                self.note_exit(call.span, LeakKind::Exit, &mut state);
                            }
                            return AfterSteps { state: None, last: None, raising };
                        }
                        // A trap's action may end in `exit`: it has done its work by then.
                        Some(ExitKind::Exit) if self.in_handler() => {
                            self.handler_ends.push(state);
                            return AfterSteps { state: None, last: None, raising };
                        }
                        Some(ExitKind::Exit) => {
                            self.run_at_exit(&mut state);
                            self.note_exit(call.span, LeakKind::Exit, &mut state);
                            // It ends the script, not the program that runs it.
                            if self.embedded > 0 {
                                self.handler_ends.push(state);
                            }
                            return AfterSteps { state: None, last: None, raising };
                        }
                        Some(ExitKind::Abort | ExitKind::Exec) => {
                            self.note_bypass(call.span, &mut state);
                            return AfterSteps { state: None, last: None, raising };
                        }
                    }
                }
            }
        }
        if let End::Return { value: Some(value), .. } = &block.end
            && block.unwind.is_some()
            && may_be_missing(value, &state)
        {
            raising.push(state.clone());
        }
        AfterSteps { state: Some(state), last, raising }
    }

    /// Runs what is registered for the end of the program: functions and, in shell, the trap on
    /// `EXIT`.
    pub(crate) fn run_at_exit(&mut self, state: &mut State) {
        self.run_registered_functions(state);
        if let Some(trap) = self.exit_trap(state) {
            self.run_registered(trap, state);
        }
    }

    /// Shell: what the trap on `EXIT` removes although the function that made it has returned is
    /// not left behind by the function.
    fn keep_to_exit_trap(&mut self, function: &Function, entry: &State, end: &mut State) {
        let is_made_here = |(site, bits): (&SiteId, &Bits)| {
            bits.has(Bits::LIVE) && !entry.site(*site).has(Bits::LIVE)
        };
        if function.kind == FunctionKind::Function
            && self.unit.language == Language::Shell
            && end.sites.iter().any(is_made_here)
            && let Some(trap) = self.exit_trap(end)
        {
            self.run_registered(trap, end);
        }
    }

    fn run_registered_functions(&mut self, state: &mut State) {
        if state.sites.values().any(|bits| bits.has(Bits::LIVE)) {
            for action in Rc::clone(&state.at_exit).iter() {
                self.run_registered(*action, state);
            }
        }
    }

    pub(crate) fn in_handler(&self) -> bool {
        self.stack.iter().any(|id| self.unit.function(*id).kind == FunctionKind::Handler)
    }

    /// The state after a registered function, by whichever way it ends.
    pub(crate) fn run_handler(&mut self, action: FunctionId, state: &State) -> Option<State> {
        self.run_to_any_end(action, state).map(|(end, _)| end)
    }

    /// The state after a function, whether it returns or ends the shell, and what it returns.
    pub(crate) fn run_to_any_end(
        &mut self,
        function: FunctionId,
        state: &State,
    ) -> Option<(State, Abstract)> {
        let (framed, known) = self.recall_framed(function, state);
        if let Some(known) = known {
            return known;
        }
        let result = self.follow_to_any_end(function, state);
        if let Some(framed) = framed {
            self.remember_framed(framed, state, &result);
        }
        result
    }

    fn follow_to_any_end(
        &mut self,
        function: FunctionId,
        state: &State,
    ) -> Option<(State, Abstract)> {
        let outer = std::mem::take(&mut self.handler_ends);
        let returned = self.run_function(function, state.clone());
        let ends = std::mem::replace(&mut self.handler_ends, outer);
        let (returned, value) =
            returned.map_or_else(|| (None, Abstract::unknown()), |(end, value)| (Some(end), value));
        let mut ends = ends.into_iter().chain(returned);
        let mut after = ends.next()?;
        for end in ends {
            after.join(&end);
        }
        Some((after, value))
    }

    /// The state after a handler that does not end the shell on any way.
    pub(crate) fn handler_goes_on(&mut self, action: FunctionId, state: &State) -> Option<State> {
        let recording = std::mem::replace(&mut self.recording, false);
        let outer = std::mem::take(&mut self.handler_ends);
        let returned = self.run_function(action, state.clone());
        let ends = std::mem::replace(&mut self.handler_ends, outer);
        self.recording = recording;
        returned.map(|(after, _)| after).filter(|_| ends.is_empty())
    }

    /// Runs a registered function for what it removes.
    pub(crate) fn run_registered(&mut self, action: FunctionId, state: &mut State) {
        if !self.can_follow(action) {
            return;
        }
        let before: Vec<SiteId> = state.sites.keys().copied().collect();
        if let Some(after) = self.run_handler(action, state) {
            for site in before {
                let bits = after.site(site);
                if bits.only(Bits::ESCAPED) {
                    state.turn_site(site, Bits::LIVE, Bits::ESCAPED);
                }
                if bits.has(Bits::REMOVED) && !state.site(site).only(Bits::REMOVED) {
                    state.set_site(site, state.site(site).turn(Bits::LIVE, Bits::REGISTERED));
                    if self.recording {
                        self.site_facts(site).registered = true;
                    }
                }
            }
        }
    }
}

/// The conditions of which all have to hold: `all(not(unix),feature="std")`.
fn parts_of_all(condition: &str) -> Vec<&str> {
    let inner = condition.strip_prefix("all(").and_then(|rest| rest.strip_suffix(')'));
    let Some(inner) = inner else { return vec![condition] };
    let mut depth = 0_usize;
    inner
        .split(|letter| {
            match letter {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            letter == ',' && depth == 0
        })
        .map(str::trim)
        .collect()
}

/// Whether looking something up may fail, as in `os.environ["TMPDIR"]`. It matters only for what
/// handles the failure, and only as long as no file is at stake.
fn may_be_missing(value: &Value, state: &State) -> bool {
    state.sites.is_empty() && matches!(value, Value::Field(..) | Value::Element(_))
}

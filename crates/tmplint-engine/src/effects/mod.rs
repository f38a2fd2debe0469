//! What calls do to files and names, by the roles of the tables.

mod advice;
mod asking;
mod bound;
mod builders;
mod calling;
mod claimed;
mod collections;
mod commands;
mod copying;
mod creating;
mod directories;
mod ending;
mod gathered;
mod handed;
mod handing;
mod lists;
mod local;
mod noting;
mod opening;
mod options;
mod other_names;
mod parameters;
mod passage;
mod permissions;
mod script;
mod secrets;
mod shell;
mod strangers;
mod templates;
mod texts;
mod traps;
mod trusting;
mod unchecked;
mod unknown;
mod unseen;
mod vacant;

use std::rc::Rc;

use tmplint_ir::{Arg, Call, Callee, Language, QualName, Value};
use tmplint_rules::{Action, ArgSpec, Effect, ExitKind};

use crate::domain::{Abstract, Alternative, PieceKind, State};
use crate::flow::{Arguments, Given, Interpreter, join_paths};

pub(crate) use bound::spread;
pub(crate) use collections::entry;
pub(crate) use script::{WrittenScript, WrittenTo};

/// What a call led to.
pub(crate) struct Outcome {
    /// Its result.
    pub(crate) value: Abstract,
    /// What its status tells, if that is not the result's matter.
    pub(crate) status: Option<Abstract>,
    /// Whether the result replaces what the call's `into` holds.
    pub(crate) assigns: bool,
    /// The program ends.
    pub(crate) ends: Option<ExitKind>,
    /// Control never comes back from the call.
    pub(crate) never_returns: bool,
    /// The state in which the call raises, if it is not the one before it.
    pub(crate) raising: Option<State>,
}

impl Outcome {
    fn of(value: Abstract) -> Self {
        Self { value, status: None, assigns: true, ends: None, never_returns: false, raising: None }
    }

    fn comes_back(&self) -> bool {
        self.ends.is_none() && !self.never_returns
    }
}

/// What one effect of a call led to.
#[derive(Default)]
pub(crate) struct Done {
    pub(crate) value: Option<Abstract>,
    /// What a command's status tells, which is not what it prints.
    pub(crate) status: Option<Abstract>,
    pub(crate) ends: Option<ExitKind>,
    pub(crate) raising: Option<State>,
}

impl Done {
    pub(crate) fn value(value: Abstract) -> Self {
        Self { value: Some(value), ..Self::default() }
    }
}

/// A call with its arguments evaluated.
pub(crate) struct Site<'c> {
    pub(crate) call: &'c Call,
    pub(crate) arguments: Arguments,
    /// What is called, as the tables name it.
    pub(crate) name: String,
    /// What the table advises instead.
    pub(crate) instead: Option<String>,
}

impl Interpreter<'_> {
    /// Follows a call.
    pub(crate) fn call(&mut self, call: &Call, state: &mut State) -> Outcome {
        let values: Vec<Abstract> =
            call.args.iter().map(|arg| self.evaluate(&arg.value, state)).collect();
        let spread = self.spread_words(call, &values);
        let (call, values) = match &spread {
            Some((call, values)) => (call, values.clone()),
            None => (call, values),
        };
        let receiver = call.receiver.as_ref().map(|value| self.evaluate(value, state));
        self.release_temporaries(call, &values, receiver.as_ref(), state);
        if !self.only_looks(call) {
            self.pass_descriptors(values.iter().chain(&receiver));
        }
        self.note_errexit(call, state);
        self.note_time_passes(call, state);
        self.note_used_by_name(call, &values);
        self.note_passed_through(call, &values, state);
        if let Some(index) = command_word(call)
            && let Some(command) = values.get(index)
        {
            self.run_command(&command.clone(), call, state);
        }
        let filtered = self.filtered(call, &values);
        let outcome = self.call_callee(call, values, receiver, state);
        if outcome.value.texts().next().is_none() {
            self.escape(&filtered, state);
        }
        outcome
    }

    fn call_callee(
        &mut self,
        call: &Call,
        values: Vec<Abstract>,
        receiver: Option<Abstract>,
        state: &mut State,
    ) -> Outcome {
        match &call.callee {
            Callee::Local(function) => self.call_local(*function, call, &values, state),
            Callee::Value(place) => {
                let held = self.read_place(*place, state);
                if self.unit.language == Language::Shell {
                    self.run_command(&held, call, state);
                    if let Some(command) = self.command_by_variable(*place, &held) {
                        return self.call_api(&command, call, values, receiver, state);
                    }
                }
                self.call_value(&held, call, &values, receiver, state)
            }
            Callee::Api(name) => self.call_api(&name.0, call, values, receiver, state),
            Callee::Method(name) => {
                let object = receiver.clone().unwrap_or_default();
                if let Some(outcome) = self.call_method(name, call, &values, &object, state) {
                    return outcome;
                }
                self.call_api(&format!(".{name}"), call, values, receiver, state)
            }
            Callee::Unknown(name) => {
                self.call_unknown(name, call, &values, receiver.as_ref(), state)
            }
        }
    }

    /// Whether a call does nothing to keep or close what it is given.
    fn only_looks(&self, call: &Call) -> bool {
        let Callee::Api(name) = &call.callee else {
            return matches!(call.callee, Callee::Local(_));
        };
        self.tables.api(self.unit.language, &name.0).is_some_and(|api| {
            api.effects().iter().all(|effect| {
                matches!(
                    effect.action,
                    Action::Reader { .. }
                        | Action::Written { .. }
                        | Action::Mode { .. }
                        | Action::Check { .. }
                        | Action::Inherit { .. }
                        | Action::Lock
                )
            })
        })
    }

    fn call_value(
        &mut self,
        held: &Abstract,
        call: &Call,
        values: &[Abstract],
        receiver: Option<Abstract>,
        state: &mut State,
    ) -> Outcome {
        // `mktemp = tempfile.mkdtemp if new else tempfile.mktemp`: it may be any of them.
        let mut joined: Option<(Outcome, State)> = None;
        for alternative in held.iter() {
            let mut after = state.clone();
            let called =
                self.call_alternative(alternative, call, values, receiver.as_ref(), &mut after);
            let Some(outcome) = called else { continue };
            joined = Some(match joined {
                None => (outcome, after),
                Some((mut known, mut state)) => {
                    // What comes back from any of them goes on.
                    match (known.comes_back(), outcome.comes_back()) {
                        (true, true) => {
                            known.value = known.value.join(&outcome.value);
                            state.join(&after);
                            (known, state)
                        }
                        (false, true) => (outcome, after),
                        (_, false) => (known, state),
                    }
                }
            });
        }
        if let Some((outcome, after)) = joined {
            *state = after;
            return outcome;
        }
        self.call_unknown("", call, values, receiver.as_ref(), state)
    }

    /// Calls what a value may be, if that is something to call.
    fn call_alternative(
        &mut self,
        alternative: &Alternative,
        call: &Call,
        values: &[Abstract],
        receiver: Option<&Abstract>,
        state: &mut State,
    ) -> Option<Outcome> {
        match alternative {
            Alternative::Function(function) => {
                Some(self.call_local(*function, call, values, state))
            }
            Alternative::Partial(partial) => {
                Some(self.call_partial(&Rc::clone(partial), call, values, state))
            }
            Alternative::Record(fields) => Some(Outcome::of(Self::record_of(fields, call, values))),
            Alternative::Name(QualName(name)) => {
                Some(self.call_api(name, call, values.to_vec(), receiver.cloned(), state))
            }
            Alternative::Text(text) if self.unit.language == Language::Shell => {
                self.call_words(text, call, values, state)
            }
            // What is nothing but the text it returns.
            Alternative::Text(text) => Some(Outcome::of(Abstract::text((**text).clone()))),
            Alternative::List(words) if self.unit.language == Language::Shell => {
                self.call_list(words, call, values, state)
            }
            _ => None,
        }
    }

    fn call_api(
        &mut self,
        name: &str,
        call: &Call,
        values: Vec<Abstract>,
        receiver: Option<Abstract>,
        state: &mut State,
    ) -> Outcome {
        let language = self.unit.language;
        if Self::is_replaced(name, state) {
            return Outcome::of(Abstract::unknown());
        }
        let Some(api) = self.tables.api(language, name) else {
            return self.call_by_another_name(name, call, values, receiver, state);
        };
        let effects = api.effects();
        if let [Effect { action: Action::Wrapper { skip }, .. }] = effects {
            return self.call_wrapped(name, *skip, call, values, state);
        }
        let arguments =
            Arguments::new(call, values.clone(), receiver.clone(), language, self.tables, name);
        let mut site = Site { call, arguments, name: name.to_owned(), instead: None };
        let mut outcome = Outcome::of(Abstract::default());
        let mut happened = false;
        let mut wrapped = None;
        for effect in effects {
            if !site.arguments.applies(&effect.when, &effect.unless) {
                continue;
            }
            site.instead.clone_from(&effect.instead);
            site.arguments.open_directories(&effect.at);
            if matches!(effect.action, Action::Script { .. } | Action::Exit { how: ExitKind::Exec })
            {
                self.note_inherited(call.span, state);
            }
            if let Action::Wrapper { skip } = effect.action {
                wrapped = Some(skip);
                continue;
            }
            let Some(done) = self.perform(&effect.action, &site, state) else { continue };
            happened = true;
            if let Some(value) = done.value {
                outcome.value = outcome.value.join(&value);
            }
            if let Some(status) = done.status {
                outcome.status = Some(outcome.status.unwrap_or_default().join(&status));
            }
            outcome.ends = outcome.ends.or(done.ends);
            if done.raising.is_some() {
                outcome.raising = done.raising;
            }
        }
        // It does something of its own before it runs the command.
        if let Some(skip) = wrapped {
            return self.call_wrapped(name, skip, call, values, state);
        }
        if !happened && name.starts_with('.') {
            return self.call_unknown(name, call, &values, receiver.as_ref(), state);
        }
        if outcome.value.is_unassigned() {
            // A command that prints nothing leaves what was printed before it.
            outcome.assigns = language != Language::Shell;
            outcome.value = Abstract::unknown();
        }
        outcome
    }

    /// Does what a row says. `None` if the row is not about this call after all.
    #[allow(clippy::too_many_lines, reason = "one arm per role of the tables")]
    fn perform(&mut self, action: &Action, site: &Site<'_>, state: &mut State) -> Option<Done> {
        match action {
            Action::Text { op, from, template, out, append } => {
                self.make_text(*op, from, template, out, *append, site, state)
            }
            Action::Source { kind, from, default, out } => {
                Some(self.make_source(*kind, from, default, out, site, state))
            }
            Action::Name { dir, out, cleanup, status } => {
                Some(self.make_name(dir, out, *cleanup, *status, site, state))
            }
            Action::Create { .. } => Some(self.create(action, site, state)),
            Action::Open {
                path,
                how,
                mode,
                perm,
                default_perm,
                what,
                creating,
                opener,
                within,
            } => {
                let given = Self::paths_within(path, within, site);
                if given.is_empty() {
                    return None;
                }
                let opener = join_all(&site.arguments.get(opener));
                if opener.iter().any(|opener| *opener != Alternative::Absent) {
                    return Some(self.open_by(&opener, &given, mode, site, state));
                }
                let opening = self.opening(
                    *how,
                    mode,
                    perm,
                    default_perm.as_deref(),
                    what.as_deref(),
                    creating,
                    site,
                    state,
                );
                self.note_written_openly(what.as_deref(), &given, site, state);
                self.note_secret(&opening, &given, site, state);
                Some(self.open(&given, &opening, site, state))
            }
            Action::Directory {
                path,
                named_after,
                within,
                perm,
                exist_ok,
                accepts_existing,
                parents,
            } => {
                let mut given = Self::paths_within(path, within, site);
                if given.is_empty() {
                    given = directories::named_after(site.arguments.get(named_after));
                }
                if given.is_empty() && !within.is_empty() {
                    return None;
                }
                let perm = permission(&site.arguments.get(perm));
                let asked = is_true(&join_all(&site.arguments.get(exist_ok)));
                let taken =
                    directories::Taken { itself: *accepts_existing || asked, parents: *parents };
                Some(self.make_directory(&given, perm, taken, site, state))
            }
            Action::Endpoint { path, kind } => Some(self.make_endpoint(path, kind, site, state)),
            Action::Link { path } => Some(self.make_link(path, site, state)),
            Action::Copy { from, to, how } => Some(self.copy(from, to, *how, site, state)),
            Action::Extract { dir, makes, safely } => {
                Some(self.extract(dir, *makes, *safely, site, state))
            }
            Action::Check { path, owner, link, out, truth } => {
                if *link {
                    self.note_asked_for_link(path, site, state);
                }
                Some(self.check(path, *owner, out, *truth, site, state))
            }
            Action::Remove { path, how } => self.remove(path, *how, site, state),
            Action::NoteDown { what, into } => {
                self.note_down(what, into, site, state);
                Some(Done::default())
            }
            Action::Bulk { into } => {
                self.note_bulk(into, site, state);
                Some(Done::default())
            }
            Action::Mode { path, perm } => Some(self.change_mode(path, perm, site, state)),
            Action::Umask { mask } => Some(self.set_umask(mask, site, state)),
            Action::Read { path } => Some(self.read_untrusted(path, false, site, state)),
            Action::Run { path } => Some(self.read_untrusted(path, true, site, state)),
            Action::Close { handle, removes } => self.close(handle, *removes, site, state),
            Action::Handle { from } => Some(Done::value(join_all(&site.arguments.get(from)))),
            Action::PathOf { from } => Some(self.path_of(from, site)),
            Action::Keep { handle, returns } => self.keep(handle, *returns, site, state),
            Action::Hold { handle } => self.hold(handle, site, state),
            Action::AtExit { action, with } => Some(self.at_exit(action, with, site, state)),
            Action::Trap => Some(self.set_trap(site, state)),
            Action::ShellOptions => Some(Self::set_options(site, state)),
            Action::Masked { from } => {
                self.mark_unsure(from, site, state);
                Some(Done::default())
            }
            Action::Signal { to } => Some(self.send_signal(to, site)),
            Action::Parameters => Some(self.set_parameters(site, state)),
            Action::Shift { count } => Some(self.shift_parameters(count, site, state)),
            Action::Exit { how } => Some(Done { ends: Some(*how), ..Done::default() })
                .filter(|_| *how != ExitKind::Exec || !site.arguments.positional.is_empty()),
            Action::ChangeDirectory { path } => Some(self.change_directory(path, site, state)),
            Action::Wrapper { .. } => None,
            Action::Script { .. } => Some(self.run_scripts(action, site, state)),
            Action::Written { .. } => Some(self.write_script(action, site, state)),
            Action::Call { .. } => self.call_given(action, site, state),
            Action::Object { class } => {
                Some(Done::value(Abstract::one(Alternative::Name(class.clone().into()))))
            }
            Action::Record { fields } => Some(Self::make_record(fields, site)),
            Action::Partial { function } => Some(self.make_partial(function, site)),
            Action::Option { names, destination, default, keywords } => {
                Some(self.declare_option(names, destination, default, *keywords, site, state))
            }
            Action::Options { name } => Some(self.read_options(name, site)),
            Action::Replace { name } => Some(self.replace_names(name, site, state)),
            Action::Inherit { handle } => {
                state.settle_inheritance(&join_all(&site.arguments.get(handle)));
                Some(Done::default())
            }
            // Asked of the file as a whole.
            Action::Lock | Action::OnSignal { .. } => Some(Done::default()),
            Action::Reader { .. } => Some(self.look_at(action, site, state)),
            Action::Builder { option } => self.build_option(option, site, state),
            Action::Build { what, path } => self.build(what, path, site, state),
        }
    }

    /// Paths that may be relative to a directory given beside them. A method of a directory is
    /// about what is known to be one.
    fn paths_within(path: &ArgSpec, within: &ArgSpec, site: &Site<'_>) -> Vec<Given> {
        let mut given = site.arguments.get(path);
        let directory = join_all(&site.arguments.get(within));
        if directory.paths().is_empty() {
            if !within.is_empty() && site.name.starts_with('.') {
                given.clear();
            }
            return given;
        }
        for each in &mut given {
            each.value = join_paths(&[directory.clone(), each.value.clone()], site.call.span);
        }
        given
    }

    fn call_unknown(
        &mut self,
        name: &str,
        call: &Call,
        values: &[Abstract],
        receiver: Option<&Abstract>,
        state: &mut State,
    ) -> Outcome {
        if self.tables.unknown_keeps(self.unit.language) {
            self.hand_to_unknown(name, call, values, receiver, state);
            if !self.only_says(name, values) {
                self.fill_templates(call, values, state);
            }
        }
        if let Some(receiver) = receiver {
            self.note_unknown_method(receiver, state);
        }
        self.note_unknown_writer(name, call, values, state);
        if self.unit.language == Language::Shell {
            if let Some(outcome) = self.run_by_stranger(name, call, values, state) {
                return outcome;
            }
            self.note_stranger(name, call, values, state);
            self.note_removal_by_stranger(call, values, state);
        } else {
            self.run_unseen(name, call, values, state);
        }
        if self.unit.language == Language::C && unknown::ends_program(name) {
            return Outcome { never_returns: true, ..Outcome::of(Abstract::unknown()) };
        }
        let guessed = self
            .guess_result(name, call, values, state)
            .or_else(|| self.path_object(name, call, values));
        let made = match call.receiver {
            Some(Value::Class(class)) => Some(self.construct(class, call, values, state)),
            _ => guessed,
        };
        // An option of a builder that no table knows.
        let built = receiver.filter(|receiver| {
            matches!(receiver.0.as_slice(), [Alternative::Builder(_)]) && name.starts_with('.')
        });
        let made = made
            .or_else(|| built.cloned())
            .or_else(|| self.start_of_option(name, call, values))
            .or_else(|| self.option_by_name(name, values));
        Outcome::of(made.unwrap_or_else(Abstract::unknown).copied())
    }

    /// An object of a class that is called a path or folder and made with one: it is that path.
    fn path_object(&self, name: &str, call: &Call, values: &[Abstract]) -> Option<Abstract> {
        let word = name.rsplit(['.', ':']).next().unwrap_or(name);
        let ([value], [Arg { name: None, .. }]) = (values, call.args.as_slice()) else {
            return None;
        };
        if !self.tables.is_path_class(self.unit.language, word) {
            return None;
        }
        let components = match value.0.as_slice() {
            [Alternative::List(components)] => components.to_vec(),
            _ => vec![value.clone()],
        };
        let path = |value: &Abstract| value.texts().next().is_some();
        components.iter().any(path).then(|| join_paths(&components, call.span))
    }

    /// A template given to a function that is not known comes back filled in.
    fn fill_templates(&mut self, call: &Call, values: &[Abstract], state: &mut State) {
        for (arg, value) in call.args.iter().zip(values) {
            let template = value.texts().any(|text| {
                text.pieces.iter().any(|piece| {
                    matches!(&piece.kind, PieceKind::Literal(text) if text.contains("XXXXXX"))
                })
            });
            if template && let Some(place) = Self::place_of(&arg.value) {
                state.assign(place, Abstract::unknown());
            }
        }
    }
}

/// Shell: the argument that is the command's own name, where that is a path.
fn command_word(call: &Call) -> Option<usize> {
    call.args.iter().position(|arg| arg.name.as_deref() == Some("<command>"))
}

/// The permissions that are asked for, as a number or in octal digits.
pub(crate) fn permission(given: &[Given]) -> Option<i64> {
    let perm = join_all(given);
    perm.number().or_else(|| i64::from_str_radix(&perm.literal()?, 8).ok())
}

/// Whether a value may be true, or a number that stands for it.
fn is_true(value: &Abstract) -> bool {
    value.iter().any(|alternative| match alternative {
        Alternative::Bool(truth) => *truth,
        Alternative::Number(number) => *number != 0,
        _ => false,
    })
}

/// The join of several arguments' values.
pub(crate) fn join_all(given: &[Given]) -> Abstract {
    given.iter().fold(Abstract::default(), |joined, given| joined.join(&given.value))
}

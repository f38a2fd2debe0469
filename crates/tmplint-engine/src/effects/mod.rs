//! What calls do to files and names, by the roles of the tables.

mod bound;
mod claimed;
mod creating;
mod ending;
mod handing;
mod opening;
mod options;
mod parameters;
mod permissions;
mod script;
mod shell;
mod templates;
mod texts;
mod trusting;
mod unknown;
mod unseen;

use std::rc::Rc;

use tmplint_ir::{Arg, Call, Callee, FunctionId, Language, Level, QualName, Span, Tier, Value};
use tmplint_rules::{Action, Effect, ExitKind};

use crate::domain::{Abstract, Alternative, PieceKind, State, Text};
use crate::flow::{Arguments, Candidate, Given, Interpreter, join_paths};
use texts::is_offset;

pub(crate) use bound::spread;

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

/// A variable before the command that is empty: `$SUDO` for root.
const NO_WRAPPER: &str = "";

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
        if let Some(index) = command_word(call)
            && let Some(command) = values.get(index)
        {
            self.run_command(&command.clone(), call, state);
        }
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
                    Action::Reader { .. } | Action::Mode { .. } | Action::Check { .. }
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
        for alternative in held.iter() {
            match alternative {
                Alternative::Function(function) => {
                    return self.call_local(*function, call, values, state);
                }
                Alternative::Partial(partial) => {
                    return self.call_partial(&Rc::clone(partial), call, values, state);
                }
                Alternative::Name(QualName(name)) => {
                    let name = name.clone();
                    return self.call_api(&name, call, values.to_vec(), receiver, state);
                }
                Alternative::Text(text) if self.unit.language == Language::Shell => {
                    if let Some(outcome) = self.call_words(text, call, values, state) {
                        return outcome;
                    }
                }
                Alternative::List(words) if self.unit.language == Language::Shell => {
                    if let Some(outcome) = self.call_list(words, call, values, state) {
                        return outcome;
                    }
                }
                _ => {}
            }
        }
        self.call_unknown("", call, values, receiver.as_ref(), state)
    }

    /// Shell: the command that a variable of unknown content is named after: `$MKDIR_CMD`.
    fn command_by_variable(&self, place: tmplint_ir::PlaceId, held: &Abstract) -> Option<String> {
        // Variables of these names hold the script's own path or a file to work on.
        const FILES: [&str; 5] = ["script", "import", "convert", "split", "patch"];
        let known = held.texts().any(|text| text.as_literal().is_some());
        let name = self.unit.place(place).name.as_str();
        if known || name.chars().any(|letter| letter.is_ascii_lowercase()) {
            return None;
        }
        let bare = ["_CMD", "_BIN", "_PROG", "_COMMAND", "CMD"]
            .iter()
            .find_map(|suffix| name.strip_suffix(suffix))
            .or_else(|| {
                ["CMD_", "BIN_", "PROG_"].iter().find_map(|prefix| name.strip_prefix(prefix))
            })
            .unwrap_or(name);
        let command = bare.to_ascii_lowercase();
        let api = self.tables.api(Language::Shell, &command)?;
        let acts_on_files = api.effects().iter().all(|effect| {
            matches!(
                effect.action,
                Action::Open { .. }
                    | Action::Directory { .. }
                    | Action::Endpoint { .. }
                    | Action::Link { .. }
                    | Action::Copy { .. }
                    | Action::Extract { .. }
                    | Action::Remove { .. }
                    | Action::Create { .. }
                    | Action::Name { .. }
            )
        });
        let file = bare == name && FILES.contains(&command.as_str());
        (acts_on_files && !file).then_some(command)
    }

    /// Shell: what stands in a variable is split into a command and its first words. `None` if
    /// that is nothing known.
    fn call_words(
        &mut self,
        text: &Text,
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) -> Option<Outcome> {
        let line = text.as_literal()?;
        let mut words = line.split_ascii_whitespace();
        let Some(command) = words.next() else {
            // Nothing, as `$SUDO` is for root: the next word is the command.
            return Some(self.call_wrapped(NO_WRAPPER, 0, call, values.to_vec(), state));
        };
        let words = words.map(|word| Value::literal(word, call.name_span)).collect::<Vec<_>>();
        let words: Vec<Abstract> = words.iter().map(|word| self.evaluate(word, state)).collect();
        self.call_named(command, &words, call, values, state)
    }

    /// Shell: calls the command of this name with `words` before its arguments. `None` if nothing
    /// is known of it.
    pub(super) fn call_named(
        &mut self,
        command: &str,
        words: &[Abstract],
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) -> Option<Outcome> {
        let command = command.rsplit('/').next().unwrap_or(command);
        let mut call = call.clone();
        let word = Arg { name: None, value: Value::Opaque, span: call.name_span };
        call.args.splice(0..0, words.iter().map(|_| word.clone()));
        let all: Vec<Abstract> = words.iter().chain(values).cloned().collect();
        let unit = self.unit;
        let local = unit
            .functions
            .iter()
            .position(|function| function.name == command)
            .and_then(|index| u32::try_from(index).ok());
        if let Some(function) = local {
            return Some(self.call_local(FunctionId(function), &call, &all, state));
        }
        self.tables.api(Language::Shell, command)?;
        Some(self.call_api(command, &call, all, None, state))
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
            // `os.sep.join(…)`: a method of something the tables know by its name.
            if let Some((base, method)) = name.rsplit_once('.')
                && receiver.is_none()
                && !base.is_empty()
            {
                let base = self.evaluate_name(&QualName(base.to_owned()), state);
                if !base.iter().any(|alternative| matches!(alternative, Alternative::Name(_))) {
                    return self.call_api(&format!(".{method}"), call, values, Some(base), state);
                }
            }
            return self.call_unknown(name, call, &values, receiver.as_ref(), state);
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
        for effect in effects {
            if !site.arguments.applies(&effect.when, &effect.unless) {
                continue;
            }
            site.instead.clone_from(&effect.instead);
            site.arguments.open_directories(&effect.at);
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
            Action::Open { path, how, mode, perm, default_perm, what, creating, opener } => {
                let given = site.arguments.get(path);
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
                Some(self.open(&given, &opening, site, state))
            }
            Action::Directory { path, perm, exist_ok, accepts_existing } => {
                let given = site.arguments.get(path);
                let accepts = *accepts_existing
                    || site.arguments.get(exist_ok).iter().any(|given| {
                        given.value.iter().any(|alternative| {
                            matches!(alternative, Alternative::Bool(true))
                                || matches!(alternative, Alternative::Number(number) if *number != 0)
                        })
                    });
                Some(self.make_directory(&given, perm, accepts, site, state))
            }
            Action::Endpoint { path, kind } => Some(self.make_endpoint(path, kind, site, state)),
            Action::Link { path } => Some(self.make_link(path, site, state)),
            Action::Copy { from, to, how } => Some(self.copy(from, to, *how, site, state)),
            Action::Extract { dir } => Some(self.extract(dir, site, state)),
            Action::Check { path, owner, out } => Some(self.check(path, *owner, out, site, state)),
            Action::Remove { path, how } => self.remove(path, *how, site, state),
            Action::Mode { path, perm } => Some(self.change_mode(path, perm, site, state)),
            Action::Umask { mask } => Some(self.set_umask(mask, site, state)),
            Action::Read { path } => Some(self.read_untrusted(path, false, site, state)),
            Action::Run { path } => Some(self.read_untrusted(path, true, site, state)),
            Action::Close { handle, removes } => self.close(handle, *removes, site, state),
            Action::Handle { from } => Some(Done::value(join_all(&site.arguments.get(from)))),
            Action::PathOf { from } => Some(self.path_of(from, site)),
            Action::Keep { handle, returns } => self.keep(handle, *returns, site, state),
            Action::AtExit { action, with } => Some(self.at_exit(action, with, site, state)),
            Action::Trap => Some(self.set_trap(site, state)),
            Action::ShellOptions => Some(Self::set_options(site, state)),
            Action::Parameters => Some(self.set_parameters(site, state)),
            Action::Shift { count } => Some(self.shift_parameters(count, site, state)),
            Action::Exit { how } => Some(Done { ends: Some(*how), ..Done::default() })
                .filter(|_| *how != ExitKind::Exec || !site.arguments.positional.is_empty()),
            Action::ChangeDirectory { path } => Some(self.change_directory(path, site, state)),
            Action::Wrapper { .. } => None,
            Action::Script { .. } => Some(self.run_scripts(action, site, state)),
            Action::Partial { function } => Some(self.make_partial(function, site)),
            Action::Option { names, destination, default, keywords } => {
                Some(self.declare_option(names, destination, default, *keywords, site, state))
            }
            Action::Options => Some(self.read_options()),
            Action::Replace { name } => Some(self.replace_names(name, site, state)),
            Action::Reader { prints } => {
                self.note_output(prints, site, state);
                Some(Done::default())
            }
            Action::Builder { option } => self.build_option(option, site, state),
            Action::Build { what, path } => self.build(what, path, site, state),
        }
    }

    /// `sudo cmd args`: the command behind the wrapper is what runs.
    fn call_wrapped(
        &mut self,
        wrapper: &str,
        skip: usize,
        call: &Call,
        values: Vec<Abstract>,
        state: &mut State,
    ) -> Outcome {
        let valued = self.tables.valued_options(self.unit.language, wrapper);
        let mut skip = skip;
        let mut takes_value = false;
        for (index, value) in values.iter().enumerate() {
            if std::mem::take(&mut takes_value) || call.args[index].name.is_some() {
                continue;
            }
            let Some(word) = value.texts().next().map(Text::literal_prefix) else { break };
            if word == "-v" && wrapper == "command" {
                // It says where the next word would be found.
                return Outcome::of(
                    values.get(index + 1).cloned().unwrap_or_else(Abstract::unknown),
                );
            }
            if word.starts_with('-') {
                takes_value = valued.contains(&word);
                continue;
            }
            if word.contains('=') && wrapper != "xargs" {
                continue;
            }
            if skip > 0 {
                skip -= 1;
                continue;
            }
            // A variable that is empty on one way may hold the command itself on another.
            if wrapper != NO_WRAPPER {
                self.run_command(value, call, state);
            }
            let Some(command) = value.literal() else { break };
            let command = command.rsplit('/').next().unwrap_or(&command).to_owned();
            let inner = Call {
                into: call.into,
                callee: Callee::Api(QualName(command.clone())),
                receiver: None,
                args: call.args[index + 1..].to_vec(),
                checked: call.checked,
                span: call.span,
                name_span: call.args[index].span,
            };
            if self.tables.api(self.unit.language, &command).is_none() {
                break;
            }
            return self.call_api(&command, &inner, values[index + 1..].to_vec(), None, state);
        }
        Outcome::of(Abstract::unknown())
    }

    fn call_local(
        &mut self,
        function: FunctionId,
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) -> Outcome {
        if !self.can_follow(function) {
            for value in values {
                self.escape(value, state);
            }
            return Outcome::of(Abstract::unknown());
        }
        let unit = self.unit;
        let callee = unit.function(function);
        let mut entry = state.clone();
        let own = self.set_own_places_aside(&mut entry);
        let binding = Self::bind_arguments(callee, call, values);
        for (index, param) in callee.params.iter().enumerate() {
            let value = match binding.values.iter().rfind(|(bound, _)| *bound == index) {
                Some((_, value)) => value.clone(),
                None => self.default_of(param, &mut entry),
            };
            entry.assign(param.place, value);
        }
        for (index, arg, _) in &binding.written {
            self.bind_fields(&arg.value, callee.params[*index].place, state, &mut entry);
        }
        let subshell = callee.kind == tmplint_ir::FunctionKind::Subshell;
        if subshell {
            entry.traps = Rc::default();
            self.inherited.push(Rc::clone(&entry.sites));
        }
        let result = self.run_function(function, entry);
        if subshell {
            self.inherited.pop();
        }
        let Some((mut end, value)) = result else {
            // It exits, raises or loops; of a subshell, only the copy ends.
            return Outcome { never_returns: !subshell, ..Outcome::of(Abstract::unknown()) };
        };
        if subshell {
            let _ = self.set_own_places_aside(&mut end);
            Rc::make_mut(&mut end.places).extend(own);
            self.leave_subshell(&mut end, state);
            *state = end;
            return Outcome::of(value);
        }
        let left = self.set_own_places_aside(&mut end);
        Rc::make_mut(&mut end.places).extend(own);
        let shared = Rc::clone(&end.places);
        let held = |place: tmplint_ir::PlaceId| {
            let value = left.get(&place).filter(|value| !value.is_unassigned());
            value.or_else(|| shared.get(&place)).filter(|value| !value.is_unassigned())
        };
        for (param, arg, given) in binding.written {
            let param = &callee.params[param];
            // What lies behind the start of a buffer and is left alone says nothing of the whole.
            let untouched =
                is_offset(&arg.value) && held(param.place).is_none_or(|value| *value == given);
            if !param.by_reference || untouched {
                continue;
            }
            if let Some(place) = Self::place_of(&arg.value) {
                self.give_back(place, param.place, &held, &mut end);
            }
        }
        end.replaced = Rc::clone(&state.replaced);
        *state = end;
        Outcome::of(match call.receiver {
            Some(Value::Class(class)) => self.construct(class, call, values, state),
            _ => value,
        })
    }

    /// The fields of a structure that is passed are those of the parameter.
    fn bind_fields(
        &self,
        arg: &Value,
        param: tmplint_ir::PlaceId,
        state: &State,
        entry: &mut State,
    ) {
        let Some(place) = Self::place_of(arg) else { return };
        for &(name, field) in self.fields_of(param) {
            let own = self.field_place(place, name);
            if let Some(value) = own.and_then(|own| state.place(own)).cloned() {
                entry.assign(field, value);
            }
        }
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
            self.hand_to_unknown(name, call, values, state);
            self.fill_templates(call, values, state);
        }
        if let Some(receiver) = receiver {
            self.note_unknown_method(receiver, state);
        }
        self.note_unknown_writer(name, call, values, state);
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

    /// Code under test does what it is told: where a test chose the name, that is where to mend it.
    /// `unseen` if the code under test is not in this file.
    pub(crate) fn lay_to_test(&self, candidate: &mut Candidate, unseen: bool) {
        if self.unit.language != Language::Rust || candidate.path.is_empty() {
            return;
        }
        let Some(&root) = self.stack.first() else { return };
        let test = self.unit.function(root);
        let operation = candidate.span;
        let is_tests_own =
            self.unit.functions.iter().any(|function| {
                crate::flow::is_test(function) && function.span.contains(operation)
            });
        if !crate::flow::is_test(test) || (is_tests_own && !unseen) {
            return;
        }
        let Some((origin, label)) = candidate.related.first_mut() else { return };
        if !test.span.contains(*origin) {
            return;
        }
        candidate.span = std::mem::replace(origin, operation);
        *label = std::mem::replace(&mut candidate.label, "the name is made here".to_owned());
    }

    /// Notes a finding; the first of a rule at a place stays.
    pub(crate) fn note(&mut self, mut candidate: Candidate) {
        if self.recording {
            candidate.elsewhere.clone_from(&self.elsewhere);
            self.lay_to_test(&mut candidate, false);
            self.facts.candidates.entry((candidate.span, candidate.rule)).or_insert(candidate);
        }
    }

    /// A candidate with what most have in common.
    pub(crate) fn candidate(
        rule: &'static str,
        span: Span,
        level: Level,
        tier: Tier,
        message: String,
        label: &str,
    ) -> Candidate {
        Candidate {
            rule,
            span,
            level,
            tier,
            message,
            label: label.to_owned(),
            related: Vec::new(),
            instead: None,
            path: String::new(),
            language: None,
            elsewhere: None,
        }
    }
}

/// Shell: the argument that is the command's own name, where that is a path.
fn command_word(call: &Call) -> Option<usize> {
    call.args.iter().position(|arg| arg.name.as_deref() == Some("<command>"))
}

/// The join of several arguments' values.
pub(crate) fn join_all(given: &[Given]) -> Abstract {
    given.iter().fold(Abstract::default(), |joined, given| joined.join(&given.value))
}

//! Secrets that are written with the permissions that the umask leaves: what nobody else is to
//! see, to go by the names of the path, of what is written, and of the function that writes it.

use tmplint_ir::{
    Callee, Function, FunctionId, FunctionKind, Level, PlaceId, QualName, Step, Tier, Value,
};
use tmplint_rules::Naming;

use super::Site;
use super::opening::Opening;
use crate::domain::{State, Text, Whereabouts};
use crate::flow::{Candidate, Given, Interpreter, written};

/// How far back what is written is looked for.
const MAX_STEPS: usize = 4;

/// Variables that are looked at on the way.
const MAX_PLACES: usize = 32;

impl Interpreter<'_> {
    /// A file is created for writing with a mode that the program leaves to the umask.
    pub(super) fn note_secret(
        &mut self,
        opening: &Opening,
        given: &[Given],
        site: &Site<'_>,
        state: &State,
    ) {
        let Some(naming) = self.tables.naming(self.unit.language) else { return };
        let masked = state.umask.is_some_and(|(mask, _)| mask & 0o044 == 0o044);
        let open = opening.creates && opening.writes && !opening.explicit_perm && !masked;
        let is_text = matches!(opening.what.as_deref(), None | Some("content"));
        if !naming.tells_secrets() || !self.recording || !open || !is_text || state.other_system {
            return;
        }
        let Some(function) = self.named_function() else { return };
        if self.unit.function(function).is_test() {
            return;
        }
        for each in given {
            // Where a test has it written says nothing of where it is written else.
            if !self.runs_test() && !self.is_visible(each, state) {
                continue;
            }
            let Some(what) = self.secret_in(naming, function, each, site) else { continue };
            let mut candidate = Candidate::new(
                "permissive-temp-mode",
                site.call.span,
                Level::Warning,
                Tier::Default,
                format!("`{what}` is written with the permissions that the umask leaves"),
                "others can read what is written here",
            );
            candidate.instead =
                Some("OpenOptions with create_new(true) and mode(0o600)".to_owned());
            self.facts.secrets.push((self.stack.clone(), candidate));
        }
    }

    /// What is called by this name is told to keep others out.
    pub(super) fn note_narrowing(&mut self) {
        if self.recording {
            self.facts.narrowing.extend(self.stack.iter().copied());
        }
    }

    /// The function that is run, or that a closure is part of.
    fn named_function(&self) -> Option<FunctionId> {
        let is_named = |id: &&FunctionId| self.unit.function(**id).kind == FunctionKind::Function;
        self.stack.iter().rev().find(is_named).copied()
    }

    /// Whether others can see what stands at a path, as far as is known.
    fn is_visible(&self, given: &Given, state: &State) -> bool {
        !given.value.texts().any(|text| {
            text.literal_prefix().starts_with("/dev/")
                || matches!(
                    self.locate(text, state),
                    Whereabouts::Site(_) | Whereabouts::Inside(_) | Whereabouts::Shared { .. }
                )
        })
    }

    /// The name that tells that a secret is written.
    fn secret_in(
        &self,
        naming: &Naming,
        function: FunctionId,
        path: &Given,
        site: &Site<'_>,
    ) -> Option<String> {
        // A file without any of these words is not looked at.
        let telling = |name: &str| self.tables.is_needle(self.unit.language, name);
        let own = self.unit.function(function);
        let current = self.stack.last().map(|id| self.unit.function(*id))?;
        let class = own.class.and_then(|class| self.unit.classes.get(class.0 as usize));
        let names = written(site.call, path).map(|value| self.names_in(value, current, |_| false));
        let names = names.unwrap_or_default();
        if names.iter().any(|name| naming.makes_temporary(name) || naming.guards(name)) {
            return None;
        }
        let mut around = vec![own.name.as_str()];
        around.extend(class.map(|class| class.name.as_str()));
        if naming.stores(&own.name)
            && let Some(name) = around.iter().find(|name| telling(name) && naming.is_secret(name))
        {
            return Some((*name).to_owned());
        }
        // What else is written, and where, is the test's choice.
        if self.runs_test() {
            return None;
        }
        let file = |text: &Text| text.split_name().1.as_literal();
        let file = path
            .value
            .texts()
            .filter_map(file)
            .find(|file| telling(file) && naming.is_secret_file(file));
        if file.is_some() {
            return file;
        }
        let path_name = names.into_iter().find(|name| telling(name) && naming.is_secret_path(name));
        if path_name.is_some() {
            return path_name;
        }
        let others = site.call.args.iter().enumerate();
        others
            .filter(|(index, _)| path.index != Some(*index))
            .flat_map(|(_, arg)| {
                self.names_in(&arg.value, current, |name| naming.is_no_secret(name))
            })
            .find(|name| telling(name) && naming.is_secret(name))
    }

    /// The names of the variables, fields and functions that a value comes from, in this function.
    /// What is called by a name that `stops` is not looked behind.
    pub(super) fn names_in(
        &self,
        value: &Value,
        function: &Function,
        stops: impl Fn(&str) -> bool,
    ) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut pending: Vec<(&Value, usize)> = vec![(value, 0)];
        let mut seen: Vec<PlaceId> = Vec::new();
        while let Some((value, steps)) = pending.pop() {
            for within in Value::within(value) {
                match within {
                    Value::Place(place) if !seen.contains(place) && seen.len() < MAX_PLACES => {
                        seen.push(*place);
                        let info = self.unit.place(*place);
                        let name = info.field_of.as_ref().map_or(&info.name, |(_, name)| name);
                        if stops(name) {
                            continue;
                        }
                        names.push(name.clone());
                        if steps < MAX_STEPS {
                            for (callee, given) in givers(*place, function) {
                                if callee.iter().any(|name| stops(name)) {
                                    continue;
                                }
                                names.extend(callee.into_iter().map(str::to_owned));
                                pending.extend(given.into_iter().map(|each| (each, steps + 1)));
                            }
                        }
                    }
                    Value::Field(_, name) => names.push(name.clone()),
                    Value::Name(name) => names.push(name.last().to_owned()),
                    _ => {}
                }
            }
        }
        names
    }
}

/// What a variable was given: the names of the functions it came from, and what these were given.
fn givers(place: PlaceId, function: &Function) -> Vec<(Vec<&str>, Vec<&Value>)> {
    let mut found = Vec::new();
    for step in function.blocks.iter().flat_map(|block| &block.steps) {
        match step {
            Step::Let { into, value, .. } if *into == place => {
                found.push((Vec::new(), vec![value]));
            }
            Step::Call(call) if call.into == Some(place) => {
                let callee = match &call.callee {
                    // `SecretKey::generate()`
                    Callee::Api(QualName(name)) | Callee::Unknown(name) => {
                        name.rsplit("::").take(2).collect()
                    }
                    _ => Vec::new(),
                };
                let given = call.args.iter().map(|arg| &arg.value).chain(&call.receiver);
                found.push((callee, given.collect()));
            }
            _ => {}
        }
    }
    found
}

//! What a program reads or executes although somebody else may have written it.

use std::rc::Rc;

use tmplint_ir::{Language, Level, Span, Tier};
use tmplint_rules::ArgSpec;

use super::noting::MADE_HERE;
use super::{Done, Site};
use crate::domain::{Abstract, Alternative, Guess, SiteId, State, Text, Whereabouts};
use crate::flow::{Candidate, Interpreter};

impl Interpreter<'_> {
    /// A path is read or executed.
    pub(super) fn read_untrusted(
        &mut self,
        path: &ArgSpec,
        runs: bool,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        let given = site.arguments.get(path);
        for each in &given {
            let mut known = false;
            self.note_list_read(&each.value);
            for text in &self.command_paths(&each.value, site, state) {
                known = true;
                match self.locate(text, state) {
                    Whereabouts::Shared { guess, origin, .. } if guess != Guess::Nobody => {
                        self.note_read(text, origin, runs, site, state);
                    }
                    // A directory to search for code in.
                    Whereabouts::SharedDirectory if runs => {
                        self.note_read(text, site.call.span, runs, site, state);
                    }
                    Whereabouts::Inside(directory) if runs => {
                        self.note_run_inside(directory, text, site);
                    }
                    _ => {}
                }
                if runs && site.name == "source" {
                    let prefix = text.literal_prefix();
                    let system = ["/etc/", "/lib/", "/usr/", "/opt/"];
                    if !system.iter().any(|directory| prefix.starts_with(directory)) {
                        self.facts.sources_unknown = true;
                    }
                }
            }
            if runs && !known && site.name == "source" {
                self.facts.sources_unknown = true;
            }
        }
        Done::default()
    }

    /// Shell: the command's own name is a path.
    pub(super) fn run_command(
        &mut self,
        command: &Abstract,
        call: &tmplint_ir::Call,
        state: &State,
    ) {
        let site = Site {
            call,
            arguments: crate::flow::Arguments::default(),
            name: "shell.command".to_owned(),
            instead: None,
        };
        for text in &self.command_paths(command, &site, state) {
            match self.locate(text, state) {
                Whereabouts::Shared { guess, origin, .. } if guess != Guess::Nobody => {
                    self.note_read(text, origin, true, &site, state);
                }
                Whereabouts::Inside(directory) => self.note_run_inside(directory, text, &site),
                _ => {}
            }
        }
    }

    /// A variable is set that names what is run, or where it is looked for.
    pub(crate) fn note_code_variable(
        &mut self,
        variable: &str,
        value: &Abstract,
        span: Span,
        state: &State,
    ) {
        if !self.recording || !self.tables.is_code_variable(self.unit.language, variable) {
            return;
        }
        let entries: Vec<Text> = value.texts().flat_map(Text::entries).collect();
        for text in &entries {
            let origin = match self.locate(text, state) {
                Whereabouts::Shared { guess, origin, .. } if guess != Guess::Nobody => origin,
                Whereabouts::SharedDirectory => span,
                _ => continue,
            };
            let shown = self.show(text);
            // A directory of the program's own, which is judged where it is made.
            let is_own = state.sites.keys().any(|site| {
                self.facts.site(*site).is_some_and(|facts| {
                    let below = shown.strip_prefix(facts.shown.as_str());
                    below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                })
            });
            if is_own {
                continue;
            }
            let message =
                format!("`{variable}` names `{shown}`, and anyone can have put code there");
            // What is added to it later leaves it there.
            let told = |known: &Candidate| known.message == message && known.span != span;
            if self.facts.candidates.values().any(told) {
                continue;
            }
            let mut candidate = Candidate::new(
                "untrusted-temp-input",
                span,
                Level::Error,
                Tier::Default,
                message,
                "runs what someone else may have written",
            );
            candidate.related.push((origin, "the name is made here".to_owned()));
            self.note(candidate);
        }
    }

    /// Something is executed in a directory; that matters if somebody else may have made it.
    fn note_run_inside(&mut self, directory: SiteId, text: &Text, site: &Site<'_>) {
        if self.recording {
            let shown = self.show(text);
            self.facts.run_inside.insert((site.call.span, directory), shown);
        }
    }

    /// The paths a value stands for; of an argument list, the command is the first. A shell looks
    /// for a command without a slash in `PATH`, wherever it is.
    fn command_paths(&self, value: &Abstract, site: &Site<'_>, state: &State) -> Vec<Text> {
        let named = self.unit.language == Language::Shell && site.name == "exec";
        if named || site.name == "shell.command" {
            let commands: Vec<Alternative> = value
                .texts()
                .map(Text::first_word)
                .filter(Text::has_slash)
                .map(|text| Alternative::Text(Rc::new(text)))
                .collect();
            return state.full_paths(&Abstract::from_alternatives(commands));
        }
        let mut paths = state.full_paths(value);
        for alternative in value.iter() {
            if let Alternative::Content(path) = alternative {
                paths.push((**path).clone());
            }
            if let Alternative::List(words) = alternative
                && let Some(command) = words.first()
            {
                paths.extend(state.full_paths(command));
            }
        }
        paths
    }

    pub(super) fn note_read(
        &mut self,
        text: &Text,
        origin: Span,
        runs: bool,
        site: &Site<'_>,
        state: &State,
    ) {
        let shown = self.show(text);
        let own = state.written.contains(shown.as_str());
        if own && !runs {
            return;
        }
        if !runs {
            self.note_orders(text, origin, site, state);
        }
        let mut candidate = if runs {
            Candidate::new(
                "untrusted-temp-input",
                site.call.span,
                Level::Error,
                Tier::Default,
                format!("`{shown}` is executed, and anyone can have put it there"),
                "runs what someone else may have written",
            )
        } else {
            Candidate::new(
                "untrusted-temp-input",
                site.call.span,
                Level::Warning,
                Tier::Pedantic,
                format!("`{shown}` is read, and anyone can have put it there"),
                "reads what someone else may have written",
            )
        };
        candidate.related.push((origin, MADE_HERE.to_owned()));
        self.note(candidate);
    }

    /// What is read tells the program what to do, to go by the name of the file or of the function
    /// that reads it. Where the file writes it too, that is to be said there.
    fn note_orders(&mut self, text: &Text, origin: Span, site: &Site<'_>, state: &State) {
        let told = |name: &str| {
            self.tables.naming(self.unit.language).is_some_and(|naming| naming.steers(name))
        };
        let running = self.stack.last().map(|id| self.unit.function(*id).name.as_str());
        let steers = told(&self.show(&text.split_name().1)) || running.is_some_and(told);
        let nested = matches!(self.locate(text, state), Whereabouts::Shared { nested: true, .. });
        if !self.recording || !steers {
            return;
        }
        let shown = self.show(text);
        let mut candidate = Candidate::new(
            "untrusted-temp-input",
            site.call.span,
            Level::Error,
            Tier::Default,
            format!("`{shown}` tells the program what to do, and anyone can have put it there"),
            "takes orders that someone else may have written",
        );
        candidate.related.push((origin, MADE_HERE.to_owned()));
        candidate.path = shown;
        self.note_handed_over(candidate, nested);
    }
}

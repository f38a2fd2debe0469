//! Builders: options given one by one, and the call at their end.

use std::rc::Rc;

use tmplint_ir::{PlaceId, Span};
use tmplint_rules::{ArgSpec, Cleanup, ExitKind, Made, Returns};

use super::directories::Taken;
use super::opening::Opening;
use super::unseen::without_children;
use super::{Done, Site};
use crate::domain::{Abstract, Alternative, Builder, State};
use crate::flow::{Candidate, Given, Interpreter};

impl Interpreter<'_> {
    /// An option is given to a builder.
    pub(super) fn build_option(
        &mut self,
        option: &str,
        site: &Site<'_>,
        state: &mut State,
    ) -> Option<Done> {
        let start =
            matches!(option, "new" | "directory" | "command" | "database" | "writer" | "argument");
        let mut builder = if start {
            Builder { options: Vec::new(), span: site.call.span }
        } else {
            site.arguments.receiver.as_ref()?.value.iter().find_map(
                |alternative| match alternative {
                    Alternative::Builder(builder) => Some((**builder).clone()),
                    _ => None,
                },
            )?
        };
        let value = site
            .arguments
            .positional
            .first()
            .map_or_else(Abstract::unknown, |given| given.value.clone());
        if builder.options.len() < 32 {
            builder.options.push((option.to_owned(), value));
        }
        let span = builder.span;
        let value = Abstract::one(Alternative::Builder(Rc::new(builder)));
        // An option given in a statement of its own stays with the builder, by whatever name it is
        // known: most take it by reference and give the same reference back.
        if !start {
            let held: Vec<PlaceId> = state
                .places
                .iter()
                .filter(|(_, value)| is_builder(value, span))
                .map(|(place, _)| place)
                .collect();
            for place in held {
                state.assign(place, value.clone());
            }
        }
        Some(Done::value(value))
    }

    /// A builder's options decide what happens.
    pub(super) fn build(
        &mut self,
        what: &str,
        path: &ArgSpec,
        site: &Site<'_>,
        state: &mut State,
    ) -> Option<Done> {
        let builder =
            site.arguments.receiver.as_ref()?.value.iter().find_map(
                |alternative| match alternative {
                    Alternative::Builder(builder) => Some(Rc::clone(builder)),
                    _ => None,
                },
            )?;
        let perm = builder.option("mode").and_then(Abstract::number);
        let directory = builder.option("directory").is_some();
        let mut paths = site.arguments.get(path);
        if let (true, Some(path)) = (paths.is_empty(), builder.option("path")) {
            let span = site.call.span;
            paths.push(Given { value: path.clone(), span, index: None });
        }
        match what {
            "exec" => {
                let ends = builder.option("command").map(|_| ExitKind::Exec);
                Some(Done { ends, ..Done::default() })
            }
            // A process that goes on by itself has what it is given.
            "spawn" => {
                builder.option("command")?;
                for (_, given) in &builder.options {
                    self.escape(&without_children(given), state);
                }
                Some(Done::default())
            }
            "open" => {
                let database = builder.option("database").is_some();
                let flags = builder.option("flags").and_then(Abstract::number).unwrap_or(0);
                let exclusive = builder.is_on("create_new") || flags & 0o200 != 0;
                let writes = exclusive
                    || database
                    || ["writer", "write", "append", "create", "truncate"]
                        .iter()
                        .any(|option| builder.is_on(option));
                let opening = Opening {
                    writes,
                    creates: exclusive || builder.is_on("create") || builder.is_on("writer"),
                    exclusive,
                    ineffective: (!exclusive && flags & 0o400_000 != 0).then_some(
                        "`O_NOFOLLOW` refuses links, but not a file or FIFO of someone else",
                    ),
                    explicit_perm: perm.is_some(),
                    perm,
                    what: database.then(|| "database".to_owned()),
                    ..Opening::default()
                };
                self.note_secret(&opening, &paths, site, state);
                Some(self.open(&paths, &opening, site, state))
            }
            // `.create` is both an option of files and the end of a directory builder.
            "directory" if directory => {
                let accepts = builder.is_on("recursive");
                let taken = Taken { itself: accepts, parents: false };
                Some(self.make_directory(&paths, perm, taken, site, state))
            }
            "command" if builder.option("command").is_some() => {
                let words = command_words(&builder);
                let printed = self.run_words(&words, site, state);
                self.stand_at_words(builder.span.cover(site.call.span), site.call.span);
                // Which stream of the process is read is not followed.
                self.escape(&printed, state);
                Some(Done::default())
            }
            "tempfile" | "tempdir" => Some(self.build_temporary(what, &builder, path, site, state)),
            _ => None,
        }
    }

    fn build_temporary(
        &mut self,
        what: &str,
        builder: &Builder,
        path: &ArgSpec,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        let is_file = what == "tempfile";
        let random = builder.option("rand_bytes").and_then(Abstract::number);
        let perm = builder.option("mode").and_then(Abstract::number);
        let keeps = builder.option("keep").and_then(Abstract::number) == Some(1);
        let action = tmplint_rules::Action::Create {
            makes: if is_file { Made::File } else { Made::Directory },
            returns: Returns::Object,
            dir: path.clone(),
            default_dir: Vec::new(),
            template: ArgSpec::default(),
            suffix: ArgSpec::default(),
            anywhere: false,
            extension: ArgSpec::default(),
            cleanup: if keeps { Cleanup::Caller } else { Cleanup::Object },
            mode: match (perm, is_file) {
                (Some(perm), _) => Some(format!("{perm:o}")),
                (None, true) => None,
                (None, false) => Some("777".to_owned()),
            },
            perm: ArgSpec::default(),
            obsolete: false,
            remark: None,
            guessable: random.is_some_and(|random| random < 6),
            inherited: false,
            flags: ArgSpec::default(),
            close_on_exec: 0,
        };
        let done = self.create(&action, site, state);
        let made = done.value.as_ref().and_then(|value| value.sites().first().copied());
        if let Some((made, _)) = made {
            let in_shared = self.facts.site(made).is_some_and(|facts| facts.in_shared);
            if let Some(random) = random.filter(|random| in_shared && *random < 4) {
                self.note(Candidate::new(
                    "weak-temp-template",
                    site.call.span,
                    tmplint_ir::Level::Warning,
                    tmplint_ir::Tier::Default,
                    format!("the name leaves {random} characters to chance"),
                    "few enough names to try them all",
                ));
            }
            let in_shared = self.facts.site(made).is_some_and(|facts| facts.in_shared);
            if let Some(perm) = perm.filter(|perm| in_shared && perm & 0o022 != 0) {
                self.note_wide_mode(made, site, perm);
            }
        }
        done
    }
}

/// Whether a value is the builder that was started here.
fn is_builder(value: &Abstract, start: Span) -> bool {
    matches!(value.0.as_slice(), [Alternative::Builder(builder)] if builder.span == start)
}

/// The words of a command that was built; the program under its name alone, since naming it has
/// been looked at.
fn command_words(builder: &Builder) -> Vec<Abstract> {
    let mut words = Vec::new();
    for (option, value) in &builder.options {
        match (option.as_str(), value.0.as_slice()) {
            ("command", _) => words.push(match value.texts().next() {
                Some(program) => Abstract::text(program.split_name().1),
                None => value.clone(),
            }),
            ("arg", _) => words.push(value.clone()),
            ("args", [Alternative::List(more)]) => words.extend(more.iter().cloned()),
            // How many these are is not known.
            ("args", _) => words.push(Abstract::unknown()),
            _ => {}
        }
    }
    words
}

//! Names, files, directories, endpoints and links that come into being.

use std::rc::Rc;

use tmplint_ir::{Language, Level, SiteKind, Span, Tier, Value};
use tmplint_rules::{Action, ArgSpec, Cleanup, Made, Returns};

use super::noting::MADE_HERE;
use super::passage::is_roomy;
use super::templates::fill_same_memory;
use super::{Done, Site, join_all};
use crate::domain::{
    Abstract, Alternative, Bits, Guess, PieceKind, SiteId, State, Text, Whereabouts,
};
use crate::flow::{
    Candidate, Given, Interpreter, Origin, Passage, SiteFacts, Use, UseKind, concatenate, written,
};

impl Interpreter<'_> {
    pub(super) fn new_site(
        &mut self,
        site: &Site<'_>,
        role: &'static str,
        kind: SiteKind,
        origin: Origin,
        path: Text,
    ) -> SiteId {
        let shown = self.show(&path);
        // A script that a program puts together ends with its host's call.
        let in_script = self.embedded == 0 && self.stack.first().is_some_and(|root| root.0 == 0);
        let (language, elsewhere) = (self.unit.language, self.elsewhere.clone());
        let id = self.site(site.call.span, role, || SiteFacts {
            span: site.call.span,
            language,
            elsewhere,
            operation: site.name.trim_start_matches('.').to_owned(),
            kind,
            origin,
            shown,
            path,
            other_names: std::collections::BTreeSet::new(),
            made_directory: false,
            in_shared: false,
            somewhere: false,
            given_up: false,
            cleanup: Cleanup::Caller,
            instead: site.instead.clone(),
            guess: Guess::Nobody,
            exclusive: origin == Origin::Created,
            wide_mode: None,
            uses: Vec::new(),
            removed: std::collections::BTreeSet::new(),
            guarded: false,
            removed_at_once: false,
            moved: false,
            in_script: false,
            registered: false,
            escaped: false,
            handed: false,
            has_descriptor: false,
            opened: false,
            used_by_name: false,
            descriptor_dropped: false,
            misremoved: None,
            left_out: None,
            listed_in: std::collections::BTreeSet::new(),
            roomy: false,
            passage: Passage::default(),
            leaks: std::collections::BTreeSet::new(),
        });
        self.site_facts(id).in_script |= in_script;
        id
    }

    /// `tmpnam`, `mktemp`: a name and nothing else.
    pub(super) fn make_name(
        &mut self,
        dir: &ArgSpec,
        out: &ArgSpec,
        cleanup: Cleanup,
        status: bool,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        let outs = site.arguments.get(out);
        // A directory that is none, or a parameter that is none by default, is the system's own.
        let dirs: Vec<Given> = site
            .arguments
            .get(dir)
            .into_iter()
            .filter(|given| {
                let absent = |alternative: &Alternative| *alternative == Alternative::Absent;
                !(given.value.iter().all(absent)
                    || given.value.iter().any(absent) && self.is_parameter(given, site))
            })
            .collect();
        // What a buffer holds from the last time round is no template.
        let template = join_all(&outs)
            .texts()
            .find(|text| text.as_site().is_none())
            .cloned()
            .unwrap_or_default();
        let chosen =
            if dirs.is_empty() { None } else { join_all(&dirs).paths().into_iter().next() };
        let id = self.new_site(site, "name", SiteKind::Name, Origin::Named, template.clone());
        let place = match (&chosen, dirs.is_empty()) {
            (Some(dir), _) => Some(self.inside(dir, state)),
            (None, false) => Some(Whereabouts::Unknown),
            (None, true) => (!template.pieces.is_empty()).then(|| self.inside(&template, state)),
        };
        let relative = dirs.is_empty()
            && self.unit.language == Language::C
            && state.directory.is_none()
            && template.pieces.first().is_some_and(|piece| match &piece.kind {
                PieceKind::Literal(start) => !start.starts_with(['/', '~']),
                _ => false,
            });
        let own_directory = self.has_own_directory();
        let facts = self.site_facts(id);
        facts.cleanup = cleanup;
        facts.exclusive = false;
        // In a directory of the program's own a name is as good as a file. Where the program is
        // started nobody knows.
        facts.in_shared = relative
            || !own_directory
                && !matches!(
                    place,
                    Some(Whereabouts::Inside(_) | Whereabouts::Site(_) | Whereabouts::Elsewhere)
                );
        facts.guess = match place {
            Some(Whereabouts::Unknown) if !dirs.is_empty() => Guess::PartlyUnknown,
            _ => Guess::Constant,
        };
        state.bear_site(id, Bits::NAMED);
        let path = Abstract::text(Text::one(PieceKind::Site(id), site.call.span));
        for given in &outs {
            if let Some(place) = written(site.call, given).and_then(Interpreter::place_of) {
                state.assign(place, path.clone());
            }
        }
        Done::value(if cleanup == Cleanup::Object {
            Abstract::one(Alternative::Object(id))
        } else if status {
            Abstract::unknown()
        } else {
            path
        })
    }

    /// Whether an attribute of a function under evaluation gives it a temporary directory of its
    /// own.
    fn has_own_directory(&self) -> bool {
        let unit = self.unit;
        self.stack
            .iter()
            .flat_map(|id| &unit.function(*id).attributes)
            .any(|attribute| self.tables.is_private(unit.language, attribute))
    }

    /// Whether an argument is a parameter of the function under evaluation, handed on.
    fn is_parameter(&self, given: &Given, site: &Site<'_>) -> bool {
        let Some(Value::Place(place)) = written(site.call, given) else { return false };
        self.stack.last().is_some_and(|function| {
            self.unit.function(*function).params.iter().any(|param| param.place == *place)
        })
    }

    /// Where something made in `directory`, or from the template `directory`, is.
    fn inside(&self, directory: &Text, state: &State) -> Whereabouts {
        match self.locate(directory, state) {
            Whereabouts::SharedDirectory => Whereabouts::Shared {
                guess: Guess::Constant,
                origin: directory.pieces.first().map_or_else(Span::default, |piece| piece.span),
                nested: false,
            },
            Whereabouts::Site(site) => Whereabouts::Inside(site),
            other => other,
        }
    }

    /// `mkstemp` and its kind.
    #[allow(clippy::too_many_lines, reason = "one creation is judged by one list of questions")]
    pub(super) fn create(&mut self, action: &Action, site: &Site<'_>, state: &mut State) -> Done {
        let Action::Create {
            makes,
            returns,
            dir,
            template,
            default_dir,
            cleanup,
            mode,
            obsolete,
            remark,
            perm,
            extension: _,
            suffix,
            anywhere,
            guessable: _,
            inherited,
            flags,
            close_on_exec,
        } = action
        else {
            return Done::default();
        };
        let kind = match makes {
            Made::File => SiteKind::File,
            Made::Directory => SiteKind::Directory,
            Made::Anonymous => SiteKind::AnonymousFile,
        };
        state.fileless = false;
        let templates = site.arguments.get(template);
        let dirs: Vec<Given> = site
            .arguments
            .get(dir)
            .into_iter()
            .filter(|given| !matches!(given.value.0.as_slice(), [Alternative::Absent]))
            .collect();
        let path = join_all(&templates)
            .texts()
            .find(|text| text.as_site().is_none())
            .cloned()
            .unwrap_or_default();
        let relative =
            self.unit.language == Language::Shell && !path.pieces.is_empty() && path.is_relative();
        let chosen = if relative { join_all(&dirs).paths().into_iter().next() } else { None };
        let place = if let Some(dir) = chosen {
            self.inside(&dir, state)
        } else if relative
            && dirs.is_empty()
            && !default_dir.is_empty()
            && site.arguments.applies(default_dir, &[])
        {
            Whereabouts::SharedDirectory
        } else if !path.pieces.is_empty() {
            self.inside(&path, state)
        } else if let Some(dir) = join_all(&dirs).paths().first() {
            self.inside(dir, state)
        } else if dirs.iter().all(|given| given.value.literal().is_none())
            && (!dirs.is_empty() || passes_keywords_on(site))
        {
            Whereabouts::Unknown
        } else {
            // No choice by the caller: the system's own directory.
            Whereabouts::SharedDirectory
        };
        let own_directory = self.has_own_directory();
        let given_template = !templates.is_empty() && self.unit.language == Language::C;
        let somewhere = matches!(place, Whereabouts::Unknown);
        let in_shared = match place {
            Whereabouts::Shared { .. } | Whereabouts::SharedDirectory => {
                !own_directory && (!given_template || !path.pieces.is_empty())
            }
            // A shell template without a directory is made in the working directory.
            _ => false,
        };
        let known = self.facts.sites.len();
        let id = self.new_site(site, "create", kind, Origin::Created, path.clone());
        let is_new = self.facts.sites.len() > known;
        let facts = self.site_facts(id);
        if is_new {
            facts.has_descriptor = *returns == Returns::Pair;
            facts.descriptor_dropped = facts.has_descriptor;
        }
        facts.opened |= matches!(returns, Returns::Descriptor | Returns::Pair);
        facts.in_shared |= in_shared;
        facts.somewhere |= somewhere;
        facts.cleanup = *cleanup;
        facts.wide_mode = mode.as_deref().and_then(|mode| i64::from_str_radix(mode, 8).ok());
        let tail = match suffix.0.as_slice() {
            [] if !anywhere => Some(0),
            _ => join_all(&site.arguments.get(suffix)).number(),
        };
        self.judge_template(&path, tail, site);
        self.judge_template_memory(&templates, site, state);
        if self.site_facts(id).wide_mode.is_some() {
            self.judge_umask(None, site, state);
        }
        let given = join_all(&site.arguments.get(perm));
        let given =
            given.literal().and_then(|text| i64::from_str_radix(&text, 8).ok()).or(given.number());
        if let Some(perm) = given.filter(|perm| perm & 0o077 != 0) {
            self.site_facts(id).wide_mode = Some(perm);
            self.note_wide_mode(id, site, perm);
        }
        if let Some(remark) = remark {
            self.note(Candidate::new(
                "nonportable-temp-api",
                site.call.span,
                Level::Note,
                Tier::Audit,
                format!("`{}`: {remark}", site.name),
                "depends on the implementation",
            ));
        }
        if *obsolete {
            let mut candidate = Candidate::new(
                "nonportable-temp-api",
                site.call.span,
                Level::Note,
                Tier::Pedantic,
                format!("`{}` is no longer maintained or exists on few systems", site.name),
                "safe, but not to be had everywhere",
            );
            candidate.instead.clone_from(&site.instead);
            self.note(candidate);
        }
        if *makes == Made::Directory
            && in_shared
            && let Some(wide) = self.site_facts(id).wide_mode.filter(|mode| mode & 0o077 != 0)
        {
            self.note(Candidate::new(
                "non-private-temp-dir",
                site.call.span,
                Level::Warning,
                Tier::Pedantic,
                format!("`{}` makes a directory with mode {wide:04o}", site.name),
                "others can look into it, as far as the umask allows",
            ));
        }
        let bits = match cleanup {
            Cleanup::Caller => Bits::LIVE,
            Cleanup::Object => Bits::OWNED,
            Cleanup::System => Bits::REMOVED,
        };
        if self.unit.language == Language::Shell {
            self.note_made_again(id, site, state);
        }
        Rc::make_mut(&mut state.fresh).insert(id);
        for directory in join_all(&dirs).paths() {
            self.note_trusted_directory(&directory, site, state);
        }
        let directory = join_all(if dirs.is_empty() { &templates } else { &dirs });
        self.site_facts(id).roomy |= is_roomy(&directory);
        self.note_fixed_directory(&directory, site);
        if *inherited {
            let given = join_all(&site.arguments.get(flags)).number();
            // Flags that are not known are taken to ask for it.
            if given.map_or(flags.is_empty(), |given| given & close_on_exec == 0) {
                Rc::make_mut(&mut state.inheritable).insert(id);
            }
        }
        state.bear_site(id, bits);
        if *cleanup == Cleanup::System {
            state.forget_site(id);
        }
        if let Some((mask, span)) = state.umask
            && mask & 0o600 != 0
            && mask & 0o077 == 0
        {
            self.note_inverted_umask(mask, span, site);
        }
        let name = Abstract::text(Text::one(PieceKind::Site(id), site.call.span));
        for given in &templates {
            let Some(written) = written(site.call, given) else { continue };
            if self.unit.language != Language::Shell
                && let Some(place) = Interpreter::place_of(written)
            {
                let before = self.text_before(written, place, state);
                let name = before.map_or_else(
                    || name.clone(),
                    |before| concatenate(&[before, name.clone()], site.call.span),
                );
                fill_same_memory(&given.value, &name, state);
                state.assign(place, name);
            }
        }
        let descriptor = Abstract::one(Alternative::Descriptor(id));
        Done::value(match returns {
            Returns::Descriptor => descriptor,
            Returns::Path => name,
            Returns::Object if *cleanup == Cleanup::System => descriptor,
            Returns::Object => Abstract::one(Alternative::Object(id)),
            Returns::Pair => Abstract::one(Alternative::List(Rc::new(vec![descriptor, name]))),
            Returns::Nothing => Abstract::unknown(),
        })
    }

    /// A site under a name of the program's choice.
    pub(super) fn chosen_site(
        &mut self,
        site: &Site<'_>,
        role: &'static str,
        kind: SiteKind,
        path: &Text,
        guess: Guess,
        exclusive: bool,
    ) -> SiteId {
        let id = self.new_site(site, role, kind, Origin::Chosen, path.clone());
        let shown = self.show(path);
        let facts = self.site_facts(id);
        if shown != facts.shown {
            facts.other_names.insert(shown);
        }
        facts.guess = guess;
        facts.exclusive = exclusive;
        facts.in_shared = true;
        id
    }

    /// `mkfifo`, `bind`.
    pub(super) fn make_endpoint(
        &mut self,
        path: &ArgSpec,
        kind: &str,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        let mut given = site.arguments.get(path);
        // A socket address is a structure, and perhaps part of a union; its path is in it.
        for each in &mut given {
            if each.value.texts().next().is_none()
                && let Some(place) = written(site.call, each).and_then(Interpreter::place_of)
            {
                let whole = self.outermost(place);
                let fields = self.members(whole, &|place| state.place(place), 0);
                each.value = each.value.join(&texts_within(&fields, 0));
            }
        }
        for each in &given {
            // The number of a descriptor.
            if each.value.literal().is_some_and(|text| text.bytes().all(|b| b.is_ascii_digit())) {
                continue;
            }
            for text in &state.full_paths(&each.value) {
                match self.locate(text, state) {
                    Whereabouts::Shared { guess, origin, .. } if guess != Guess::Nobody => {
                        let site_kind = match kind {
                            "fifo" => SiteKind::Fifo,
                            "lock" => SiteKind::File,
                            _ => SiteKind::Socket,
                        };
                        self.chosen_site(site, "endpoint", site_kind, text, guess, true);
                        let shown = self.show(text);
                        let candidate = Candidate::new(
                            "ipc-endpoint-in-shared-tmp",
                            site.call.span,
                            Level::Warning,
                            Tier::Default,
                            format!("the {kind} `{shown}` has a name anyone can take first"),
                            "made where everybody can write",
                        );
                        self.note_path(candidate, origin, shown);
                    }
                    Whereabouts::Inside(made) if state.site(made).only(Bits::REMOVED) => {
                        self.note_reuse(made, false, site, state);
                    }
                    Whereabouts::Site(named) => {
                        // It fails if the name is taken by now.
                        if state.site(named).only(Bits::REMOVED) {
                            self.note_reuse(named, true, site, state);
                        }
                        self.use_name(named, UseKind::Endpoint, site.call.span, state);
                    }
                    _ => {}
                }
            }
        }
        Done::default()
    }

    /// `symlink`, `link`, `ln`.
    pub(super) fn make_link(&mut self, path: &ArgSpec, site: &Site<'_>, state: &mut State) -> Done {
        for given in site.arguments.get(path) {
            for text in &state.full_paths(&given.value) {
                match self.locate(text, state) {
                    Whereabouts::Shared { guess, origin, .. } if guess != Guess::Nobody => {
                        self.chosen_site(site, "link", SiteKind::Link, text, guess, true);
                        let follows = self.unit.language == Language::Shell
                            && !site.arguments.options.iter().any(|(option, _)| {
                                matches!(option.as_str(), "-T" | "-n" | "--no-target-directory")
                            });
                        self.note_link(text, origin, follows, site);
                    }
                    Whereabouts::Site(named) => {
                        self.use_name(named, UseKind::CreatedExclusively, site.call.span, state);
                    }
                    _ => {}
                }
            }
        }
        Done::default()
    }

    fn note_link(&mut self, text: &Text, origin: Span, follows: bool, site: &Site<'_>) {
        let shown = self.show(text);
        let mut candidate = if follows {
            Candidate::new(
                "copy-or-move-into-shared-path",
                site.call.span,
                Level::Warning,
                Tier::Default,
                format!(
                    "`{}` puts a link at `{shown}`, where anyone can put a directory first",
                    site.name
                ),
                "lands inside of a directory that stands there",
            )
        } else {
            Candidate::new(
                "guessable-temp-name-dos",
                site.call.span,
                Level::Note,
                Tier::Pedantic,
                format!("the link `{shown}` has a name anyone can take first"),
                "fails if the name is taken",
            )
        };
        candidate.related.push((origin, MADE_HERE.to_owned()));
        self.note(candidate);
    }

    /// Something is done with a path that a name function gave.
    pub(super) fn use_name(&mut self, site: SiteId, kind: UseKind, span: Span, state: &mut State) {
        let bits = state.site(site);
        if self.recording {
            let facts = self.site_facts(site);
            let entry = Use { kind, span };
            if facts.origin == Origin::Named && !facts.uses.contains(&entry) {
                facts.uses.push(entry);
            }
        }
        if bits.has(Bits::NAMED) {
            state.set_site(site, bits.turn(Bits::NAMED, Bits::LIVE));
        }
    }
}

/// The texts in a structure and those in it.
fn texts_within(fields: &[(String, Abstract)], depth: usize) -> Abstract {
    const MAX_DEPTH: usize = 4;
    let mut found = Abstract::default();
    for alternative in fields.iter().flat_map(|(_, value)| value.iter()) {
        match alternative {
            Alternative::Text(_) => found = found.join(&Abstract::one(alternative.clone())),
            Alternative::Map(inner) if depth < MAX_DEPTH => {
                found = found.join(&texts_within(inner, depth + 1));
            }
            _ => {}
        }
    }
    found
}

/// Whether keyword arguments that are not seen are among the arguments.
fn passes_keywords_on(site: &Site<'_>) -> bool {
    site.call.args.iter().any(|arg| arg.name.as_deref() == Some("**"))
}

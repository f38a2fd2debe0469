//! Removal, dropping, keeping, and what is arranged for the end.

use std::rc::Rc;

use tmplint_ir::{
    Call, Callee, Function, Language, Level, QualName, Scope, SiteKind, Span, Step, Tier, Value,
};
use tmplint_rules::{Action, ArgSpec, Cleanup, RemoveKind, Returns};

use super::unseen::own_sites;
use super::{Done, Site, join_all};
use crate::domain::{
    Abstract, Alternative, Bits, Guess, PieceKind, SiteId, State, Text, Whereabouts,
};
use crate::flow::{Candidate, Interpreter, Leak, LeakKind, Origin};

/// Calls on the result of one another that are looked through.
const MAX_LINKS: usize = 3;

impl Interpreter<'_> {
    /// `unlink`, `rm`, `rmtree`.
    pub(super) fn remove(
        &mut self,
        path: &ArgSpec,
        how: RemoveKind,
        site: &Site<'_>,
        state: &mut State,
    ) -> Option<Done> {
        let given = site.arguments.get(path);
        if given.is_empty() {
            return None;
        }
        // `list.remove(x)` is not about files.
        if site.name.starts_with('.')
            && given
                .iter()
                .all(|given| given.value.sites().is_empty() && given.value.texts().next().is_none())
        {
            return None;
        }
        for each in &given {
            let own = (self.unit.language == Language::Rust).then(|| own_sites(&each.value));
            for (removed, path) in each.value.sites() {
                // What is in a directory is not the directory.
                if !path || own.as_ref().is_some_and(|own| !own.contains(&removed)) {
                    continue;
                }
                if how == RemoveKind::Directory && self.is_file(removed, &each.value) {
                    self.site_facts(removed).misremoved = Some(site.call.span);
                    continue;
                }
                if self.removes_only_inside(&each.value, removed) {
                    // Whoever cleans up inside is taken to know about the rest.
                    state.turn_site(removed, Bits::LIVE, Bits::ESCAPED);
                    self.mark_escaped(removed);
                } else {
                    let was = state.site(removed);
                    self.mark_removed(removed, site.call.span, state);
                    if self.is_inside_directory(&each.value, removed) {
                        state.set_site(removed, was.turn(Bits::LIVE, Bits::CLEARED));
                    }
                }
            }
            self.note_unchecked_removal(&each.value, site, state);
            for text in &state.full_paths(&each.value) {
                if let Whereabouts::Shared { guess, origin, .. } = self.locate(text, state) {
                    self.remove_chosen(text, &guess, origin, site, state);
                }
            }
        }
        // Failing to remove is no way to keep a file.
        Some(Done { raising: Some(state.clone()), ..Done::default() })
    }

    /// Whether a value is nothing but the path of a file, which only looks like a directory to
    /// what removes it.
    fn is_file(&self, site: SiteId, value: &Abstract) -> bool {
        let itself = value.iter().all(|alternative| match alternative {
            Alternative::Text(text) => text.as_site() == Some(site),
            _ => false,
        });
        itself && self.facts.site(site).is_some_and(|facts| facts.kind == SiteKind::File)
    }

    /// Shell: whether what is removed is something inside of or beside a site: `rm "$dir/list"`.
    /// The other languages' calls for the directory itself are often not seen.
    fn removes_only_inside(&self, value: &Abstract, site: SiteId) -> bool {
        self.unit.language == Language::Shell
            && value.iter().all(|alternative| match alternative {
                Alternative::Text(text) => match text.pieces.as_slice() {
                    [first, rest, ..] if first.kind == PieceKind::Site(site) => match &rest.kind {
                        // A pattern or list of endings matches the name without any.
                        PieceKind::Literal(rest) => {
                            !rest.starts_with(['*', '{', '?'])
                                && !matches!(&**rest, "/" | "/." | "//")
                        }
                        _ => false,
                    },
                    _ => false,
                },
                _ => false,
            })
    }

    /// Whether a value is nothing but paths inside of a directory.
    fn is_inside_directory(&self, value: &Abstract, site: SiteId) -> bool {
        let inside = |alternative: &Alternative| match alternative {
            Alternative::Text(text) => match text.pieces.as_slice() {
                [first, rest, more @ ..] => {
                    first.kind == PieceKind::Site(site)
                        && matches!(&rest.kind, PieceKind::Literal(rest)
                            if rest.starts_with('/') && (rest.len() > 1 || !more.is_empty()))
                }
                _ => false,
            },
            _ => false,
        };
        self.facts.site(site).is_some_and(|facts| facts.kind == SiteKind::Directory)
            && value.iter().all(inside)
    }

    fn remove_chosen(
        &mut self,
        text: &Text,
        guess: &Guess,
        origin: Span,
        site: &Site<'_>,
        state: &mut State,
    ) {
        let shown = self.show(text);
        if *guess != Guess::Nobody && shown.contains(['*', '?']) {
            let mut candidate = Candidate::new(
                "unsafe-shared-cleanup",
                site.call.span,
                Level::Warning,
                Tier::Default,
                format!("`{shown}` also matches what others put there"),
                "removes files by a pattern where everybody can create them",
            );
            // To empty the whole directory is to clean up an image or a dead system: on a live one
            // nothing would go on.
            if self.unit.language == Language::Shell && whole_directory(text) {
                candidate.tier = Tier::Pedantic;
            }
            candidate.related.push((origin, "the pattern is made here".to_owned()));
            self.note(candidate);
        }
        if self.recording && *guess != Guess::Nobody {
            self.facts.removed_paths.insert(shown.clone());
        }
        for id in self.sites_named(&shown, state) {
            self.mark_removed(id, site.call.span, state);
        }
        if state.own.contains(shown.as_str()) {
            Rc::make_mut(&mut state.own).remove(shown.as_str());
        }
        Rc::make_mut(&mut state.removed).insert(shown.into(), site.call.span);
    }

    /// The directories this program made, or tried to make, under this path.
    pub(super) fn directories_named(&self, path: &Text, state: &State) -> Vec<SiteId> {
        let shown = self.show(&state.full_path(path));
        self.sites_named(&shown, state)
    }

    /// The sites whose chosen path is shown like this.
    fn sites_named(&self, shown: &str, state: &State) -> Vec<SiteId> {
        state
            .sites
            .keys()
            .copied()
            .filter(|id| self.facts.site(*id).is_some_and(|facts| facts.shown == shown))
            .collect()
    }

    pub(crate) fn mark_removed(&mut self, site: SiteId, span: Span, state: &mut State) {
        let bits = state.site(site);
        if bits != Bits::default() {
            // A shell script removes what stood in its way and makes its own.
            let refused =
                if self.unit.language == Language::Shell { Bits::REFUSED } else { Bits::LIVE };
            let gone = bits
                .turn(refused, Bits::REMOVED)
                .turn(Bits::LIVE, Bits::REMOVED)
                .turn(Bits::CLEARED, Bits::REMOVED)
                .turn(Bits::OWNED, Bits::REMOVED)
                .turn(Bits::NAMED, Bits::NAMED);
            state.set_site(site, gone);
        }
        if self.recording {
            let at_once = state.fresh.contains(&site);
            let facts = self.site_facts(site);
            facts.removed.insert(span);
            facts.removed_at_once |= at_once;
            self.note_guarded(site, state);
        }
    }

    /// `close`, `drop`, `cleanup`.
    pub(super) fn close(
        &mut self,
        handle: &ArgSpec,
        removes: bool,
        site: &Site<'_>,
        state: &mut State,
    ) -> Option<Done> {
        for each in &site.arguments.get(handle) {
            state.settle_inheritance(&each.value);
            if removes {
                self.drop_owned(&each.value, state);
            }
        }
        Some(Done::default())
    }

    /// An object that removes its file goes away.
    pub(crate) fn drop_owned(&mut self, value: &Abstract, state: &mut State) {
        for alternative in value.iter() {
            if let Alternative::Object(site) = alternative {
                state.turn_site(*site, Bits::OWNED, Bits::REMOVED);
            }
        }
    }

    /// Python: an object that only a temporary refers to is gone once a field of it is read.
    pub(crate) fn release_temporary(
        &mut self,
        written: &Value,
        result: &Abstract,
        state: &mut State,
    ) {
        if self.unit.language != Language::Python {
            return;
        }
        let Value::Field(base, _) = written else { return };
        let Value::Place(place) = &**base else { return };
        if self.unit.place(*place).scope != Scope::Temporary {
            return;
        }
        let held = self.read_place(*place, state);
        let keeps = result.iter().any(|alternative| {
            matches!(alternative, Alternative::Object(_) | Alternative::Descriptor(_))
        });
        if !keeps {
            self.drop_owned(&held, state);
        }
    }

    /// The same for what stands in a call's arguments.
    pub(super) fn release_temporaries(
        &mut self,
        call: &Call,
        values: &[Abstract],
        receiver: Option<&Abstract>,
        state: &mut State,
    ) {
        if self.unit.language != Language::Python {
            return;
        }
        for (arg, value) in call.args.iter().zip(values) {
            self.release_temporary(&arg.value, value, state);
        }
        if let (Some(written), Some(value)) = (&call.receiver, receiver) {
            self.release_temporary(written, value, state);
        }
    }

    /// The name of a file that is gone by the time the caller gets it.
    pub(crate) fn note_freed_name(
        &mut self,
        returned: &Abstract,
        span: Span,
        entry: &State,
        end: &State,
    ) {
        let drops = self.tables.destructor(self.unit.language).is_some();
        // Where a function of the file uses such a name, that is to be said there.
        let told = match self.unit.language {
            Language::Python | Language::C => true,
            _ => drops && self.stack.len() <= 1,
        };
        if !told {
            return;
        }
        // What is handed out together with its owner stays.
        let owned = returned.objects();
        let named = |text: &Text| if drops { text.sites().next() } else { text.as_site() };
        for made in returned.texts().filter_map(named).filter(|made| !owned.contains(made)) {
            let bits = end.site(made);
            let Some(facts) = self.facts.site(made) else { continue };
            // An object that nothing else refers to goes with the function.
            let dropped = facts.cleanup == Cleanup::Object
                && bits.only(Bits::OWNED)
                && !self.is_held_outside(made, end);
            if facts.origin != Origin::Created
                || !facts.in_shared
                || entry.sites.contains_key(&made) && !bits.has(Bits::BORN)
                || !(dropped || bits.only(Bits::REMOVED))
                || self.facts.credited.contains(&made)
            {
                continue;
            }
            let (created, operation) = (facts.span, facts.operation.clone());
            let mut candidate = Candidate::new(
                "temp-name-reuse-after-delete",
                span,
                Level::Error,
                Tier::Default,
                format!(
                    "the name that `{operation}` reserved is returned after its file was removed"
                ),
                "the caller gets a name that anyone can take",
            );
            candidate.related.push((created, "reserved here".to_owned()));
            self.note(candidate);
        }
    }

    /// Whether a place that outlives the function holds the object.
    fn is_held_outside(&self, made: SiteId, state: &State) -> bool {
        let own = self.stack.last().map(|id| self.unit.function(*id));
        let given =
            |place| own.is_some_and(|own| own.params.iter().any(|param| param.place == place));
        state.places.iter().any(|(place, value)| {
            let local = matches!(self.unit.place(place).scope, Scope::Local | Scope::Temporary);
            (!local || given(place)) && value.sites().iter().any(|(held, _)| *held == made)
        })
    }

    /// `.path()`.
    pub(super) fn path_of(&mut self, from: &ArgSpec, site: &Site<'_>) -> Done {
        let mut value = Abstract::default();
        for given in site.arguments.get(from) {
            for alternative in given.value.iter() {
                value = value.join(&match alternative {
                    Alternative::Object(made) => {
                        Abstract::text(Text::one(PieceKind::Site(*made), site.call.span))
                    }
                    Alternative::Text(_) => Abstract::one(alternative.clone()),
                    _ => Abstract::unknown(),
                });
            }
        }
        Done::value(value)
    }

    /// `.keep()`, `.into_path()`, `mem::forget`: nobody removes it any more.
    pub(super) fn keep(
        &mut self,
        handle: &ArgSpec,
        returns: Returns,
        site: &Site<'_>,
        state: &mut State,
    ) -> Option<Done> {
        let mut value = Abstract::default();
        let mut any = false;
        for given in site.arguments.get(handle) {
            for alternative in given.value.iter() {
                let Alternative::Object(made) = alternative else { continue };
                any = true;
                state.turn_site(*made, Bits::OWNED, Bits::LIVE);
                let facts = self.site_facts(*made);
                facts.given_up = true;
                // Wherever it is: whoever takes over from what would remove it is to remove it.
                facts.in_shared |= facts.somewhere;
                let path = Abstract::text(Text::one(PieceKind::Site(*made), site.call.span));
                value = value.join(&match returns {
                    Returns::Path => path,
                    Returns::Pair
                        if self
                            .facts
                            .site(*made)
                            .is_some_and(|facts| facts.kind == SiteKind::Directory) =>
                    {
                        path
                    }
                    Returns::Pair => {
                        let descriptor = Abstract::one(Alternative::Descriptor(*made));
                        Abstract::one(Alternative::List(Rc::new(vec![descriptor, path])))
                    }
                    _ => Abstract::unknown(),
                });
            }
        }
        if !any {
            return self.keep_unseen(returns, site, state);
        }
        Some(Done::value(value))
    }

    /// The same of what a function gave that is not seen, but says that it makes such a thing:
    /// `new_temp_dir().into_path()`.
    fn keep_unseen(
        &mut self,
        returns: Returns,
        site: &Site<'_>,
        state: &mut State,
    ) -> Option<Done> {
        let naming = self.tables.naming(self.unit.language)?;
        let function = self.unit.function(*self.stack.last()?);
        let maker = maker_of(site.call.receiver.as_ref()?, function)?;
        if returns == Returns::Nothing || !naming.makes_temporary(maker) {
            return None;
        }
        let path = Text::default();
        let made = self.new_site(site, "create", SiteKind::Directory, Origin::Created, path);
        let facts = self.site_facts(made);
        facts.in_shared = true;
        facts.given_up = true;
        facts.cleanup = Cleanup::Object;
        state.bear_site(made, Bits::LIVE);
        Some(Done::value(Abstract::text(Text::one(PieceKind::Site(made), site.call.span))))
    }

    /// `CELL.set(x)`: what is put into a static is never dropped.
    pub(super) fn hold(
        &mut self,
        handle: &ArgSpec,
        site: &Site<'_>,
        state: &mut State,
    ) -> Option<Done> {
        let place = site.call.receiver.as_ref().and_then(Self::place_of)?;
        if self.unit.place(place).scope != Scope::Global
            || !self.tables.statics_stay(self.unit.language)
        {
            return None;
        }
        let given = join_all(&site.arguments.get(handle));
        let held = self.result_of(&given, &[], site, state);
        self.note_held(&held, site.call.span);
        for (made, _) in held.sites() {
            state.turn_site(made, Bits::OWNED, Bits::ESCAPED);
        }
        state.assign(place, held);
        Some(Done::default())
    }

    /// Objects that remove their files when they are dropped are kept in a static.
    pub(crate) fn note_held(&mut self, held: &Abstract, span: Span) {
        if !self.recording {
            return;
        }
        for alternative in held.iter() {
            let Alternative::Object(made) = alternative else { continue };
            let facts = self.site_facts(*made);
            if facts.cleanup == Cleanup::Object {
                facts.leaks.insert(Leak { span, kind: LeakKind::Static });
            }
        }
    }

    /// `atexit`, `addCleanup`.
    pub(super) fn at_exit(
        &mut self,
        action: &ArgSpec,
        with: &ArgSpec,
        site: &Site<'_>,
        state: &mut State,
    ) -> Done {
        let action = join_all(&site.arguments.get(action));
        let with = join_all_lists(&site.arguments.get_all(with));
        for alternative in action.iter() {
            match alternative {
                Alternative::Function(function) => {
                    Rc::make_mut(&mut state.at_exit).insert(*function);
                    for (made, _) in &with {
                        self.register(*made, site.call.span, state);
                    }
                }
                Alternative::Name(name) => {
                    let removes = self.tables.api(self.unit.language, &name.0).is_some_and(|api| {
                        api.effects()
                            .iter()
                            .any(|effect| matches!(effect.action, Action::Remove { .. }))
                    });
                    for (made, _) in &with {
                        if removes {
                            self.register(*made, site.call.span, state);
                        } else {
                            state.turn_site(*made, Bits::LIVE, Bits::ESCAPED);
                            self.mark_escaped(*made);
                        }
                    }
                }
                _ => {
                    for (made, _) in &with {
                        self.register(*made, site.call.span, state);
                    }
                }
            }
        }
        // A bound method of the object, a closure: whatever it reaches is its business.
        self.escape(&action, state);
        Done::default()
    }

    fn register(&mut self, made: SiteId, span: Span, state: &mut State) {
        state.turn_site(made, Bits::LIVE, Bits::REGISTERED);
        if self.recording {
            let facts = self.site_facts(made);
            facts.registered = true;
            facts.removed.insert(span);
        }
    }
}

/// The name of the function that is not seen and gave a value.
fn maker_of<'u>(value: &Value, function: &'u Function) -> Option<&'u str> {
    let mut place = Interpreter::place_of(value)?;
    for _ in 0..MAX_LINKS {
        let steps = function.blocks.iter().flat_map(|block| &block.steps);
        let call = steps.into_iter().find_map(|step| match step {
            Step::Call(call) if call.into == Some(place) => Some(call),
            _ => None,
        })?;
        match &call.callee {
            Callee::Unknown(name) | Callee::Api(QualName(name)) => {
                return name.rsplit("::").next();
            }
            // `make().unwrap()`
            Callee::Method(_) if call.args.is_empty() => {
                place = Interpreter::place_of(call.receiver.as_ref()?)?;
            }
            _ => return None,
        }
    }
    None
}

fn join_all_lists(given: &[crate::flow::Given]) -> Vec<(SiteId, bool)> {
    given.iter().flat_map(|given| given.value.sites()).collect()
}

/// Whether a pattern matches all there is in a directory.
fn whole_directory(text: &Text) -> bool {
    let (directory, name) = text.split_name();
    let all = ["*", ".*", "*.*", "{*,.*}", "{.*,*}", ".[!.]*", "..?*", ".??*"];
    directory.pieces.len() == 1
        && !directory.literal_prefix().trim_start_matches('/').is_empty()
        && name.as_literal().is_some_and(|name| all.contains(&name.as_str()))
}

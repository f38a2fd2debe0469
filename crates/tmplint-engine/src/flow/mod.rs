//! Runs a file's functions over abstract states and notes what happens to files.

mod arguments;
mod branch;
mod cleanup;
mod concatenation;
mod conditions;
mod dynamic;
mod expression;
mod facts;
mod followed;
mod footprint;
mod format;
mod function;
mod liveness;
mod members;
mod order;
mod pretending;
mod refused;
mod relevance;
mod removals;
mod structures;
mod ways_out;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use tmplint_ir::{
    Callee, ClassId, FunctionId, FunctionKind, Language, PlaceId, Scope, Script, Span, Step, Unit,
    Value,
};
use tmplint_rules::{Action, Cleanup, Tables};

use crate::domain::{
    Abstract, Bits, PlaceSet, Places, SiteId, State, Text, Trap, Whereabouts, classify,
};
use crate::effects::{WrittenScript, WrittenTo};
use crate::{Extent, LowerScript};

pub(crate) use arguments::{Arguments, Given, written};
pub(crate) use concatenation::{
    as_texts, concatenate, dollar_text, format_text, join_paths, printed_text,
};
pub(crate) use expression::{as_on_other_system, extended, source_value};
pub(crate) use facts::{
    Candidate, Facts, Handed, Leak, LeakKind, Origin, Passage, SiteFacts, Use, UseKind,
};
pub(crate) use format::{Slot, dollar};

/// What the analysis of one root and all it calls may cost, and that of a whole file; see
/// [`Interpreter::burn`]. Reached only by machine-made code; what is not visited gives no findings.
const ROOT_FUEL: usize = 30_000;
const FILE_FUEL: usize = 600_000;

/// What a function may cost that is run again by itself, and all of these of a file.
const RETRY_FUEL: usize = 3_000;
const RETRIES_FUEL: usize = 30_000;

/// Runs what matters and gives what was noted.
pub(crate) fn run(unit: &Unit, tables: &Tables, extent: Extent, lower: &LowerScript<'_>) -> Facts {
    let mut interpreter = Interpreter::new(unit, tables, lower);
    let relevant = match extent {
        Extent::Relevant => relevance::relevant_functions(unit, tables),
        Extent::Everything => vec![true; unit.functions.len()],
    };
    interpreter.run(&relevant);
    interpreter.into_facts()
}

/// The state of the analysis of one file.
pub(crate) struct Interpreter<'a> {
    pub(crate) unit: &'a Unit,
    pub(crate) tables: &'a Tables,
    /// Turns the text of a script into a unit.
    pub(crate) lower: &'a LowerScript<'a>,
    /// How many scripts inside of each other this unit is: zero for a file.
    pub(crate) embedded: usize,
    /// The script is run by the shell that reads it, which goes on at its end.
    pub(crate) goes_on: bool,
    /// The scripts that were lowered.
    pub(crate) scripts: HashMap<Script, Rc<Unit>>,
    /// Scripts that are written piece by piece, by where they start.
    pub(crate) written_scripts: BTreeMap<Span, WrittenScript>,
    /// Which of them is written to a file.
    pub(crate) writing: HashMap<WrittenTo, Span>,
    /// Where this script runs, if that is not where its host does.
    pub(crate) elsewhere: Option<Rc<str>>,
    pub(crate) facts: Facts,
    /// Whether what happens is noted: only once the states have settled.
    pub(crate) recording: bool,
    /// The functions under evaluation, outermost first.
    pub(crate) stack: Vec<FunctionId>,
    site_index: HashMap<(Span, &'static str), SiteId>,
    /// The fields of places, in the order in which the file mentions them.
    fields: HashMap<PlaceId, Vec<(&'a str, PlaceId)>>,
    /// The sites that existed when each copy of the shell under evaluation was started.
    pub(crate) inherited: Vec<Rc<BTreeMap<SiteId, Bits>>>,
    /// States in which the handlers under evaluation end the shell.
    handler_ends: Vec<State>,
    /// What calls came to that were followed from the root under evaluation.
    followed: followed::Followed,
    /// What functions may look at; none if that cannot be told.
    footprints: HashMap<FunctionId, Option<Rc<footprint::Footprint>>>,
    fuel: usize,
    file_fuel: usize,
    orders: HashMap<FunctionId, Rc<order::Order>>,
    private_places: HashSet<PlaceId>,
    /// By index: whether the place lives in one call of one function.
    own_places: PlaceSet,
    dynamic: dynamic::DynamicScopes,
    liveness: HashMap<FunctionId, Rc<liveness::Liveness>>,
    removals: HashMap<FunctionId, Rc<removals::Removals>>,
    /// The block of each function under evaluation, outermost first.
    pub(crate) blocks: Vec<usize>,
    /// The functions this pass has run.
    evaluated: BTreeSet<FunctionId>,
    /// Those among them that were run to their ends while it was noted what happens.
    finished: BTreeSet<FunctionId>,
    /// Whether the fuel of some root did not suffice in this pass.
    ran_dry: bool,
    /// What globals and members hold at the ends of functions.
    shared_places: BTreeMap<PlaceId, Abstract>,
    /// Members by the class that has them.
    members: HashMap<(ClassId, &'a str), PlaceId>,
    /// Members that only one class of the file has, by name.
    telling_members: HashMap<&'a str, PlaceId>,
    /// The calls of the file's functions under evaluation, and where what they give begins.
    pub(crate) giving: Vec<Giving>,
    /// How many calls of each function the file holds, by index.
    pub(crate) call_counts: Vec<usize>,
    /// What each function under evaluation has yielded so far.
    yielded: Vec<Abstract>,
    /// The program's options with what they are if nobody gives them.
    pub(crate) options: BTreeMap<String, Abstract>,
    /// Files whose only owner went away with the function that made them, while a global or
    /// member still holds the name.
    freed: BTreeMap<SiteId, Bits>,
    /// Shell: what was judged as written after a trap may have removed it, by the trap's place.
    pub(crate) judged_again: HashSet<(SiteId, Span)>,
    /// Shell: variables that were empty when the action of the trap at this place read them.
    pub(crate) early_targets: HashSet<(Span, PlaceId)>,
    /// The same for tests, whose values are not those of the program.
    tested_places: BTreeMap<PlaceId, Abstract>,
    /// Buffers that the results of calls stand for, and whether these point behind their text.
    pub(crate) buffers: HashMap<PlaceId, (PlaceId, bool)>,
    /// Shell: the traps that the script's own code sets. They hold in functions that are called
    /// in ways that are not seen: `run_logged build`.
    pub(crate) script_traps: BTreeMap<String, Trap>,
}

/// Adds what places may hold to what is known of them.
fn learn(known: &mut BTreeMap<PlaceId, Abstract>, more: &BTreeMap<PlaceId, Abstract>) {
    for (place, value) in more {
        let known = known.entry(*place).or_default();
        *known = known.join(value);
    }
}

impl<'a> Interpreter<'a> {
    pub(crate) fn new(unit: &'a Unit, tables: &'a Tables, lower: &'a LowerScript<'a>) -> Self {
        let mut fields: HashMap<PlaceId, Vec<(&str, PlaceId)>> = HashMap::new();
        for (place, id) in unit.places.iter().zip((0..).map(PlaceId)) {
            if let Some((base, name)) = &place.field_of {
                fields.entry(*base).or_default().push((name, id));
            }
        }
        let dynamic = dynamic::DynamicScopes::new(unit);
        let own_places = (0_u32..).map(PlaceId).zip(liveness::own_places(unit));
        let own_places: PlaceSet =
            own_places.map(|(id, own)| own && !dynamic.is_seen(id)).collect();
        Self {
            unit,
            tables,
            lower,
            embedded: 0,
            goes_on: false,
            scripts: HashMap::new(),
            written_scripts: BTreeMap::new(),
            writing: HashMap::new(),
            elsewhere: None,
            facts: Facts::default(),
            recording: false,
            stack: Vec::new(),
            site_index: HashMap::new(),
            fields,
            inherited: Vec::new(),
            handler_ends: Vec::new(),
            followed: followed::Followed::default(),
            footprints: HashMap::new(),
            fuel: 0,
            file_fuel: 0,
            orders: HashMap::new(),
            private_places: liveness::private_places(unit, &own_places),
            own_places,
            dynamic,
            liveness: HashMap::new(),
            removals: HashMap::new(),
            blocks: Vec::new(),
            evaluated: BTreeSet::new(),
            finished: BTreeSet::new(),
            ran_dry: false,
            shared_places: BTreeMap::new(),
            members: members_of(unit),
            telling_members: telling_members(unit, tables),
            giving: Vec::new(),
            call_counts: call_counts(unit),
            yielded: Vec::new(),
            options: BTreeMap::new(),
            freed: BTreeMap::new(),
            judged_again: HashSet::new(),
            early_targets: HashSet::new(),
            tested_places: BTreeMap::new(),
            buffers: HashMap::new(),
            script_traps: BTreeMap::new(),
        }
    }

    fn run(&mut self, relevant: &[bool]) {
        if self.unit.functions.is_empty() {
            return;
        }
        let called = self.called_functions();
        let roots: Vec<FunctionId> = self
            .function_ids()
            .filter(|id| {
                let kind = self.unit.function(*id).kind;
                relevant[id.0 as usize]
                    && (kind == FunctionKind::TopLevel
                        || (kind == FunctionKind::Function && !called.contains(id)))
            })
            .collect();
        // Once to learn what globals and members hold, once to note what happens.
        for recording in [false, true] {
            self.recording = recording;
            self.file_fuel = FILE_FUEL;
            self.evaluated.clear();
            self.finished.clear();
            self.ran_dry = false;
            for &root in &roots {
                self.run_root(root, ROOT_FUEL);
            }
            let rest: Vec<FunctionId> = self
                .function_ids()
                .filter(|id| {
                    relevant[id.0 as usize]
                        && !self.evaluated.contains(id)
                        && self.unit.function(*id).kind != FunctionKind::Handler
                })
                .collect();
            for id in rest {
                if !self.evaluated.contains(&id) {
                    self.run_root(id, ROOT_FUEL);
                }
            }
            if recording && self.ran_dry {
                self.retry(relevant, &roots);
            }
        }
        self.fuel = ROOT_FUEL;
        self.run_written_scripts();
        self.note_left_out();
        self.judge_masks_left();
    }

    /// Runs by themselves the functions that the fuel of those who call them did not reach.
    fn retry(&mut self, relevant: &[bool], roots: &[FunctionId]) {
        self.file_fuel = self.file_fuel.min(RETRIES_FUEL);
        for id in self.function_ids() {
            let missed = relevant[id.0 as usize]
                && self.unit.function(id).kind == FunctionKind::Function
                && !self.finished.contains(&id)
                && roots.binary_search(&id).is_err();
            if missed {
                self.run_root(id, RETRY_FUEL);
            }
        }
    }

    fn run_root(&mut self, root: FunctionId, fuel: usize) {
        let mut state = State::default();
        if root.0 != 0 {
            let mut places = self.shared_places.clone();
            if self.unit.function(root).is_test() {
                learn(&mut places, &self.tested_places);
            }
            state.places = places.into_iter().collect();
            state.at_exit = Rc::new(self.registered_by_attribute());
            state.traps = Rc::new(self.script_traps.clone());
            for (site, bits) in &self.freed {
                let owned =
                    self.facts.site(*site).is_some_and(|site| site.cleanup == Cleanup::Object);
                if owned && bits.only(Bits::REMOVED) {
                    state.set_site(*site, *bits);
                }
            }
        }
        for param in &self.unit.function(root).params {
            let mut value = Abstract::unknown();
            if let Some(default) = &param.default {
                let given = self.evaluate(default, &mut state);
                value = given.join(&value);
            }
            state.assign(param.place, value);
        }
        self.followed.clear();
        let fuel = fuel.min(self.file_fuel);
        self.fuel = fuel;
        let before = Rc::clone(&state.sites);
        if let Some((end, value)) = self.run_function(root, state) {
            self.learn_shared_places(root, &before, &end, &value);
        }
        self.file_fuel -= fuel - self.fuel;
        self.ran_dry |= self.fuel == 0;
    }

    /// A script that is looked at by itself has as much as a function of the file.
    pub(crate) fn refuel(&mut self) {
        if self.embedded == 0 {
            let fuel = ROOT_FUEL.min(self.file_fuel);
            self.file_fuel -= fuel.saturating_sub(self.fuel);
            self.fuel = fuel.max(self.fuel);
        }
    }

    /// Pays for visiting a block in a state; the cost is that of copying the state. Says whether
    /// there was fuel left.
    fn burn(&mut self, state: &State) -> bool {
        let cost = 1 + state.places.len() / 256 + state.sites.len() / 256;
        let enough = self.fuel >= cost;
        self.fuel = self.fuel.saturating_sub(cost);
        enough
    }

    fn learn_shared_places(
        &mut self,
        root: FunctionId,
        before: &BTreeMap<SiteId, Bits>,
        end: &State,
        value: &Abstract,
    ) {
        // A member stands for those of all values of its type: only of one that is handed out it is
        // seen that it outlives the owner.
        let outlives = |site: &SiteId| {
            self.unit.language != Language::Rust
                || (!value.objects().contains(site)
                    && value.sites().iter().any(|(handed, _)| handed == site))
        };
        let mut shared: BTreeMap<PlaceId, Abstract> = BTreeMap::new();
        for (place, value) in end.places.iter() {
            if matches!(self.unit.place(place).scope, Scope::Global | Scope::Member(_)) {
                for (site, path) in value.sites() {
                    if !path {
                        self.site_facts(site).descriptor_dropped = false;
                    }
                    let bits = end.site(site);
                    if path
                        && bits != Bits::default()
                        && !before.contains_key(&site)
                        && outlives(&site)
                    {
                        let known = self.freed.entry(site).or_default();
                        *known = known.with(bits);
                    }
                }
                shared.insert(place, value.clone());
            }
        }
        let tests = self.unit.function(root).is_test();
        learn(if tests { &mut self.tested_places } else { &mut self.shared_places }, &shared);
    }

    /// Functions that an attribute registers to run at the end (`@atexit.register`).
    fn registered_by_attribute(&self) -> BTreeSet<FunctionId> {
        self.function_ids()
            .filter(|id| {
                self.unit.function(*id).attributes.iter().any(|attribute| {
                    self.tables.api(self.unit.language, &attribute.0).is_some_and(|api| {
                        api.effects()
                            .iter()
                            .any(|effect| matches!(effect.action, Action::AtExit { .. }))
                    })
                })
            })
            .collect()
    }

    fn function_ids(&self) -> impl Iterator<Item = FunctionId> + use<> {
        (0..u32::try_from(self.unit.functions.len()).unwrap_or(0)).map(FunctionId)
    }

    fn called_functions(&self) -> BTreeSet<FunctionId> {
        let mut called = BTreeSet::new();
        for (index, function) in self.unit.functions.iter().enumerate() {
            for step in function.blocks.iter().flat_map(|block| &block.steps) {
                if let Step::Call(call) = step
                    && let Callee::Local(id) = call.callee
                    && id.0 as usize != index
                {
                    called.insert(id);
                }
            }
        }
        called
    }

    /// Hands over what an interpreter of a script has in common with that of its host.
    pub(crate) fn share(&mut self, other: &mut Interpreter<'_>) {
        std::mem::swap(&mut self.facts, &mut other.facts);
        std::mem::swap(&mut self.site_index, &mut other.site_index);
        std::mem::swap(&mut self.scripts, &mut other.scripts);
        std::mem::swap(&mut self.fuel, &mut other.fuel);
    }

    fn into_facts(self) -> Facts {
        self.facts
    }

    /// The site of an operation; made once, however often the operation is evaluated.
    pub(crate) fn site(
        &mut self,
        span: Span,
        role: &'static str,
        make: impl FnOnce() -> SiteFacts,
    ) -> SiteId {
        if let Some(&id) = self.site_index.get(&(span, role)) {
            return id;
        }
        let id = SiteId(u32::try_from(self.facts.sites.len()).unwrap_or(u32::MAX));
        self.facts.sites.push(make());
        self.site_index.insert((span, role), id);
        id
    }

    pub(crate) fn site_facts(&mut self, site: SiteId) -> &mut SiteFacts {
        &mut self.facts.sites[site.0 as usize]
    }

    /// Where a path is, taking into account the directories this program made.
    pub(crate) fn locate(&self, text: &Text, state: &State) -> Whereabouts {
        let plain = text.without_scheme(self.tables.path_schemes(self.unit.language));
        let text = plain.as_ref().unwrap_or(text);
        let place = classify(text, self.tables.shared_directories(), state);
        if state.other_system
            && matches!(place, Whereabouts::Shared { .. } | Whereabouts::SharedDirectory)
        {
            return Whereabouts::Elsewhere;
        }
        if let Whereabouts::Shared { nested: true, .. } = place {
            let shown = self.show(text);
            for (site, facts) in self.facts.sites.iter().enumerate() {
                let site = SiteId(u32::try_from(site).unwrap_or(u32::MAX));
                let below = |directory: &str| {
                    let directory = directory.trim_end_matches('/');
                    shown.strip_prefix(directory).is_some_and(|rest| rest.starts_with('/'))
                };
                if facts.made_directory
                    && state.sites.contains_key(&site)
                    && (below(&facts.shown) || facts.other_names.iter().any(|name| below(name)))
                {
                    return Whereabouts::Inside(site);
                }
            }
        }
        place
    }

    /// Whether a file is not this copy of the shell's to remove: the shell it was copied from
    /// made it, and lives on.
    pub(crate) fn is_inherited(&self, site: SiteId) -> bool {
        self.inherited.last().is_some_and(|sites| sites.contains_key(&site))
    }

    /// A path as people see it, and as paths are compared.
    pub(crate) fn show(&self, text: &Text) -> String {
        let shown = text.show(|site| {
            self.facts.sites.get(site.0 as usize).map_or_else(String::new, SiteFacts::name)
        });
        if shown.contains("//") { shown.replace("//", "/") } else { shown }
    }

    /// Leaves a caller's own variables behind, which a callee cannot see, and gives them.
    pub(crate) fn set_own_places_aside(&self, state: &mut State) -> Places {
        state.places.take(&self.own_places)
    }

    /// The place of a member that a class has itself.
    pub(crate) fn member_place(&self, class: ClassId, name: &str) -> Option<PlaceId> {
        self.members.get(&(class, name)).copied()
    }

    /// The field place `name` of `base`, if the file mentions it.
    pub(crate) fn field_place(&self, base: PlaceId, name: &str) -> Option<PlaceId> {
        let fields = self.fields.get(&base)?;
        fields.iter().find(|(known, _)| *known == name).map(|(_, place)| *place)
    }

    /// The fields the file mentions of a place.
    pub(crate) fn fields_of(&self, base: PlaceId) -> &[(&'a str, PlaceId)] {
        self.fields.get(&base).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn has_fields(&self, base: PlaceId) -> bool {
        self.fields.contains_key(&base)
    }

    pub(crate) fn is_temporary(&self, place: PlaceId) -> bool {
        self.unit.place(place).scope == Scope::Temporary
    }

    /// The place a value is, for arguments that receive something.
    pub(crate) fn place_of(value: &Value) -> Option<PlaceId> {
        match value {
            Value::Place(place) => Some(*place),
            Value::Element(inner) | Value::Field(inner, _) => Self::place_of(inner),
            Value::Binary { left, .. } => Self::place_of(left),
            _ => None,
        }
    }
}

/// A call of one of the file's functions.
#[derive(Clone, Debug)]
pub(crate) struct Giving {
    pub(crate) function: FunctionId,
    /// The call.
    pub(crate) span: Span,
    /// Where the texts begin that it gives.
    pub(crate) origins: Vec<Span>,
}

/// How many calls of each function stand in a file.
fn call_counts(unit: &Unit) -> Vec<usize> {
    let mut counts = vec![0; unit.functions.len()];
    for step in unit.functions.iter().flat_map(|each| &each.blocks).flat_map(|each| &each.steps) {
        if let Step::Call(call) = step
            && let Callee::Local(id) = &call.callee
            && let Some(count) = counts.get_mut(id.0 as usize)
        {
            *count += 1;
        }
    }
    counts
}

/// The members that only one class of a file has.
fn telling_members<'u>(unit: &'u Unit, tables: &Tables) -> HashMap<&'u str, PlaceId> {
    if !tables.members_tell(unit.language) {
        return HashMap::new();
    }
    let mut places: HashMap<&str, Option<PlaceId>> = HashMap::new();
    for ((_, name), place) in members_of(unit) {
        places.entry(name).and_modify(|known| *known = None).or_insert(Some(place));
    }
    let tells = |name: &str| !tables.is_common_member(unit.language, name);
    places
        .into_iter()
        .filter_map(|(name, place)| Some((name, place?)))
        .filter(|(name, _)| tells(name))
        .collect()
}

fn members_of(unit: &Unit) -> HashMap<(ClassId, &str), PlaceId> {
    let places = unit.places.iter().enumerate();
    places
        .filter_map(|(index, place)| match place.scope {
            Scope::Member(class) => {
                Some(((class, place.name.as_str()), PlaceId(u32::try_from(index).ok()?)))
            }
            _ => None,
        })
        .collect()
}

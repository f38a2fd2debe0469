//! Which functions can have anything to find, told without running them.
//!
//! A finding starts from what the tables name: a shared directory, a variable that holds one, a
//! call that makes a name or a file. A function matters if it mentions such a thing, reads a
//! variable that may hold one, or calls or passes on a function that matters. All questions are
//! answered without regard to order and branches, so that a function left out can only be one
//! whose run would have noted nothing.

use std::collections::{HashMap, HashSet};

use tmplint_ir::{
    Call, Callee, End, Function, FunctionId, FunctionKind, Language, Part, PlaceId, QualName,
    Scope, Step, Unit, Value,
};
use tmplint_rules::{Action, Tables};

/// The functions that matter, by index. The file's own code always does.
pub(super) fn relevant_functions(unit: &Unit, tables: &Tables) -> Vec<bool> {
    let methods = methods_of(unit);
    let masks = any_call(unit, tables, |action| matches!(action, Action::Umask { .. }));
    let secrets = names_secrets(unit, tables);
    let options = any_call(unit, tables, |action| matches!(action, Action::Option { .. }));
    let habits = Habits { masks, secrets, options };
    let mut relevance = Relevance {
        unit,
        mentions: unit
            .functions
            .iter()
            .map(|each| mentions_of(unit, tables, &methods, habits, each))
            .collect(),
        tainted: vec![false; unit.places.len()],
        tainted_names: HashSet::new(),
        relevant: vec![false; unit.functions.len()],
        active: vec![false; unit.functions.len()],
        changed: true,
    };
    while std::mem::take(&mut relevance.changed) {
        for index in 0..unit.functions.len() {
            relevance.visit(index);
        }
    }
    let mut needed = relevance.relevant.clone();
    for (needed, function) in needed.iter_mut().zip(&unit.functions) {
        *needed |= function.kind == FunctionKind::TopLevel;
    }
    add_what_they_read(&relevance, &mut needed);
    needed
}

/// A function that matters may read what another one leaves in a global or member, which that one
/// may have been given by its callers.
fn add_what_they_read(relevance: &Relevance<'_>, needed: &mut [bool]) {
    let count = needed.len();
    let mut writers: HashMap<PlaceId, Vec<usize>> = HashMap::new();
    let mut callers: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (index, mentions) in relevance.mentions.iter().enumerate() {
        for mention in mentions {
            for &place in mention.writes.iter().filter(|&&place| relevance.is_shared(place)) {
                writers.entry(place).or_default().push(index);
            }
            if let Some(called) = mention.calls {
                callers[called.0 as usize].push(index);
            }
        }
    }
    // What is run from a function that is needed is seen through.
    let mut seen = vec![false; count];
    let mut pending: Vec<usize> = (0..count).filter(|&index| needed[index]).collect();
    let mut expected = vec![false; count];
    while let Some(index) = pending.pop() {
        if std::mem::replace(&mut seen[index], true) {
            continue;
        }
        for mention in &relevance.mentions[index] {
            pending.extend(mention.functions.iter().map(|id| id.0 as usize));
            for place in &mention.reads {
                for &writer in writers.get(place).into_iter().flatten() {
                    let mut givers = vec![writer];
                    while let Some(giver) = givers.pop() {
                        if std::mem::replace(&mut expected[giver], true) {
                            continue;
                        }
                        needed[giver] = true;
                        pending.push(giver);
                        if !relevance.unit.functions[giver].params.is_empty() {
                            givers.extend(&callers[giver]);
                        }
                    }
                }
            }
        }
    }
}

struct Relevance<'u> {
    unit: &'u Unit,
    mentions: Vec<Vec<Mention<'u>>>,
    /// Places that may hold something that matters.
    tainted: Vec<bool>,
    /// Members and globals among them by name, for reads through objects of unknown type.
    tainted_names: HashSet<&'u str>,
    relevant: Vec<bool>,
    /// Functions that are given something that matters, or find it themselves.
    active: Vec<bool>,
    changed: bool,
}

/// What one step has to do with.
#[derive(Default)]
struct Mention<'u> {
    /// Something the tables name.
    seed: bool,
    reads: Vec<PlaceId>,
    fields: Vec<&'u str>,
    functions: Vec<FunctionId>,
    /// What it assigns, or may assign as a call's parameter.
    writes: Vec<PlaceId>,
    /// The function it calls.
    calls: Option<FunctionId>,
}

impl Relevance<'_> {
    fn visit(&mut self, index: usize) {
        for position in 0..self.mentions[index].len() {
            let mention = &self.mentions[index][position];
            let starts = mention.seed
                || mention.functions.iter().any(|id| self.relevant[id.0 as usize])
                || mention.reads.iter().any(|&place| self.is_shared(place) && self.holds(place))
                || mention.fields.iter().any(|name| self.tainted_names.contains(name));
            let matters = starts
                || mention.reads.iter().any(|&place| self.holds(place))
                || mention.calls.is_some_and(|id| self.active[id.0 as usize]);
            if !matters {
                continue;
            }
            let (writes, called) = (mention.writes.clone(), mention.calls);
            if starts {
                self.changed |= !std::mem::replace(&mut self.relevant[index], true);
            }
            self.changed |= !std::mem::replace(&mut self.active[index], true);
            for place in writes {
                self.taint(place);
            }
            if let Some(called) = called {
                let unit = self.unit;
                self.changed |= !std::mem::replace(&mut self.active[called.0 as usize], true);
                for param in &unit.function(called).params {
                    self.taint(param.place);
                }
            }
        }
    }

    fn is_shared(&self, place: PlaceId) -> bool {
        is_shared(self.unit, place)
    }

    /// Whether a place, or what it is part of, may hold something that matters.
    fn holds(&self, place: PlaceId) -> bool {
        let mut place = Some(place);
        while let Some(id) = place {
            if self.tainted[id.0 as usize] {
                return true;
            }
            place = self.unit.place(id).field_of.as_ref().map(|(base, _)| *base);
        }
        false
    }

    fn taint(&mut self, place: PlaceId) {
        let unit = self.unit;
        let info = unit.place(place);
        self.changed |= !std::mem::replace(&mut self.tainted[place.0 as usize], true);
        if self.is_shared(place) {
            let name = info.field_of.as_ref().map_or(info.name.as_str(), |(_, name)| name);
            self.changed |= self.tainted_names.insert(name);
            // A member is read as `self.name` here and as a field of some object there.
            self.tainted_names.insert(name.rsplit(['.', '>']).next().unwrap_or(name));
        }
        // A struct that is passed on takes its fields with it. An object's members are places of
        // their own, known to all its methods.
        if let Some((base, _)) = &info.field_of
            && !matches!(info.scope, Scope::Member(_))
            && !self.tainted[base.0 as usize]
        {
            self.taint(*base);
        }
    }
}

/// What a file does somewhere, so that more of it matters.
#[derive(Clone, Copy)]
struct Habits {
    /// It sets a mask: what it creates anywhere matters.
    masks: bool,
    /// It has names of secrets: what is created beside one matters.
    secrets: bool,
    /// It declares options of the program: what reads one matters.
    options: bool,
}

/// Whether a file calls anything that does this.
fn any_call(unit: &Unit, tables: &Tables, does: impl Fn(&Action) -> bool) -> bool {
    let steps = unit.functions.iter().flat_map(|each| &each.blocks).flat_map(|each| &each.steps);
    steps.into_iter().any(|step| {
        let api = match step {
            Step::Call(Call { callee: Callee::Api(QualName(name)), .. }) => {
                tables.api(unit.language, name)
            }
            Step::Call(Call { callee: Callee::Method(name), .. }) => {
                tables.api(unit.language, &format!(".{name}"))
            }
            _ => None,
        };
        api.is_some_and(|api| api.effects().iter().any(|effect| does(&effect.action)))
    })
}

/// Whether a file has names of secrets: what it writes anywhere may be one.
fn names_secrets(unit: &Unit, tables: &Tables) -> bool {
    let Some(naming) = tables.naming(unit.language).filter(|naming| naming.tells_secrets()) else {
        return false;
    };
    let functions = unit.functions.iter().map(|each| &each.name);
    let mut names = functions
        .chain(unit.classes.iter().map(|each| &each.name))
        .chain(unit.places.iter().map(|each| &each.name));
    names.any(|name| tables.is_needle(unit.language, name) && naming.is_secret_path(name))
}

/// Whether a function has to do with a secret, to go by its name, its class's and those of what it
/// assigns, reads and calls. What a closure has to do with is asked of nobody.
fn is_about_secrets(unit: &Unit, tables: &Tables, function: &Function) -> bool {
    let Some(naming) = tables.naming(unit.language) else { return false };
    let tells = |name: &str| tables.is_needle(unit.language, name) && naming.is_secret_path(name);
    let class = function.class.and_then(|class| unit.classes.get(class.0 as usize));
    if function.kind == FunctionKind::Closure
        || tells(&function.name)
        || class.is_some_and(|class| tells(&class.name))
    {
        return true;
    }
    let place = |id: PlaceId| {
        let info = unit.place(id);
        tells(info.field_of.as_ref().map_or(info.name.as_str(), |(_, name)| name))
    };
    let value = |value: &Value| {
        value.within().any(|value| match value {
            Value::Place(id) => place(*id),
            Value::Field(_, name) => tells(name),
            Value::Name(name) => tells(name.last()),
            _ => false,
        })
    };
    let steps = function.blocks.iter().flat_map(|block| &block.steps);
    function.params.iter().any(|param| place(param.place))
        || steps.into_iter().any(|step| match step {
            Step::Let { into, value: given, .. } => place(*into) || value(given),
            Step::Call(call) => {
                let called = match &call.callee {
                    Callee::Local(id) => tells(&unit.function(*id).name),
                    Callee::Api(QualName(name)) | Callee::Unknown(name) => {
                        name.rsplit("::").take(2).any(tells)
                    }
                    Callee::Method(name) => tells(name),
                    Callee::Value(id) => place(*id),
                };
                let given = call.args.iter().map(|arg| &arg.value).chain(&call.receiver);
                called || call.into.is_some_and(place) || given.into_iter().any(value)
            }
            _ => false,
        })
}

/// Whether a place outlives the calls that assign it.
fn is_shared(unit: &Unit, place: PlaceId) -> bool {
    matches!(unit.place(place).scope, Scope::Global | Scope::Member(_))
}

/// Python: the methods of the file's classes by name.
fn methods_of(unit: &Unit) -> HashMap<&str, Vec<FunctionId>> {
    let mut methods: HashMap<&str, Vec<FunctionId>> = HashMap::new();
    if unit.language == Language::Python {
        for &id in unit.classes.iter().flat_map(|class| &class.methods) {
            methods.entry(unit.function(id).name.as_str()).or_default().push(id);
        }
    }
    methods
}

fn mentions_of<'u>(
    unit: &'u Unit,
    tables: &Tables,
    methods: &HashMap<&'u str, Vec<FunctionId>>,
    habits: Habits,
    function: &'u Function,
) -> Vec<Mention<'u>> {
    let opens = habits.masks || habits.secrets && is_about_secrets(unit, tables, function);
    let reader = Reader { unit, habits, opens, tables, methods };
    let mut mentions = Vec::new();
    for param in &function.params {
        if let Some(default) = &param.default {
            mentions.push(Mention { writes: vec![param.place], ..reader.read([default]) });
        }
    }
    let attributes =
        function.attributes.iter().any(|name| tables.is_needle(unit.language, &name.0));
    if attributes {
        mentions.push(Mention { seed: true, ..Mention::default() });
    }
    for block in &function.blocks {
        for step in &block.steps {
            mentions.push(match step {
                Step::Let { into, value, .. } => {
                    Mention { writes: vec![*into], ..reader.read([value]) }
                }
                Step::Store { value, .. } | Step::Yield { value, .. } => reader.read([value]),
                Step::Call(call) => reader.call(call),
                Step::EndScope { .. } => continue,
            });
        }
        if let End::Return { value: Some(value), .. } = &block.end {
            mentions.push(reader.read([value]));
        }
    }
    mentions.retain(|mention| {
        mention.seed
            || !mention.reads.is_empty()
            || !mention.fields.is_empty()
            || !mention.functions.is_empty()
            || mention.writes.iter().any(|&place| is_shared(unit, place))
    });
    mentions
}

/// Path components that may be the name of a shared directory are shorter.
const MAX_COMPONENT: usize = 256;

struct Reader<'u, 't> {
    unit: &'u Unit,
    habits: Habits,
    /// Whatever the function creates matters.
    opens: bool,
    tables: &'t Tables,
    /// Python: the methods of the file's classes by name.
    methods: &'t HashMap<&'u str, Vec<FunctionId>>,
}

impl<'u> Reader<'u, '_> {
    fn call(&self, call: &'u Call) -> Mention<'u> {
        let values = call.args.iter().map(|arg| &arg.value).chain(&call.receiver);
        let mut mention = self.read(values.clone());
        mention.writes.extend(values.filter_map(super::Interpreter::place_of));
        mention.writes.extend(call.into);
        match &call.callee {
            Callee::Local(id) => {
                mention.functions.push(*id);
                mention.calls = Some(*id);
            }
            Callee::Value(place) => mention.reads.push(*place),
            Callee::Api(QualName(name)) => {
                mention.seed |= self.is_needle(name) || self.is_noted_alone(name);
            }
            Callee::Method(name) => {
                mention.seed |= self.is_needle(name) || self.is_noted_alone(&format!(".{name}"));
                self.methods(name, &mut mention);
            }
            Callee::Unknown(name) => mention.seed |= self.is_needle(name),
        }
        mention
    }

    /// Whether a call is judged whatever it is given.
    fn is_noted_alone(&self, name: &str) -> bool {
        self.tables.api(self.unit.language, name).is_some_and(|api| {
            api.effects().iter().any(|effect| {
                matches!(
                    effect.action,
                    Action::Umask { .. }
                        | Action::Create { .. }
                        | Action::Name { .. }
                        | Action::Options { .. }
                ) || (self.opens && matches!(effect.action, Action::Open { .. }))
            })
        })
    }

    fn is_needle(&self, text: &str) -> bool {
        self.tables.is_needle(self.unit.language, text)
    }

    fn read(&self, values: impl IntoIterator<Item = &'u Value>) -> Mention<'u> {
        let mut mention = Mention::default();
        for value in values.into_iter().flat_map(Value::within) {
            match value {
                Value::Text(parts) => {
                    for part in parts {
                        if let Part::Literal { text, .. } = part {
                            self.literal(text, &mut mention);
                        }
                    }
                }
                Value::Place(place) => {
                    mention.reads.push(*place);
                    let info = self.unit.place(*place);
                    mention.seed |= info.from_environment && self.is_needle(&info.name);
                    if let Some((_, name)) = &info.field_of {
                        mention.fields.push(name);
                        self.methods(name, &mut mention);
                    }
                }
                Value::Name(name) => {
                    mention.seed |= self.is_needle(&name.0)
                        || self.habits.options
                            && self.tables.option_read(self.unit.language, name).is_some();
                }
                Value::Field(_, name) => {
                    mention.fields.push(name);
                    mention.seed |= self.is_needle(name);
                }
                Value::Function(id) => mention.functions.push(*id),
                _ => {}
            }
        }
        mention
    }

    /// The methods and properties of this name that an object of the file's classes may have.
    fn methods(&self, name: &str, mention: &mut Mention<'_>) {
        if let Some(methods) = self.methods.get(name) {
            mention.functions.extend(methods);
        }
    }

    fn literal(&self, text: &str, mention: &mut Mention<'_>) {
        mention.seed |= self.is_needle(text);
        // `os.path.join("/", "tmp", name)`, `"${ROOT}tmp/name"`
        let joins = matches!(self.unit.language, Language::Python | Language::Shell);
        if joins && text.starts_with(|first| first != '/') {
            mention.seed |= text.len() < MAX_COMPONENT && self.is_needle(&format!("/{text}"));
        }
        // A shell function may be run by its name: `run cleanup`, `$command`.
        if self.unit.language == Language::Shell {
            let word = text.split_ascii_whitespace().next().unwrap_or_default();
            let named = self.unit.functions.iter().position(|each| each.name == word);
            if let Some(id) = named.filter(|_| !word.is_empty())
                && let Ok(id) = u32::try_from(id)
            {
                mention.functions.push(FunctionId(id));
            }
        }
    }
}

//! Calls of what is more than a function: methods of objects of the file's classes and of modules
//! kept in variables, functions with some of their arguments, and arguments given as a collection.

use std::rc::Rc;

use tmplint_ir::{Arg, Call, ClassId, Function, FunctionId, Param, PlaceId, Value};
use tmplint_rules::{ArgSpec, NameSource};

use super::parameters::{all_words, is_all_parameters};
use super::{Done, Outcome, Site, join_all};
use crate::domain::{Abstract, Alternative, Partial, PieceKind, State};
use crate::flow::Interpreter;

/// Classes that are searched for a method or member.
const MAX_LINEAGE: usize = 32;

/// Arguments of one call that are bound.
const MAX_ARGUMENTS: usize = 64;

/// What a function's parameters get.
pub(super) struct Binding<'c> {
    /// By parameter.
    pub(super) values: Vec<(usize, Abstract)>,
    /// The arguments that are written in the call, by parameter.
    pub(super) written: Vec<(usize, &'c Arg, Abstract)>,
}

impl Interpreter<'_> {
    /// Calls a method of an object whose class is in the file, or of a module in a variable.
    /// `None` if the object is neither.
    pub(super) fn call_method(
        &mut self,
        name: &str,
        call: &Call,
        values: &[Abstract],
        receiver: &Abstract,
        state: &mut State,
    ) -> Option<Outcome> {
        for alternative in receiver.iter() {
            match alternative {
                Alternative::Instance(class) | Alternative::Class(class) => {
                    if let Some(method) = self.method_of(*class, name) {
                        return Some(self.call_local(method, call, values, state));
                    }
                }
                Alternative::Name(module) => {
                    let full = format!("{}.{name}", module.0);
                    if self.tables.api(self.unit.language, &full).is_some() {
                        return Some(self.call_api(&full, call, values.to_vec(), None, state));
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// A class of the file and those of the file that it inherits from.
    fn lineage(&self, class: ClassId) -> Vec<ClassId> {
        let mut lineage = vec![class];
        let mut next = 0;
        while let Some(info) =
            lineage.get(next).and_then(|class| self.unit.classes.get(class.0 as usize))
        {
            next += 1;
            for base in &info.bases {
                let found = self.unit.classes.iter().position(|each| each.name == base.0);
                let Some(id) = found.and_then(|index| u32::try_from(index).ok()) else { continue };
                if !lineage.contains(&ClassId(id)) && lineage.len() < MAX_LINEAGE {
                    lineage.push(ClassId(id));
                }
            }
        }
        lineage
    }

    pub(crate) fn method_of(&self, class: ClassId, name: &str) -> Option<FunctionId> {
        self.lineage(class).into_iter().find_map(|class| {
            let info = self.unit.classes.get(class.0 as usize)?;
            info.methods.iter().copied().rfind(|id| self.unit.function(*id).name == name)
        })
    }

    /// The place of a member of a class, its own or inherited.
    pub(crate) fn member_of(&self, class: ClassId, name: &str) -> Option<PlaceId> {
        self.lineage(class).into_iter().find_map(|class| self.member_place(class, name))
    }

    /// The fields that making an object sets in order, inherited ones first.
    fn fields_of_class(&self, class: ClassId) -> Vec<PlaceId> {
        let classes = self.lineage(class).into_iter().rev();
        let fields =
            |class: ClassId| self.unit.classes.get(class.0 as usize).map(|each| &each.fields);
        classes.filter_map(fields).flatten().copied().collect()
    }

    /// The getter of a property.
    pub(crate) fn property_of(&self, class: ClassId, name: &str) -> Option<FunctionId> {
        self.method_of(class, name).filter(|id| {
            let attributes = &self.unit.function(*id).attributes;
            attributes.iter().any(|attribute| attribute.last().ends_with("property"))
        })
    }

    /// The object that calling a class gives. One without an initialiser of its own takes what it
    /// is given by keyword.
    pub(super) fn construct(
        &mut self,
        class: ClassId,
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) -> Abstract {
        let name = self.unit.classes.get(class.0 as usize).map_or("", |class| class.name.as_str());
        if let Some(path) = self.path_object(name, call, values) {
            return path;
        }
        if self.method_of(class, "__init__").is_none() {
            let declared = self.fields_of_class(class);
            let mut declared = declared.into_iter();
            for (arg, value) in call.args.iter().zip(values) {
                let member = match arg.name.as_deref() {
                    Some(name) => self.member_of(class, name),
                    None => declared.next(),
                };
                if let Some(member) = member {
                    let held = state.place(member).cloned().unwrap_or_default();
                    state.assign(member, held.join(value));
                }
            }
        }
        Abstract::one(Alternative::Instance(class))
    }

    /// The scope of an object of the file's classes ends. As objects of a class are not told apart,
    /// what it removes is taken to be arranged, not gone.
    pub(crate) fn end_object(&mut self, value: &Abstract, state: &mut State) {
        let names = self.tables.scope_end_methods(self.unit.language);
        let method = value.iter().find_map(|alternative| match alternative {
            Alternative::Instance(class) => {
                names.iter().find_map(|name| self.method_of(*class, name))
            }
            _ => None,
        });
        let Some(method) = method.filter(|method| self.can_follow(*method)) else { return };
        let mut entry = state.clone();
        let own = self.set_own_places_aside(&mut entry);
        if let Some((mut after, _)) = self.run_function(method, entry) {
            let _ = self.set_own_places_aside(&mut after);
            after.places.extend(own);
            self.take_in(after, state);
        }
    }

    /// `functools.partial(function, …)`.
    pub(super) fn make_partial(&mut self, function: &ArgSpec, site: &Site<'_>) -> Done {
        let function = join_all(&site.arguments.get(function));
        let positional =
            site.arguments.positional.iter().skip(1).map(|given| (None, given.value.clone()));
        let keywords = site
            .arguments
            .keywords
            .iter()
            .map(|(name, given)| (Some(name.clone()), given.value.clone()));
        let args = positional.chain(keywords).take(MAX_ARGUMENTS).collect();
        Done::value(Abstract::one(Alternative::Partial(Rc::new(Partial { function, args }))))
    }

    /// Calls a function that has some of its arguments already.
    pub(super) fn call_partial(
        &mut self,
        partial: &Partial,
        call: &Call,
        values: &[Abstract],
        state: &mut State,
    ) -> Outcome {
        let mut whole = call.clone();
        let mut all = values.to_vec();
        let mut position = 0;
        for (name, value) in &partial.args {
            let given = call.args.iter().any(|arg| arg.name.is_some() && arg.name == *name);
            if given || whole.args.len() >= MAX_ARGUMENTS {
                continue;
            }
            let arg = Arg { name: name.clone(), value: Value::Opaque, span: call.span };
            if name.is_none() {
                whole.args.insert(position, arg);
                all.insert(position, value.clone());
                position += 1;
            } else {
                whole.args.push(arg);
                all.push(value.clone());
            }
        }
        self.call_value(&partial.function, &whole, &all, None, state)
    }

    /// Says which parameter gets which argument.
    pub(super) fn bind_arguments<'c>(
        callee: &Function,
        call: &'c Call,
        values: &[Abstract],
    ) -> Binding<'c> {
        let mut binding = Binding { values: Vec::new(), written: Vec::new() };
        let collects = |stars: &str| {
            callee.params.iter().position(|param| {
                param
                    .name
                    .strip_prefix(stars)
                    .is_some_and(|name| !name.is_empty() && !name.starts_with('*'))
            })
        };
        let (rest, keywords) = (collects("*"), collects("**"));
        let (mut more, mut others) = (Vec::new(), Vec::new());
        let mut position = 0_usize;
        for (arg, value) in call.args.iter().zip(values) {
            for (name, value) in spread(arg.name.as_deref(), value) {
                let param = match &name {
                    None => {
                        position += 1;
                        Some(position - 1).filter(|at| *at < rest.unwrap_or(usize::MAX))
                    }
                    Some(name) => callee.params.iter().position(|param| param.name == *name),
                };
                match param.filter(|param| *param < callee.params.len()) {
                    Some(param) if is_all_parameters(&callee.params[param].name) => {}
                    Some(param) => {
                        if name == arg.name {
                            binding.written.push((param, arg, value.clone()));
                        }
                        binding.values.push((param, value));
                    }
                    None if more.len() + others.len() >= MAX_ARGUMENTS => {}
                    None => match name {
                        None => more.push(value),
                        Some(name) => others.push((name, value)),
                    },
                }
            }
        }
        for (index, param) in callee.params.iter().enumerate() {
            if is_all_parameters(&param.name) {
                binding.values.push((index, all_words(call, values)));
            }
        }
        if let Some(rest) = rest {
            binding.values.push((rest, Abstract::one(Alternative::List(Rc::new(more)))));
        }
        if let Some(keywords) = keywords {
            binding.values.push((keywords, Abstract::one(Alternative::Map(Rc::new(others)))));
        }
        binding
    }

    /// What a parameter is that gets no argument.
    pub(super) fn default_of(&mut self, param: &Param, state: &mut State) -> Abstract {
        match &param.default {
            Some(default) => self.evaluate(default, state),
            None => Abstract::unknown(),
        }
    }

    /// What a function that yields gives its caller: one value if it lends it, else several. What
    /// becomes of files is not told by what is yielded.
    pub(crate) fn yielded(&self, id: FunctionId, yielded: &Abstract) -> Abstract {
        let plain = Abstract::from_alternatives(
            yielded.iter().filter(|each| !holds_site(each)).cloned().collect::<Vec<_>>(),
        );
        let plain = if plain.is_unassigned() { Abstract::unknown() } else { plain };
        if self.lends(id) { plain } else { Abstract::one(Alternative::List(Rc::new(vec![plain]))) }
    }

    /// Whether a function lends what it yields.
    pub(crate) fn lends(&self, id: FunctionId) -> bool {
        let attributes = &self.unit.function(id).attributes;
        attributes.iter().any(|attribute| self.tables.lends(self.unit.language, attribute))
    }
}

/// The arguments that one argument stands for: those of a collection that is unpacked.
pub(crate) fn spread(name: Option<&str>, value: &Abstract) -> Vec<(Option<String>, Abstract)> {
    match (name, value.0.as_slice()) {
        (Some("*"), [Alternative::List(items)]) => {
            items.iter().map(|item| (None, item.clone())).collect()
        }
        (Some("**"), [Alternative::Map(entries)]) => {
            entries.iter().map(|(key, item)| (Some(key.clone()), item.clone())).collect()
        }
        // Something stands there.
        (Some("*"), _) => vec![(None, Abstract::unknown())],
        _ => vec![(name.map(str::to_owned), value.clone())],
    }
}

fn holds_site(alternative: &Alternative) -> bool {
    match alternative {
        Alternative::Text(text) => text.pieces.iter().any(|piece| {
            matches!(piece.kind, PieceKind::Site(_) | PieceKind::Name(NameSource::Random))
        }),
        other => !Abstract::one(other.clone()).sites().is_empty(),
    }
}

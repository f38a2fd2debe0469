//! The classes of a file: their methods, members and bases.

use std::collections::{HashMap, HashSet};

use tmplint_ir::{ClassId, FunctionKind, PlaceId, QualName, Scope as PlaceScope, Span};
use tree_sitter::Node;

use super::functions::FunctionInfo;
use super::lowering::Lowering;
use super::names::{Definition, Method, Names};
use super::scopes::Binding;
use super::syntax::{children, compact, field, span};

/// Classes that are searched for a member; longer chains of bases are not written.
const MAX_LINEAGE: usize = 64;

/// A class of the file.
pub(super) struct ClassInfo<'t> {
    pub(super) node: Node<'t>,
    pub(super) name: &'t str,
    pub(super) names: Names<'t>,
    methods: HashMap<&'t str, FunctionInfo>,
    inner: HashMap<&'t str, ClassId>,
    bases: Vec<ClassId>,
    /// The class itself, then the classes of the file it inherits from, nearest first.
    lineage: Vec<ClassId>,
}

/// What an attribute of a class or of its objects is.
pub(super) enum Member {
    Method(FunctionInfo),
    Class(ClassId),
    Place(PlaceId),
}

impl<'t> Lowering<'t> {
    pub(super) fn class(&self, id: ClassId) -> Option<&ClassInfo<'t>> {
        self.classes.get(id.0 as usize)
    }

    /// Declares functions and classes with all that is inside of the classes, so that code
    /// anywhere can name them. Gives the new classes.
    pub(super) fn declare(
        &mut self,
        definitions: Vec<Definition<'t>>,
        class: Option<ClassId>,
        is_nested: bool,
    ) -> Vec<ClassId> {
        let mut declared = Vec::new();
        let mut pending = vec![(definitions.into_iter(), class)];
        while let Some((definitions, class)) = pending.last_mut() {
            let class = *class;
            let Some(definition) = definitions.next() else {
                pending.pop();
                continue;
            };
            if self.is_declared(definition.node) {
                continue;
            }
            if definition.node.kind() == "class_definition" {
                let id = self.declare_class(definition, class);
                declared.push(id);
                let inside = self.class(id).map(|info| info.names.definitions.clone());
                pending.push((inside.unwrap_or_default().into_iter(), Some(id)));
            } else {
                self.declare_function(definition, class, is_nested);
            }
        }
        declared
    }

    fn is_declared(&self, node: Node<'t>) -> bool {
        self.functions.contains_key(&node.id()) || self.class_ids.contains_key(&node.id())
    }

    fn declare_function(
        &mut self,
        definition: Definition<'t>,
        class: Option<ClassId>,
        is_nested: bool,
    ) {
        let name = self.text(definition.name);
        let kind = if is_nested { FunctionKind::Closure } else { FunctionKind::Function };
        let id = self.unit.declare(name, kind, span(definition.node));
        let function = self.unit.function_mut(id);
        function.name_span = span(definition.name);
        function.class = class;
        let owner = class.and_then(|class| self.classes.get_mut(class.0 as usize));
        let wrapper = owner.as_ref().and_then(|owner| owner.names.get(name)?.wrapper);
        let method = wrapper.and_then(Method::from_wrapper).unwrap_or(definition.method);
        let info = FunctionInfo { id, class, method, is_property: definition.is_property };
        self.functions.insert(definition.node.id(), info);
        if let (Some(class), Some(owner)) = (class, owner) {
            self.unit.class_mut(class).methods.push(id);
            let is_fixed = owner.names.get(name).is_some_and(|bound| !bound.is_variable());
            if is_fixed && !definition.is_setter {
                owner.methods.insert(name, info);
            }
        }
    }

    fn declare_class(&mut self, definition: Definition<'t>, outer: Option<ClassId>) -> ClassId {
        let name = self.text(definition.name);
        let id = self.unit.class(name, Vec::new());
        let names = self.survey.scopes.remove(&definition.node.id()).unwrap_or_default();
        self.classes.push(ClassInfo {
            node: definition.node,
            name,
            names,
            methods: HashMap::new(),
            inner: HashMap::new(),
            bases: Vec::new(),
            lineage: vec![id],
        });
        self.class_ids.insert(definition.node.id(), id);
        if let Some(outer) = outer.and_then(|outer| self.classes.get_mut(outer.0 as usize)) {
            outer.inner.insert(name, id);
        }
        id
    }

    /// Finds the bases of classes declared in the scope just opened.
    pub(super) fn link_bases(&mut self, declared: &[ClassId]) {
        for &id in declared {
            let Some(list) = self.class(id).and_then(|class| field(class.node, "superclasses"))
            else {
                continue;
            };
            let (mut names, mut bases) = (Vec::new(), Vec::new());
            for base in children(list) {
                if base.kind() == "keyword_argument" {
                    continue;
                }
                let name = self.outside_name(base).unwrap_or_else(|| {
                    bases.extend(self.base_class(base).filter(|&base| base != id));
                    QualName(compact(self.text(base)))
                });
                names.push(name);
            }
            self.unit.class_mut(id).bases = names;
            if let Some(class) = self.classes.get_mut(id.0 as usize) {
                bases.truncate(MAX_LINEAGE);
                class.bases = bases;
            }
        }
        for &id in declared {
            let lineage = self.lineage(id);
            if let Some(class) = self.classes.get_mut(id.0 as usize) {
                class.lineage = lineage;
            }
        }
        for &id in declared {
            self.declare_fields(id);
        }
    }

    /// `name: type` in the body of a class is what a dataclass or named tuple is made of.
    fn declare_fields(&mut self, id: ClassId) {
        let body = self.class(id).and_then(|class| field(class.node, "body"));
        for statement in body.map(children).unwrap_or_default() {
            let declared = children(statement)
                .first()
                .copied()
                .filter(|node| node.kind() == "assignment" && field(*node, "type").is_some());
            let Some(left) = declared.and_then(|node| field(node, "left")) else { continue };
            if left.kind() == "identifier" {
                let place = self.member_place(id, self.text(left), span(left));
                self.unit.class_mut(id).fields.push(place);
            }
        }
    }

    fn base_class(&self, base: Node<'t>) -> Option<ClassId> {
        match base.kind() {
            "identifier" => match self.resolve(self.text(base))? {
                Binding::Class(class) => Some(class),
                _ => None,
            },
            "attribute" => {
                let object = field(base, "object").filter(|object| object.kind() == "identifier");
                let Binding::Class(outer) = self.resolve(self.text(object?))? else { return None };
                let inner = self.text(field(base, "attribute")?);
                self.class(outer)?.inner.get(inner).copied()
            }
            _ => None,
        }
    }

    fn lineage(&self, id: ClassId) -> Vec<ClassId> {
        let (mut lineage, mut seen) = (Vec::new(), HashSet::new());
        let mut pending = vec![id];
        while let Some(class) = pending.pop() {
            if lineage.len() < MAX_LINEAGE && seen.insert(class) {
                lineage.push(class);
                let bases = self.class(class).map(|class| class.bases.as_slice());
                pending.extend(bases.unwrap_or_default().iter().rev());
            }
        }
        lineage
    }

    /// The method a class of the file or one of its bases defines.
    pub(super) fn method(&self, class: ClassId, name: &str) -> Option<FunctionInfo> {
        self.method_in(&self.class(class)?.lineage, name)
    }

    /// The method `super()` finds.
    pub(super) fn inherited_method(&self, class: ClassId, name: &str) -> Option<FunctionInfo> {
        self.method_in(self.class(class)?.lineage.get(1..)?, name)
    }

    fn method_in(&self, lineage: &[ClassId], name: &str) -> Option<FunctionInfo> {
        lineage.iter().find_map(|&class| self.class(class)?.methods.get(name).copied())
    }

    /// What `self.name` or `Class.name` is.
    pub(super) fn member(&mut self, class: ClassId, name: &'t str, span: Span) -> Member {
        if let Some(method) = self.method(class, name) {
            return Member::Method(method);
        }
        match self.inner_class(class, name) {
            Some(inner) => Member::Class(inner),
            None => Member::Place(self.member_place(class, name, span)),
        }
    }

    /// The class of this name defined inside of a class or one of its bases.
    pub(super) fn inner_class(&self, class: ClassId, name: &str) -> Option<ClassId> {
        let lineage = &self.class(class)?.lineage;
        lineage.iter().find_map(|&class| self.class(class)?.inner.get(name).copied())
    }

    /// The place of a member. An object has one of each name, whichever class of the file sets
    /// it: it belongs to the most basic one that does.
    pub(super) fn member_place(&mut self, class: ClassId, name: &'t str, span: Span) -> PlaceId {
        let owner = self.member_owner(class, name).unwrap_or(class);
        if let Some(&place) = self.members.get(&(owner, name)) {
            return place;
        }
        let place = self.unit.place(name, PlaceScope::Member(owner), span);
        self.members.insert((owner, name), place);
        place
    }

    /// The most basic class of the file that sets a member.
    pub(super) fn member_owner(&self, class: ClassId, name: &str) -> Option<ClassId> {
        let lineage = &self.class(class)?.lineage;
        lineage.iter().rev().copied().find(|&class| {
            self.class(class).is_some_and(|class| {
                class.names.members.contains(name)
                    || class.names.get(name).is_some_and(super::names::Bound::is_variable)
            })
        })
    }
}

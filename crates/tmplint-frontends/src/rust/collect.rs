//! The pass that learns a file's names, before anything is lowered.

use std::collections::HashMap;

use syn::{
    Attribute, FnArg, ForeignItem, ImplItem, Item, ItemImpl, ItemTrait, Path, ReturnType,
    Signature, TraitItem, Type, UseTree,
};
use tmplint_ir::{FunctionId, FunctionKind, QualName, Scope as PlaceScope, Span};

use super::macro_rules::Rules;
use super::names::{Definition, ImportPath, Names, ScopeId, TypeId};
use super::places::member_name;
use super::resolve::{Meaning, Namespace};
use super::structures::{MAX_MEMBERS, field_default};
use super::text::Spans;
use crate::builder::UnitBuilder;

/// Names one `use` may bring in.
const MAX_IMPORTS: usize = 4_096;

/// Modules, or groups of one `use`, inside one another.
const MAX_DEPTH: usize = 300;

/// Adds what items declare to a unit and to the names of their scope.
pub(super) struct Collector<'a> {
    pub(super) names: &'a mut Names,
    pub(super) unit: &'a mut UnitBuilder,
    pub(super) spans: Spans,
}

impl Collector<'_> {
    /// Learns all names that `items` declare in `scope` and below.
    pub(super) fn collect(&mut self, items: &[&Item], scope: ScopeId) {
        self.declare_all(&items.iter().copied(), scope, 0);
        self.attach_all(&items.iter().copied(), scope, 0);
    }

    fn declare_all<'i>(
        &mut self,
        items: &(impl Iterator<Item = &'i Item> + Clone),
        scope: ScopeId,
        depth: usize,
    ) {
        // The first definition of a name wins, and those of other systems come last.
        for foreign_system in [false, true] {
            for item in items.clone() {
                if is_for_windows(attributes(item)) == foreign_system {
                    self.declare(item, scope, depth);
                }
            }
        }
    }

    fn declare(&mut self, item: &Item, scope: ScopeId, depth: usize) {
        match item {
            Item::Fn(item) => {
                let id = self.function(&item.sig);
                self.value(scope, &item.sig.ident, Definition::Function(id));
            }
            Item::Const(item) => self.constant(scope, &item.ident),
            Item::Static(item) => self.constant(scope, &item.ident),
            Item::Struct(item) => {
                let id = self.new_type(scope, &item.ident);
                let members = item.fields.members().take(MAX_MEMBERS);
                let names = self.names.type_names_mut(id);
                names.fields = members.map(|member| member_name(&member)).collect();
                names.has_defaults = item.fields.iter().any(|of| field_default(of).is_some());
                // A tuple or unit struct is a function or value as well.
                self.value(scope, &item.ident, Definition::Type(id));
            }
            Item::Enum(item) => {
                let id = self.new_type(scope, &item.ident);
                let variants = item.variants.iter().map(|variant| variant.ident.to_string());
                self.names.type_names_mut(id).variants.extend(variants);
            }
            Item::Union(item) => {
                self.new_type(scope, &item.ident);
            }
            Item::Trait(item) => {
                self.new_type(scope, &item.ident);
            }
            Item::Type(item) => {
                if let Type::Path(aliased) = &*item.ty
                    && aliased.qself.is_none()
                {
                    let path = import_path(&aliased.path);
                    self.type_name(scope, &item.ident, Definition::Import(path));
                }
            }
            Item::Use(item) => {
                let mut imports = Vec::new();
                let mut prefix = Vec::new();
                flatten(&item.tree, &mut prefix, &mut imports);
                for (name, segments) in imports {
                    let path = ImportPath { segments, absolute: item.leading_colon.is_some() };
                    self.import(scope, name, path);
                }
            }
            Item::ExternCrate(item) if item.ident != "self" => {
                let name = item.rename.as_ref().map_or(&item.ident, |(_, name)| name);
                let path = ImportPath { segments: vec![text(&item.ident)], absolute: true };
                self.type_name(scope, name, Definition::Import(path));
            }
            Item::Mod(item) => match &item.content {
                Some((_, items)) if depth < MAX_DEPTH => {
                    let id = self.names.add_module(&text(&item.ident), scope);
                    self.names.set_module(self.spans.of(item.ident.span()), id);
                    self.type_name(scope, &item.ident, Definition::Module(id));
                    self.declare_all(&items.iter(), id, depth + 1);
                }
                _ => self.type_name(scope, &item.ident, Definition::Elsewhere),
            },
            Item::Macro(item) => {
                if let Some(name) = &item.ident {
                    self.names.add_macro(text(name), Rules::parse(&item.mac.tokens));
                }
            }
            Item::ForeignMod(item) => {
                for foreign in &item.items {
                    match foreign {
                        ForeignItem::Fn(function) => {
                            self.value(scope, &function.sig.ident, Definition::Foreign);
                        }
                        ForeignItem::Static(variable) => {
                            self.value(scope, &variable.ident, Definition::Foreign);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    /// The second round, which needs the first: methods go to the types their `impl`s name.
    fn attach_all<'i>(
        &mut self,
        items: &(impl Iterator<Item = &'i Item> + Clone),
        scope: ScopeId,
        depth: usize,
    ) {
        // Inherent methods win over those of traits.
        for of_trait in [false, true] {
            for item in items.clone() {
                match item {
                    Item::Impl(item) if item.trait_.is_some() == of_trait => {
                        self.attach(item, scope);
                    }
                    Item::Trait(item) if of_trait => self.attach_defaults(item, scope),
                    Item::Mod(item) if !of_trait && depth < MAX_DEPTH => {
                        if let Some((_, items)) = &item.content
                            && let Some(id) = self.names.module_at(self.spans.of(item.ident.span()))
                        {
                            self.attach_all(&items.iter(), id, depth + 1);
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn attach(&mut self, item: &ItemImpl, scope: ScopeId) {
        let Some(id) = self.type_of(&item.self_ty, scope) else {
            for member in &item.items {
                if let ImplItem::Fn(method) = member {
                    self.function(&method.sig);
                }
            }
            return;
        };
        if let Some((path, _)) = &item.trait_ {
            let path = import_path(path);
            let meaning = self.names.resolve(scope, &path, Namespace::Type, None);
            let name = self.name_of(&meaning);
            self.class_of(id, Some(name));
            if let Meaning::Type(implemented) = meaning
                && implemented != id
            {
                self.names.type_names_mut(id).traits.push(implemented);
                self.names.type_names_mut(implemented).implementers.push(id);
            }
        }
        for member in &item.items {
            match member {
                ImplItem::Fn(method) => self.method(id, &method.sig),
                ImplItem::Const(constant) => self.associated_constant(id, &constant.ident),
                _ => {}
            }
        }
    }

    fn attach_defaults(&mut self, item: &ItemTrait, scope: ScopeId) {
        let Some(Definition::Type(id)) =
            self.names.scope(scope).types.get(&text(&item.ident)).cloned()
        else {
            return;
        };
        for member in &item.items {
            match member {
                TraitItem::Fn(method) if method.default.is_some() => self.method(id, &method.sig),
                TraitItem::Const(constant) if constant.default.is_some() => {
                    self.associated_constant(id, &constant.ident);
                }
                _ => {}
            }
        }
    }

    fn method(&mut self, of: TypeId, signature: &Signature) {
        let class = self.class_of(of, None);
        let id = self.function(signature);
        self.unit.function_mut(id).class = Some(class);
        self.unit.class_mut(class).methods.push(id);
        let functions = &mut self.names.type_names_mut(of).functions;
        functions.entry(text(&signature.ident)).or_insert(id);
    }

    /// The class of a type, which now is known to need one.
    fn class_of(&mut self, of: TypeId, base: Option<QualName>) -> tmplint_ir::ClassId {
        let names = self.names.type_names_mut(of);
        let class = *names.class.get_or_insert_with(|| self.unit.class(&names.name, Vec::new()));
        self.unit.class_mut(class).bases.extend(base);
        class
    }

    fn name_of(&self, meaning: &Meaning) -> QualName {
        match meaning {
            Meaning::Type(id) => self.names.type_names(*id).name.as_str().into(),
            Meaning::Inside(name)
            | Meaning::Outside(name)
            | Meaning::Member(name)
            | Meaning::Unresolved(name) => name.as_str().into(),
            _ => "".into(),
        }
    }

    /// The type an `impl` is for.
    pub(super) fn type_of(&mut self, of: &Type, scope: ScopeId) -> Option<TypeId> {
        let path = named_type(of)?;
        match self.names.resolve(scope, &import_path(path), Namespace::Type, None) {
            Meaning::Type(id) => Some(id),
            Meaning::Inside(name) | Meaning::Outside(name) | Meaning::Unresolved(name) => {
                Some(self.names.foreign_type(&name))
            }
            _ => None,
        }
    }

    fn function(&mut self, signature: &Signature) -> FunctionId {
        let span = self.spans.of(signature.ident.span());
        if let Some(known) = self.names.function_at(span) {
            return known;
        }
        let id = self.unit.declare(&text(&signature.ident), FunctionKind::Function, span);
        let receiver = matches!(signature.inputs.first(), Some(FnArg::Receiver(_)));
        self.names.set_function(span, id, receiver);
        if let ReturnType::Type(_, output) = &signature.output {
            self.names.set_output(id, (**output).clone());
        }
        id
    }

    fn constant(&mut self, scope: ScopeId, name: &syn::Ident) {
        let span = self.spans.of(name.span());
        let place = self.unit.place(&text(name), PlaceScope::Global, span);
        self.names.set_constant(span, place);
        self.value(scope, name, Definition::Constant(place));
    }

    fn associated_constant(&mut self, of: TypeId, name: &syn::Ident) {
        let span: Span = self.spans.of(name.span());
        let full = format!("{}::{}", self.names.type_names(of).name, text(name));
        let place = self.unit.place(&full, PlaceScope::Global, span);
        self.names.set_constant(span, place);
        self.names.type_names_mut(of).constants.entry(text(name)).or_insert(place);
    }

    fn new_type(&mut self, scope: ScopeId, name: &syn::Ident) -> TypeId {
        let path = format!("{}::{}", self.names.scope(scope).path, text(name));
        let id = self.names.add_type(&text(name), path);
        self.type_name(scope, name, Definition::Type(id));
        id
    }

    fn import(&mut self, scope: ScopeId, name: Option<String>, path: ImportPath) {
        let scope = self.names.scope_mut(scope);
        match name {
            // `as _` brings a trait's methods and no name.
            Some(name) if name == "_" => {}
            Some(name) => {
                insert(&mut scope.types, name.clone(), Definition::Import(path.clone()));
                insert(&mut scope.values, name, Definition::Import(path));
            }
            None => scope.globs.push(path),
        }
    }

    fn value(&mut self, scope: ScopeId, name: &syn::Ident, definition: Definition) {
        insert(&mut self.names.scope_mut(scope).values, text(name), definition);
    }

    fn type_name(&mut self, scope: ScopeId, name: &syn::Ident, definition: Definition) {
        insert(&mut self.names.scope_mut(scope).types, text(name), definition);
    }
}

/// The first definition stays, but an import, which may mean another kind of name, gives way.
fn insert(names: &mut HashMap<String, Definition>, name: String, definition: Definition) {
    match names.get(&name) {
        None => {
            names.insert(name, definition);
        }
        Some(Definition::Import(_)) if !matches!(definition, Definition::Import(_)) => {
            names.insert(name, definition);
        }
        Some(_) => {}
    }
}

/// What one `use` brings: names with their paths, and paths before `::*`.
fn flatten(
    tree: &UseTree,
    prefix: &mut Vec<String>,
    imports: &mut Vec<(Option<String>, Vec<String>)>,
) {
    if imports.len() >= MAX_IMPORTS || prefix.len() >= MAX_DEPTH {
        return;
    }
    match tree {
        UseTree::Path(path) => {
            prefix.push(text(&path.ident));
            flatten(&path.tree, prefix, imports);
            prefix.pop();
        }
        UseTree::Name(name) => imports.push(named(prefix, &name.ident, None)),
        UseTree::Rename(name) => imports.push(named(prefix, &name.ident, Some(&name.rename))),
        UseTree::Glob(_) => imports.push((None, prefix.clone())),
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, prefix, imports);
            }
        }
    }
}

fn named(
    prefix: &[String],
    name: &syn::Ident,
    rename: Option<&syn::Ident>,
) -> (Option<String>, Vec<String>) {
    let mut path = prefix.to_vec();
    if name != "self" || path.is_empty() {
        path.push(text(name));
    }
    let name = rename.map(text).or_else(|| path.last().cloned());
    (Some(name.unwrap_or_default()), path)
}

/// An identifier without `r#`.
pub(super) fn text(name: &syn::Ident) -> String {
    let name = name.to_string();
    name.strip_prefix("r#").map_or_else(|| name.clone(), str::to_owned)
}

/// A path without generic arguments.
pub(super) fn import_path(path: &Path) -> ImportPath {
    ImportPath {
        segments: path.segments.iter().map(|segment| text(&segment.ident)).collect(),
        absolute: path.leading_colon.is_some(),
    }
}

/// The path of a type, through references, if it has one.
pub(super) fn named_type(of: &Type) -> Option<&Path> {
    let mut of = of;
    loop {
        of = match of {
            Type::Reference(reference) => &reference.elem,
            Type::Paren(inner) => &inner.elem,
            Type::Group(inner) => &inner.elem,
            Type::Path(path) if path.qself.is_none() => return Some(&path.path),
            _ => return None,
        };
    }
}

pub(super) fn is_for_windows(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.meta.require_list().is_ok_and(|list| {
                let condition = list.tokens.to_string();
                let negated = condition.starts_with("not");
                (condition.contains("windows") && !negated)
                    || (condition.contains("unix") && negated)
            })
    })
}

/// The attributes of an item.
pub(super) fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

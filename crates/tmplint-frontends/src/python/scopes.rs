//! Scopes, and what a name means in them.

use std::collections::{HashMap, HashSet};

use tmplint_ir::{ClassId, FunctionId, PlaceId, QualName, Scope as PlaceScope};
use tree_sitter::Node;

use super::builtins::is_builtin;
use super::lowering::Lowering;
use super::names::Names;
use super::syntax::{bare, field};

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Binding {
    /// A variable.
    Place(PlaceId),
    /// Something from outside of the file.
    Name(QualName),
    /// A function of the file.
    Function(FunctionId),
    /// A class of the file.
    Class(ClassId),
    /// `self` or `cls` of a method.
    Receiver(Receiver),
    /// Declared `global` here: look in the module.
    Global,
}

/// The first parameter of a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Receiver {
    pub(super) class: ClassId,
    pub(super) place: PlaceId,
    /// It is the class, not an object of it.
    pub(super) is_class: bool,
}

/// A scope that is open while the code in it is lowered.
pub(super) struct Scope<'t> {
    pub(super) kind: ScopeKind,
    pub(super) names: HashMap<&'t str, Binding>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    Class,
    Function,
    Comprehension,
}

impl<'t> Lowering<'t> {
    pub(super) fn enter_module(&mut self) {
        let names = std::mem::take(&mut self.survey.module);
        self.enter_scope(&names, ScopeKind::Module, HashMap::new());
    }

    /// Opens a scope; `bound` holds names that are bound already, such as `self`.
    pub(super) fn enter_scope(
        &mut self,
        names: &Names<'t>,
        kind: ScopeKind,
        bound: HashMap<&'t str, Binding>,
    ) {
        let classes = self.declare(names.definitions.clone(), None, kind == ScopeKind::Function);
        self.scopes.push(Scope { kind, names: bound });
        let place_scope =
            if kind == ScopeKind::Module { PlaceScope::Global } else { PlaceScope::Local };
        let mut aliases = Vec::new();
        for bound in names.iter() {
            if self.scopes.last().is_some_and(|scope| scope.names.contains_key(bound.name)) {
                continue;
            }
            if let Some(alias) = bound.only_alias() {
                aliases.push((bound.name, bound.span, alias));
                continue;
            }
            let binding = if bound.is_variable() {
                Binding::Place(self.unit.place(bound.name, place_scope, bound.span))
            } else if let Some(definition) = bound.definition.and_then(|node| self.defined(node)) {
                definition
            } else if let Some(module) = &bound.import {
                Binding::Name(module.clone())
            } else {
                continue;
            };
            self.bind(bound.name, binding);
        }
        for &name in &names.globals {
            if kind == ScopeKind::Function {
                self.bind(name, Binding::Global);
            }
        }
        let mut unbound: HashSet<_> = aliases.iter().map(|&(name, ..)| name).collect();
        for (name, span, alias) in aliases {
            let root = self.chain(alias).map(|(root, _)| root);
            let binding = match self.outside_name(alias) {
                Some(module) if root.is_some_and(|root| !unbound.contains(root)) => {
                    Binding::Name(module)
                }
                _ => Binding::Place(self.unit.place(name, place_scope, span)),
            };
            unbound.remove(name);
            self.bind(name, binding);
        }
        self.link_bases(&classes);
    }

    pub(super) fn leave_scope(&mut self) {
        self.scopes.pop();
    }

    pub(super) fn bind(&mut self, name: &'t str, binding: Binding) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.names.insert(name, binding);
        }
    }

    /// What a declared definition's own name is bound to.
    pub(super) fn defined(&self, node: Node<'t>) -> Option<Binding> {
        let class = self.class_ids.get(&node.id()).copied().map(Binding::Class);
        class.or_else(|| Some(Binding::Function(self.functions.get(&node.id())?.id)))
    }

    /// What a name means where lowering stands. `None`: nothing binds it.
    pub(super) fn resolve(&self, name: &str) -> Option<Binding> {
        let mut sees_class = true;
        for (depth, scope) in self.scopes.iter().enumerate().rev() {
            if scope.kind != ScopeKind::Class || sees_class {
                match scope.names.get(name) {
                    Some(Binding::Global) if depth > 0 => {
                        return self.scopes.first()?.names.get(name).cloned();
                    }
                    Some(Binding::Global) => return None,
                    Some(binding) => return Some(binding.clone()),
                    None => {}
                }
            }
            // A class body's names are seen in it and in its comprehensions, not in its methods.
            sees_class &= scope.kind == ScopeKind::Comprehension;
        }
        if name.is_empty() {
            None
        } else if is_builtin(name) {
            Some(Binding::Name(name.into()))
        } else {
            let module = self.survey.star.as_ref()?;
            let dot = if module.ends_with('.') { "" } else { "." };
            Some(Binding::Name(QualName(format!("{module}{dot}{name}"))))
        }
    }

    /// The name from outside of the file that a dotted name stands for.
    pub(super) fn outside_name(&self, node: Node<'t>) -> Option<QualName> {
        let (root, attributes) = self.chain(node)?;
        let Binding::Name(QualName(mut name)) = self.resolve(root)? else { return None };
        for attribute in attributes {
            name.push('.');
            name.push_str(attribute);
        }
        Some(QualName(name))
    }

    /// The first name of a dotted name, and those after it.
    fn chain(&self, node: Node<'t>) -> Option<(&'t str, Vec<&'t str>)> {
        let mut attributes = Vec::new();
        let mut node = bare(node);
        while node.kind() == "attribute" {
            attributes.push(self.text(field(node, "attribute")?));
            node = bare(field(node, "object")?);
        }
        attributes.reverse();
        (node.kind() == "identifier").then(|| (self.text(node), attributes))
    }
}

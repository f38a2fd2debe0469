//! What one scope binds, as syntax alone tells it.

use std::collections::{HashMap, HashSet};

use tmplint_ir::{QualName, Span};
use tree_sitter::Node;

/// The names a module, class, function or lambda binds, in the order they are first bound.
#[derive(Default)]
pub(super) struct Names<'t> {
    bound: Vec<Bound<'t>>,
    index: HashMap<&'t str, usize>,
    /// Declared `global`: bound in the module, not here.
    pub(super) globals: Vec<&'t str>,
    /// Declared `nonlocal`: bound in a function around this one.
    pub(super) nonlocals: Vec<&'t str>,
    /// The functions and classes defined directly in this scope, under `if` and `try` too.
    pub(super) definitions: Vec<Definition<'t>>,
    /// For a class: the attributes its methods set on `self`.
    pub(super) members: HashSet<&'t str>,
}

/// How a name is bound in a scope.
pub(super) struct Bound<'t> {
    pub(super) name: &'t str,
    /// Where it is first bound.
    pub(super) span: Span,
    /// How often something is assigned to it, not counting `None` and what re-wraps a definition.
    pub(super) assigned: usize,
    /// Whether `None` is assigned to it.
    pub(super) cleared: bool,
    /// What the only assignment assigns, if that is a name or a dotted name.
    pub(super) alias: Option<Node<'t>>,
    /// What it is first imported as.
    pub(super) import: Option<QualName>,
    /// The last function or class of this name.
    pub(super) definition: Option<Node<'t>>,
    /// `staticmethod` in `name = staticmethod(name)`.
    pub(super) wrapper: Option<&'t str>,
}

/// A `def` or `class` statement.
#[derive(Clone, Copy)]
pub(super) struct Definition<'t> {
    pub(super) node: Node<'t>,
    pub(super) name: Node<'t>,
    pub(super) method: Method,
    /// Reading the attribute calls it: `@property`.
    pub(super) is_property: bool,
    /// The setter or deleter of a property: not what reading the name means.
    pub(super) is_setter: bool,
}

/// What a method takes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Method {
    /// The object.
    #[default]
    Instance,
    /// The class.
    Class,
    /// Nothing.
    Static,
}

impl Method {
    /// What a decorator or wrapper of this name makes of a method.
    pub(super) fn from_wrapper(name: &str) -> Option<Self> {
        match name {
            "staticmethod" | "abc.abstractstaticmethod" => Some(Self::Static),
            "classmethod" | "abc.abstractclassmethod" => Some(Self::Class),
            _ => None,
        }
    }
}

impl<'t> Names<'t> {
    pub(super) fn iter(&self) -> impl Iterator<Item = &Bound<'t>> {
        self.bound.iter()
    }

    pub(super) fn get(&self, name: &str) -> Option<&Bound<'t>> {
        self.index.get(name).and_then(|&index| self.bound.get(index))
    }

    /// The entry of a name, made if it is new.
    pub(super) fn entry(&mut self, name: &'t str, span: Span) -> &mut Bound<'t> {
        let index = *self.index.entry(name).or_insert_with(|| {
            self.bound.push(Bound {
                name,
                span,
                assigned: 0,
                cleared: false,
                alias: None,
                import: None,
                definition: None,
                wrapper: None,
            });
            self.bound.len() - 1
        });
        let entry = &mut self.bound[index];
        if entry.span == Span::default() {
            entry.span = span;
        }
        entry
    }

    /// Takes away the entries of names declared `global`, for the module to have.
    pub(super) fn take_globals(&mut self) -> Vec<Bound<'t>> {
        let Self { bound, index, globals, nonlocals, .. } = self;
        if globals.is_empty() && nonlocals.is_empty() {
            return Vec::new();
        }
        let declared: HashSet<_> = globals.iter().copied().collect();
        let elsewhere: HashSet<_> = nonlocals.iter().copied().collect();
        let (mut taken, mut kept) = (Vec::new(), Vec::new());
        for entry in bound.drain(..) {
            if declared.contains(entry.name) {
                taken.push(entry);
            } else if !elsewhere.contains(entry.name) {
                kept.push(entry);
            }
        }
        *index = kept.iter().enumerate().map(|(at, entry)| (entry.name, at)).collect();
        *bound = kept;
        taken
    }

    /// Adds what a function binds of this scope's names through `global`.
    pub(super) fn absorb(&mut self, other: Bound<'t>) {
        let entry = self.entry(other.name, other.span);
        entry.assigned += other.assigned;
        entry.cleared |= other.cleared;
        entry.alias = entry.alias.or(other.alias);
        if entry.import.is_none() {
            entry.import = other.import;
        }
        entry.definition = entry.definition.or(other.definition);
    }
}

impl<'t> Bound<'t> {
    /// What the name is another name for, if it is assigned once and bound in no other way.
    pub(super) fn only_alias(&self) -> Option<Node<'t>> {
        let is_only = self.assigned == 1
            && !self.cleared
            && self.import.is_none()
            && self.definition.is_none();
        self.alias.filter(|_| is_only)
    }

    /// Whether the name holds what is assigned to it, and is no fixed function, class or import.
    pub(super) fn is_variable(&self) -> bool {
        self.assigned > 0 || (self.definition.is_none() && self.import.is_none())
    }
}

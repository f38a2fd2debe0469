//! One pass over the tree that collects what each scope binds, before anything is lowered.

use std::collections::HashMap;

use tmplint_ir::QualName;
use tree_sitter::Node;

use super::names::{Definition, Method, Names};
use super::syntax::{
    bare, captures, child_of_kind, children, compact, field, fields, targets, text,
};

/// What is known of a file's names.
pub(super) struct Survey<'t> {
    /// The module's own.
    pub(super) module: Names<'t>,
    /// Those of functions, lambdas and classes, by node.
    pub(super) scopes: HashMap<usize, Names<'t>>,
    /// The module of `from module import *`, if there is exactly one such import.
    pub(super) star: Option<String>,
    /// Start of every expression that does something when it is evaluated, in order.
    effects: Vec<usize>,
}

impl<'t> Survey<'t> {
    /// Walks the whole tree, without recursion: its depth is the input's to choose.
    pub(super) fn of(root: Node<'t>, source: &'t str) -> Self {
        let mut walk = Walk::new(source);
        let mut cursor = root.walk();
        'down: loop {
            let node = cursor.node();
            if node.is_named() {
                walk.enter(node);
            }
            if cursor.goto_first_child() {
                continue;
            }
            loop {
                walk.leave(cursor.node());
                if cursor.goto_next_sibling() {
                    continue 'down;
                }
                if !cursor.goto_parent() {
                    return walk.finish();
                }
            }
        }
    }

    /// Whether evaluating the node calls, assigns or yields.
    pub(super) fn has_effects(&self, node: Node<'_>) -> bool {
        let first = self.effects.partition_point(|&effect| effect < node.start_byte());
        self.effects.get(first).is_some_and(|&effect| effect < node.end_byte())
    }
}

struct Walk<'t> {
    source: &'t str,
    scopes: Vec<Open<'t>>,
    closed: HashMap<usize, Names<'t>>,
    stars: Vec<String>,
    effects: Vec<usize>,
    /// The decorators read last, for the definition they stand before.
    decorators: Vec<String>,
}

/// A scope the walk is in.
struct Open<'t> {
    node: Option<usize>,
    kind: Kind,
    names: Names<'t>,
    /// The name of a method's first parameter.
    receiver: Option<&'t str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Module,
    Class,
    Function,
}

impl<'t> Walk<'t> {
    fn new(source: &'t str) -> Self {
        let module =
            Open { node: None, kind: Kind::Module, names: Names::default(), receiver: None };
        Self {
            source,
            scopes: vec![module],
            closed: HashMap::new(),
            stars: Vec::new(),
            effects: Vec::new(),
            decorators: Vec::new(),
        }
    }

    fn finish(mut self) -> Survey<'t> {
        while self.scopes.len() > 1 {
            self.close();
        }
        let module = self.scopes.pop().map(|open| open.names).unwrap_or_default();
        self.stars.sort();
        self.stars.dedup();
        let star = if self.stars.len() == 1 { self.stars.pop() } else { None };
        Survey { module, scopes: self.closed, star, effects: self.effects }
    }

    fn enter(&mut self, node: Node<'t>) {
        match node.kind() {
            "call" => {
                self.effects.push(node.start_byte());
            }
            "yield"
            | "list_comprehension"
            | "set_comprehension"
            | "dictionary_comprehension"
            | "generator_expression" => self.effects.push(node.start_byte()),
            "named_expression" => {
                self.effects.push(node.start_byte());
                self.bind_field(node, "name");
            }
            "assignment" => self.assignment(node),
            "augmented_assignment" | "for_statement" => self.bind_field(node, "left"),
            "as_pattern" => self.bind_field(node, "alias"),
            "except_clause" => self.except(node),
            "case_clause" => {
                for name in captures(node) {
                    self.bind(name);
                }
            }
            "import_statement" => self.import(node),
            "import_from_statement" => self.import_from(node),
            "global_statement" | "nonlocal_statement" => self.declaration(node),
            "decorated_definition" => {
                self.decorators = children(node)
                    .into_iter()
                    .filter(|child| child.kind() == "decorator")
                    .map(|decorator| self.decorator_name(decorator))
                    .collect();
            }
            "function_definition" | "class_definition" => self.definition(node),
            "lambda" => {
                self.open(node, Kind::Function);
                self.parameters(node);
            }
            _ => {}
        }
    }

    fn leave(&mut self, node: Node<'t>) {
        if self.scopes.last().is_some_and(|open| open.node == Some(node.id())) {
            self.close();
        }
    }

    fn open(&mut self, node: Node<'t>, kind: Kind) {
        let names = Names::default();
        self.scopes.push(Open { node: Some(node.id()), kind, names, receiver: None });
    }

    fn close(&mut self) {
        let Some(mut open) = self.scopes.pop() else { return };
        let globals = open.names.take_globals();
        if let Some(module) = self.scopes.first_mut() {
            for bound in globals {
                module.names.absorb(bound);
            }
            for &name in &open.names.globals {
                module.names.entry(name, tmplint_ir::Span::default());
            }
        }
        if let Some(node) = open.node {
            self.closed.insert(node, open.names);
        }
    }

    fn text(&self, node: Node<'_>) -> &'t str {
        text(node, self.source)
    }

    /// The scope that statements here bind names in.
    fn names(&mut self) -> Option<&mut Names<'t>> {
        self.scopes.last_mut().map(|open| &mut open.names)
    }

    /// Counts an assignment to an identifier.
    fn bind(&mut self, identifier: Node<'t>) {
        let name = self.text(identifier);
        let span = super::syntax::span(identifier);
        if let Some(names) = self.names() {
            names.entry(name, span).assigned += 1;
        }
    }

    fn bind_field(&mut self, node: Node<'t>, name: &str) {
        if let Some(target) = field(node, name) {
            self.bind_targets(target);
        }
    }

    fn bind_targets(&mut self, target: Node<'t>) {
        let (mut identifiers, mut attributes) = (Vec::new(), Vec::new());
        targets(target, |name| identifiers.push(name), |attribute| attributes.push(attribute));
        for name in identifiers {
            self.bind(name);
        }
        for attribute in attributes {
            self.member(attribute);
        }
    }

    /// Notes `x` of `self.x = …` with the class whose method says it.
    fn member(&mut self, attribute: Node<'t>) {
        /// Functions nested in a method still see its `self`; deeper than this is nobody's code.
        const MAX_NESTING: usize = 8;
        let (Some(object), Some(name)) =
            (field(attribute, "object"), field(attribute, "attribute"))
        else {
            return;
        };
        if object.kind() != "identifier" {
            return;
        }
        let (object, name) = (self.text(object), self.text(name));
        let method = (0..self.scopes.len())
            .rev()
            .take(MAX_NESTING)
            .find(|&at| self.scopes[at].receiver == Some(object));
        let class = method.and_then(|at| at.checked_sub(1));
        if let Some(class) = class.and_then(|at| self.scopes.get_mut(at)) {
            class.names.members.insert(name);
        }
    }

    fn assignment(&mut self, node: Node<'t>) {
        let Some(left) = field(node, "left") else { return };
        let right = field(node, "right");
        if left.kind() != "identifier" {
            self.bind_targets(left);
            return;
        }
        let name = self.text(left);
        let span = super::syntax::span(left);
        let wrapper = right.and_then(|right| self.rewraps(right, name));
        let Some(names) = self.names() else { return };
        let bound = names.entry(name, span);
        let right_kind = right.map(|right| bare(right).kind());
        if right_kind == Some("none") {
            bound.cleared = true;
            return;
        }
        if wrapper.is_some() && bound.definition.is_some() {
            bound.wrapper = wrapper;
            return;
        }
        bound.assigned += 1;
        let is_chain = matches!(right_kind, Some("identifier" | "attribute"));
        bound.alias = if is_chain && bound.assigned == 1 { right.map(bare) } else { None };
    }

    /// The wrapping function in `name = wrapper(name)`.
    fn rewraps(&self, right: Node<'t>, name: &str) -> Option<&'t str> {
        let call = bare(right);
        if call.kind() != "call" {
            return None;
        }
        let arguments = children(field(call, "arguments")?);
        arguments
            .into_iter()
            .any(|argument| argument.kind() == "identifier" && self.text(argument) == name)
            .then(|| field(call, "function").map(|function| self.text(function)))
            .flatten()
    }

    fn except(&mut self, node: Node<'t>) {
        self.bind_field(node, "alias");
        // Python 2: `except Error, name`.
        if let [_, .., name] = fields(node, "value")[..] {
            self.bind_targets(name);
        }
    }

    fn import(&mut self, node: Node<'t>) {
        for imported in fields(node, "name") {
            if imported.kind() == "aliased_import" {
                let module = field(imported, "name").map(|name| compact(self.text(name)));
                if let (Some(module), Some(alias)) = (module, field(imported, "alias")) {
                    self.bind_import(alias, module);
                }
            } else if let Some(&first) = children(imported).first() {
                self.bind_import(first, self.text(first).to_owned());
            }
        }
    }

    fn import_from(&mut self, node: Node<'t>) {
        let Some(module) = field(node, "module_name") else { return };
        let module = compact(self.text(module));
        if child_of_kind(node, "wildcard_import").is_some() {
            self.stars.push(module);
            return;
        }
        let dot = if module.ends_with('.') { "" } else { "." };
        for imported in fields(node, "name") {
            let (name, alias) = if imported.kind() == "aliased_import" {
                (field(imported, "name"), field(imported, "alias"))
            } else {
                (Some(imported), children(imported).first().copied())
            };
            if let (Some(name), Some(alias)) = (name, alias) {
                self.bind_import(alias, format!("{module}{dot}{}", compact(self.text(name))));
            }
        }
    }

    fn bind_import(&mut self, alias: Node<'t>, module: String) {
        let name = self.text(alias);
        let span = super::syntax::span(alias);
        if let Some(names) = self.names() {
            names.entry(name, span).import.get_or_insert(QualName(module));
        }
    }

    fn declaration(&mut self, node: Node<'t>) {
        let declared: Vec<_> = children(node).into_iter().map(|name| self.text(name)).collect();
        let Some(open) = self.scopes.last_mut() else { return };
        if open.kind == Kind::Module {
            return;
        }
        if node.kind() == "global_statement" {
            open.names.globals.extend(declared);
        } else {
            open.names.nonlocals.extend(declared);
        }
    }

    fn decorator_name(&self, decorator: Node<'t>) -> String {
        let expression = children(decorator).first().map(|&expression| bare(expression));
        let callee = expression.map(|expression| match expression.kind() {
            "call" => field(expression, "function").unwrap_or(expression),
            _ => expression,
        });
        callee.map(|callee| compact(self.text(callee))).unwrap_or_default()
    }

    fn definition(&mut self, node: Node<'t>) {
        let decorators = std::mem::take(&mut self.decorators);
        let Some(name) = field(node, "name") else { return };
        let spelled = self.text(name);
        let method = decorators.iter().find_map(|decorator| Method::from_wrapper(decorator));
        let method = method.or((spelled == "__new__").then_some(Method::Class));
        let definition = Definition {
            node,
            name,
            method: method.unwrap_or_default(),
            is_property: decorators.iter().any(|decorator| decorator.ends_with("property")),
            is_setter: decorators
                .iter()
                .any(|decorator| decorator.ends_with(".setter") || decorator.ends_with(".deleter")),
        };
        if let Some(names) = self.names() {
            names.definitions.push(definition);
            let bound = names.entry(spelled, super::syntax::span(name));
            if !definition.is_setter {
                bound.definition = Some(node);
            }
        }
        if node.kind() == "class_definition" {
            self.open(node, Kind::Class);
            return;
        }
        let in_class = self.scopes.last().is_some_and(|open| open.kind == Kind::Class);
        self.open(node, Kind::Function);
        let first = self.parameters(node);
        if let Some(open) = self.scopes.last_mut()
            && in_class
            && definition.method != Method::Static
        {
            open.receiver = first;
        }
    }

    /// Binds the parameters in the scope just opened; gives the first one's name.
    fn parameters(&mut self, node: Node<'t>) -> Option<&'t str> {
        let parameters = children(field(node, "parameters")?);
        let first = parameters.first().map(|&first| match first.kind() {
            "typed_parameter" => children(first).first().copied().unwrap_or(first),
            _ => field(first, "name").unwrap_or(first),
        });
        for parameter in parameters {
            self.bind_targets(field(parameter, "name").unwrap_or(parameter));
        }
        first.filter(|first| first.kind() == "identifier").map(|first| self.text(first))
    }
}

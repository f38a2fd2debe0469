//! The state of lowering one function's body.

use std::collections::HashMap;

use tmplint_ir::{Arg, BlockId, Call, Callee, NoteKind, Param, PlaceId, Scope, Span, Step, Value};

use super::File;
use super::alias::Moves;
use super::syntax::Syntax;
use super::token::Token;
use crate::builder::BodyBuilder;

/// Nesting of statements and expressions that is followed.
const MAX_DEPTH: usize = 200;

/// Macros under expansion in each other that are followed.
const MAX_EXPANSIONS: usize = 16;

/// One function's body in the making.
pub(crate) struct Body<'f, 's> {
    pub(crate) file: &'f mut File<'s>,
    pub(crate) code: BodyBuilder,
    scopes: Vec<Names>,
    frames: Vec<Frame>,
    depth: usize,
    labels: HashMap<String, BlockId>,
    pub(crate) moves: Moves,
    pub(crate) breaks: Vec<Exit>,
    pub(crate) continues: Vec<Exit>,
    /// The cases of each `switch` around.
    pub(crate) switches: Vec<Vec<Case>>,
}

/// A case of a `switch`.
pub(crate) struct Case {
    pub(crate) block: BlockId,
    /// Where its value stands, and the value if it is a plain number; none for `default`.
    pub(crate) label: Option<(Span, Option<i64>)>,
}

/// The variables of one block.
#[derive(Default)]
struct Names {
    places: HashMap<String, PlaceId>,
    /// What is called when the block is left, in the order of declaration.
    cleanups: Vec<Cleanup>,
}

/// A call that an attribute asks for when a variable goes out of scope.
#[derive(Clone)]
struct Cleanup {
    callee: Callee,
    place: PlaceId,
    span: Span,
}

/// Where a `break` or `continue` goes.
#[derive(Clone, Copy)]
pub(crate) struct Exit {
    pub(crate) block: BlockId,
    /// The number of scopes around it.
    scopes: usize,
}

/// A macro under expansion.
struct Frame {
    name: String,
    arguments: HashMap<String, (Value, Span)>,
    variable_arguments: Vec<(Value, Span)>,
    /// What the variable arguments are called in the macro's body.
    rest_name: String,
    /// What is expanded, as it stands in the code.
    site: Span,
}

/// The arguments of a macro: those of its parameters, then the rest.
pub(crate) struct MacroArguments {
    pub(crate) named: HashMap<String, (Value, Span)>,
    pub(crate) rest: Vec<(Value, Span)>,
    /// What the rest is called in the macro's body.
    pub(crate) rest_name: String,
}

impl<'f, 's> Body<'f, 's> {
    pub(crate) fn new(file: &'f mut File<'s>, span: Span) -> Self {
        Self {
            file,
            code: BodyBuilder::new(span),
            scopes: vec![Names::default()],
            frames: Vec::new(),
            depth: 0,
            labels: HashMap::new(),
            moves: Moves::default(),
            breaks: Vec::new(),
            continues: Vec::new(),
            switches: Vec::new(),
        }
    }

    pub(crate) fn finish(self) -> BodyBuilder {
        self.code
    }

    pub(crate) fn parameters(&mut self, params: &[Param]) {
        for param in params {
            self.bind(&param.name, param.place);
        }
    }

    pub(crate) fn push(&mut self, step: Step) {
        self.file.unit.push(&mut self.code, step);
    }

    /// Where the steps of a node are said to be: the node, or what expands to it.
    pub(crate) fn span(&self, node: Syntax<'_>) -> Span {
        self.frames.first().map_or_else(|| node.span(), |frame| frame.site)
    }

    /// Runs `lower` one level deeper, unless that is deeper than is followed.
    pub(crate) fn nested<R>(
        &mut self,
        node: Syntax<'_>,
        lower: impl FnOnce(&mut Self) -> R,
    ) -> Option<R> {
        if self.depth >= MAX_DEPTH {
            let span = node.span();
            self.file.unit.note(NoteKind::TooDeep, span, "code is nested deeper than is followed");
            return None;
        }
        self.depth += 1;
        let result = lower(self);
        self.depth -= 1;
        Some(result)
    }

    pub(crate) fn in_scope(&mut self, lower: impl FnOnce(&mut Self)) {
        self.scopes.push(Names::default());
        lower(self);
        if !self.code.is_closed() {
            self.leave_scopes(self.scopes.len() - 1);
        }
        self.scopes.pop();
    }

    /// An exit of the scope at hand.
    pub(crate) fn exit(&self, block: BlockId) -> Exit {
        Exit { block, scopes: self.scopes.len() }
    }

    pub(crate) fn jump(&mut self, exit: Exit) {
        self.leave_scopes(exit.scopes);
        self.code.goto(exit.block);
    }

    /// Makes the calls that leaving all scopes but the outer `left` makes.
    pub(crate) fn leave_scopes(&mut self, left: usize) {
        let inner = self.scopes.get(left..).unwrap_or_default();
        let cleanups: Vec<Cleanup> =
            inner.iter().rev().flat_map(|scope| scope.cleanups.iter().rev().cloned()).collect();
        for Cleanup { callee, place, span } in cleanups {
            let args = vec![Arg { name: None, value: Value::Place(place), span }];
            self.push(Step::Call(Call {
                into: None,
                callee,
                receiver: None,
                args,
                checked: true,
                span,
                name_span: span,
            }));
        }
    }

    /// Has a function called with a variable when its scope is left.
    pub(crate) fn cleanup(&mut self, place: PlaceId, function: Token) {
        let name = function.text(self.file.source);
        let callee = match self.file.functions.get(name) {
            Some(&function) => Callee::Local(function),
            None => Callee::Api(name.into()),
        };
        let span = Span::new(function.start, function.end);
        if let Some(scope) = self.scopes.last_mut() {
            scope.cleanups.push(Cleanup { callee, place, span });
        }
    }

    pub(crate) fn declare_local(&mut self, name: &str, span: Span) -> PlaceId {
        let place = self.file.unit.place(name, Scope::Local, span);
        self.bind(name, place);
        place
    }

    pub(crate) fn bind(&mut self, name: &str, place: PlaceId) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.places.insert(name.to_owned(), place);
        }
    }

    pub(crate) fn local(&self, name: &str) -> Option<PlaceId> {
        self.scopes.iter().rev().find_map(|scope| scope.places.get(name).copied())
    }

    /// The argument that a macro's parameter stands for in its body.
    pub(crate) fn argument(&self, name: &str) -> Option<&(Value, Span)> {
        self.frames.last()?.arguments.get(name)
    }

    pub(crate) fn variable_arguments(&self) -> &[(Value, Span)] {
        self.frames.last().map_or(&[], |frame| &frame.variable_arguments)
    }

    /// Whether a name stands for the variable arguments of the macro under expansion.
    pub(crate) fn names_variable_arguments(&self, name: &str) -> bool {
        self.frames
            .last()
            .is_some_and(|frame| frame.rest_name == name && !frame.variable_arguments.is_empty())
    }

    /// Whether a macro of this name is expanded here; one inside its own expansion is not.
    pub(crate) fn is_macro(&self, name: &str) -> bool {
        self.file.macros.is_macro(name)
            && self.frames.len() < MAX_EXPANSIONS
            && !self.is_expanding(name)
    }

    pub(crate) fn is_expanding_any(&self) -> bool {
        !self.frames.is_empty()
    }

    pub(crate) fn is_expanding(&self, name: &str) -> bool {
        self.frames.iter().any(|frame| frame.name == name)
    }

    /// Runs `lower` inside the expansion of a macro.
    pub(crate) fn expanding<R>(
        &mut self,
        name: &str,
        arguments: MacroArguments,
        site: Span,
        lower: impl FnOnce(&mut Self) -> R,
    ) -> R {
        self.frames.push(Frame {
            name: name.to_owned(),
            arguments: arguments.named,
            variable_arguments: arguments.rest,
            rest_name: arguments.rest_name,
            site,
        });
        let result = lower(self);
        self.frames.pop();
        result
    }

    pub(crate) fn label(&mut self, name: &str) -> BlockId {
        if let Some(&block) = self.labels.get(name) {
            return block;
        }
        let block = self.code.new_block();
        self.labels.insert(name.to_owned(), block);
        block
    }
}

impl MacroArguments {
    pub(crate) fn none() -> Self {
        Self { named: HashMap::new(), rest: Vec::new(), rest_name: String::new() }
    }
}

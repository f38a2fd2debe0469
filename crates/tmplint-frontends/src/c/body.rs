//! The state of lowering one function's body.

use std::collections::HashMap;

use tmplint_ir::{BlockId, NoteKind, Param, PlaceId, Scope, Span, Step, Value};

use super::File;
use super::syntax::Syntax;
use crate::builder::BodyBuilder;

/// Nesting of statements and expressions that is followed.
const MAX_DEPTH: usize = 200;

/// Macros under expansion in each other that are followed.
const MAX_EXPANSIONS: usize = 16;

/// One function's body in the making.
pub(crate) struct Body<'f, 's> {
    pub(crate) file: &'f mut File<'s>,
    pub(crate) code: BodyBuilder,
    scopes: Vec<HashMap<String, PlaceId>>,
    frames: Vec<Frame>,
    depth: usize,
    labels: HashMap<String, BlockId>,
    pub(crate) breaks: Vec<BlockId>,
    pub(crate) continues: Vec<BlockId>,
    /// The cases of each `switch` around, the default one without a span.
    pub(crate) switches: Vec<Vec<(BlockId, Option<Span>)>>,
}

/// A macro under expansion.
struct Frame {
    name: String,
    arguments: HashMap<String, (Value, Span)>,
    variable_arguments: Vec<(Value, Span)>,
    /// What is expanded, as it stands in the code.
    site: Span,
}

/// The arguments of a macro: those of its parameters, then the rest.
pub(crate) struct MacroArguments {
    pub(crate) named: HashMap<String, (Value, Span)>,
    pub(crate) rest: Vec<(Value, Span)>,
}

impl<'f, 's> Body<'f, 's> {
    pub(crate) fn new(file: &'f mut File<'s>, span: Span) -> Self {
        Self {
            file,
            code: BodyBuilder::new(span),
            scopes: vec![HashMap::new()],
            frames: Vec::new(),
            depth: 0,
            labels: HashMap::new(),
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
        self.scopes.push(HashMap::new());
        lower(self);
        self.scopes.pop();
    }

    pub(crate) fn declare_local(&mut self, name: &str, span: Span) -> PlaceId {
        let place = self.file.unit.place(name, Scope::Local, span);
        self.bind(name, place);
        place
    }

    fn bind(&mut self, name: &str, place: PlaceId) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.insert(name.to_owned(), place);
        }
    }

    pub(crate) fn local(&self, name: &str) -> Option<PlaceId> {
        self.scopes.iter().rev().find_map(|scope| scope.get(name).copied())
    }

    /// The argument that a macro's parameter stands for in its body.
    pub(crate) fn argument(&self, name: &str) -> Option<&(Value, Span)> {
        self.frames.last()?.arguments.get(name)
    }

    pub(crate) fn variable_arguments(&self) -> &[(Value, Span)] {
        self.frames.last().map_or(&[], |frame| &frame.variable_arguments)
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
        Self { named: HashMap::new(), rest: Vec::new() }
    }
}

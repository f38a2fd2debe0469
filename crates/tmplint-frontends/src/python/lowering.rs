//! The state of lowering a file, and the way through its top-level statements.

use std::collections::{HashMap, HashSet};

use tmplint_ir::{
    BlockId, Call, ClassId, End, FunctionKind, NoteKind, Part, PlaceId, Span, Step, Test, Unit,
    Value,
};
use tree_sitter::Node;

use crate::builder::{BodyBuilder, UnitBuilder};

use super::classes::ClassInfo;
use super::exits::Frame;
use super::functions::FunctionInfo;
use super::scopes::Scope;
use super::survey::Survey;
use super::syntax::{span, text};

/// Nesting that is followed. Code people write stays far below it, and the engine's walks over
/// values rely on a bound too.
const MAX_DEPTH: u32 = 200;

/// Nodes that are lowered from one file; beyond it lie generated tables.
const MAX_NODES: u32 = 3_000_000;

/// How often the ways out of a file's statements may pass a `with` or `finally`. What these do is
/// lowered for each way out, so that nesting them multiplies.
const MAX_PASSED: u32 = 50_000;

/// Lowers one file.
pub(super) struct Lowering<'t> {
    pub(super) source: &'t str,
    pub(super) unit: UnitBuilder,
    pub(super) survey: Survey<'t>,
    pub(super) scopes: Vec<Scope<'t>>,
    pub(super) classes: Vec<ClassInfo<'t>>,
    /// Declared functions and lambdas, by node.
    pub(super) functions: HashMap<usize, FunctionInfo>,
    /// Calls among the decorators of functions and classes, by node of the definition.
    pub(super) decorations: HashMap<usize, Vec<Node<'t>>>,
    /// Functions whose bodies are lowered.
    pub(super) lowered: HashSet<usize>,
    /// Classes, by node.
    pub(super) class_ids: HashMap<usize, ClassId>,
    pub(super) members: HashMap<(ClassId, &'t str), PlaceId>,
    /// The function being lowered.
    pub(super) current: Body<'t>,
    depth: u32,
    nodes: u32,
    passed: u32,
}

/// The function being lowered.
pub(super) struct Body<'t> {
    pub(super) blocks: BodyBuilder,
    /// The loops, `with`s and `finally`s around the current statement, outermost first.
    pub(super) frames: Vec<Frame<'t>>,
    /// Blocks that something leads to.
    reached: HashSet<BlockId>,
}

impl Body<'_> {
    pub(super) fn new(span: Span) -> Self {
        Self { blocks: BodyBuilder::new(span), frames: Vec::new(), reached: HashSet::new() }
    }
}

impl<'t> Lowering<'t> {
    pub(super) fn new(source: &'t str, unit: UnitBuilder, survey: Survey<'t>) -> Self {
        Self {
            source,
            unit,
            survey,
            scopes: Vec::new(),
            classes: Vec::new(),
            functions: HashMap::new(),
            decorations: HashMap::new(),
            lowered: HashSet::new(),
            class_ids: HashMap::new(),
            members: HashMap::new(),
            current: Body::new(Span::new(0, source.len())),
            depth: 0,
            nodes: 0,
            passed: 0,
        }
    }

    /// Lowers the whole module: its names first, then one top-level statement after the other.
    pub(super) fn module(mut self, root: Node<'t>) -> Unit {
        let whole = Span::new(0, self.source.len());
        let top = self.unit.declare("", FunctionKind::TopLevel, whole);
        self.enter_module();
        let mut cursor = root.walk();
        for item in root.named_children(&mut cursor) {
            self.item(item);
        }
        let body = std::mem::replace(&mut self.current, Body::new(whole));
        self.unit.define(top, body.blocks);
        self.unit.finish()
    }

    /// Lowers one top-level statement: a definition into functions of its own, anything else
    /// into the module's.
    fn item(&mut self, node: Node<'t>) {
        if self.is_closed() {
            // After a `raise` at the top level, the definitions below it still matter.
            self.current.blocks.start_unreachable();
        }
        self.statement(node);
    }

    pub(super) fn text(&self, node: Node<'_>) -> &'t str {
        text(node, self.source)
    }

    /// Runs `inner` one level deeper, or notes that the file goes too deep and gives up on the
    /// node.
    pub(super) fn nested<R>(
        &mut self,
        node: Node<'t>,
        inner: impl FnOnce(&mut Self) -> R,
    ) -> Option<R> {
        if self.depth >= MAX_DEPTH {
            self.too_deep(node);
            return None;
        }
        if self.nodes >= MAX_NODES {
            self.too_large(node);
            return None;
        }
        self.depth += 1;
        self.nodes += 1;
        let result = inner(self);
        self.depth -= 1;
        Some(result)
    }

    fn too_deep(&mut self, node: Node<'t>) {
        let message = "nesting deeper than 200 levels is not followed";
        self.unit.note(NoteKind::TooDeep, span(node), message);
    }

    fn too_large(&mut self, node: Node<'t>) {
        let message = "the file has more code than is followed";
        self.unit.note(NoteKind::TooLarge, span(node), message);
    }

    /// Counts one `with` or `finally` on a way out; false once there were too many.
    pub(super) fn may_pass(&mut self, node: Node<'t>) -> bool {
        self.passed += 1;
        if self.passed > MAX_PASSED {
            self.too_large(node);
        }
        self.passed <= MAX_PASSED
    }

    /// Whether one more `with` may be opened inside of the current ones.
    pub(super) fn may_open(&mut self, node: Node<'t>) -> bool {
        let is_deep = self.current.frames.len() >= MAX_DEPTH as usize;
        if is_deep {
            self.too_deep(node);
        }
        !is_deep
    }

    pub(super) fn push(&mut self, step: Step) {
        self.unit.push(&mut self.current.blocks, step);
    }

    pub(super) fn set(&mut self, into: PlaceId, value: Value, span: Span) {
        self.push(Step::Let { into, value, span });
    }

    /// Adds a call and gives the place of its result.
    pub(super) fn push_call(&mut self, call: Call) -> PlaceId {
        self.unit.push_call(&mut self.current.blocks, call)
    }

    /// The value in a form that can be copied freely: itself if it is small, else a temporary
    /// that holds it.
    pub(super) fn shared(&mut self, value: Value, span: Span) -> Value {
        if is_small(&value) { value } else { Value::Place(self.hold(value, span)) }
    }

    /// A new temporary that holds the value.
    pub(super) fn hold(&mut self, value: Value, span: Span) -> PlaceId {
        let place = self.unit.temporary(span);
        self.set(place, value, span);
        place
    }

    pub(super) fn is_closed(&self) -> bool {
        self.current.blocks.is_closed()
    }

    pub(super) fn new_block(&mut self) -> BlockId {
        self.current.blocks.new_block()
    }

    pub(super) fn switch_to(&mut self, block: BlockId) {
        self.current.blocks.switch_to(block);
    }

    /// Ends the current block with a jump, unless control does not get to its end.
    pub(super) fn jump(&mut self, target: BlockId) {
        if !self.is_closed() {
            self.current.reached.insert(target);
            self.current.blocks.goto(target);
        }
    }

    /// Goes on in a new block that unwinds where blocks made now do.
    pub(super) fn next_block(&mut self) {
        let block = self.new_block();
        self.jump(block);
        self.resume(block);
    }

    pub(super) fn branch(&mut self, test: Test, span: Span, then: BlockId, otherwise: BlockId) {
        if !self.is_closed() {
            self.current.reached.extend([then, otherwise]);
            self.current.blocks.branch(test, span, then, otherwise);
        }
    }

    /// Makes a block current; if nothing leads to it, the code that follows is dead and is closed
    /// at once.
    pub(super) fn resume(&mut self, block: BlockId) {
        self.switch_to(block);
        if !self.current.reached.contains(&block) {
            self.current.blocks.close(End::Diverge);
        }
    }

    pub(super) fn raise(&mut self, span: Span) {
        self.current.blocks.close(End::Raise { span });
    }

    pub(super) fn is_temporary(&mut self, place: PlaceId) -> bool {
        self.unit.place_mut(place).scope == tmplint_ir::Scope::Temporary
    }
}

/// Whether copying the value costs next to nothing.
fn is_small(value: &Value) -> bool {
    match value {
        Value::Text(parts) => match &parts[..] {
            [Part::Literal { text, .. }] => text.len() < 200,
            [] => true,
            _ => false,
        },
        Value::Place(_)
        | Value::Name(_)
        | Value::Number(_)
        | Value::Bool(_)
        | Value::Absent
        | Value::Function(_)
        | Value::Class(_)
        | Value::Opaque => true,
        Value::Field(of, _) | Value::Element(of) => matches!(**of, Value::Place(_)),
        _ => false,
    }
}

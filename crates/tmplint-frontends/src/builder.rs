//! Builds units and functions block by block; what the four frontends share.

use std::collections::{HashMap, HashSet};

use tmplint_ir::{
    Block, BlockId, Call, Class, ClassId, End, Function, FunctionId, FunctionKind, Language,
    NoteKind, ParseNote, Place, PlaceId, QualName, Scope, Setting, Span, Step, Test, Unit, Value,
};

/// Steps one file may have. Generated files beyond it gain nothing from being followed further,
/// and the engine's work is bounded by it.
const MAX_STEPS: usize = 400_000;

/// Notes one file may have: a broken file is said to be broken once, not a thousand times.
const MAX_NOTES: usize = 8;

/// A [`Unit`] in the making.
pub(crate) struct UnitBuilder {
    unit: Unit,
    steps: usize,
    temporaries: u32,
    fields: HashMap<(PlaceId, String), PlaceId>,
}

impl UnitBuilder {
    pub(crate) fn new(language: Language, interpreter: Option<String>) -> Self {
        Self {
            unit: Unit {
                language,
                functions: Vec::new(),
                places: Vec::new(),
                classes: Vec::new(),
                notes: Vec::new(),
                lent: HashSet::new(),
                interpreter,
                holes: Vec::new(),
                setting: Setting::default(),
            },
            steps: 0,
            temporaries: 0,
            fields: HashMap::new(),
        }
    }

    /// Reserves the index of a function that [`define`](Self::define) fills later, so that calls
    /// before its definition can name it.
    pub(crate) fn declare(&mut self, name: &str, kind: FunctionKind, span: Span) -> FunctionId {
        let id = FunctionId(index(self.unit.functions.len()));
        self.unit.functions.push(Function {
            name: name.to_owned(),
            kind,
            class: None,
            params: Vec::new(),
            attributes: Vec::new(),
            blocks: vec![Block {
                steps: Vec::new(),
                end: End::Return { value: None, span },
                unwind: None,
            }],
            span,
            name_span: span,
        });
        id
    }

    /// The declared function, to set its parameters, class, attributes and spans.
    pub(crate) fn function_mut(&mut self, id: FunctionId) -> &mut Function {
        &mut self.unit.functions[id.0 as usize]
    }

    /// Gives a declared function its body.
    pub(crate) fn define(&mut self, id: FunctionId, body: BodyBuilder) {
        self.unit.functions[id.0 as usize].blocks = body.finish();
    }

    pub(crate) fn place(&mut self, name: &str, scope: Scope, span: Span) -> PlaceId {
        let id = PlaceId(index(self.unit.places.len()));
        self.unit.places.push(Place {
            name: name.to_owned(),
            scope,
            field_of: None,
            from_environment: false,
            span,
        });
        id
    }

    pub(crate) fn place_mut(&mut self, id: PlaceId) -> &mut Place {
        &mut self.unit.places[id.0 as usize]
    }

    /// The field `name` of `base`: one place however often it is asked for.
    pub(crate) fn field(&mut self, base: PlaceId, name: &str, span: Span) -> PlaceId {
        if let Some(&id) = self.fields.get(&(base, name.to_owned())) {
            return id;
        }
        let of = &self.unit.places[base.0 as usize];
        let (full, scope) = (format!("{}.{name}", of.name), of.scope);
        let id = self.place(&full, scope, span);
        self.unit.places[id.0 as usize].field_of = Some((base, name.to_owned()));
        self.fields.insert((base, name.to_owned()), id);
        id
    }

    pub(crate) fn temporary(&mut self, span: Span) -> PlaceId {
        self.temporaries += 1;
        let name = format!("%{}", self.temporaries);
        self.place(&name, Scope::Temporary, span)
    }

    pub(crate) fn class(&mut self, name: &str, bases: Vec<QualName>) -> ClassId {
        let id = ClassId(index(self.unit.classes.len()));
        self.unit.classes.push(Class {
            name: name.to_owned(),
            bases,
            methods: Vec::new(),
            fields: Vec::new(),
        });
        id
    }

    pub(crate) fn class_mut(&mut self, id: ClassId) -> &mut Class {
        &mut self.unit.classes[id.0 as usize]
    }

    pub(crate) fn note(&mut self, kind: NoteKind, span: Span, message: impl Into<String>) {
        let message = message.into();
        let seen = self.unit.notes.iter().any(|note| note.kind == kind && note.message == message);
        if !seen && self.unit.notes.len() < MAX_NOTES {
            self.unit.notes.push(ParseNote { kind, span, message });
        }
    }

    /// Adds a step, unless the file already has more than anyone follows.
    pub(crate) fn push(&mut self, body: &mut BodyBuilder, step: Step) {
        self.steps += 1;
        if self.steps <= MAX_STEPS {
            body.blocks[body.current.0 as usize].steps.push(step);
        } else {
            self.note(NoteKind::TooLarge, body.span, "the file has more code than is followed");
        }
    }

    /// Adds a call whose result is read later, and gives the place that holds it.
    pub(crate) fn push_call(&mut self, body: &mut BodyBuilder, mut call: Call) -> PlaceId {
        let place = call.into.unwrap_or_else(|| self.temporary(call.span));
        call.into = Some(place);
        self.push(body, Step::Call(call));
        place
    }

    /// An argument is only lent.
    pub(crate) fn lend(&mut self, argument: Span) {
        self.unit.lent.insert(argument);
    }

    pub(crate) fn finish(self) -> Unit {
        self.unit
    }
}

/// The body of one function in the making: a current block that takes steps.
pub(crate) struct BodyBuilder {
    blocks: Vec<Block>,
    closed: Vec<bool>,
    current: BlockId,
    unwind: Option<BlockId>,
    span: Span,
}

impl BodyBuilder {
    /// A body whose first block is current; `span` is what a fall off the end points at.
    pub(crate) fn new(span: Span) -> Self {
        let mut body = Self {
            blocks: Vec::new(),
            closed: Vec::new(),
            current: BlockId(0),
            unwind: None,
            span,
        };
        body.new_block();
        body
    }

    /// A new empty block that unwinds where blocks made now do. Does not become current.
    pub(crate) fn new_block(&mut self) -> BlockId {
        let id = BlockId(index(self.blocks.len()));
        let end =
            End::Return { value: None, span: Span { start: self.span.end, end: self.span.end } };
        self.blocks.push(Block { steps: Vec::new(), end, unwind: self.unwind });
        self.closed.push(false);
        id
    }

    /// Makes a block take the steps from here on.
    pub(crate) fn switch_to(&mut self, block: BlockId) {
        self.current = block;
    }

    /// The block that takes steps.
    pub(crate) fn current(&self) -> BlockId {
        self.current
    }

    /// Where blocks made from here on unwind to; gives the former target back, to be restored.
    /// The current block keeps its own, so start a new one after this.
    pub(crate) fn set_unwind(&mut self, target: Option<BlockId>) -> Option<BlockId> {
        std::mem::replace(&mut self.unwind, target)
    }

    /// Where blocks made now unwind to.
    pub(crate) fn unwind(&self) -> Option<BlockId> {
        self.unwind
    }

    /// Whether the current block has its end already: code after it is unreachable.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed[self.current.0 as usize]
    }

    /// Ends the current block, unless something ended it before.
    pub(crate) fn close(&mut self, end: End) {
        let current = self.current.0 as usize;
        if !self.closed[current] {
            self.blocks[current].end = end;
            self.closed[current] = true;
        }
    }

    pub(crate) fn goto(&mut self, target: BlockId) {
        self.close(End::Goto(target));
    }

    pub(crate) fn branch(&mut self, test: Test, span: Span, then: BlockId, otherwise: BlockId) {
        self.close(End::Branch { test, span, then, otherwise });
    }

    pub(crate) fn ret(&mut self, value: Option<Value>, span: Span) {
        self.close(End::Return { value, span });
    }

    /// Goes on in a new block that nothing leads to, after a jump away.
    pub(crate) fn start_unreachable(&mut self) {
        let block = self.new_block();
        self.switch_to(block);
    }

    fn finish(self) -> Vec<Block> {
        self.blocks
    }
}

fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

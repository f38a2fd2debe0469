//! The state of lowering one file, and the small steps everything else is made of.

use std::collections::{HashMap, HashSet};

use tmplint_ir::{
    BlockId, Call, End, FunctionId, NoteKind, PlaceId, QualName, Scope as PlaceScope, Span, Step,
    Test, Unit, Value,
};

use super::names::{Names, ScopeId, TypeId};
use super::scopes::{Frame, Loop};
use super::structures::Structures;
use super::text::Spans;
use crate::builder::{BodyBuilder, UnitBuilder};

/// Expressions, blocks and patterns inside one another that are followed.
const MAX_DEPTH: u32 = 300;

/// Values inside one value, past which they are put into temporaries.
const MAX_VALUE_DEPTH: u32 = 32;

/// Lowers the items of one file.
pub(super) struct Lowerer {
    pub(super) unit: UnitBuilder,
    pub(super) names: Names,
    pub(super) spans: Spans,
    /// The function being lowered.
    pub(super) function: FunctionState,
    /// Function 0, where constants are initialised.
    pub(super) globals: FunctionState,
    /// Variables in sight, innermost block last. A closure sees those of its definer.
    pub(super) variables: Vec<HashMap<String, PlaceId>>,
    /// The fields of `self`, by type.
    pub(super) members: HashMap<(TypeId, String), PlaceId>,
    /// Places whose value was moved away: nothing is dropped when they go out of scope.
    pub(super) moved: HashSet<PlaceId>,
    /// Variables that hold references.
    pub(super) references: HashSet<PlaceId>,
    /// Variables that hold text.
    pub(super) strings: HashSet<PlaceId>,
    /// Variables that hold a value of a type of the file.
    pub(super) structures: Structures,
    /// The `collect` whose result has this type, by where it stands.
    pub(super) collected: Option<(u32, syn::Path)>,
    /// The names in sight.
    pub(super) scope: ScopeId,
    /// What `Self` stands for.
    pub(super) self_type: Option<TypeId>,
    /// What `self` stands for.
    pub(super) self_place: Option<PlaceId>,
    /// Attributes that reach the items inside the function being lowered.
    pub(super) inherited: Vec<QualName>,
    /// The value of a constant is being lowered.
    pub(super) in_constant: bool,
    /// Bytes of macro arguments that may still be parsed.
    pub(super) macro_budget: usize,
    /// Scope ends that may still be written out on early exits.
    pub(super) end_budget: usize,
    depth: u32,
}

/// The part of the state that belongs to one body.
pub(super) struct FunctionState {
    pub(super) body: BodyBuilder,
    pub(super) frames: Vec<Frame>,
    pub(super) loops: Vec<Loop>,
    /// Variables below this were defined outside of a `move` closure or block: using one moves it.
    pub(super) captured_below: usize,
    /// The body holds the initialisers of constants one after the other: none of them ends it.
    is_globals: bool,
}

impl FunctionState {
    pub(super) fn new(span: Span) -> Self {
        Self {
            body: BodyBuilder::new(span),
            frames: Vec::new(),
            loops: Vec::new(),
            captured_below: 0,
            is_globals: false,
        }
    }
}

/// What an expression is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// Its value, which is moved to where it is used.
    Value,
    /// Its value, which is only looked at.
    Borrow,
    /// Its value, in this place.
    Into(PlaceId),
    /// Whether it worked, which `?` asks.
    Status,
    /// Its value, which is thrown away: `let _ =`.
    Drop,
    /// Nothing.
    Nothing,
}

/// An expression, lowered.
#[derive(Clone, Debug)]
pub(super) struct Lowered {
    pub(super) value: Value,
    pub(super) span: Span,
    /// The last step of the current block is the call that made the value.
    pub(super) is_call: bool,
    /// Values inside the value.
    pub(super) depth: u32,
}

impl Lowered {
    pub(super) fn new(value: Value, span: Span) -> Self {
        Self { value, span, is_call: false, depth: 0 }
    }

    pub(super) fn opaque(span: Span) -> Self {
        Self::new(Value::Opaque, span)
    }

    pub(super) fn place(place: PlaceId, span: Span) -> Self {
        Self::new(Value::Place(place), span)
    }

    pub(super) fn nested(value: Value, span: Span, depth: u32) -> Self {
        Self { value, span, is_call: false, depth: depth + 1 }
    }
}

impl Lowerer {
    pub(super) fn new(unit: UnitBuilder, names: Names, spans: Spans, size: usize) -> Self {
        let nowhere = FunctionState::new(Span::default());
        let mut globals = FunctionState::new(Span::new(0, size));
        globals.is_globals = true;
        Self {
            unit,
            names,
            spans,
            function: nowhere,
            globals,
            variables: vec![HashMap::new()],
            members: HashMap::new(),
            moved: HashSet::new(),
            references: HashSet::new(),
            strings: HashSet::new(),
            structures: Structures::new(),
            collected: None,
            scope: Names::ROOT,
            self_type: None,
            self_place: None,
            inherited: Vec::new(),
            in_constant: false,
            macro_budget: 8 * size + 4_096,
            end_budget: 200_000,
            depth: 0,
        }
    }

    /// The unit, once every item is lowered.
    pub(super) fn finish(mut self) -> Unit {
        self.unit.define(FunctionId(0), self.globals.body);
        self.unit.finish()
    }

    /// Runs `inner` one level deeper, or gives `None` where that is too deep.
    /// `at` says where that is.
    pub(super) fn deeper<T>(
        &mut self,
        at: impl FnOnce(&Self) -> Span,
        inner: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        if self.depth >= MAX_DEPTH {
            let at = at(self);
            self.unit.note(NoteKind::TooDeep, at, "nesting is deeper than is followed");
            return None;
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        Some(result)
    }

    // Steps and blocks. Code after a jump goes to a block that nothing leads to.

    fn open(&mut self) {
        if self.function.body.is_closed() {
            self.function.body.start_unreachable();
        }
    }

    pub(super) fn is_dead(&self) -> bool {
        self.function.body.is_closed()
    }

    pub(super) fn step(&mut self, step: Step) {
        self.open();
        self.unit.push(&mut self.function.body, step);
    }

    pub(super) fn assign(&mut self, into: PlaceId, value: Value, span: Span) {
        self.moved.remove(&into);
        self.step(Step::Let { into, value, span });
    }

    pub(super) fn end_scope(&mut self, place: PlaceId, span: Span) {
        self.step(Step::EndScope { place, span });
    }

    /// Adds a call and gives its result.
    pub(super) fn call(&mut self, mut call: Call, want: Want) -> Lowered {
        self.open();
        let span = call.span;
        match want {
            Want::Nothing | Want::Status => {
                self.unit.push(&mut self.function.body, Step::Call(call));
                return Lowered { is_call: true, ..Lowered::opaque(span) };
            }
            Want::Into(place) => {
                self.moved.remove(&place);
                call.into = Some(place);
            }
            Want::Value | Want::Borrow | Want::Drop => {}
        }
        let place = self.unit.push_call(&mut self.function.body, call);
        Lowered { is_call: true, ..Lowered::place(place, span) }
    }

    pub(super) fn new_block(&mut self) -> BlockId {
        self.function.body.new_block()
    }

    pub(super) fn switch_to(&mut self, block: BlockId) {
        self.function.body.switch_to(block);
    }

    pub(super) fn goto(&mut self, block: BlockId) {
        self.function.body.goto(block);
    }

    pub(super) fn branch(&mut self, test: Test, span: Span, then: BlockId, otherwise: BlockId) {
        self.open();
        self.function.body.branch(test, span, then, otherwise);
    }

    pub(super) fn diverge(&mut self) {
        if !self.function.is_globals {
            self.open();
            self.function.body.close(End::Diverge);
        }
    }

    /// Ends the function, unless something else ended it before.
    pub(super) fn ret(&mut self, value: Option<Value>, span: Span) {
        if !self.function.is_globals {
            self.function.body.ret(value, span);
        }
    }

    /// Goes on in a new block to which these blocks lead; stays where nothing goes on if none do.
    pub(super) fn join(&mut self, ends: Vec<BlockId>) {
        if ends.is_empty() {
            return;
        }
        let join = self.new_block();
        for end in ends {
            self.switch_to(end);
            self.goto(join);
        }
        self.switch_to(join);
    }

    /// The current block, if control gets to its end.
    pub(super) fn live_end(&self) -> Option<BlockId> {
        (!self.is_dead()).then(|| self.function.body.current())
    }

    // Values.

    /// Puts a value that may be read several times, or is nested deep, into a temporary.
    pub(super) fn spill(&mut self, lowered: Lowered) -> Lowered {
        let Lowered { value, span, .. } = lowered;
        if is_simple(&value) {
            return Lowered::new(value, span);
        }
        let place = self.unit.temporary(span);
        self.assign(place, value, span);
        Lowered::place(place, span)
    }

    /// The same value, not nested too deep to be part of another.
    pub(super) fn bounded(&mut self, lowered: Lowered) -> Lowered {
        if lowered.depth < MAX_VALUE_DEPTH { lowered } else { self.spill(lowered) }
    }

    // Variables.

    pub(super) fn declare_variable(&mut self, name: &str, span: Span) -> PlaceId {
        let place = self.unit.place(name, PlaceScope::Local, span);
        if let Some(innermost) = self.variables.last_mut() {
            innermost.insert(name.to_owned(), place);
        }
        place
    }

    /// The variable of this name, not used.
    pub(super) fn known_variable(&self, name: &str) -> Option<PlaceId> {
        self.variables.iter().rev().find_map(|names| names.get(name).copied())
    }

    pub(super) fn variable(&mut self, name: &str) -> Option<PlaceId> {
        let (index, place) = self
            .variables
            .iter()
            .enumerate()
            .rev()
            .find_map(|(index, names)| Some((index, *names.get(name)?)))?;
        if index < self.function.captured_below {
            self.moved.insert(place);
        }
        Some(place)
    }
}

/// Whether a value costs nothing to repeat.
pub(super) fn is_simple(value: &Value) -> bool {
    matches!(
        value,
        Value::Place(_)
            | Value::Number(_)
            | Value::Bool(_)
            | Value::Absent
            | Value::Opaque
            | Value::Function(_)
    )
}

//! The intermediate representation of one file: functions of basic blocks.

use std::collections::HashSet;

use crate::{CompareOp, Language, Place, PlaceId, QualName, Span, Value};

/// Index of a [`Function`] in its [`Unit`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionId(pub u32);

/// Index of a [`Block`] in its [`Function`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockId(pub u32);

/// Index of a [`Class`] in its [`Unit`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClassId(pub u32);

/// One file, lowered.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Its language.
    pub language: Language,
    /// The functions; the first is the file's own top-level code (for C and Rust: the
    /// initialisers of its globals, constants and statics).
    pub functions: Vec<Function>,
    /// All places of all functions.
    pub places: Vec<Place>,
    /// Classes (Python) and types with an `impl` (Rust).
    pub classes: Vec<Class>,
    /// What could not be read.
    pub notes: Vec<ParseNote>,
    /// Arguments that are only lent to what is called: references, and what refers to a part of
    /// something (Rust). Whoever is lent a path is not charged with removing what stands there.
    pub lent: HashSet<Span>,
    /// The program a `#!` line names, without its directory: `bash`, `dash`, `python3`.
    pub interpreter: Option<String>,
    /// The places of the values that were put into the text, if it is a script a program puts
    /// together; see [`ScriptPiece`](crate::ScriptPiece).
    pub holes: Vec<PlaceId>,
    /// Where it runs.
    pub setting: Setting,
}

/// Where code runs, which decides what its findings weigh.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// The system, if it is one in which nobody else can write to a shared directory: `the build
    /// of an image`.
    pub private_system: Option<String>,
    /// Findings weigh the same in such a system as anywhere else.
    pub all_alike: bool,
    /// It is a line or two inside of something else: what is asked of whole scripts is not of it.
    pub is_part: bool,
    /// What its findings are told besides.
    pub advice: Option<String>,
}

/// A class, or a type with methods.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// The classes it is derived from.
    pub bases: Vec<QualName>,
    /// Its methods, in order.
    pub methods: Vec<FunctionId>,
    /// Its fields in the order in which they are declared, where making an object may set them in
    /// that order (Python).
    pub fields: Vec<PlaceId>,
}

/// A function, closure, script or part of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its name as written; empty for top-level code and closures.
    pub name: String,
    /// How it is run.
    pub kind: FunctionKind,
    /// The class it is a method of.
    pub class: Option<ClassId>,
    /// What it takes, in order, without `self`. A shell function's are `1`, `2`, …
    pub params: Vec<Param>,
    /// Decorators (`contextlib.contextmanager`, `pytest.fixture`) and attributes (`test`,
    /// `cfg(test)`, `static` for C functions of internal linkage), as resolved names.
    pub attributes: Vec<QualName>,
    /// Basic blocks; control enters at the first. Never empty.
    pub blocks: Vec<Block>,
    /// The whole definition.
    pub span: Span,
    /// The name in the definition.
    pub name_span: Span,
}

/// How a function is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionKind {
    /// The file's own code.
    TopLevel,
    /// A function or method.
    Function,
    /// A closure, lambda or nested function; shares its definer's places.
    Closure,
    /// Script text that runs later with the same variables: a `trap` action.
    Handler,
    /// A copy of the shell: `( … )` and `$( … )`. Assignments, traps, `cd`, `umask` and `set`
    /// inside it do not outlive it; files do. `exit` ends only it.
    Subshell,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// The place that holds it.
    pub place: PlaceId,
    /// Its name, for keyword arguments.
    pub name: String,
    /// Assigning to it changes the caller's place too (C pointers and arrays, Rust `&mut`).
    pub by_reference: bool,
    /// The value if no argument is given.
    pub default: Option<Value>,
}

/// Steps that run one after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The steps.
    pub steps: Vec<Step>,
    /// Where control goes after them.
    pub end: End,
    /// Where control goes when a step raises: the enclosing `except` or `finally`. `None` leaves
    /// the function.
    pub unwind: Option<BlockId>,
}

/// Where control goes after a block.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// To another block.
    Goto(BlockId),
    /// To one of two.
    Branch {
        /// What is tested.
        test: Test,
        /// Where the test stands.
        span: Span,
        /// If it holds.
        then: BlockId,
        /// If it does not.
        otherwise: BlockId,
    },
    /// Back to the caller. Falling off the end is a return too. A `Subshell` or a shell function
    /// returns its standard output.
    Return {
        /// What is returned.
        value: Option<Value>,
        /// The `return`, or the end of the definition.
        span: Span,
    },
    /// An exception is raised: to the block's `unwind`, or out of the function.
    Raise {
        /// The `raise`.
        span: Span,
    },
    /// Control never gets further: an endless loop without exit, `unreachable!`, `panic!`.
    Diverge,
}

/// One thing that happens.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A place is assigned.
    Let {
        /// The place.
        into: PlaceId,
        /// Its new value.
        value: Value,
        /// The assignment.
        span: Span,
    },
    /// A value is put where no place is tracked: a field of an unknown object, an element of a
    /// container, a global of another file.
    Store {
        /// The value.
        value: Value,
        /// The assignment.
        span: Span,
    },
    /// A call, command or syntax that acts like one.
    Call(Call),
    /// A place goes out of scope: `with` ends, a Rust binding is dropped.
    EndScope {
        /// The place.
        place: PlaceId,
        /// Where.
        span: Span,
    },
    /// A generator hands out a value and goes on later.
    Yield {
        /// The value.
        value: Value,
        /// The `yield`.
        span: Span,
    },
}

/// A call.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Where the result goes. For a shell command: its standard output.
    pub into: Option<PlaceId>,
    /// What is called.
    pub callee: Callee,
    /// The object before the dot, for a method.
    pub receiver: Option<Value>,
    /// The arguments, in order.
    pub args: Vec<Arg>,
    /// Whether the source looks at how it ended: `cmd || …`, `if cmd`, a result that is assigned,
    /// tested or passed on. False for a plain statement.
    pub checked: bool,
    /// The whole call.
    pub span: Span,
    /// The callee's name in it.
    pub name_span: Span,
}

/// An argument.
#[derive(Clone, Debug, PartialEq)]
pub struct Arg {
    /// The keyword; `*` or `**` for an unpacked argument; `<stdin>` for what a shell pipeline or
    /// here-document feeds a command.
    pub name: Option<String>,
    /// The value.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// What is called.
#[derive(Clone, Debug, PartialEq)]
pub enum Callee {
    /// Something from outside of the file, its name resolved through imports and aliases:
    /// `tempfile.mktemp`, `std::fs::write`, `mkstemp`, the command `mktemp`. Never a name that the
    /// file defines or shadows itself.
    ///
    /// Syntax that acts like a call has a name too; frontends list theirs:
    /// `shell.redirect.write` for `>` and so on.
    Api(QualName),
    /// A function of this file.
    Local(FunctionId),
    /// A method of an object whose type is not known: `.write_text`, without the dot.
    Method(String),
    /// What a place holds.
    Value(PlaceId),
    /// Something that could not be resolved, as written.
    Unknown(String),
}

/// What a branch asks.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Whether a value is true, non-zero, non-empty, not null.
    Truthy(Value),
    /// A comparison.
    Compare {
        /// The operator.
        op: CompareOp,
        /// Left operand.
        left: Value,
        /// Right operand.
        right: Value,
    },
    /// Whether the last call of this block succeeded: `cmd && …`, Rust's `?`.
    LastCall,
    /// Whether the exception under way is one of these; no name means any.
    Caught(Vec<QualName>),
    /// Whether a value is this variant: `Ok`, `Err`, `Some`, `None`.
    Matches {
        /// The value.
        value: Value,
        /// The variant.
        variant: QualName,
    },
    /// Something else.
    Opaque,
}

/// Something in a file that could not be read as it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseNote {
    /// What kind of thing.
    pub kind: NoteKind,
    /// Where.
    pub span: Span,
    /// One sentence without a final period.
    pub message: String,
}

/// What kind of thing could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// The parser met a syntax error and went on after it.
    SyntaxError,
    /// The parser could not go on: the file was not analysed from here on.
    NotParsed,
    /// Nesting is deeper than the lowering follows.
    TooDeep,
    /// More code than the lowering takes from one file.
    TooLarge,
}

impl Unit {
    /// The function with this index.
    pub fn function(&self, id: FunctionId) -> &Function {
        &self.functions[id.0 as usize]
    }

    /// The place with this index.
    pub fn place(&self, id: PlaceId) -> &Place {
        &self.places[id.0 as usize]
    }
}

impl Function {
    /// The block with this index.
    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    /// Whether it is a test or belongs to the tests.
    pub fn is_test(&self) -> bool {
        // `#[tokio::test]`, `#[cargo_test]`, `#[test_case(…)]`, `#[rstest]`
        let is_test = |name: &QualName| {
            name.0 == "cfg(test)"
                || name.last() == "rstest"
                || !name.0.starts_with("cfg") && name.last().split('_').any(|word| word == "test")
        };
        self.attributes.iter().any(is_test)
    }
}

impl End {
    /// The blocks control may go to, without `unwind`.
    pub fn successors(&self) -> impl Iterator<Item = BlockId> + use<> {
        let (first, second) = match *self {
            Self::Goto(block) => (Some(block), None),
            Self::Branch { then, otherwise, .. } => (Some(then), Some(otherwise)),
            Self::Return { .. } | Self::Raise { .. } | Self::Diverge => (None, None),
        };
        first.into_iter().chain(second)
    }
}

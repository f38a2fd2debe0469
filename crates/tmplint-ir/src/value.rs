//! Values as written: what an expression says, before anything is known about names in it.

use std::fmt;

use crate::{ClassId, FunctionId, PlaceId, Span};

/// A fully qualified name in the language's own spelling: `tempfile.mktemp`,
/// `std::fs::File::create`, `mkstemp`, `O_EXCL`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QualName(pub String);

impl QualName {
    /// The name after the last `.` or `::`.
    pub fn last(&self) -> &str {
        self.0.rsplit(['.', ':']).next().unwrap_or(&self.0)
    }
}

impl From<&str> for QualName {
    fn from(name: &str) -> Self {
        Self(name.to_owned())
    }
}

impl From<String> for QualName {
    fn from(name: String) -> Self {
        Self(name)
    }
}

impl fmt::Display for QualName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An expression without side effects. Calls inside an expression are lowered to
/// [`Step::Call`](crate::Step::Call)s before it, their results read through temporaries.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text of literal pieces and holes. A plain string literal is one literal piece; an
    /// f-string, a shell word, adjacent C literals are several.
    Text(Vec<Part>),
    /// Path components put together by an operator (`pathlib`'s `/`).
    Join(Vec<Value>),
    /// A format string applied to arguments: Python's `%` and `.format`, Rust's `format!`.
    Format(Box<Format>),
    /// The value a place holds here.
    Place(PlaceId),
    /// A name from outside of the file, used as a value: `O_EXCL`, `P_tmpdir`, `os.sep`,
    /// `tempfile.tempdir`, `errno`.
    Name(QualName),
    /// An integer literal.
    Number(i64),
    /// `True`, `false`.
    Bool(bool),
    /// `None`, `NULL`, an unset variable.
    Absent,
    /// `left op right`.
    Binary {
        /// The operator.
        op: BinaryOp,
        /// Left operand.
        left: Box<Value>,
        /// Right operand.
        right: Box<Value>,
    },
    /// Bitwise complement.
    Complement(Box<Value>),
    /// A list, tuple, array or set.
    List(Vec<Value>),
    /// A dictionary or designated initialiser with literal keys; others have an empty key.
    Map(Vec<(String, Value)>),
    /// A field, attribute, tuple index (`"0"`) or literal key of a value: `f.name`, `pair[0]`,
    /// `os.environ["TMPDIR"]`.
    Field(Box<Value>, String),
    /// Some element of a collection: `x[i]`, what `for` binds.
    Element(Box<Value>),
    /// A function of this file used as a value.
    Function(FunctionId),
    /// A class of this file used as a value; the receiver of a call that makes an object of it.
    Class(ClassId),
    /// One of several, which one being unknown: `a ? b : c`, `a or b`, `${A:-b}`.
    /// In order of preference, as written.
    Choice(Vec<Value>),
    /// Anything else.
    Opaque,
}

/// A piece of a [`Value::Text`].
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Characters known from the source, escapes resolved.
    Literal {
        /// The characters.
        text: String,
        /// Where they stand.
        span: Span,
    },
    /// A value put in as text.
    Hole {
        /// The value.
        value: Value,
        /// Where it stands.
        span: Span,
    },
}

/// A format string and what fills it.
#[derive(Clone, Debug, PartialEq)]
pub struct Format {
    /// The language of its placeholders.
    pub style: FormatStyle,
    /// The format string.
    pub template: Value,
    /// Positional (no name) and named arguments, in order.
    pub args: Vec<(Option<String>, Value)>,
    /// The whole expression.
    pub span: Span,
}

/// The language of a format string's placeholders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatStyle {
    /// `%s`, `%d`, `%(name)s`: C's `printf` family, Python's `%`, the shell's `printf`.
    Percent,
    /// `{}`, `{0}`, `{name}`: Python's `str.format`, Rust's macros.
    Brace,
}

/// Binary operators that matter for paths, flags and modes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    /// `+`: of texts, their concatenation.
    Add,
    /// `-`.
    Subtract,
    /// `|`.
    BitOr,
    /// `&`.
    BitAnd,
    /// `<<`.
    ShiftLeft,
    /// Any other.
    Other,
}

/// Comparisons a [`Test`](crate::Test) makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    /// `==`, `is`, `=` of `test`.
    Equal,
    /// `!=`, `is not`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    LessEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterEqual,
    /// `in`.
    In,
    /// `not in`.
    NotIn,
}

impl Value {
    /// The value and all that it is made of, in no order.
    pub fn within(&self) -> impl Iterator<Item = &Self> {
        // An explicit stack: how deep values nest is the input's choice.
        let mut pending = vec![self];
        std::iter::from_fn(move || {
            let value = pending.pop()?;
            match value {
                Self::Text(parts) => pending.extend(parts.iter().filter_map(|part| match part {
                    Part::Hole { value, .. } => Some(value),
                    Part::Literal { .. } => None,
                })),
                Self::Format(format) => {
                    pending.push(&format.template);
                    pending.extend(format.args.iter().map(|(_, value)| value));
                }
                Self::Binary { left, right, .. } => pending.extend([&**left, &**right]),
                Self::Complement(inner) | Self::Element(inner) | Self::Field(inner, _) => {
                    pending.push(inner);
                }
                Self::Join(values) | Self::List(values) | Self::Choice(values) => {
                    pending.extend(values);
                }
                Self::Map(entries) => pending.extend(entries.iter().map(|(_, value)| value)),
                Self::Place(_)
                | Self::Name(_)
                | Self::Number(_)
                | Self::Bool(_)
                | Self::Absent
                | Self::Function(_)
                | Self::Class(_)
                | Self::Opaque => {}
            }
            Some(value)
        })
    }

    /// Calls a function with the value and all that it is made of, outer ones first.
    pub fn for_each_mut(&mut self, visit: &mut impl FnMut(&mut Self)) {
        // An explicit stack: how deep values nest is the input's choice.
        let mut pending = vec![self];
        while let Some(value) = pending.pop() {
            visit(value);
            match value {
                Self::Text(parts) => {
                    pending.extend(parts.iter_mut().filter_map(|part| match part {
                        Part::Hole { value, .. } => Some(value),
                        Part::Literal { .. } => None,
                    }));
                }
                Self::Format(format) => {
                    pending.push(&mut format.template);
                    pending.extend(format.args.iter_mut().map(|(_, value)| value));
                }
                Self::Binary { left, right, .. } => pending.extend([&mut **left, &mut **right]),
                Self::Complement(inner) | Self::Element(inner) | Self::Field(inner, _) => {
                    pending.push(inner);
                }
                Self::Join(values) | Self::List(values) | Self::Choice(values) => {
                    pending.extend(values);
                }
                Self::Map(entries) => pending.extend(entries.iter_mut().map(|(_, value)| value)),
                Self::Place(_)
                | Self::Name(_)
                | Self::Number(_)
                | Self::Bool(_)
                | Self::Absent
                | Self::Function(_)
                | Self::Class(_)
                | Self::Opaque => {}
            }
        }
    }

    /// A text of one literal piece.
    pub fn literal(text: impl Into<String>, span: Span) -> Self {
        Self::Text(vec![Part::Literal { text: text.into(), span }])
    }

    /// The characters, if the value is text without holes.
    pub fn as_literal(&self) -> Option<String> {
        let Self::Text(parts) = self else { return None };
        parts
            .iter()
            .map(|part| match part {
                Part::Literal { text, .. } => Some(text.as_str()),
                Part::Hole { .. } => None,
            })
            .collect()
    }
}

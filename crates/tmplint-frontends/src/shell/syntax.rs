//! The syntax tree of a script, as the lowering reads it.

use super::fragment::Extent;

/// A command of any kind, with what surrounds it.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) kind: Kind,
    /// From its first to its last token, without trailing redirections.
    pub(super) extent: Extent,
    /// Those of a compound command; a simple command has its own.
    pub(super) redirects: Vec<Redirect>,
}

/// What kind of command a [`Statement`] is.
#[derive(Debug)]
pub(super) enum Kind {
    Simple(Simple),
    /// `! …`
    Not(Box<Statement>),
    /// `… &`
    Background(Box<Statement>),
    /// `a | b | c`; two parts or more.
    Pipeline(Vec<Statement>),
    /// `a && b || c`; the first connector means nothing.
    AndOr(Vec<(Connector, Statement)>),
    If {
        /// Condition and body of `if` and each `elif`.
        arms: Vec<(Vec<Statement>, Vec<Statement>)>,
        otherwise: Vec<Statement>,
    },
    While {
        until: bool,
        condition: Vec<Statement>,
        body: Vec<Statement>,
    },
    For {
        header: ForHeader,
        body: Vec<Statement>,
    },
    Case {
        word: Extent,
        arms: Vec<CaseArm>,
    },
    /// `{ …; }`
    Group(Vec<Statement>),
    /// `( … )`
    Subshell(Vec<Statement>),
    Function {
        name: Extent,
        body: Box<Statement>,
    },
    /// Nested deeper than is followed.
    TooDeep,
}

/// What stands between two commands of an and-or list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Connector {
    And,
    Or,
}

/// Words and redirections up to the next operator.
#[derive(Clone, Debug)]
pub(super) struct Simple {
    pub(super) form: Form,
    pub(super) extent: Extent,
    pub(super) words: Vec<Extent>,
    pub(super) redirects: Vec<Redirect>,
}

/// What the words of a [`Simple`] are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Assignments, a command name, arguments.
    Command,
    /// `[[ … ]]`; one word, from bracket to bracket.
    Conditional,
    /// `(( … ))`; one word, from parenthesis to parenthesis.
    Arithmetic,
}

/// A redirection.
#[derive(Clone, Debug)]
pub(super) struct Redirect {
    pub(super) operator: Operator,
    /// The descriptor before the operator. `{name}` counts as one above all others.
    pub(super) descriptor: Option<u32>,
    /// From the descriptor to the end of the target.
    pub(super) extent: Extent,
    /// Descriptor and operator.
    pub(super) operator_extent: Extent,
    pub(super) target: Extent,
    /// The body of a here-document.
    pub(super) body: Option<HereBody>,
}

/// The text of a here-document.
#[derive(Clone, Debug)]
pub(super) struct HereBody {
    pub(super) extent: Extent,
    /// The delimiter is quoted: nothing in the text is expanded.
    pub(super) quoted: bool,
    /// `<<-`: leading tabs do not count.
    pub(super) strip_tabs: bool,
}

/// The operator of a [`Redirect`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    /// `>`
    Write,
    /// `>|`
    Clobber,
    /// `>>`
    Append,
    /// `<>`
    ReadWrite,
    /// `<`
    Read,
    /// `&>`
    WriteBoth,
    /// `&>>`
    AppendBoth,
    /// `>&`
    CopyOutput,
    /// `<&`
    CopyInput,
    /// `<<`, `<<-`
    Here,
    /// `<<<`
    HereString,
}

/// What a `for` or `select` goes through.
#[derive(Clone, Debug)]
pub(super) enum ForHeader {
    /// `for name in words`; no words means the positional parameters.
    Words { name: Extent, words: Option<Vec<Extent>> },
    /// `for ((…))`, with the parentheses.
    Arithmetic(Extent),
}

/// One arm of a `case`.
#[derive(Debug)]
pub(super) struct CaseArm {
    pub(super) patterns: Vec<Extent>,
    pub(super) body: Vec<Statement>,
    pub(super) after: AfterArm,
}

/// Where control goes after an arm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AfterArm {
    /// `;;`: out of the `case`.
    Leave,
    /// `;&`: into the next body.
    FallThrough,
    /// `;;&`: to the next pattern.
    TestNext,
}

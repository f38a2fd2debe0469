//! Script text that a program puts together: `os.system("sort " + name)`.

use crate::{Language, Span};

/// A script.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Script {
    /// The language it is in.
    pub language: Language,
    /// The call that runs it.
    pub run: Span,
    /// Its text.
    pub pieces: Vec<ScriptPiece>,
}

/// A piece of a script's text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ScriptPiece {
    /// Characters, and the part of the host file they are written in: a literal with its quotes
    /// and escapes, a template that other pieces come from, too.
    Text {
        /// The characters.
        text: String,
        /// Where they stand.
        span: Span,
    },
    /// Characters that stand nowhere: the blanks between an argument list's words, and the quotes
    /// around them.
    Syntax(String),
    /// A value. The n-th is [`Unit::holes`](crate::Unit::holes)`[n]`.
    Hole,
}

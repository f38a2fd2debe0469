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

/// The first of the private-use characters that stand for values in a script's text.
const FIRST_MARKER: u32 = 0xE000;

/// The number of private-use characters there are from [`FIRST_MARKER`].
const MARKERS: u32 = 0x1900;

/// The character that stands for the n-th value of a script's text.
pub fn marker(number: usize) -> Option<char> {
    let number = u32::try_from(number).ok().filter(|number| *number < MARKERS)?;
    char::from_u32(FIRST_MARKER + number)
}

/// Which value of a script's text a character stands for, if one may.
pub fn marked(character: char) -> Option<usize> {
    let number = u32::from(character).checked_sub(FIRST_MARKER)?;
    if number < MARKERS { usize::try_from(number).ok() } else { None }
}

/// A character of the source that would be mistaken for a marker, replaced.
pub fn clean(character: char) -> char {
    if marked(character).is_some() { '?' } else { character }
}

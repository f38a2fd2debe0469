//! `$?`: the status of the command before.

use super::fragment::{Extent, Fragment};
use super::syntax::{Form, Kind, Simple, Statement};

/// Whether a word is the status of the command before.
pub(super) fn is_status(text: &Fragment<'_>, word: &Extent) -> bool {
    matches!(text.slice(word), "$?" | "\"$?\"" | "${?}" | "\"${?}\"")
}

/// Whether a statement begins by looking at the status of what stands before it.
pub(super) fn asks(text: &Fragment<'_>, statement: &Statement) -> bool {
    // As deep as the first command of nested lists may lie.
    let mut statement = statement;
    for _ in 0..8 {
        let first = match &statement.kind {
            Kind::Simple(simple) => return mentions(text, simple),
            Kind::Case { word, .. } => return text.slice(word).contains("$?"),
            Kind::Not(inner) => Some(&**inner),
            Kind::AndOr(items) => items.first().map(|(_, item)| item),
            Kind::If { arms, .. } => arms.first().and_then(|(condition, _)| condition.first()),
            _ => None,
        };
        match first {
            Some(first) => statement = first,
            None => return false,
        }
    }
    false
}

fn mentions(text: &Fragment<'_>, simple: &Simple) -> bool {
    match simple.form {
        Form::Command => simple.words.iter().any(|word| text.slice(word).contains("$?")),
        Form::Conditional | Form::Arithmetic => text.slice(&simple.extent).contains("$?"),
    }
}

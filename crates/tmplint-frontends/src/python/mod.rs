//! The Python frontend: Python 2 and 3, on tree-sitter-python.
//!
//! [`survey`] collects which names each scope binds, in one pass over the tree; after it every
//! top-level statement can be lowered by itself. [`lowering`] holds the state of that, the files
//! beside it one kind of syntax each. `docs/lowering.md` says what each construct becomes.

mod assign;
mod branches;
mod builtins;
mod calls;
mod classes;
mod comprehensions;
mod exits;
mod expressions;
mod functions;
mod literals;
mod lowering;
mod names;
mod parse;
mod scopes;
mod statements;
mod survey;
mod syntax;
#[cfg(test)]
mod tests;

use tmplint_ir::{Language, SourceFile, Unit};

use crate::builder::UnitBuilder;

use self::lowering::Lowering;
use self::survey::Survey;

pub(crate) fn lower(source: &SourceFile) -> Unit {
    let text = source.text();
    let mut unit = UnitBuilder::new(Language::Python, parse::interpreter(text));
    let tree = match parse::parse(text) {
        Ok(tree) => tree,
        Err(refusal) => {
            unit.note(refusal.kind, refusal.span, refusal.message);
            return unit.finish();
        }
    };
    let root = tree.root_node();
    if let Some(span) = parse::first_error(root, text) {
        let message = "a syntax error: what cannot be read is left out";
        unit.note(tmplint_ir::NoteKind::SyntaxError, span, message);
    }
    let survey = Survey::of(root, text);
    Lowering::new(text, unit, survey).module(root)
}

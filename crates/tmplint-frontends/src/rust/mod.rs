//! The Rust frontend.
//!
//! syn parses, item by item so that a broken one costs no more than itself; [`names`] learns what
//! the file declares; [`lowerer`] and the modules after it turn each item into blocks. Nothing
//! here knows an API: a name is resolved through `use` and local definitions and handed on.

mod calls;
mod collect;
mod conditions;
mod control;
mod depth;
mod expressions;
mod format;
mod hints;
mod items;
mod literals;
mod lowerer;
mod macro_items;
mod macro_rules;
mod macros;
mod names;
mod old_edition;
mod operators;
mod parse;
mod paths;
mod patterns;
mod places;
mod resolve;
mod scopes;
mod statements;
mod structures;
#[cfg(test)]
mod tests;
mod text;

use std::str::FromStr;

use proc_macro2::TokenStream;
use tmplint_ir::{FunctionKind, Language, NoteKind, SourceFile, Span, Unit};

use self::lowerer::Lowerer;
use self::names::Names;
use self::text::Code;
use crate::builder::UnitBuilder;

/// Bytes of a file that is parsed. syn runs at some 10 MB/s and cannot be stopped.
const MAX_SIZE: usize = 4 << 20;

/// Characters of a list of expected tokens that is worth printing.
const MAX_LIST: usize = 80;

pub(crate) fn lower(source: &SourceFile) -> Unit {
    let code = Code::new(source.text());
    let mut unit = UnitBuilder::new(Language::Rust, code.interpreter.clone());
    let whole = Span::new(0, source.text().len());
    unit.declare("", FunctionKind::TopLevel, whole);
    if code.text.len() > MAX_SIZE {
        unit.note(NoteKind::TooLarge, whole, "the file is larger than is parsed");
        return unit.finish();
    }
    let unit = lower_code(source, &code, unit);
    // Every span of this file has been used: without this, proc-macro2 keeps its text for good.
    proc_macro2::extra::invalidate_current_thread_spans();
    unit
}

fn lower_code(source: &SourceFile, code: &Code<'_>, mut unit: UnitBuilder) -> Unit {
    let spans = code.spans();
    let tokens = match TokenStream::from_str(code.text) {
        Ok(tokens) => tokens,
        Err(error) => {
            let span = spans.of(error.span());
            unit.note(NoteKind::NotParsed, span, at("the tokens cannot be read", source, span));
            return unit.finish();
        }
    };
    if let Some(span) = depth::first_too_deep(&tokens) {
        let span = spans.of(span);
        unit.note(NoteKind::NotParsed, span, "nesting is deeper than is followed");
        return unit.finish();
    }
    let parsed = parse::parse(tokens);
    for problem in &parsed.problems {
        let span = spans.of(problem.span);
        unit.note(NoteKind::SyntaxError, span, at(&problem.message, source, span));
    }
    let inherited = items::inherit(&parsed.attributes, &[]);
    let names = Names::new(is_crate_root(source.path()));
    let mut lowerer = Lowerer::new(unit, names, spans, source.text().len());
    lowerer.file(&parsed.items, &inherited);
    lowerer.finish()
}

/// Whether a file by its name is the root of its crate.
fn is_crate_root(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let directory = parts.next().unwrap_or_default();
    matches!(file, "lib.rs" | "main.rs" | "build.rs")
        || matches!(directory, "bin" | "examples" | "tests" | "benches")
}

/// What a parser says, and where.
fn at(message: &str, source: &SourceFile, span: Span) -> String {
    let position = source.line_column(span.start);
    // syn may list every token that could stand there.
    let message = match message.strip_prefix("expected one of") {
        Some(list) if list.len() > MAX_LIST => "unexpected token",
        _ => message,
    };
    format!("{message} at {}:{}", position.line, position.column)
}

//! Dumps of small sources, by topic.

mod broken;
mod cxx;
mod flow;
mod hostile;
mod items;
mod macros;
mod spans;
mod values;

use tmplint_ir::{NoteKind, SourceFile, Unit};

fn lower(source: &str) -> Unit {
    super::lower(&SourceFile::new("x.c", source.as_bytes().to_vec()))
}

/// Compares the dump of a source, without its first line and a top level that does nothing.
#[track_caller]
fn check(source: &str, expected: &str) {
    let dump = lower(source).to_string();
    let dump = dump.strip_prefix("unit c\n").unwrap_or(&dump);
    let dump = dump.replace("\nfn0 TopLevel \"\" ()\n  b0:\n    return\n", "");
    assert_eq!(dump.trim(), expected.trim(), "\n{dump}");
}

fn notes(source: &str) -> Vec<NoteKind> {
    lower(source).notes.iter().map(|note| note.kind).collect()
}

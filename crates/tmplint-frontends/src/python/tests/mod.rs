//! What each construct becomes, as dumps of small sources.

mod assignments;
mod branches;
mod calls;
mod classes;
mod exits;
mod expressions;
mod literals;
mod names;
mod robustness;
mod spans;

use tmplint_ir::{SourceFile, Unit};

fn lower(source: &str) -> Unit {
    super::lower(&SourceFile::new("test.py", source.trim_start_matches('\n').as_bytes().to_vec()))
}

/// Compares the dump of `source`, without its first line, with `expected`.
#[track_caller]
fn check(source: &str, expected: &str) {
    let dump = lower(source).to_string();
    let (_, functions) = dump.split_once('\n').unwrap();
    assert_eq!(functions.trim_matches('\n'), expected.trim_matches('\n'));
}

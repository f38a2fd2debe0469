//! Dumps of small scripts, compared with what they must be.

use tmplint_ir::{SourceFile, Unit};

mod assignments;
mod commands;
mod compound;
mod errors;
mod expansions;
mod functions;
mod interpreter;
mod lists;
mod redirects;
mod robustness;
mod spans;
mod substitutions;
mod test_commands;
mod traps;
mod words;

fn lower(script: &str) -> Unit {
    super::lower(&SourceFile::new("script.sh", script.as_bytes().to_vec()))
}

/// The dump without its first line.
fn dump(script: &str) -> String {
    let dump = lower(script).to_string();
    dump.split_once('\n').map_or(String::new(), |(_, rest)| rest.to_owned())
}

#[track_caller]
fn check(script: &str, expected: &str) {
    let found = dump(script);
    assert_eq!(found.trim(), expected.trim(), "\n{script}\n--- is lowered to\n{found}");
}

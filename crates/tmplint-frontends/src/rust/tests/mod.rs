//! What sources become, as [`Unit`]'s dump shows it.

mod control;
mod drops;
mod expressions;
mod items;
mod macros;
mod names;
mod robustness;
mod spans;

use tmplint_ir::{SourceFile, Unit};

use crate::STACK_SIZE;

/// Lowers a file called `unit.rs` on a stack as large as the command's.
fn lowered(source: &str) -> Unit {
    lowered_as("src/unit.rs", source.as_bytes())
}

fn lowered_as(path: &str, source: &[u8]) -> Unit {
    let source = SourceFile::new(path, source.to_vec());
    std::thread::Builder::new()
        .stack_size(STACK_SIZE)
        .spawn(move || super::lower(&source))
        .unwrap()
        .join()
        .unwrap()
}

/// Compares the dump of a file without its first line, and without function 0 if it is empty.
#[track_caller]
fn check(source: &str, expected: &str) {
    let dump = lowered(source).to_string();
    let dump = dump.trim_start_matches("unit rust\n");
    let dump = dump.replacen("\nfn0 TopLevel \"\" ()\n  b0:\n    return\n", "", 1);
    compare(&dump, expected);
}

/// Compares the blocks of a function whose body is `source`, and what comes after it.
#[track_caller]
fn check_body(source: &str, expected: &str) {
    let dump = lowered(&format!("fn f() {{\n{source}\n}}\n")).to_string();
    let (_, dump) = dump.split_once("fn1 Function \"f\" ()\n").unwrap();
    compare(&without_margin(dump), expected);
}

#[track_caller]
fn compare(actual: &str, expected: &str) {
    let (actual, expected) = (actual.trim_matches('\n'), without_margin(expected));
    assert!(actual == expected, "became\n{actual}\n\ninstead of\n{expected}\n");
}

/// The lines of a text without the indentation they share, and without empty lines around them.
fn without_margin(text: &str) -> String {
    let is_blank = |line: &str| line.trim().is_empty();
    let margin = text
        .lines()
        .filter(|line| !is_blank(line))
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let lines: Vec<_> = text.lines().map(|line| line.get(margin..).unwrap_or("")).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

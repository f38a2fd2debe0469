//! Broken, odd and hostile input.

use std::fmt::Write;
use std::time::{Duration, Instant};

use tmplint_ir::{NoteKind, SourceFile, Unit};

use super::{check, lower};
use crate::STACK_SIZE;

/// Lowers on a stack of the size the command gives its workers.
fn lower_deep(source: String) -> Unit {
    let started = Instant::now();
    let worker = std::thread::Builder::new().stack_size(STACK_SIZE);
    let unit = worker.spawn(move || lower(&source)).unwrap().join().unwrap();
    assert!(started.elapsed() < Duration::from_secs(20), "took {:?}", started.elapsed());
    unit
}

fn kinds(unit: &Unit) -> Vec<NoteKind> {
    unit.notes.iter().map(|note| note.kind).collect()
}

#[test]
fn a_broken_statement_costs_itself() {
    check(
        r#"
import os
os.stat("a")
x = = 3
os.stat("b")
def f():
    os.stat("c")
    return 1 +
def g():
    os.stat("e")
"#,
        r#"
note SyntaxError: a syntax error: what cannot be read is left out

fn0 TopLevel "" ()
  b0:
    call! os.stat("a")
    ::x = 3
    call! os.stat("b")
    return

fn1 Function "f" ()
  b0:
    call! os.stat("c")
    return

fn2 Function "g" ()
  b0:
    call! os.stat("e")
    return
"#,
    );
}

#[test]
fn the_first_error_is_noted_once_where_it_stands() {
    let text = "x = 1\ny = = 2\nz = = 3\n";
    let source = SourceFile::new("test.py", text.as_bytes().to_vec());
    let unit = super::super::lower(&source);
    assert_eq!(kinds(&unit), [NoteKind::SyntaxError]);
    assert_eq!(source.line_column(unit.notes[0].span.start).line, 2);
}

#[test]
fn an_empty_file_is_a_module() {
    check("", "\nfn0 TopLevel \"\" ()\n  b0:\n    return\n");
}

#[test]
fn the_interpreter_is_read_from_the_first_line() {
    let interpreter = |source: &str| lower(source).interpreter;
    assert_eq!(interpreter("#!/usr/bin/env python3\n").as_deref(), Some("python3"));
    assert_eq!(interpreter("#!/usr/bin/env -S A=1 python3.9 -u\n").as_deref(), Some("python3.9"));
    assert_eq!(interpreter("\u{feff}#! /opt/bin/python2.7 -tt\r\n").as_deref(), Some("python2.7"));
    assert_eq!(interpreter("#!\n"), None);
    assert_eq!(interpreter("# !/bin/python\n"), None);
}

#[test]
fn odd_bytes_and_line_ends_are_read() {
    let expected = "
fn0 TopLevel \"\" ()
  b0:
    call! os.stat(\"a\")
    return

fn1 Function \"f\" ()
  b0:
    call! os.stat(\"b\")
    return
";
    let plain = "import os\nos.stat('a')\ndef f():\n\tos.stat('b')\n";
    check(plain, expected);
    check(&plain.replace('\n', "\r\n"), expected);
    check(&plain.replace('\n', "\r"), expected);
    check(&format!("\u{feff}{plain}"), expected);
    check(&plain.replace("def", "\x0c\ndef"), expected);
    check(&plain.replace("os\n", "os\0\n"), expected);
    check(plain.trim_end(), expected);
}

#[test]
fn text_that_is_not_utf_8_is_read() {
    let source = SourceFile::new("test.py", b"# \xe9\nx = '\xe8'\n".to_vec());
    let dump = super::super::lower(&source).to_string();
    assert!(dump.contains("::x = \"è\""), "{dump}");
}

#[test]
fn large_files_are_refused() {
    let unit = lower(&"x = 1\n".repeat(1 << 20));
    assert_eq!(kinds(&unit), [NoteKind::TooLarge]);
}

#[test]
fn a_tower_of_blocks_is_followed_to_a_bound() {
    let mut source = "import os\nos.stat('first')\n".to_owned();
    for depth in 0..5_000 {
        let _ = writeln!(source, "{}if x:", " ".repeat(depth.min(700)));
    }
    let unit = lower_deep(source);
    assert!(unit.to_string().contains("call! os.stat(\"first\")"));

    let mut source = String::new();
    for depth in 0..1_000 {
        let _ = writeln!(source, "{}def f():", " ".repeat(depth));
    }
    let unit = lower_deep(source + &" ".repeat(1_000) + "pass\n");
    assert!(kinds(&unit).contains(&NoteKind::TooDeep), "{:?}", unit.notes);
}

#[test]
fn deep_expressions_are_followed_to_a_bound() {
    let many = 200_000;
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("-", ""),
        ("a + ", ""),
        ("a and ", ""),
        ("lambda: ", ""),
        ("a if b else ", ""),
        ("f(", ")"),
    ] {
        let source = format!("x = {}a{}\n", open.repeat(many), close.repeat(many));
        let unit = lower_deep(source);
        assert!(!unit.notes.is_empty(), "{open}");
    }
    for tail in [".b", "()", "[0]", ".b()"] {
        let unit = lower_deep(format!("x = a{}\n", tail.repeat(many)));
        assert!(!unit.notes.is_empty(), "{tail}");
    }
}

#[test]
fn long_chains_are_no_depth() {
    let mut source = String::from("if a: pass\n");
    source += &"elif a: pass\n".repeat(5_000);
    source += &format!("x = {}1\n", "y = ".repeat(5_000));
    source += &format!("z = [{}]\n", "1, ".repeat(5_000));
    assert_eq!(kinds(&lower_deep(source)), []);
}

#[test]
fn nested_finally_bodies_do_not_multiply_without_bound() {
    let mut source = "def f():\n".to_owned();
    for depth in 1..60 {
        let indent = " ".repeat(depth);
        let _ = writeln!(source, "{indent}try:\n{indent} return a()\n{indent}finally:");
    }
    let unit = lower_deep(source + &" ".repeat(60) + "b()\n");
    assert!(kinds(&unit).contains(&NoteKind::TooLarge));
}

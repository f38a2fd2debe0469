//! Spans, and what may stand before the code.

use tmplint_ir::{Callee, SourceFile, Step, Unit};

use super::lowered_as;

/// The source text of each call and of its name.
fn calls(source: &SourceFile, unit: &Unit) -> Vec<(String, String)> {
    let mut calls = Vec::new();
    for function in &unit.functions {
        for step in function.blocks.iter().flat_map(|block| &block.steps) {
            if let Step::Call(call) = step {
                let text = |span| source.slice(span).to_owned();
                calls.push((text(call.span), text(call.name_span)));
            }
        }
    }
    calls
}

fn first_call(bytes: &[u8]) -> (String, String) {
    let source = SourceFile::new("unit.rs", bytes.to_vec());
    let unit = lowered_as("unit.rs", bytes);
    calls(&source, &unit).swap_remove(0)
}

#[test]
fn calls_and_their_names() {
    let text = "fn f() { a::b(c)\n    .d::<u8>(&e)?.g(); h!(i); (j)(k); }";
    let source = SourceFile::new("unit.rs", text.as_bytes().to_vec());
    let unit = lowered_as("unit.rs", text.as_bytes());
    let calls = calls(&source, &unit);
    let calls: Vec<_> = calls.iter().map(|(call, name)| (call.as_str(), name.as_str())).collect();
    assert_eq!(
        calls,
        [
            ("a::b(c)", "a::b"),
            ("d::<u8>(&e)", "d"),
            ("d::<u8>(&e)?.g()", "g"),
            ("h!(i)", "h!"),
            ("(j)(k)", "(j)"),
        ]
    );
}

#[test]
fn parts_and_arguments() {
    let text = "fn f() { g(\"é\", x.y, &\"z\"); }";
    let source = SourceFile::new("unit.rs", text.as_bytes().to_vec());
    let unit = lowered_as("unit.rs", text.as_bytes());
    let Step::Call(call) = &unit.functions[1].blocks[0].steps[0] else { panic!() };
    let args: Vec<_> = call.args.iter().map(|arg| source.slice(arg.span)).collect();
    assert_eq!(args, ["\"é\"", "x.y", "&\"z\""]);
}

#[test]
fn functions() {
    let text = "#[test]\npub fn f() {\n}\nconst C: u8 = 1;";
    let source = SourceFile::new("unit.rs", text.as_bytes().to_vec());
    let unit = lowered_as("unit.rs", text.as_bytes());
    assert_eq!(source.slice(unit.functions[1].span), "#[test]\npub fn f() {\n}");
    assert_eq!(source.slice(unit.functions[1].name_span), "f");
    assert_eq!(source.slice(unit.functions[0].span), text);
}

#[test]
fn what_stands_before_the_code_counts() {
    let expected = ("a(1)".to_owned(), "a".to_owned());
    assert_eq!(first_call("\u{feff}fn f() { a(1); }".as_bytes()), expected);
    assert_eq!(first_call(b"#!/usr/bin/env run-cargo-script\nfn f() { a(1); }"), expected);
    assert_eq!(first_call(b"#![allow(x)]\nfn f() { a(1); }"), expected);
    assert_eq!(first_call("\u{feff}#!/bin/x\r\n// é\r\nfn f() { a(1); }".as_bytes()), expected);
    let script =
        b"#!/usr/bin/env cargo\n---\n[dependencies]\ntempfile = \"3\"\n---\nfn f() { a(1); }";
    assert_eq!(first_call(script), expected);
    assert_eq!(first_call(b"// \xe9\xe8 latin\nfn f() { a(1); }"), expected);
}

#[test]
fn interpreters() {
    let name = |line: &str| lowered_as("unit.rs", line.as_bytes()).interpreter;
    assert_eq!(name("#!/usr/bin/env run-cargo-script\n").as_deref(), Some("run-cargo-script"));
    assert_eq!(name("#!/usr/bin/env -S A=b cargo +nightly\n").as_deref(), Some("cargo"));
    assert_eq!(name("#!/opt/rust-script").as_deref(), Some("rust-script"));
    assert_eq!(name("#![no_std]\n"), None);
}

/// proc-macro2 counts the offsets of all files of a thread together.
#[test]
fn files_of_one_thread_do_not_shift_each_other() {
    let text = "fn f() { a(1); }";
    let source = SourceFile::new("unit.rs", text.as_bytes().to_vec());
    for _ in 0..3 {
        let unit = crate::rust::lower(&source);
        let Step::Call(call) = &unit.functions[1].blocks[0].steps[0] else { panic!() };
        assert_eq!(source.slice(call.span), "a(1)");
        assert!(matches!(&call.callee, Callee::Unknown(name) if name == "a"));
    }
}

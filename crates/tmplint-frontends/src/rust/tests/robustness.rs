//! Broken, deep and large files.

use tmplint_ir::{NoteKind, SourceFile, Unit};

use super::{check, lowered};

fn notes(unit: &Unit) -> Vec<(NoteKind, &str)> {
    unit.notes.iter().map(|note| (note.kind, note.message.as_str())).collect()
}

fn names(unit: &Unit) -> Vec<&str> {
    unit.functions.iter().skip(1).map(|function| function.name.as_str()).collect()
}

#[test]
fn a_broken_item_costs_itself() {
    let unit = lowered(
        "use std::fs;\nfn a() { fs::read(p); }\nfn b() -> { }\nfn c() { let x = ; }\nstruct X { a }\n;\nfn d() {}\n",
    );
    assert_eq!(names(&unit), ["a", "d"]);
    let notes = notes(&unit);
    assert!(notes.iter().all(|(kind, _)| *kind == NoteKind::SyntaxError), "{notes:?}");
    assert!(notes.iter().any(|(_, message)| message.ends_with("at 4:18")), "{notes:?}");
    assert_eq!(unit.notes[0].span.start, 47);
}

#[test]
fn broken_members_cost_themselves() {
    let unit = lowered(
        "mod m {\n impl S {\n fn a(&self) {}\n fn b(&self) { let }\n fn c(&self) {}\n }\n fn d() {}\n}\n\
         trait T { fn e() { } fn g() { + } fn h() {} }",
    );
    assert_eq!(names(&unit), ["d", "a", "c", "e", "h"]);
    assert_eq!(unit.notes.len(), 2, "{:?}", notes(&unit));
}

#[test]
fn what_cannot_be_lexed_is_named() {
    let unit = lowered("fn a() {}\nfn b() { ( }\n");
    assert_eq!(names(&unit), Vec::<&str>::new());
    assert_eq!(notes(&unit), [(NoteKind::NotParsed, "the tokens cannot be read at 2:12")]);
}

#[test]
fn long_lists_of_expected_tokens_are_cut() {
    let unit = lowered("fn a() {}\n} fn");
    assert_eq!(unit.notes.len(), 1);
    let unit = lowered("1 + 1;\nfn a() {}");
    assert_eq!(notes(&unit), [(NoteKind::SyntaxError, "unexpected token at 1:1")]);
    assert_eq!(names(&unit), ["a"]);
}

#[test]
fn old_editions_lose_what_changed() {
    let unit =
        lowered("fn a(Box<Fn()>) {}\nfn b() { let dyn = 1; }\ntrait T { fn c(u8); }\nfn d() {}");
    assert!(names(&unit).contains(&"d"));
    assert!(!unit.notes.is_empty());
}

#[test]
fn empty_files() {
    for source in ["", "\n", "// mktemp", "#!/usr/bin/env x", "\u{feff}", ";"] {
        let unit = lowered(source);
        assert_eq!(unit.functions.len(), 1, "{source:?}");
        assert!(unit.notes.is_empty(), "{source:?}: {:?}", unit.notes);
    }
}

#[test]
fn large_files_are_refused() {
    let unit = lowered(&"/// x\n".repeat(800_000));
    assert_eq!(notes(&unit), [(NoteKind::TooLarge, "the file is larger than is parsed")]);
}

/// Everything that nests, far too deep: refused before it can overflow a stack.
#[test]
fn deep_nesting_is_refused() {
    let of_type = |open: &str, close: &str| {
        format!("type A = {}u8{};", open.repeat(30_000), close.repeat(30_000))
    };
    let of_value = |open: &str, close: &str| {
        format!("fn f() {{ g({}1{}) }}", open.repeat(30_000), close.repeat(30_000))
    };
    let sources = [
        of_type("V<", ">"),
        of_type("V<u8, ", ">"),
        of_type("&", ""),
        of_type("&'a ", ""),
        of_type("*const ", ""),
        of_type("fn() -> ", ""),
        of_type("(", ",)"),
        of_type("<", " as T>::X"),
        of_value("(", ")"),
        of_value("[", "]"),
        of_value("{", "}"),
        of_value("!", ""),
        of_value("&&", ""),
        of_value("- ", ""),
        of_value("|a, b| ", ""),
        of_value("|| ", ""),
        of_value("return ", ""),
        of_value("a = ", ""),
        of_value("a >>= ", ""),
        of_value("if ", " {} else {}"),
        of_value("match ", " {}"),
        of_value("vec![", "]"),
        of_value("", ".a()"),
        of_value("", " + 1"),
        of_value("", "?"),
        of_value("", " as u8"),
        of_value("", "[0]"),
        format!("fn f() {{ if a {{}} {} }}", "else if a {} ".repeat(30_000)),
        format!("use {}a;", "a::".repeat(30_000)),
        format!("fn f() {{ match x {{ {}_ => 1 }} }}", "a @ ".repeat(30_000)),
    ];
    for source in sources {
        let unit = lowered(&source);
        let start = &source[..40];
        assert_eq!(
            notes(&unit),
            [(NoteKind::NotParsed, "nesting is deeper than is followed")],
            "{start}"
        );
    }
}

/// As deep as is let through: parsed, lowered and dropped without an overflow.
#[test]
fn allowed_nesting_fits_the_stack() {
    let nested = |open: &str, close: &str, depth: usize| {
        format!("fn f() {{ g({}1{}) }}", open.repeat(depth), close.repeat(depth))
    };
    let sources = [
        format!("type A = {}u8{};", "V<".repeat(1_300), ">".repeat(1_300)),
        nested("!", "", 1_300),
        nested("|a| ", "", 600),
        nested("(", ")", 390),
        nested("h(", ")", 390),
        nested("{ let a = 1; ", "}", 390),
        nested("match x { _ if y => ", ", _ => 1 }", 390),
        nested("async move { if a { ", "} }", 190),
        nested("vec![", "]", 390),
        nested("", ".a()?", 6_000),
        nested("", " + 1", 19_000),
        format!("fn f() {{ if a {{}} {} }}", "else if b() {} ".repeat(4_000)),
        format!("fn f() {{ match x {{ {}_{} => 1 }} }}", "S(".repeat(390), ")".repeat(390)),
    ];
    for source in sources {
        let unit = lowered(&source);
        assert!(
            unit.notes.iter().all(|note| note.kind != NoteKind::NotParsed),
            "{}: {:?}",
            &source[..40],
            unit.notes
        );
    }
}

/// What is written without spaces, or in great numbers side by side, is not deep.
#[test]
fn breadth_is_not_depth() {
    let sources = [
        "/// x\n".repeat(3_000) + "fn f() {}",
        "fn f<'a, T: A<'a>>(x: &'a T) -> &'a B<T> { if x<y { z>>1; } }\n".repeat(3_000),
        format!("fn f() {{ {} }}", "if a < b && -c == d || !e { g(&h); }\n".repeat(3_000)),
        format!("const A: [i32; 9000] = [{}];", "-1, 1 << 2, !3,".repeat(3_000)),
        format!("fn f() {{ match x {{ {} }} }}", "A | B if c < d => |e, f| &e,".repeat(3_000)),
        format!("fn f() {{ {} }}", "let a: &'static dyn Fn(&u8) -> u8 = &|b| *b;".repeat(3_000)),
        format!("fn f() {{ {} }}", "'a: loop { break 'a; }".repeat(1_000)),
        "#[a] #[b(c)] struct S; impl<T> X for S<T> where T: Y {}".repeat(3_000),
    ];
    for source in sources {
        let unit = lowered(&source);
        let is_deep = unit.notes.iter().any(|note| note.kind == NoteKind::NotParsed);
        assert!(!is_deep, "{}", &source[..40]);
    }
}

#[test]
fn brackets_in_text_do_not_nest() {
    let text = format!(
        "fn f<'a>() {{ // {brackets}\n/* {brackets} /* */ */ g(\"{brackets}\", r#\"{brackets}\"\"#, b'(', '{{', c\"[\"); }}",
        brackets = "([{<".repeat(500)
    );
    assert!(lowered(&text).notes.is_empty());
}

#[test]
fn files_that_are_the_root_of_their_crate() {
    let source = b"use std::fs; fn f() { crate::fs::write(a, b); }";
    let dump = |path| super::lowered_as(path, source).to_string();
    assert!(dump("src/main.rs").contains("call! std::fs::write("));
    assert!(dump("src/other.rs").contains("call! crate::fs::write("));
}

#[test]
fn nested_macros_are_followed_as_far_as_they_are_paid_for() {
    let source = format!(
        "fn f() {{ {}{}{} }}",
        "m!( ".repeat(200),
        "g(a, b), ".repeat(20_000),
        ")".repeat(200)
    );
    let unit = lowered(&source);
    assert_eq!(
        notes(&unit),
        [(NoteKind::TooLarge, "the file has more in its macros than is followed")]
    );
}

/// Jumps out of dead code and constants inside constants must not upset the blocks around them.
#[test]
fn code_that_is_never_reached() {
    check(
        "
        fn f() {
            return;
            a();
            loop { break; b(); }
        }
        const A: u8 = { const B: u8 = { return; 1 }; B };
        const C: u8 = panic!();
        const D: u8 = 2;
        ",
        r#"
        fn0 TopLevel "" ()
          b0:
            ::B = 1
            ::A = ::B
            call! panic!()
            ::C = _
            ::D = 2
            return

        fn1 Function "f" ()
          b0:
            return
          b1:
            call! unknown "a"()
            goto b2
          b2:
            goto b3
          b3:
            return
          b4:
            call! unknown "b"()
            goto b2
        "#,
    );
}

/// Without this the text of every file of a run stays in memory.
#[test]
fn spans_begin_anew_with_each_file() {
    let lower = || {
        let source = SourceFile::new("src/unit.rs", b"fn f() { g(); }".to_vec());
        super::super::lower(&source);
        let tokens: proc_macro2::TokenStream = "x".parse().unwrap();
        format!("{:?}", tokens.into_iter().next().unwrap().span())
    };
    let first = lower();
    for _ in 0..20 {
        assert_eq!(lower(), first);
    }
}

//! Input made to crash, hang or blow up what reads it.

use super::{lower, notes};
use tmplint_ir::NoteKind;

/// Lowers on a stack as large as the one callers must have.
fn on_large_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(crate::STACK_SIZE).spawn(work);
    thread.unwrap().join().unwrap();
}

#[test]
fn deep_nesting_is_a_note() {
    on_large_stack(|| {
        for (open, close) in [("{", "}"), ("f(", ")"), ("x = ", "1")] {
            let depth = 5_000;
            let code = open.repeat(depth) + "x" + &close.repeat(depth);
            let notes = notes(&format!("void f(void) {{ {code}; }}"));
            assert!(notes.contains(&NoteKind::TooDeep), "{open}: {notes:?}");
        }
        for code in
            ["(", "if (x) ", "while (x) ", "a ? b : ", "1 + ", "x->", "- ", "if (x) y(); else "]
        {
            lower(&format!("void f(void) {{ y = {0} x; {0} x; }}", code.repeat(5_000)));
        }
    });
}

#[test]
fn unbalanced_files_are_read() {
    on_large_stack(|| {
        for code in [
            "{",
            "}",
            "(",
            ")",
            "#if X\n",
            "#else\n",
            "#endif\n",
            "f(){",
            "f(){\n}{\n",
            "::",
            "a::",
            "std::x y(z);",
            "class x {",
            "private:",
            "'",
            "\"",
            "/*",
            "\\\n",
        ] {
            lower(&code.repeat(20_000));
            lower(&format!("void f(void) {{ {} g(); }}", code.repeat(1_000)));
        }
    });
}

#[test]
fn macros_cannot_grow_without_bound() {
    on_large_stack(|| {
        let mut source = "#define A0 \"x\" \"y\"\n#define B0(x) x + x\n".to_owned();
        for level in 1..40 {
            let below = level - 1;
            source += &[
                format!("#define A{level} A{below} \"\" A{below}\n"),
                format!("#define B{level}(x) B{below}(x) + B{below}(B{below}(x))\n"),
            ]
            .concat();
        }
        source += "#define LOOP LOOP + 1\n#define P(x) P(x)\n";
        let uses =
            "x = A39; y = A9; z = B9(a); w = B39(b); v = LOOP; u = P(P(P(1)));\n".repeat(200);
        lower(&format!("{source}void f(void) {{ {uses} }}"));
    });
}

#[test]
fn work_grows_with_the_size_only() {
    on_large_stack(|| {
        let started = std::time::Instant::now();
        for code in [
            "f(a) int a; ",
            "x {} ",
            "#if A\nf();\n",
            "#if A\n#else\n",
            "#if A\n#endif\n",
            "f(){{\n}\n",
            "int a[] = {1}, ",
            "#define X X\n",
        ] {
            lower(&code.repeat(60_000));
        }
        assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
    });
}

#[test]
fn large_files_are_refused() {
    assert_eq!(notes(&" ".repeat((4 << 20) + 1)), [NoteKind::TooLarge]);
}

#[test]
fn the_parser_gives_up_after_a_time() {
    on_large_stack(|| {
        let code =
            format!("void f(void) {{ x = {} 1; }} void g(void) {{ h(); }}", "(a)".repeat(400_000));
        assert_eq!(notes(&code), [NoteKind::NotParsed]);
    });
}

#[test]
fn any_bytes_are_read() {
    let mut state = 1_u32;
    for _ in 0..300 {
        let bytes = (0..400).map(|_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let pool = b"{}()[];,#\n\\'\"*&=+-<>?:.abif0 \x80/if else for while #define X #if #endif case \0";
            pool[(state >> 16) as usize % pool.len()]
        });
        super::super::lower(&tmplint_ir::SourceFile::new("x.c", bytes.collect()));
    }
}

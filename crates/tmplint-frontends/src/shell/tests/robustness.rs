//! Hostile input: no panic, no overflow, no time or memory beyond the input's size.

use tmplint_ir::{NoteKind, Unit};

use super::lower;
use crate::STACK_SIZE;

/// Lowers on a stack of the size that callers must provide.
fn lower_deep(script: String) -> Unit {
    let work = move || lower(&script);
    let worker = std::thread::Builder::new().stack_size(STACK_SIZE).spawn(work);
    worker.expect("a thread").join().expect("no panic")
}

fn has(unit: &Unit, kind: NoteKind) -> bool {
    unit.notes.iter().any(|note| note.kind == kind)
}

#[test]
fn deep_nesting_is_noted() {
    let cases = [
        ("( ", "a", " )"),
        ("{ ", "a;", " };"),
        ("if ", "a", ";then b;fi"),
        ("while a; do ", "b;", " done;"),
        ("$(", "a", ")"),
        ("x=\"$(", "a", ")\""),
        ("f() { ", "a;", " };"),
        ("! ( ", "a", " )"),
        ("case a in b) ", "c", " ;; esac"),
    ];
    for (open, middle, close) in cases {
        let script = open.repeat(5000) + middle + &close.repeat(5000);
        let unit = lower_deep(script);
        assert!(!unit.notes.is_empty(), "{open}");
    }
}

#[test]
fn deep_nesting_that_is_never_closed() {
    let cases = [
        "(",
        "{ ",
        "$(",
        "${",
        "\"${x:-",
        "`",
        "\\`",
        "<(",
        "((",
        "$((",
        "[[ ",
        "if ",
        "case x in a) ",
        "\"",
        "\"$(",
        "a=(",
        "$[",
        "'",
        "<<A ",
        "f() ",
        "! ",
        "function ",
        "for x in ",
        "&& ",
        "| ",
        "a[",
        "${a[",
        "[ ! ",
        "[[ ( ",
        "$((a[",
        "@(",
        "trap '",
        "case ",
        "; ",
        "\\\n",
        "x=$(<<A ",
    ];
    for case in cases {
        let _ = lower_deep(case.repeat(3000));
        let _ = lower_deep(format!("a {}", case.repeat(3000)));
        let _ = lower_deep(format!("a \"{}", case.repeat(3000)));
    }
}

#[test]
fn long_chains_are_followed() {
    let unit = lower_deep("a && ".repeat(5000) + "b");
    assert!(unit.notes.is_empty(), "{:?}", unit.notes);
    let unit = lower_deep("a | ".repeat(5000) + "b");
    assert!(unit.notes.is_empty(), "{:?}", unit.notes);
    let unit = lower_deep("if a; then b; ".to_owned() + &"elif a; then b; ".repeat(3000) + "fi");
    assert!(unit.notes.is_empty(), "{:?}", unit.notes);
    let unit = lower_deep("[ ".to_owned() + &"! ".repeat(5000) + "-e a ] && b");
    assert!(unit.notes.is_empty(), "{:?}", unit.notes);
    let unit = lower_deep("[ a ".to_owned() + &"-o -e b ".repeat(5000) + "] && b");
    assert!(unit.notes.is_empty(), "{:?}", unit.notes);
}

#[test]
fn nested_actions_end() {
    let mut script = "a".to_owned();
    for _ in 0..6 {
        script = format!("trap {} 0", script.replace('\\', "\\\\").replace(' ', "\\ "));
    }
    let unit = lower_deep(script);
    assert!(unit.functions.len() < 6, "{unit}");
}

#[test]
fn large_files_are_refused() {
    let unit = lower_deep("a\n".repeat(3 << 20));
    assert!(has(&unit, NoteKind::TooLarge));
    assert_eq!(unit.functions.len(), 1);
}

#[test]
fn odd_bytes() {
    for script in [
        "\0",
        "a\0b\n",
        "\u{feff}a",
        "ä$ö\"ü$ß",
        "${ä}",
        "~ä/x",
        "\u{e000}",
        "\\",
        "\\ä",
        "$'\\",
        "a\\",
    ] {
        let _ = lower(script);
        let _ = lower(&format!("trap \"$x {script}\" 0"));
        let _ = lower(&format!("`\\`{script}"));
    }
}

#[test]
fn every_prefix_of_a_script_is_lowered() {
    let script = concat!(
        "x=${a:-$(b \"c\" `d \\`e\\``)} f[$g]=(1 '2' $'3') h >i 2>&1 <<J | k && l\n$m\nJ\n",
        "case $n in (o|\"p\"*) q;; r) ;& esac\nif [[ -e s && ( t =~ u|v ) ]]; then w; fi\n",
        "trap \"rm '$x' \\\"ä\\\"\" 0\nfunction y() { for ((i=0;;)); do z; done; } >&2\n",
    );
    for (end, _) in script.char_indices() {
        let _ = lower(&script[..end]);
        let _ = lower(&script[end..]);
    }
}

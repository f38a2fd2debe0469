//! `${…}`.

use super::check;

#[test]
fn defaults_are_choices() {
    check(
        r#"cmd ${x:-/tmp} ${x-/tmp} "${TMPDIR:-"/tmp"}/a" ${a:-${b:-c}} ${x:-}"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! cmd((::x or "/tmp"), (::x or "/tmp"), "{(::TMPDIR or "/tmp")}/a", (::a or (::b or "c")), (::x or ""))
    return
"#,
    );
}

#[test]
fn assigning_defaults_assign() {
    check(
        r#": "${TMPDIR:=/tmp}" ${x=y}"#,
        r#"
fn0 TopLevel "" ()
  b0:
    ::TMPDIR = (::TMPDIR or "/tmp")
    ::x = (::x or "y")
    call! :(::TMPDIR, ::x)
    return
"#,
    );
}

#[test]
fn alternatives_and_errors() {
    check(
        "cmd ${x:+-v} ${x+$y} ${x:?is unset} ${x?}",
        r#"
fn0 TopLevel "" ()
  b0:
    if ::x b1 else b2
  b1:
    if ::x b3 else b4
  b2:
    diverge
  b3:
    call! cmd(("-v" or ""), (::y or ""), ::x, ::x)
    return
  b4:
    diverge
"#,
    );
}

#[test]
fn other_operations_are_opaque() {
    check(
        r#"cmd ${x%.c} ${x##*/} ${#x} ${!x} ${x/a/b} ${x:1:2} ${x^^} ${x@Q} "a${x%"$y"}b" ${x#*]:}"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! cmd(_, _, _, _, _, _, _, _, "a{_}b", _)
    return
"#,
    );
}

#[test]
fn arrays_are_their_place_or_an_element() {
    check(
        r#"cmd "${a[@]}" ${a[*]} ${a[0]} ${a[$(f)]} ${#a[@]} ${a[@]:1} ${a[@]-x}"#,
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call! f()
    call! cmd(::a, ::a, ::a[?], ::a[?], _, _, (::a or "x"))
    return
"#,
    );
}

#[test]
fn substitutions_inside_run() {
    check(
        "cmd ${x:-$(mktemp)} ${x%$(f)}",
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call! mktemp()
    %2 = call! f()
    call! cmd((::x or %1), _)
    return
"#,
    );
}

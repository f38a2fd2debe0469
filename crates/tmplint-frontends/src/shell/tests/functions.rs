//! Functions and their output.

use super::check;

#[test]
fn all_syntaxes() {
    check(
        r#"a() { x; }
function b { y; }
function c() { z; }
d() ( w )
e()
{
  v
}
f() if u; then t; fi
g () for i in 1; do s; done
a; d "$x""#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! fn1:a()
    call! fn4:d(::x)
    return

fn1 Function "a" ()
  b0:
    stdout = call! x()
    return stdout

fn2 Function "b" ()
  b0:
    stdout = call! y()
    return stdout

fn3 Function "c" ()
  b0:
    stdout = call! z()
    return stdout

fn4 Subshell "d" ()
  b0:
    stdout = call! w()
    return stdout

fn5 Function "e" ()
  b0:
    stdout = call! v()
    return stdout

fn6 Function "f" ()
  b0:
    stdout = call u()
    if ok? b2 else b3
  b1:
    return stdout
  b2:
    stdout = call! t()
    goto b1
  b3:
    goto b1

fn7 Function "g" ()
  b0:
    goto b1
  b1:
    if ? b2 else b3
  b2:
    ::i = ["1"][?]
    stdout = call! s()
    goto b1
  b3:
    return stdout
"#,
    );
}

#[test]
fn calls_before_and_after_the_definition_are_local() {
    check(
        r"f a
f() { g; }
g() { f; }
/bin/f; \f; 'g'",
        r#"
fn0 TopLevel "" ()
  b0:
    call! fn1:f("a")
    call! f(<command>: "/bin/f")
    call! fn1:f()
    call! fn2:g()
    return

fn1 Function "f" ()
  b0:
    stdout = call! fn2:g()
    return stdout

fn2 Function "g" ()
  b0:
    stdout = call! fn1:f()
    return stdout
"#,
    );
}

#[test]
fn positional_parameters() {
    check(
        r#"f() { cp "$1" "$3" "$@"; shift; rm ${2:-x} $*; }
cp $1
f a b"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! cp(::1)
    call! fn1:f("a", "b")
    return

fn1 Function "f" (1, 2, 3, @, *)
  b0:
    stdout = call! cp(1, 3, @)
    call! shift(<parameters>: @)
    stdout = call! rm((2 or "x"), *)
    return stdout
"#,
    );
}

#[test]
fn output_is_returned() {
    check(
        r#"f() { d=$(mktemp -d); cd "$d"; echo "$d"; echo log >&2; ls >f; a | b; }
x=$(f "$y")"#,
        r#"
fn0 TopLevel "" ()
  b0:
    %2 = call! fn1:f(::y)
    ::x = %2
    return

fn1 Function "f" ()
  b0:
    %1 = call! mktemp("-d")
    ::d = %1
    call! cd(::d)
    stdout = call! echo(::d)
    call! echo("log")
    call! shell.redirect.write("f")
    call! ls(<stdout>: "f")
    call! a()
    stdout = call! b()
    return stdout
"#,
    );
}

#[test]
fn groups_hide_their_output() {
    check(
        "f() { { a; b >&2; } >f; c; return 1; }",
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" ()
  b0:
    call! shell.redirect.write("f")
    call! a(<stdout>: "f")
    call! b()
    stdout = call! c()
    return stdout
"#,
    );
}

#[test]
fn locals() {
    check(
        "f() {
  local x=$x y z=$(cmd) || return 1
  declare -g g=1
  typeset t=$y
  x=1; g=$z
}
x=2; declare t=3; t=4",
        r#"
fn0 TopLevel "" ()
  b0:
    ::x = "2"
    ::t = "3"
    call! declare("t=3")
    ::t = "4"
    return

fn1 Function "f" ()
  b0:
    x = ::x
    y = ""
    %1 = call! cmd()
    z = %1
    call! shell.masked(z)
    call local("x={::x}", "y", "z={%1}")
    if ok? b1 else b2
  b1:
    ::g = "1"
    call! declare("-g", "g=1")
    t = y
    call! typeset("t={y}")
    x = "1"
    ::g = z
    return stdout
  b2:
    return stdout
"#,
    );
}

#[test]
fn nested_functions_and_redirected_bodies() {
    check(
        "f() { g() { a; }; g; } >log 2>&1
f",
        r#"
fn0 TopLevel "" ()
  b0:
    call! fn1:f()
    return

fn1 Function "f" ()
  b0:
    call! shell.redirect.write("log")
    call! fn2:g()
    return stdout

fn2 Function "g" ()
  b0:
    stdout = call! a()
    return stdout
"#,
    );
}

#[test]
fn return_gives_the_output() {
    check(
        "f() { a && return; b; }
return",
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" ()
  b0:
    stdout = call a()
    if ok? b2 else b1
  b1:
    stdout = call! b()
    return stdout
  b2:
    return stdout
"#,
    );
}

#[test]
fn subshells_share_the_variables() {
    check(
        r#"f() { local x; (x=1; a "$1") ; b=$(c; d $x); }"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (1)
  b0:
    x = ""
    call! local("x")
    stdout = call! fn2:()
    %1 = call! fn3:()
    ::b = %1
    return stdout

fn2 Subshell "" ()
  b0:
    x = "1"
    stdout = call! a(1)
    return stdout

fn3 Subshell "" ()
  b0:
    stdout = call! c()
    stdout = call! d(x)
    return stdout
"#,
    );
}

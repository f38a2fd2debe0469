//! Command substitutions.

use super::check;

#[test]
fn one_simple_command_is_that_call() {
    check(
        r#"x=$(LC_ALL=C cmd a)
y=$(f)
f() { echo 1; }
z=$("$CMD" a)
w=$(cmd 2>/dev/null)"#,
        r#"
fn0 TopLevel "" ()
  b0:
    %2 = ::LC_ALL
    ::LC_ALL = "C"
    %1 = call! cmd("a", $LC_ALL: ::LC_ALL)
    ::LC_ALL = %2
    ::x = %1
    %3 = call! fn1:f()
    ::y = %3
    %4 = call! *::CMD("a")
    ::z = %4
    call! shell.redirect.write("/dev/null")
    %5 = call! cmd()
    ::w = %5
    return

fn1 Function "f" ()
  b0:
    stdout = call! echo("1")
    return stdout
"#,
    );
}

#[test]
fn several_commands_are_a_subshell() {
    check(
        "x=$(a; b)
y=$(c | d)
z=$(exit 1)
w=$(e && f)
v=$( (g) )",
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call! fn1:()
    ::x = %1
    %2 = call! fn2:()
    ::y = %2
    %3 = call! fn3:()
    ::z = %3
    %4 = call! fn4:()
    ::w = %4
    %5 = call! fn5:()
    ::v = %5
    return

fn1 Subshell "" ()
  b0:
    stdout = call! a()
    stdout = call! b()
    return stdout

fn2 Subshell "" ()
  b0:
    call! c()
    stdout = call! d()
    return stdout

fn3 Subshell "" ()
  b0:
    call! exit("1")
    diverge

fn4 Subshell "" ()
  b0:
    stdout = call e()
    if ok? b2 else b1
  b1:
    return stdout
  b2:
    stdout = call! f()
    goto b1

fn5 Subshell "" ()
  b0:
    stdout = call! fn6:()
    return stdout

fn6 Subshell "" ()
  b0:
    stdout = call! g()
    return stdout
"#,
    );
}

#[test]
fn redirected_output_is_not_the_value() {
    check(
        "x=$(cmd >f)
y=$(cmd 3>&1 >&2 2>&3)
z=$(<f)
w=$()",
        r#"
fn0 TopLevel "" ()
  b0:
    call! shell.redirect.write("f")
    call! cmd(<stdout>: "f")
    ::x = _
    call! cmd()
    ::y = _
    %3 = call! shell.redirect.read("f")
    ::z = %3
    ::w = ""
    return
"#,
    );
}

#[test]
fn case_and_quotes_inside() {
    check(
        r#"x=$(case $y in a) b;; (c) d;; esac) z="$(echo ")" '"' # )
)"
w=$(cat <<EOF
)$(v)
EOF
)
u"#,
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call! fn1:()
    ::x = %1
    %2 = call! echo(")", "\"")
    ::z = %2
    %4 = call! v()
    %3 = call! cat(<stdin>: "){%4}\n")
    ::w = %3
    call! u()
    return

fn1 Subshell "" ()
  b0:
    if ? b2 else b4
  b1:
    return stdout
  b2:
    stdout = call! b()
    goto b1
  b3:
    stdout = call! d()
    goto b1
  b4:
    if ? b3 else b5
  b5:
    goto b1
"#,
    );
}

#[test]
fn output_in_pipes_and_redirections_inside() {
    check(
        "f() { x=$(a | b >c); $(d) >e; }",
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" ()
  b0:
    %1 = call! fn2:()
    ::x = %1
    %2 = call! d()
    call! shell.redirect.write("e")
    call! unknown "$(d)"()
    return stdout

fn2 Subshell "" ()
  b0:
    call! a()
    call! shell.redirect.write("c")
    call! b(<stdout>: "c")
    return stdout
"#,
    );
}

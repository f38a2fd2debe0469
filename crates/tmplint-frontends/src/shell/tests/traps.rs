//! `trap`.

use super::check;

#[test]
fn literal_actions_are_handlers() {
    check(
        r#"trap 'rm -f "$x"; exit 1' EXIT INT TERM
trap -- 'a' 0
trap cleanup EXIT
cleanup() { rm -f f; }"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! trap(fn2, "EXIT", "INT", "TERM")
    call! trap(fn3, "0")
    call! trap(fn4, "EXIT")
    return

fn1 Function "cleanup" ()
  b0:
    stdout = call! rm("-f", "f")
    return stdout

fn2 Handler "" ()
  b0:
    call! rm("-f", ::x)
    call! exit("1")
    diverge

fn3 Handler "" ()
  b0:
    call! a()
    return

fn4 Handler "" ()
  b0:
    call! fn1:cleanup()
    return
"#,
    );
}

#[test]
fn double_quotes_expand_now() {
    check(
        r#"trap "rm -f '$x' \$y \"$z\"" EXIT
x=2"#,
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = ::x
    %2 = ::z
    call! trap(fn1, "EXIT")
    ::x = "2"
    return

fn1 Handler "" ()
  b0:
    call! rm("-f", %1, ::y, %2)
    return
"#,
    );
}

#[test]
fn substitutions_in_actions_run_now() {
    check(
        r#"trap "kill $(cat pid)/x; a" EXIT"#,
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call! cat("pid")
    %2 = %1
    call! trap(fn1, "EXIT")
    return

fn1 Handler "" ()
  b0:
    call! kill("{%2}/x")
    call! a()
    return
"#,
    );
}

#[test]
fn dynamic_and_empty_actions_stay_values() {
    check(
        r#"trap "$CMD" EXIT
trap '' INT
trap - EXIT TERM
trap EXIT
trap 0
trap
trap -p INT
trap "" HUP"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! trap(::CMD, "EXIT")
    call! trap("", "INT")
    call! trap("-", "EXIT", "TERM")
    call! trap("EXIT")
    call! trap("0")
    call! trap()
    call! trap("-p", "INT")
    call! trap("", "HUP")
    return
"#,
    );
}

#[test]
fn actions_in_functions_see_locals_and_global_parameters() {
    check(
        r#"f() { local t=$(mktemp); trap 'rm -f "$t" "$1"' EXIT; a "$1"; }"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (1)
  b0:
    %1 = call! mktemp()
    t = %1
    call! shell.masked(t)
    call! local("t={%1}")
    call! trap(fn2, "EXIT")
    stdout = call! a(1)
    return stdout

fn2 Handler "" ()
  b0:
    call! rm("-f", t, ::1)
    return
"#,
    );
}

#[test]
fn actions_nest() {
    check(
        r#"trap 'trap "a; b" INT; c' EXIT"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! trap(fn1, "EXIT")
    return

fn1 Handler "" ()
  b0:
    call! trap(fn2, "INT")
    call! c()
    return

fn2 Handler "" ()
  b0:
    call! a()
    call! b()
    return
"#,
    );
}

#[test]
fn actions_may_define_and_loop() {
    check(
        "trap 'f() { a; }; for x in $l; do rm -f $x; done' EXIT
f",
        r#"
fn0 TopLevel "" ()
  b0:
    call! trap(fn1, "EXIT")
    call! fn2:f()
    return

fn1 Handler "" ()
  b0:
    goto b1
  b1:
    if ? b2 else b3
  b2:
    ::x = [::l][?]
    call! rm("-f", ::x)
    goto b1
  b3:
    return

fn2 Function "f" ()
  b0:
    stdout = call! a()
    return stdout
"#,
    );
}

#[test]
fn actions_of_several_lines() {
    check(
        r#"trap '
  rm -f a # gone
  exit
' 0
trap \
  "rm -rf '$d'" 0"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! trap(fn1, "0")
    %1 = ::d
    call! trap(fn2, "0")
    return

fn1 Handler "" ()
  b0:
    call! rm("-f", "a")
    call! exit()
    diverge

fn2 Handler "" ()
  b0:
    call! rm("-rf", %1)
    return
"#,
    );
}

#[test]
fn commands_that_expand_in_actions_are_unknown() {
    check(
        r#"trap "$SUDO rm $x" EXIT"#,
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = ::SUDO
    %2 = ::x
    call! trap(fn1, "EXIT")
    return

fn1 Handler "" ()
  b0:
    call! unknown "$"("rm", %2)
    return
"#,
    );
}

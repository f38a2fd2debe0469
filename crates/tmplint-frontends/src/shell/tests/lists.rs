//! Lists, pipelines, subshells and where they end.

use super::check;

#[test]
fn lists_go_by_the_last_call() {
    check(
        "a && b || c
d; e",
        r#"
fn0 TopLevel "" ()
  b0:
    call a()
    if ok? b2 else b3
  b1:
    call! d()
    call! e()
    return
  b2:
    call b()
    if ok? b1 else b3
  b3:
    call! c()
    goto b1
"#,
    );
}

#[test]
fn lists_and_pipelines_bind_as_in_the_shell() {
    check(
        "a | b | c && d || e | f",
        r#"
fn0 TopLevel "" ()
  b0:
    call! a()
    call! b()
    call c()
    if ok? b2 else b3
  b1:
    return
  b2:
    call d()
    if ok? b1 else b3
  b3:
    call! e()
    call! f()
    goto b1
"#,
    );
}

#[test]
fn negation_swaps_the_targets() {
    check(
        "! a && b
if ! c | d; then e; fi
! f",
        r#"
fn0 TopLevel "" ()
  b0:
    call a()
    if ok? b1 else b2
  b1:
    call! c()
    call d()
    if ok? b5 else b4
  b2:
    call! b()
    goto b1
  b3:
    call f()
    return
  b4:
    call! e()
    goto b3
  b5:
    goto b3
"#,
    );
}

#[test]
fn closers_need_no_separator() {
    check(
        "if (a) then b; fi
{ { c; } }
d() {(
 e
)}",
        r#"
fn0 TopLevel "" ()
  b0:
    call fn2:()
    if ok? b2 else b3
  b1:
    call! c()
    return
  b2:
    call! b()
    goto b1
  b3:
    goto b1

fn1 Function "d" ()
  b0:
    stdout = call! fn3:()
    return stdout

fn2 Subshell "" ()
  b0:
    stdout = call a()
    return stdout

fn3 Subshell "" ()
  b0:
    stdout = call! e()
    return stdout
"#,
    );
}

#[test]
fn subshells_and_background_jobs() {
    check(
        "( a; b )
c &
{ d; e; } &
f && g &
h",
        r#"
fn0 TopLevel "" ()
  b0:
    call! fn1:()
    call! c()
    call! fn2:()
    call! fn3:()
    call! h()
    return

fn1 Subshell "" ()
  b0:
    stdout = call! a()
    stdout = call! b()
    return stdout

fn2 Subshell "" ()
  b0:
    stdout = call! d()
    stdout = call! e()
    return stdout

fn3 Subshell "" ()
  b0:
    stdout = call f()
    if ok? b2 else b1
  b1:
    return stdout
  b2:
    stdout = call! g()
    goto b1
"#,
    );
}

#[test]
fn pipelines() {
    check(
        r#"echo "$x" | sort | tee f
printf %s a >&2 | b
a | while read x; do b; done
{ c; d; } | e
f | (g; h)"#,
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call! echo(::x)
    %2 = call! sort(<stdin>: %1)
    call! tee("f", <stdin>: %2)
    call! printf("%s", "a")
    call! b()
    call! a()
    call! fn1:()
    call! fn2:()
    call! e()
    call! f()
    call! fn3:()
    return

fn1 Subshell "" ()
  b0:
    goto b1
  b1:
    call read("x")
    ::x = _
    if ok? b2 else b3
  b2:
    stdout = call! b()
    goto b1
  b3:
    return stdout

fn2 Subshell "" ()
  b0:
    stdout = call! c()
    stdout = call! d()
    return stdout

fn3 Subshell "" ()
  b0:
    stdout = call! g()
    stdout = call! h()
    return stdout
"#,
    );
}

#[test]
fn exit_and_exec_diverge() {
    check(
        r#"a || exit 1
b && exec c "$@"
exit
d"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call a()
    if ok? b1 else b2
  b1:
    call b()
    if ok? b4 else b3
  b2:
    call! exit("1")
    diverge
  b3:
    call! exit()
    diverge
  b4:
    call! exec("c", ::@)
    diverge
  b5:
    call! d()
    return
"#,
    );
}

#[test]
fn arithmetic_commands() {
    check(
        "((x++)) && a
(( $(f) ))",
        r#"
fn0 TopLevel "" ()
  b0:
    if ? b2 else b1
  b1:
    %1 = call! f()
    return
  b2:
    call! a()
    goto b1
"#,
    );
}

#[test]
fn time_and_coproc_are_dropped() {
    check(
        "time a b
time { c; }
coproc d
time -p e",
        r#"
fn0 TopLevel "" ()
  b0:
    call! a("b")
    call! c()
    call! d()
    call! time("-p", "e")
    return
"#,
    );
}

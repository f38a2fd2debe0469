//! Conditions, loops and `case`.

use super::check;

#[test]
fn if_with_elif_and_else() {
    check(
        "if a; b; then c; elif d; then e; else f; fi
g",
        r#"
fn0 TopLevel "" ()
  b0:
    call! a()
    call b()
    if ok? b2 else b3
  b1:
    call! g()
    return
  b2:
    call! c()
    goto b1
  b3:
    call d()
    if ok? b4 else b5
  b4:
    call! e()
    goto b1
  b5:
    call! f()
    goto b1
"#,
    );
}

#[test]
fn conditions_may_be_groups() {
    check(
        "if { a; b; } && (c); then d; fi",
        r#"
fn0 TopLevel "" ()
  b0:
    call! a()
    call b()
    if ok? b4 else b3
  b1:
    return
  b2:
    call! d()
    goto b1
  b3:
    goto b1
  b4:
    call fn1:()
    if ok? b2 else b3

fn1 Subshell "" ()
  b0:
    stdout = call c()
    return stdout
"#,
    );
}

#[test]
fn loops() {
    check(
        "while a; do b; done
until c; do d; done",
        r#"
fn0 TopLevel "" ()
  b0:
    goto b1
  b1:
    call a()
    if ok? b2 else b3
  b2:
    call! b()
    goto b1
  b3:
    goto b4
  b4:
    call c()
    if ok? b6 else b5
  b5:
    call! d()
    goto b4
  b6:
    return
"#,
    );
}

#[test]
fn endless_loops_end_with_break() {
    check(
        "while true; do a || break; continue; done
while :; do b; done
c",
        r#"
fn0 TopLevel "" ()
  b0:
    goto b1
  b1:
    call! true()
    goto b2
  b2:
    call a()
    if ok? b4 else b5
  b3:
    goto b6
  b4:
    goto b1
  b5:
    goto b3
  b6:
    call! :()
    goto b7
  b7:
    call! b()
    goto b6
  b8:
    call! c()
    return
"#,
    );
}

#[test]
fn break_takes_a_count() {
    check(
        "for i in a; do while b; do break 2; done; done
c",
        r#"
fn0 TopLevel "" ()
  b0:
    goto b1
  b1:
    if ? b2 else b3
  b2:
    ::i = ["a"][?]
    goto b4
  b3:
    call! c()
    return
  b4:
    call b()
    if ok? b5 else b6
  b5:
    goto b3
  b6:
    goto b1
"#,
    );
}

#[test]
fn for_binds_an_element() {
    check(
        r#"for x in a "$y" *.c {d,e}; do f $x; done
for z; do g; done
for a in
do h; done
for q in "$@"; do i; done"#,
        r#"
fn0 TopLevel "" ()
  b0:
    goto b1
  b1:
    if ? b2 else b3
  b2:
    ::x = ["a", ::y, "*.c", "d", "e"][?]
    call! f(::x)
    goto b1
  b3:
    goto b4
  b4:
    if ? b5 else b6
  b5:
    ::z = ::@[?]
    call! g()
    goto b4
  b6:
    goto b7
  b7:
    if ? b8 else b9
  b8:
    ::a = [][?]
    call! h()
    goto b7
  b9:
    goto b10
  b10:
    if ? b11 else b12
  b11:
    ::q = [::@][?]
    call! i()
    goto b10
  b12:
    return
"#,
    );
}

#[test]
fn arithmetic_for_and_select() {
    check(
        "for ((i=0; i<$(n); i++)); do a; done
for ((;;)) { b; }
select s in c d; do e; done",
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call! n()
    goto b1
  b1:
    if ? b2 else b3
  b2:
    call! a()
    goto b1
  b3:
    goto b4
  b4:
    goto b5
  b5:
    call! b()
    goto b4
  b6:
    goto b7
  b7:
    if ? b8 else b9
  b8:
    ::s = ["c", "d"][?]
    call! e()
    goto b7
  b9:
    return
"#,
    );
}

#[test]
fn case_arms_are_opaque_branches() {
    check(
        r#"case "$x" in
  a|b) c ;;
  (d) e ;& # falls
  f) g ;;&
  ?*' '?*) h ;;
  "
"*) i ;;
  *) j
esac
k"#,
        r#"
fn0 TopLevel "" ()
  b0:
    if ? b2 else b8
  b1:
    call! k()
    return
  b2:
    call! c()
    goto b1
  b3:
    call! e()
    goto b4
  b4:
    call! g()
    goto b10
  b5:
    call! h()
    goto b1
  b6:
    call! i()
    goto b1
  b7:
    call! j()
    goto b1
  b8:
    if ? b3 else b9
  b9:
    if ? b4 else b10
  b10:
    if ? b5 else b11
  b11:
    if ? b6 else b12
  b12:
    goto b7
  b13:
    goto b1
"#,
    );
}

#[test]
fn keywords_in_patterns_and_arguments() {
    check(
        "case $1 in if|esac) a;; (esac) b;; in) c;; esac
echo if then fi done",
        r#"
fn0 TopLevel "" ()
  b0:
    if ? b2 else b5
  b1:
    call! echo("if", "then", "fi", "done")
    return
  b2:
    call! a()
    goto b1
  b3:
    call! b()
    goto b1
  b4:
    call! c()
    goto b1
  b5:
    if ? b3 else b6
  b6:
    if ? b4 else b7
  b7:
    goto b1
"#,
    );
}

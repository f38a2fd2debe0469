//! Syntax errors: what is around them is lowered.

use super::check;

#[test]
fn an_unclosed_command_keeps_what_follows() {
    check(
        "if a; then b
c
d >f
",
        r#"
note SyntaxError: the script has a syntax error

fn0 TopLevel "" ()
  b0:
    call a()
    if ok? b2 else b3
  b1:
    return
  b2:
    call! b()
    call! c()
    call! shell.redirect.write("f")
    call! d(<stdout>: "f")
    goto b1
  b3:
    goto b1
"#,
    );
}

#[test]
fn a_case_without_end_keeps_what_follows() {
    check(
        "case x in a) b; echo c
d",
        r#"
note SyntaxError: the script has a syntax error

fn0 TopLevel "" ()
  b0:
    if ? b2 else b3
  b1:
    return
  b2:
    call! b()
    call! echo("c")
    call! d()
    goto b1
  b3:
    goto b1
"#,
    );
}

#[test]
fn stray_closers_are_passed_over() {
    check(
        "a )
b
{ c; }; ; d",
        r#"
note SyntaxError: the script has a syntax error

fn0 TopLevel "" ()
  b0:
    call! a()
    call! b()
    call! c()
    call! d()
    return
"#,
    );
}

#[test]
fn a_body_without_do_keeps_what_follows() {
    check(
        "for x in a; b; done
c >f
d() { e; }",
        r#"
note SyntaxError: the script has a syntax error

fn0 TopLevel "" ()
  b0:
    call! b()
    call! shell.redirect.write("f")
    call! c(<stdout>: "f")
    return

fn1 Function "d" ()
  b0:
    stdout = call! e()
    return stdout
"#,
    );
}

#[test]
fn other_shells_syntax_keeps_what_follows() {
    check(
        "if (( x ) ; then a; fi
if [[ b ]] { c; }
d",
        r#"
note SyntaxError: the script has a syntax error

fn0 TopLevel "" ()
  b0:
    call! fn1:()
    call! a()
    if "b" b1 else b1
  b1:
    call! c()
    call! d()
    return

fn1 Subshell "" ()
  b0:
    stdout = call! x()
    return stdout
"#,
    );
}

#[test]
fn unclosed_quotes_and_expansions_reach_the_end() {
    check(
        r#"a $(b
c "d"#,
        r#"
note SyntaxError: the script has a syntax error

fn0 TopLevel "" ()
  b0:
    %1 = call! fn1:()
    call! a(%1)
    return

fn1 Subshell "" ()
  b0:
    stdout = call! b()
    stdout = call! c("d")
    return stdout
"#,
    );
}

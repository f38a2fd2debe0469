//! Code that no grammar of C accepts.

use super::check;

#[test]
fn conditionals_that_cut_statements() {
    check(
        "
void f(void) {
    if (a)
        x();
#ifdef B
    else if (b)
        y();
#endif
    else
        z();
#ifdef C
    if (c) {
#else
    if (d) {
#endif
        w();
    }
    foo(a,
#ifdef _WIN32
        b,
#else
        c,
#endif
        d);
}
void next(void) { done(); }
",
        r#"
fn1 Function "f" ()
  b0:
    if <a> b2 else b3
  b1:
    if <c> b7 else b6
  b2:
    call! x()
    goto b1
  b3:
    if <b> b4 else b5
  b4:
    call! y()
    goto b1
  b5:
    call! z()
    goto b1
  b6:
    call! foo(<a>, <c>, <d>)
    return
  b7:
    call! w()
    goto b6

fn2 Function "next" ()
  b0:
    call! done()
    return
"#,
    );
}

#[test]
fn heads_that_conditionals_cut() {
    check(
        "
static int
#ifdef A
f(char *a)
#else
f(char *a, int b)
#endif
{ return g(a); }
int h(void)
#ifdef A
{ return 1; }
#else
{ return 2; }
#endif
int last(void) { return 3; }
",
        r#"
fn1 Function "f" (a) @static
  b0:
    %1 = call g(a)
    return %1

fn2 Function "h" ()
  b0:
    return 1

fn3 Function "" ()
  b0:
    return 2

fn4 Function "last" ()
  b0:
    return 3
"#,
    );
}

#[test]
fn a_broken_function_costs_only_itself() {
    check(
        r#"
int a(void) { return mkstemp(t); }
int b(void) { if (x { open("/tmp/x", 1); ) } y = ; tmpnam(b); }
int c(void)
{
    return mkstemp(t);
}}
int d(void) { return mkstemp(t); }
"#,
        r#"
note SyntaxError: the parser met a syntax error and went on after it

fn1 Function "a" ()
  b0:
    %1 = call mkstemp(<t>)
    return %1

fn2 Function "b" ()
  b0:
    call! open("/tmp/x", 1)
    ::y = call tmpnam(fn2)
    if ::y b2 else b1
  b1:
    return
  b2:
    goto b1

fn3 Function "c" ()
  b0:
    %2 = call mkstemp(<t>)
    return %2

fn4 Function "d" ()
  b0:
    %3 = call mkstemp(<t>)
    return %3
"#,
    );
}

#[test]
fn an_unclosed_body_ends_at_the_margin() {
    check(
        "
int a(void)
{
    if (x) {
        b();
}
int c(void)
{
    d();
}
",
        r#"
fn1 Function "a" ()
  b0:
    if <x> b2 else b1
  b1:
    return
  b2:
    call! b()
    goto b1

fn2 Function "c" ()
  b0:
    call! d()
    return
"#,
    );
}

#[test]
fn statements_in_errors_are_recovered() {
    check(
        r#"
void f(void) {
    char *p = "/tmp/x" @ "y";
    fd = open("/tmp/x", O_CREAT $$ 3);
    if (fd = mkstemp(t)) < 0) { g(); }
    h();
}
"#,
        r#"
note SyntaxError: the parser met a syntax error and went on after it

fn1 Function "f" ()
  b0:
    p = "/tmp/x{_}y"
    ::fd = call open("/tmp/x", <$$>)
    ::fd = call mkstemp(<t>)
    if ::fd b2 else b1
  b1:
    call! h()
    return
  b2:
    call! g()
    goto b1
"#,
    );
}

#[test]
fn a_parenthesis_too_many_inside_a_conditional() {
    check(
        "
#ifdef A
int f(void) { return 1; }
#else
int g(void) { return h(1)); }
#endif
int i(void) { return 2; }
",
        r#"
note SyntaxError: the parser met a syntax error and went on after it

fn1 Function "f" ()
  b0:
    return 1

fn2 Function "g" ()
  b0:
    %1 = call h(1)
    return %1

fn3 Function "i" ()
  b0:
    return 2
"#,
    );
}

#[test]
fn latin1_and_crlf() {
    check(
        r#"
void f(void) {
#ifdef A
    a();
#else
    b("é");
#endif
}
"#,
        r#"
fn1 Function "f" ()
  b0:
    if ? b2 else b3
  b1:
    return
  b2:
    call! a()
    goto b1
  b3:
    call! b("é")
    goto b1
"#,
    );
}

#[test]
fn line_ends_of_other_systems() {
    let source = "#define T \"/tmp\" \\\r\n \"/x\"\r\nvoid f(void) {\r\n#ifdef A\r\n  a();\r\n#else\r\n  b(T);\r\n#endif\r\n}\r\n";
    check(
        source,
        r#"
fn1 Function "f" ()
  b0:
    if ? b2 else b3
  b1:
    return
  b2:
    call! a()
    goto b1
  b3:
    call! b("/tmp/x")
    goto b1
"#,
    );
}

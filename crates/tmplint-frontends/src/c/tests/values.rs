//! Expressions, initialisers and what names stand for.

use super::check;

#[test]
fn literals_have_their_values() {
    check(
        r#"
void f(void) {
    g("a\n\x41\101\"", L"wide", u8"x", "adj" "acent", 'a', '\0', 0600, 0x1fUL, 10, -1, 1.5);
    h(NULL, true, FALSE, sizeof x, sizeof(int), offsetof(struct s, a.b), _Generic(x, int: 1));
}
"#,
        r#"
fn1 Function "f" ()
  b0:
    call! g("a\nAA\"", "wide", "x", "adjacent", 97, 0, 384, 31, 10, -1, _)
    call! h(absent, 1, 0, _, _, _, _)
    return
"#,
    );
}

#[test]
fn adjacent_literals_take_macros_and_names() {
    check(
        r#"
#define TMPDIR "/tmp"
void f(void) { g(TMPDIR "/foo", P_tmpdir "/x", "%" PRIu64 "\n", "v" STRING(x) "w"); }
"#,
        r#"
fn1 Function "f" ()
  b0:
    call! g("/tmp/foo", "{<P_tmpdir>}/x", "%{<PRIu64>}\n", "v{<STRING>}w")
    return
"#,
    );
}

#[test]
fn names_are_resolved_by_scope() {
    check(
        "
int shared;
static int helper(void) { return 0; }
void f(int parameter) {
    int shared = 1;
    { int shared = 2; g(shared); }
    g(shared, parameter, helper, O_CREAT, unknown);
    helper(); shared(); parameter(1); (*parameter)(2); outside();
}
void g(void) { shared = helper(); header_variable = 1; use(header_variable); errno = 0; }
",
        r#"
fn1 Function "helper" () @static
  b0:
    return 0

fn2 Function "f" (parameter)
  b0:
    shared = 1
    shared = 2
    call! fn3:g(shared)
    call! fn3:g(shared, parameter, fn1, <O_CREAT>, <unknown>)
    call! fn1:helper()
    call! *shared()
    call! *parameter(1)
    call! *parameter(2)
    call! outside()
    return

fn3 Function "g" ()
  b0:
    ::shared = call fn1:helper()
    ::header_variable = 1
    call! use(::header_variable)
    store 0
    return
"#,
    );
}

#[test]
fn pointers_and_fields_are_places() {
    check(
        r"
void f(struct s *s, char *p, char **out) {
    s->path = p;
    (*s).in.name = (char *)&p[0];
    *out = p;
    *p = '\0';
    *p++ = *s->q++;
    g(&s->path, s->list[0], s->list[p], *out, make()->name);
    s->call(p);
    make()->call(p);
}
",
        r#"
fn1 Function "f" (s, p, out)
  b0:
    s.path = p
    s.in.name = p
    out = p
    p = (p + 1)
    s.q = (s.q + 1)
    store s.q[?]
    %1 = call make()
    call! g(s.path, s.list.0, s.list[?], out, %1.name)
    call! *s.call(p)
    %2 = call make()
    call! unknown "make()->call"(p)
    return
"#,
    );
}

#[test]
fn stores_into_elements() {
    check(
        r"
void f(char *p, char buf[]) {
    buf[0] = '\0';
    buf[1] = buf[2] = 0;
    names[p] = p;
    get()->name = p;
    header.name = p;
}
",
        r#"
fn1 Function "f" (p, buf)
  b0:
    store p
    %1 = call get()
    store p
    ::header.name = p
    return
"#,
    );
}

#[test]
fn assignments_are_lowered_in_order() {
    check(
        "
void f(void) {
    int a, b, c;
    a = b = c();
    a = (b = 1, c);
    a += 1; a |= b; a <<= 2; a++; --b;
    a = -b; a = ~b & c; a = !b; a = b < c; a = b && c; a = b % c;
}
",
        r#"
fn1 Function "f" ()
  b0:
    b = call *c()
    a = b
    b = 1
    a = c
    a = (a + 1)
    a = (a | b)
    a = (a << 2)
    a = (a + 1)
    b = (b - 1)
    a = (0 - b)
    a = (~b & c)
    a = _
    a = _
    a = _
    a = (b @ c)
    return
"#,
    );
}

#[test]
fn arrays_and_their_initialisers() {
    check(
        r#"
void f(void) {
    char t[] = "/tmp/x" "XXXXXX", n[10], z[10] = {0}, *p = "s", **q = 0, c = 'c';
    char e[] = "", sized[32] = "/tmp/y";
    const char *list[] = { "a", NULL, p };
    struct s s = { .path = "/tmp", .in = { 1, 2 }, name: "old" };
    static char *kept = "/tmp/z";
    int (*function)(int) = f;
    extern int elsewhere;
    char *prototype(int);
    g((struct s){ .path = t }, elsewhere, prototype);
}
"#,
        r#"
fn1 Function "f" ()
  b0:
    t = call c.array("/tmp/xXXXXXX")
    z = call c.array("")
    p = "s"
    q = 0
    c = 99
    e = call c.array("")
    sized = call c.array("/tmp/y")
    list = ["a", absent, p]
    s = {"path": "/tmp", "in": [1, 2], "name": "old"}
    kept = "/tmp/z"
    function = fn1
    call! g({"path": t}, <elsewhere>, <prototype>)
    return
"#,
    );
}

#[test]
fn conditional_values() {
    check(
        r#"
void f(char *p) {
    char *a = p ? p : "/tmp";
    char *b = getenv("TMPDIR") ?: "/tmp";
    char *c = p ? make(p) : "none";
    g(p ? one() : two(), *p ? 1 : 2);
    p ? left() : right();
    int ok = one() && !two();
    char *d = p ?: make(p);
}
"#,
        r#"
fn1 Function "f" (p)
  b0:
    a = (p or "/tmp")
    %1 = call getenv("TMPDIR")
    b = (%1 or "/tmp")
    if p b1 else b2
  b1:
    c = call make(p)
    goto b3
  b2:
    c = "none"
    goto b3
  b3:
    if p b4 else b5
  b4:
    %2 = call one()
    goto b6
  b5:
    %2 = call two()
    goto b6
  b6:
    call! g(%2, (1 or 2))
    if p b7 else b8
  b7:
    call! left()
    goto b9
  b8:
    call! right()
    goto b9
  b9:
    %4 = call one()
    if %4 b13 else b11
  b10:
    %3 = 1
    goto b12
  b11:
    %3 = 0
    goto b12
  b12:
    ok = %3
    d = p
    if d b14 else b15
  b13:
    %5 = call two()
    if %5 b11 else b10
  b14:
    goto b16
  b15:
    d = call make(p)
    goto b16
  b16:
    return
"#,
    );
}

#[test]
fn statement_expressions() {
    check(
        r#"
void f(void) {
    int a = ({ int b = g(); h(b); b; });
    asm volatile ("nop" : "=r"(a));
    __asm__("nop");
    (void) ({ g(); 1; });
}
"#,
        r#"
fn1 Function "f" ()
  b0:
    b = call g()
    call! h(b)
    a = b
    call! g()
    return
"#,
    );
}

#[test]
fn calls_are_checked_where_their_result_is_read() {
    check(
        "
int f(void) {
    a();
    (void) b();
    (c());
    if (d()) e(g());
    h(), i();
    x && j();
    return k();
}
",
        r#"
fn1 Function "f" ()
  b0:
    call! a()
    call! b()
    call! c()
    %1 = call d()
    if %1 b2 else b1
  b1:
    call! h()
    call! i()
    if <x> b3 else b4
  b2:
    %2 = call g()
    call! e(%2)
    goto b1
  b3:
    call! j()
    goto b4
  b4:
    %3 = call k()
    return %3
"#,
    );
}

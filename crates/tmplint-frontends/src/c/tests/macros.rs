//! The macros of the file and of its headers.

use super::check;

#[test]
fn object_like_macros_are_their_values() {
    check(
        r#"
#define DIR "/tmp"
#define TEMPLATE DIR "/fooXXXXXX" /* comment */
#define FLAGS (O_CREAT | \
               O_EXCL)   // comment
#define MODE 0600
#define BUFFER ctx->buffer
#define TYPE unsigned long
#define EMPTY
#define OPEN open
void f(struct c *ctx) {
    OPEN(TEMPLATE, FLAGS, MODE);
    BUFFER = DIR;
    g(TYPE, EMPTY);
}
"#,
        r#"
fn1 Function "f" (ctx)
  b0:
    call! open("/tmp/fooXXXXXX", (<O_CREAT> | <O_EXCL>), 384)
    ctx.buffer = "/tmp"
    call! g(<TYPE>, <EMPTY>)
    return
"#,
    );
}

#[test]
fn several_definitions_are_a_choice() {
    check(
        r#"
#ifdef A
#define DIR "/tmp"
#else
#define DIR "/var/tmp"
#endif
void f(void) { g(DIR "/x", DIR); }
"#,
        r#"
fn1 Function "f" ()
  b0:
    call! g("{("/tmp" or "/var/tmp")}/x", ("/tmp" or "/var/tmp"))
    return
"#,
    );
}

#[test]
fn function_like_macros_are_expanded() {
    check(
        r#"
#define MAKE(t) mkstemp(t)
#define JOIN(a, b) a "/" b
#define LOG(fmt, ...) fprintf(stderr, fmt, ##__VA_ARGS__)
#define REMOVE(p) do { unlink(p); free(p); } while (0)
#define CHECK(x) if (!(x)) return -1
#define PASTE(a) a ## _suffix
#define unlink(p) counted_unlink(p)
#define mkdir mkdir
int f(char *t) {
    int fd = MAKE(t);
    if (MAKE("/tmp/x") < 0) return 1;
    LOG("%s %d", t, fd);
    REMOVE(t);
    CHECK(fd);
    PASTE(fd);
    unlink(t);
    mkdir(t);
    return 0;
}
"#,
        r#"
fn1 Function "f" (t)
  b0:
    fd = call mkstemp(t)
    %1 = call mkstemp("/tmp/x")
    if %1 < 0 b2 else b1
  b1:
    call! fprintf(<stderr>, "%s %d", t, fd)
    goto b3
  b2:
    return 1
  b3:
    call! counted_unlink(t)
    call! free(t)
    goto b4
  b4:
    goto b5
  b5:
    if fd b6 else b7
  b6:
    call! unknown "PASTE"(fd)
    call! counted_unlink(t)
    call! mkdir(t)
    return 0
  b7:
    return -1
"#,
    );
}

#[test]
fn conditions_behind_macros() {
    check(
        "
#define IS_BAD(x) ((x) < 0 || (x) > 9)
#define FAILED (fd == -1)
#define VERBOSE 1
void f(int fd) {
    if (IS_BAD(fd)) a();
    if (!FAILED) b();
    if (VERBOSE) c();
}
",
        r#"
fn1 Function "f" (fd)
  b0:
    if fd < 0 b2 else b3
  b1:
    if fd == -1 b4 else b5
  b2:
    call! a()
    goto b1
  b3:
    if fd > 9 b2 else b1
  b4:
    if 1 b7 else b6
  b5:
    call! b()
    goto b4
  b6:
    return
  b7:
    call! c()
    goto b6
"#,
    );
}

#[test]
fn loop_macros_of_headers() {
    check(
        r#"
void f(void) {
    FOREACH_STRING(d, "/tmp", "/var/tmp") {
        use(d);
        if (x) continue;
    }
    list_for_each(pos, head)
        use(pos);
    if (a)
        LIST_EACH(i, b)
            i->c = 1;
    else
        DEBUG(level) print("x");
    STMT_START { b(); } STMT_END;
    PG_TRY(); { c(); } PG_CATCH(); { d(); } PG_END_TRY();
}
"#,
        r#"
fn1 Function "f" ()
  b0:
    call! unknown "FOREACH_STRING"(<d>, "/tmp", "/var/tmp")
    goto b1
  b1:
    if ? b2 else b3
  b2:
    call! use(<d>)
    if <x> b5 else b4
  b3:
    call! unknown "list_for_each"(<pos>, <head>)
    goto b6
  b4:
    goto b1
  b5:
    goto b1
  b6:
    if ? b7 else b8
  b7:
    call! use(<pos>)
    goto b6
  b8:
    if <a> b10 else b11
  b9:
    call! b()
    call! PG_TRY()
    call! c()
    call! PG_CATCH()
    call! d()
    call! PG_END_TRY()
    return
  b10:
    call! unknown "LIST_EACH"(<i>, <b>)
    goto b12
  b11:
    call! unknown "DEBUG"(<level>)
    call! print("x")
    goto b9
  b12:
    if ? b13 else b14
  b13:
    ::i.c = 1
    goto b12
  b14:
    goto b9
"#,
    );
}

#[test]
fn modifiers_and_types_of_headers() {
    check(
        "
void f(void) {
    _cleanup_free_ char *p = NULL;
    _unused_ _cleanup_(x) const char *q = NULL;
    g_autofree gchar *r = NULL;
    _cleanup_close_ int fd = -1;
    g_autoptr(GError) error = NULL;
    int n = va_arg(list, char *), m = sizeof(struct s);
    struct s *s = container_of(p, const struct s, member);
    read(US p, fd, CS x);
    assert_return(p, return -1);
}
",
        r#"
fn1 Function "f" ()
  b0:
    p = absent
    q = absent
    r = absent
    fd = -1
    error = absent
    n = call va_arg(<list>, _)
    m = _
    s = call container_of(p, _, <member>)
    call! read(p, fd, <x>)
    call! assert_return(p, _)
    call x(q)
    return
"#,
    );
}

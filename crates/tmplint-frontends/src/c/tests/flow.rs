//! Control flow and conditions.

use super::check;

#[test]
fn conditions_keep_their_shape() {
    check(
        "
void f(int fd, char *p) {
    if (fd < 0) a();
    if (p == NULL) b();
    if (!p) c();
    if ((fd = open(p)) >= 0 && !(p || fd != 2)) d();
    if (unlikely(fd == -1)) e();
    if (__builtin_expect(!!(fd), 0)) g();
    if (fd & 1) h();
    if (a(), p) i();
    if (p ? fd : x()) j();
}
",
        r#"
fn1 Function "f" (fd, p)
  b0:
    if fd < 0 b2 else b1
  b1:
    if p == absent b4 else b3
  b2:
    call! a()
    goto b1
  b3:
    if p b5 else b6
  b4:
    call! b()
    goto b3
  b5:
    fd = call open(p)
    if fd >= 0 b9 else b7
  b6:
    call! c()
    goto b5
  b7:
    if fd == -1 b12 else b11
  b8:
    call! d()
    goto b7
  b9:
    if p b7 else b10
  b10:
    if fd != 2 b7 else b8
  b11:
    if fd b14 else b13
  b12:
    call! e()
    goto b11
  b13:
    if (fd & 1) b16 else b15
  b14:
    call! g()
    goto b13
  b15:
    call! a()
    if p b18 else b17
  b16:
    call! h()
    goto b15
  b17:
    if p b21 else b22
  b18:
    call! i()
    goto b17
  b19:
    return
  b20:
    call! j()
    goto b19
  b21:
    if fd b20 else b19
  b22:
    %1 = call x()
    if %1 b20 else b19
"#,
    );
}

#[test]
fn loops() {
    check(
        "
void f(void) {
    for (int i = 0; i < 3; i++) { if (a()) continue; b(); }
    while (c()) { if (d()) break; }
    do e(); while (g() == NULL);
    while (1) h();
}
",
        r#"
fn1 Function "f" ()
  b0:
    i = 0
    goto b1
  b1:
    if i < 3 b2 else b4
  b2:
    %1 = call a()
    if %1 b6 else b5
  b3:
    i = (i + 1)
    goto b1
  b4:
    goto b7
  b5:
    call! b()
    goto b3
  b6:
    goto b3
  b7:
    %2 = call c()
    if %2 b8 else b9
  b8:
    %3 = call d()
    if %3 b11 else b10
  b9:
    goto b12
  b10:
    goto b7
  b11:
    goto b9
  b12:
    call! e()
    goto b13
  b13:
    %4 = call g()
    if %4 == absent b12 else b14
  b14:
    goto b15
  b15:
    goto b16
  b16:
    call! h()
    goto b15
  b17:
    return
"#,
    );
}

#[test]
fn endless_loops_end_by_break() {
    check(
        "
void f(void) {
    for (;;) {
        if (a()) break;
    }
    b();
    for (;;);
}
",
        r#"
fn1 Function "f" ()
  b0:
    goto b1
  b1:
    goto b2
  b2:
    %1 = call a()
    if %1 b6 else b5
  b3:
    goto b1
  b4:
    call! b()
    goto b7
  b5:
    goto b3
  b6:
    goto b4
  b7:
    goto b8
  b8:
    goto b9
  b9:
    goto b7
  b10:
    return
"#,
    );
}

#[test]
fn switches_fall_through() {
    check(
        "
void f(int x) {
    switch (x) {
    case 1: a();
    case 2:
    case 3: b(); break;
    default: c();
    }
    switch (x) { case 4: return; }
    while (x) switch (x) { default: continue; }
}
",
        r#"
fn1 Function "f" (x)
  b0:
    if x == 1 b3 else b7
  b1:
    if x == 4 b12 else b13
  b2:
    goto b3
  b3:
    call! a()
    goto b4
  b4:
    goto b5
  b5:
    call! b()
    goto b1
  b6:
    call! c()
    goto b1
  b7:
    if x == 2 b4 else b8
  b8:
    if x == 3 b5 else b9
  b9:
    goto b6
  b10:
    goto b14
  b11:
    goto b12
  b12:
    return
  b13:
    goto b10
  b14:
    if x b15 else b16
  b15:
    goto b19
  b16:
    return
  b17:
    goto b14
  b18:
    goto b19
  b19:
    goto b14
"#,
    );
}

#[test]
fn jumps_go_both_ways() {
    check(
        "
int f(void) {
again:
    if (a()) goto out;
    if (b()) goto again;
    return 1;
out:
    c();
    return 0;
    dead();
}
",
        r#"
fn1 Function "f" ()
  b0:
    goto b1
  b1:
    %1 = call a()
    if %1 b3 else b2
  b2:
    %2 = call b()
    if %2 b6 else b5
  b3:
    goto b4
  b4:
    call! c()
    return 0
  b5:
    return 1
  b6:
    goto b1
  b7:
    call! dead()
    return
"#,
    );
}

#[test]
fn else_if_chains() {
    check(
        "
void f(int x) {
    if (x == 1) a();
    else if (x == 2) b();
    else c();
}
",
        r#"
fn1 Function "f" (x)
  b0:
    if x == 1 b2 else b3
  b1:
    return
  b2:
    call! a()
    goto b1
  b3:
    if x == 2 b4 else b5
  b4:
    call! b()
    goto b1
  b5:
    call! c()
    goto b1
"#,
    );
}

#[test]
fn conditionals_of_the_preprocessor_are_branches() {
    check(
        r"
void f(void) {
#ifdef A
    int x = a();
#elif defined(B) && \
      !C
    int x = b();
#else
    int x = c();
#endif
    use(x);
#if 0
    it's dead
#else
    alive();
#endif
#if 1
    kept();
#else
    dropped();
#endif
#ifdef D
    d();
#endif
}
",
        r#"
fn1 Function "f" ()
  b0:
    if ? b2 else b3
  b1:
    call! use(x)
    call! alive()
    call! kept()
    if ? b7 else b6
  b2:
    x = call a()
    goto b1
  b3:
    if ? b4 else b5
  b4:
    x = call b()
    goto b1
  b5:
    x = call c()
    goto b1
  b6:
    return
  b7:
    call! d()
    goto b6
"#,
    );
}

#[test]
fn cleanup_attributes_are_calls_on_the_way_out() {
    check(
        "
static void unlink_p(char **p) { unlink(*p); }
int f(int x) {
    _cleanup_(unlink_p) char *a = make(), *b = NULL;
    char *c __attribute__((cleanup(other))) = NULL;
    while (x) {
        __attribute__((cleanup(inner))) int fd = open(a);
        if (fd < 0) break;
        if (fd > 9) return fd;
    }
    return 0;
}
",
        r#"
fn1 Function "unlink_p" (p) @static
  b0:
    call! unlink(p)
    return

fn2 Function "f" (x)
  b0:
    a = call make()
    b = absent
    c = absent
    goto b1
  b1:
    if x b2 else b3
  b2:
    fd = call open(a)
    if fd < 0 b5 else b4
  b3:
    call other(c)
    call fn1:unlink_p(b)
    call fn1:unlink_p(a)
    return 0
  b4:
    if fd > 9 b7 else b6
  b5:
    call inner(fd)
    goto b3
  b6:
    call inner(fd)
    goto b1
  b7:
    call inner(fd)
    call other(c)
    call fn1:unlink_p(b)
    call fn1:unlink_p(a)
    return fd
"#,
    );
}

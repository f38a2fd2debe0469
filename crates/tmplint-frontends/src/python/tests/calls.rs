//! Calls.

use super::check;

#[test]
fn arguments() {
    check(
        r#"
import os
def f(a, b):
    os.open(a, os.O_RDWR, mode=0o600, *b, **a)
    os.walk(x for x in a)
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a, b)
  b0:
    call! os.open(a, <os.O_RDWR>, mode: 384, *: b, **: a)
    goto b2
  b1:
    call! os.walk([x])
    return
  b2:
    if ? b3 else b1
  b3:
    x = a[?]
    goto b2
"#,
    );
}

#[test]
fn nested_calls_come_first() {
    check(
        r#"
import os
open(os.path.join(os.getcwd(), str(os.getpid())), "w").write(os.read(0))
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call os.getcwd()
    %2 = call os.getpid()
    %3 = call str(%2)
    %4 = call os.path.join(%1, %3)
    %5 = call open(%4, "w")
    %6 = call os.read(0)
    call! [%5] .write(%6)
    return
"#,
    );
}

#[test]
fn unchecked_is_a_statement_of_its_own() {
    check(
        r#"
import os
os.mkdir("a")
x = os.mkdir("b")
(os.mkdir("c"))
if os.mkdir("d"): pass
os.mkdir("e"), os.mkdir("f")
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! os.mkdir("a")
    ::x = call os.mkdir("b")
    call! os.mkdir("c")
    %1 = call os.mkdir("d")
    if %1 b2 else b1
  b1:
    call! os.mkdir("e")
    call! os.mkdir("f")
    return
  b2:
    goto b1
"#,
    );
}

#[test]
fn callees() {
    check(
        r#"
import os
def f(a, g):
    g(a)
    a.save(1)
    a.b.save(2)
    a[0](3)
    g(4)(5)
    a().b(6)
    "/".join([a, g])
    f(a, g)
    str.upper(a)
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a, g)
  b0:
    call! *g(a)
    call! [a] .save(1)
    call! [a.b] .save(2)
    call! unknown "a[0]"(3)
    %1 = call *g(4)
    call! *%1(5)
    %2 = call *a()
    call! [%2] .b(6)
    call! ["/"] .join([a, g])
    call! fn1:f(a, g)
    call! str.upper(a)
    return
"#,
    );
}

#[test]
fn nested_functions_share_places() {
    check(
        r#"
import os
def outer(path):
    made = []
    def clean(extra=path):
        os.unlink(path)
        made.append(extra)
        def deeper():
            return made
    clean()
    return clean
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "outer" (path)
  b0:
    made = []
    call! fn2:clean()
    return fn2

fn2 Closure "clean" (extra)
  b0:
    call! os.unlink(path)
    call! [made] .append(extra)
    return

fn3 Closure "deeper" ()
  b0:
    return made
"#,
    );
}

#[test]
fn python_2_statements() {
    check(
        r#"
import sys
def f(a):
    print "x", a
    print >>sys.stderr, "y"
    print
    exec "code" in a
    exec a
    raise ValueError, "no"
def g((a, b), c):
    print a, b
    if a <> c: pass
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a)
  b0:
    call! print("x", a)
    call! print(file: <sys.stderr>, "y")
    call! exec("code", a)
    call! exec(a)
    raise

fn2 Function "g" ((a, b), c)
  b0:
    %1 = (a, b)
    a = %1.0
    b = %1.1
    call! print(a, b)
    if a != c b2 else b1
  b1:
    return
  b2:
    goto b1
"#,
    );
}

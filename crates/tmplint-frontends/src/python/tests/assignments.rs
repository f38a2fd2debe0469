//! Assignments.

use super::check;

#[test]
fn unpacking() {
    check(
        "
import tempfile, os
fd, path = tempfile.mkstemp()
a, (b, c) = os.pipe()
[d, *e] = os.listdir(a)
f, *g, h = a
i, j = 1, path
i, j = j, i
k, l = (m, n) = os.pipe()
",
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call tempfile.mkstemp()
    ::fd = %1.0
    ::path = %1.1
    %2 = call os.pipe()
    ::a = %2.0
    ::b = %2.1.0
    ::c = %2.1.1
    %3 = call os.listdir(::a)
    ::d = %3.0
    ::e = [%3[?]]
    %4 = ::a
    ::f = %4.0
    ::g = [%4[?]]
    ::h = %4[?]
    %5 = ::path
    ::i = 1
    ::j = %5
    %6 = ::i
    ::i = ::j
    ::j = %6
    %7 = call os.pipe()
    ::k = %7.0
    ::l = %7.1
    ::m = %7.0
    ::n = %7.1
    return
"#,
    );
}

#[test]
fn chains_and_annotations() {
    check(
        r#"
import os
a = b = "/tmp"
c = d = os.getcwd()
c = d = a + b
e: str = "x"
f: int
def g():
    x: int
    x = 1
    return x
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    ::a = "/tmp"
    ::b = "/tmp"
    %1 = call os.getcwd()
    ::c = %1
    ::d = %1
    %2 = (::a + ::b)
    ::c = %2
    ::d = %2
    ::e = "x"
    return

fn1 Function "g" ()
  b0:
    x = 1
    return x
"#,
    );
}

#[test]
fn augmented() {
    check(
        r#"
def f(x, y):
    x += "/y"
    x %= y
    x /= y
    x |= 1
    y.a += 1
    y["k"] += 2
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (x, y)
  b0:
    x = (x + "/y")
    x = Percent(x % y)
    x = (x / y)
    x = (x | 1)
    y.a = (y.a + 1)
    store (y.k + 2)
    y.k = (y.k + 2)
    return
"#,
    );
}

#[test]
fn what_is_no_place_is_stored() {
    check(
        r#"
import os, tempfile
def f(d, p):
    d["k"] = p
    d[os.getpid()] = p
    os.environ["TMPDIR"] = p
    tempfile.tempdir = p
    g().attr = p
    d.attr = p
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (d, p)
  b0:
    store p
    d.k = p
    %1 = call os.getpid()
    store p
    call! os.environ.__setitem__("TMPDIR", p)
    call! tempfile.tempdir.__set__(p)
    %2 = call unknown "g"()
    store p
    d.attr = p
    return
"#,
    );
}

#[test]
fn del_ends_a_scope() {
    check(
        "
import os
def f(a, b):
    del a
    del a.x, b[os.getpid()]
    del (a, b)
",
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a, b)
  b0:
    end a
    end a.x
    %1 = call os.getpid()
    end a
    end b
    return
"#,
    );
}

#[test]
fn a_variable_that_is_also_imported_or_defined() {
    check(
        "
try:
    from os import scandir
except ImportError:
    scandir = fallback()
if scandir:
    def make(): pass
else:
    make = None
    make = 3
def f(): pass
f = wrap(f)
f()
",
        r#"
fn0 TopLevel "" ()
  b0:
    goto b3
  b1:
    if ::scandir b7 else b8
  b2:
    if caught(ImportError) b4 else b5
  b3: unwind b2
    ::scandir = <os.scandir>
    goto b1
  b4:
    ::scandir = call unknown "fallback"()
    goto b1
  b5:
    raise
  b6:
    %1 = call unknown "wrap"(fn2)
    call! fn2:f()
    return
  b7:
    ::make = fn1
    goto b6
  b8:
    ::make = absent
    ::make = 3
    goto b6

fn1 Function "make" ()
  b0:
    return

fn2 Function "f" ()
  b0:
    return
"#,
    );
}

//! Values.

use super::check;

#[test]
fn formats() {
    check(
        r#"
import os
def f(a, b):
    c = "/tmp/%s" % a
    d = "%s/%d" % (a, os.getpid())
    e = "%(x)s" % {"x": a}
    g = "{}/{n}".format(a, n=b)
    h = a.format(*b, **c)
    i = 7 % 2
    j = "%s" % (a)
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a, b)
  b0:
    c = Percent("/tmp/%s" % a)
    %1 = call os.getpid()
    d = Percent("%s/%d" % a, %1)
    e = Percent("%(x)s" % x: a)
    g = Brace("{}/{n}" % a, n: b)
    h = Brace(a % *: b, **: c)
    i = (7 @ 2)
    j = Percent("%s" % a)
    return
"#,
    );
}

#[test]
fn operators() {
    check(
        r#"
import os
from pathlib import Path
def f(a, b):
    c = a + "/x" + b
    d = Path("/tmp") / a / "b"
    e = 1 / 2
    g = os.O_CREAT | os.O_EXCL & ~os.O_TRUNC
    h = 1 << 3
    i = a - 1
    j = a * 3
    k = a // 2
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a, b)
  b0:
    c = ((a + "/x") + b)
    %1 = call pathlib.Path("/tmp")
    d = (%1 / a / "b")
    e = (1 @ 2)
    g = (<os.O_CREAT> | (<os.O_EXCL> & ~<os.O_TRUNC>))
    h = (1 << 3)
    i = (a - 1)
    j = (a @ 3)
    k = (a @ 2)
    return
"#,
    );
}

#[test]
fn collections() {
    check(
        r#"
def f(a):
    b = [a, "x", *a]
    c = {"k": a, a: 1, **b}
    d = (a,)
    e = {a, 1}
    g = a[0], a["k"], a[-1], a[1:], a[b], a[0, 1]
    h = ()
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a)
  b0:
    b = [a, "x", a[?]]
    c = {"k": a, "": 1, "": b[?]}
    d = [a]
    e = [a, 1]
    g = [a.0, a.k, a[?], a[?], a[?], a[?]]
    h = []
    return
"#,
    );
}

#[test]
fn attributes_of_places_are_field_places() {
    check(
        r#"
import tempfile
def f(a):
    a.x.y = 1
    b = a.x.y
    c = tempfile.NamedTemporaryFile().name
    d = a[0].z
    e = "lit".join
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a)
  b0:
    a.x.y = 1
    b = a.x.y
    %1 = call tempfile.NamedTemporaryFile()
    c = %1.name
    d = a.0.z
    e = "lit".join
    return
"#,
    );
}

#[test]
fn alternatives() {
    check(
        r#"
import os
def f(a, b):
    c = a or "/tmp"
    d = a if b else "x"
    e = a and b or "z"
    g = a if b else b if a else "y"
    h = a or b or os.sep
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a, b)
  b0:
    c = (a or "/tmp")
    d = (a or "x")
    e = (b or "z")
    g = (a or b or "y")
    h = (a or b or <os.sep>)
    return
"#,
    );
}

#[test]
fn alternatives_with_calls_are_branches() {
    check(
        r#"
import os
def f(a, b):
    c = a or os.getcwd()
    d = os.getpid() if a is None else os.getuid()
    e = a == 1 and b.go()
    a and os.unlink(a)
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a, b)
  b0:
    if a b2 else b1
  b1:
    %1 = call os.getcwd()
    goto b2
  b2:
    c = (a or %1)
    if a == absent b3 else b4
  b3:
    %2 = call os.getpid()
    goto b5
  b4:
    %3 = call os.getuid()
    goto b5
  b5:
    d = (%2 or %3)
    if a == 1 b6 else b7
  b6:
    %4 = call [b] .go()
    goto b7
  b7:
    e = (%4 or absent)
    if a b8 else b9
  b8:
    %5 = call os.unlink(a)
    goto b9
  b9:
    return
"#,
    );
}

#[test]
fn conditions_in_values_only_run() {
    check(
        r#"
import os
def f(a):
    b = os.path.exists(a) == os.getpid()
    c = not os.path.exists(a)
    d = a < 1
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a)
  b0:
    %1 = call os.path.exists(a)
    %2 = call os.getpid()
    b = _
    %3 = call os.path.exists(a)
    c = _
    d = _
    return
"#,
    );
}

#[test]
fn walrus() {
    check(
        r#"
import os
def f(a):
    if (n := os.getpid()) > 1:
        return n
    while chunk := a.read():
        print(chunk)
    return [last := x for x in a], last
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a)
  b0:
    %1 = call os.getpid()
    n = %1
    if n > 1 b2 else b1
  b1:
    goto b3
  b2:
    return n
  b3:
    %2 = call [a] .read()
    chunk = %2
    if chunk b4 else b5
  b4:
    call! print(chunk)
    goto b3
  b5:
    goto b7
  b6:
    return [[last], last]
  b7:
    if ? b8 else b6
  b8:
    x = a[?]
    last = x
    goto b7
"#,
    );
}

#[test]
fn comprehensions_are_loops() {
    check(
        r#"
import os
x = 1
def f(dirs, x):
    a = [os.path.join(d, x) for d in dirs if d and os.sep for x in d]
    b = {k: os.stat(v) for k, v in a}
    c = sum(os.getpid() for x in a)
    return x
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    ::x = 1
    return

fn1 Function "f" (dirs, x)
  b0:
    goto b2
  b1:
    a = [%1]
    goto b9
  b2:
    if ? b3 else b1
  b3:
    d = dirs[?]
    if d b5 else b2
  b4:
    goto b6
  b5:
    if <os.sep> b4 else b2
  b6:
    if ? b7 else b2
  b7:
    x = d[?]
    %1 = call os.path.join(d, x)
    goto b6
  b8:
    b = {"": %2}
    goto b12
  b9:
    if ? b10 else b8
  b10:
    k = a[?].0
    v = a[?].1
    %2 = call os.stat(v)
    goto b9
  b11:
    c = call sum([%3])
    return x
  b12:
    if ? b13 else b11
  b13:
    x = a[?]
    %3 = call os.getpid()
    goto b12
"#,
    );
}

#[test]
fn lambdas_are_closures() {
    check(
        r#"
import os
def f(path):
    a = lambda: os.unlink(path)
    b = lambda x, y=path, *z: x
    a()
    (lambda p: os.mkdir(p))(path)
    return b
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (path)
  b0:
    a = fn2
    b = fn3
    call! *a()
    call! fn4:(path)
    return b

fn2 Closure "" ()
  b0:
    %1 = call os.unlink(path)
    return %1

fn3 Closure "" (x, y, z)
  b0:
    return x

fn4 Closure "" (p)
  b0:
    %2 = call os.mkdir(p)
    return %2
"#,
    );
}

#[test]
fn yield_hands_out() {
    check(
        r#"
import os
def f(a):
    yield
    yield os.getcwd()
    x = yield a
    yield from x
    yield a, x
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a)
  b0:
    yield absent
    %1 = call os.getcwd()
    yield %1
    yield a
    x = _
    yield x
    yield [a, x]
    return
"#,
    );
}

#[test]
fn await_is_nothing() {
    check(
        r#"
import aiofiles
async def f(a):
    await aiofiles.open(a)
    b = await aiofiles.open(a)
    async with aiofiles.open(a) as c:
        async for line in c:
            pass
    return [x async for x in b]
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (a)
  b0:
    call! aiofiles.open(a)
    b = call aiofiles.open(a)
    %1 = call aiofiles.open(a)
    c = %1
    goto b2
  b1:
    end c
    raise
  b2: unwind b1
    goto b3
  b3: unwind b1
    if ? b4 else b5
  b4: unwind b1
    line = c[?]
    goto b3
  b5: unwind b1
    goto b6
  b6:
    end c
    goto b8
  b7:
    return [x]
  b8:
    if ? b9 else b7
  b9:
    x = b[?]
    goto b8
"#,
    );
}

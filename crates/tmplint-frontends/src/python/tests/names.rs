//! Imports, scopes and what names mean in them.

use super::check;

#[test]
fn imports_resolve_through_aliases() {
    check(
        r#"
import tempfile as t, os.path
from os import path as p, sep
from tempfile import mktemp as make
t.mktemp()
os.path.join(p.sep, sep)
make(dir=os.environ["X"])
os.environ.get("TMPDIR", "/tmp")
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! tempfile.mktemp()
    call! os.path.join(<os.path.sep>, <os.sep>)
    call! tempfile.mktemp(dir: <os.environ>.X)
    call! os.environ.get("TMPDIR", "/tmp")
    return
"#,
    );
}

#[test]
fn imports_are_found_in_functions_and_fallbacks() {
    check(
        "
try:
    from tempfile import TemporaryDirectory
except ImportError:
    from backports.tempfile import TemporaryDirectory
try:
    import pwd
except ImportError:
    pwd = None
def f():
    import tempfile
    return tempfile.mkdtemp(), TemporaryDirectory(), pwd.getpwuid(0)
def g():
    tempfile.mktemp()
",
        r#"
fn0 TopLevel "" ()
  b0:
    goto b3
  b1:
    goto b8
  b2:
    if caught(ImportError) b4 else b5
  b3: unwind b2
    goto b1
  b4:
    goto b1
  b5:
    raise
  b6:
    return
  b7:
    if caught(ImportError) b9 else b10
  b8: unwind b7
    goto b6
  b9:
    goto b6
  b10:
    raise

fn1 Function "f" ()
  b0:
    %1 = call tempfile.mkdtemp()
    %2 = call tempfile.TemporaryDirectory()
    %3 = call pwd.getpwuid(0)
    return [%1, %2, %3]

fn2 Function "g" ()
  b0:
    call! [_] .mktemp()
    return
"#,
    );
}

#[test]
fn relative_imports_are_not_the_standard_library() {
    check(
        "
from . import tempfile
from .tempfile import mktemp
from ..a.b import c as d
tempfile.mktemp()
mktemp()
d()
",
        r#"
fn0 TopLevel "" ()
  b0:
    call! .tempfile.mktemp()
    call! .tempfile.mktemp()
    call! ..a.b.c()
    return
"#,
    );
}

#[test]
fn one_star_import_gives_unbound_names_a_module() {
    check(
        "
from tempfile import *
mktemp()
open(x)
def f(gettempdir):
    gettempdir()
    NamedTemporaryFile()
",
        r#"
fn0 TopLevel "" ()
  b0:
    call! tempfile.mktemp()
    call! open(<tempfile.x>)
    return

fn1 Function "f" (gettempdir)
  b0:
    call! *gettempdir()
    call! tempfile.NamedTemporaryFile()
    return
"#,
    );
}

#[test]
fn two_star_imports_leave_names_unknown() {
    check(
        "
from tempfile import *
from os import *
mktemp()
open(x)
",
        r#"
fn0 TopLevel "" ()
  b0:
    call! unknown "mktemp"()
    call! open(_)
    return
"#,
    );
}

#[test]
fn parameters_and_locals_shadow() {
    check(
        r#"
import tempfile, os
def f(tempfile):
    tempfile.mktemp()
def g(open):
    open("a")
def h():
    for tempfile in os.sep:
        tempfile.mktemp()
    with os.fdopen(1) as os2:
        os2.write("")
    file = 1
    file("b")
    list("c")
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (tempfile)
  b0:
    call! [tempfile] .mktemp()
    return

fn2 Function "g" (open)
  b0:
    call! *open("a")
    return

fn3 Function "h" ()
  b0:
    goto b1
  b1:
    if ? b2 else b3
  b2:
    tempfile = <os.sep>[?]
    call! [tempfile] .mktemp()
    goto b1
  b3:
    %1 = call os.fdopen(1)
    os2 = %1
    goto b5
  b4:
    end os2
    raise
  b5: unwind b4
    call! [os2] .write("")
    goto b6
  b6:
    end os2
    file = 1
    call! *file("b")
    call! list("c")
    return
"#,
    );
}

#[test]
fn definitions_shadow() {
    check(
        r#"
from tempfile import mktemp
class tempfile:
    pass
def open(name):
    return name
def mktemp():
    return 1
open("x")
mktemp()
tempfile.mktemp()
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! fn1:open("x")
    call! fn2:mktemp()
    call! unknown "tempfile.mktemp"()
    return

fn1 Function "open" (name)
  b0:
    return name

fn2 Function "mktemp" ()
  b0:
    return 1
"#,
    );
}

#[test]
fn a_module_variable_shadows_an_import() {
    check(
        "
import tempfile
tempfile = object()
def f():
    tempfile.mktemp()
",
        r#"
fn0 TopLevel "" ()
  b0:
    ::tempfile = <tempfile>
    ::tempfile = call object()
    return

fn1 Function "f" ()
  b0:
    call! [::tempfile] .mktemp()
    return
"#,
    );
}

#[test]
fn an_alias_assigned_once_is_what_it_names() {
    check(
        r#"
import os, tempfile
mktemp = tempfile.mktemp
join = os.path.join
_open = open
other = tempfile.mkdtemp
other = None
again = tempfile.mkdtemp
again = os.mkdir
def f():
    mk = tempfile.mkstemp
    join(mktemp(), _open("x"), mk(), other(), again())
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    ::other = <tempfile.mkdtemp>
    ::other = absent
    ::again = <tempfile.mkdtemp>
    ::again = <os.mkdir>
    return

fn1 Function "f" ()
  b0:
    %1 = call tempfile.mktemp()
    %2 = call open("x")
    %3 = call tempfile.mkstemp()
    %4 = call *::other()
    %5 = call *::again()
    call! os.path.join(%1, %2, %3, %4, %5)
    return
"#,
    );
}

#[test]
fn class_bodies_have_a_scope_of_their_own() {
    check(
        r#"
import os
class C:
    os = 1
    tmp = "/tmp"
    sub = tmp + "/x"
    many = [tmp for i in sub]
    def m(self):
        os.mkdir(tmp)
tmp = C.tmp
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    .os = 1
    .tmp = "/tmp"
    .sub = (.tmp + "/x")
    goto b2
  b1:
    .many = [.tmp]
    ::tmp = .tmp
    return
  b2:
    if ? b3 else b1
  b3:
    i = .sub[?]
    goto b2

fn1 Function "m" of C ()
  b0:
    call! os.mkdir(::tmp)
    return
"#,
    );
}

#[test]
fn global_and_nonlocal_reach_outwards() {
    check(
        r#"
path = None
def f():
    global path, made
    path = "/tmp/x"
    made = 1
    inner = 2
    def g():
        nonlocal inner
        inner = path
    g()
def h():
    return made
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    ::path = absent
    return

fn1 Function "f" ()
  b0:
    ::path = "/tmp/x"
    ::made = 1
    inner = 2
    call! fn3:g()
    return

fn2 Function "h" ()
  b0:
    return ::made

fn3 Closure "g" ()
  b0:
    inner = ::path
    return
"#,
    );
}

#[test]
fn names_nothing_binds() {
    check(
        "
undefined(unknown.attribute)
x = undefined
y = __file__
",
        r#"
fn0 TopLevel "" ()
  b0:
    call! unknown "undefined"(_)
    ::x = _
    return
"#,
    );
}

#[test]
fn names_looked_up_by_a_call() {
    check(
        r#"
import importlib, os
def f(o, name):
    getattr(os, "mkdir")("a")
    getattr(o, "path", "b")
    getattr(o, name)
    __import__("os.path").sep
    importlib.import_module("tempfile").mkdtemp()
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "f" (o, name)
  b0:
    call! os.mkdir("a")
    call! getattr(o, name)
    call! tempfile.mkdtemp()
    return
"#,
    );
}

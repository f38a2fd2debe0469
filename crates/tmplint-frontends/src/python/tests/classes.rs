//! Classes, members and methods.

use super::check;

#[test]
fn self_and_class_attributes_are_members() {
    check(
        r#"
import tempfile
class C:
    prefix = "/tmp/"
    def __init__(this, name):
        this.path = this.prefix + name
        this.f.closed = name
    @classmethod
    def make(cls):
        cls.count = cls.prefix
        return cls("x")
    @staticmethod
    def plain(self):
        return self.path
    def nested(self):
        def inner():
            return self.path
        return inner, C.prefix
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    .prefix = "/tmp/"
    return

fn1 Function "__init__" of C (name)
  b0:
    .path = (.prefix + name)
    .f.closed = name
    return

fn2 Function "make" of C () @classmethod
  b0:
    .count = .prefix
    %1 = call [class0] fn1:__init__("x")
    return %1

fn3 Function "plain" of C (self) @staticmethod
  b0:
    return self.path

fn4 Function "nested" of C ()
  b0:
    return [fn5, .prefix]

fn5 Closure "inner" ()
  b0:
    return .path
"#,
    );
}

#[test]
fn methods_are_local() {
    check(
        "
class C:
    def a(self, x):
        self.b(x)
        self.missing(x)
        C.a(self, x)
        C.s(x)
        self.hook(x)
        self.__class__.s(x)
        return self.b
    def b(self, y):
        self.hook = y
    def s(z):
        pass
    s = staticmethod(s)
C.b(C(), 1)
",
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call staticmethod(fn3)
    %2 = call [class0] unknown "C"()
    call! [%2] fn2:b(1)
    return

fn1 Function "a" of C (x)
  b0:
    call! [self] fn2:b(x)
    call! [self] .missing(x)
    call! [self] fn1:a(x)
    call! fn3:s(x)
    call! *.hook(x)
    call! fn3:s(x)
    return fn2

fn2 Function "b" of C (y)
  b0:
    .hook = y
    return

fn3 Function "s" of C (z)
  b0:
    return
"#,
    );
}

#[test]
fn bases_in_the_file_are_inherited() {
    check(
        r#"
from unittest import TestCase
class A(TestCase):
    def __init__(self, p):
        self.path = p
    def clean(self):
        return self.path
class B(A):
    def __init__(self):
        super().__init__("x")
        super(B, self).clean()
        A.__init__(self, "y")
        super().setUp()
        self.own = self.path
    def run(self):
        self.path = "z"
        self.clean()
class D(B, metaclass=M):
    pass
D()
A("q").clean()
class E: pass
E(1)
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    call! [class2] fn3:__init__()
    %1 = call [class0] fn1:__init__("q")
    call! [%1] .clean()
    call! [class3] unknown "E"(1)
    return

fn1 Function "__init__" of A (p)
  b0:
    .path = p
    return

fn2 Function "clean" of A ()
  b0:
    return .path

fn3 Function "__init__" of B ()
  b0:
    call! [self] fn1:__init__("x")
    call! [self] fn2:clean()
    call! [self] fn1:__init__("y")
    call! [self] .setUp()
    .own = .path
    return

fn4 Function "run" of B ()
  b0:
    .path = "z"
    call! [self] fn2:clean()
    return
"#,
    );
}

#[test]
fn properties_are_called() {
    check(
        "
class C:
    @property
    def path(self):
        return self._path
    @path.setter
    def path(self, value):
        self._path = value
    def use(self):
        open(self.path)
        self.path = 1
",
        r#"
fn0 TopLevel "" ()
  b0:
    return

fn1 Function "path" of C () @property
  b0:
    return ._path

fn2 Function "path" of C (value) @path.setter
  b0:
    ._path = value
    return

fn3 Function "use" of C ()
  b0:
    %1 = call [self] fn1:path()
    call! open(%1)
    store 1
    return
"#,
    );
}

#[test]
fn nested_classes() {
    check(
        "
class A:
    class B:
        x = 1
        def m(self):
            return self.x
    def f(self):
        return A.B.x, self.B()
",
        r#"
fn0 TopLevel "" ()
  b0:
    .x = 1
    return

fn1 Function "m" of B ()
  b0:
    return .x

fn2 Function "f" of A ()
  b0:
    %1 = call [class1] unknown "B"()
    return [.x, %1]
"#,
    );
}

#[test]
fn cyclic_bases_end() {
    check(
        "
class A(B):
    def f(self): return self.x
class B(A):
    x = 1
",
        r#"
fn0 TopLevel "" ()
  b0:
    .x = 1
    return

fn1 Function "f" of A ()
  b0:
    return .x
"#,
    );
}

#[test]
fn decorators_are_attributes() {
    check(
        r#"
import contextlib, functools
from pytest import fixture as fix
@contextlib.contextmanager
def a(): yield 1
@fix(scope="x")
@undefined.thing
def b(): pass
class C:
    @functools.wraps(a)
    async def m(self): pass
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    %1 = call pytest.fixture(scope: "x")
    %2 = call functools.wraps(fn1)
    return

fn1 Function "a" () @contextlib.contextmanager
  b0:
    yield 1
    return

fn2 Function "b" () @pytest.fixture @undefined.thing
  b0:
    call! pytest.fixture(scope: "x")
    return

fn3 Function "m" of C () @functools.wraps
  b0:
    call! functools.wraps(fn1)
    return
"#,
    );
}

#[test]
fn parameters_have_defaults() {
    check(
        r#"
import tempfile, os
def f(a, b="/tmp", c=os.sep, *args, d=None, e=tempfile.mktemp(), **kw): pass
def g(a: int, b: str = "x", /, *, c): pass
"#,
        r#"
fn0 TopLevel "" ()
  b0:
    ::%1 = call tempfile.mktemp()
    return

fn1 Function "f" (a, b, c, args, d, e, kw)
  b0:
    return

fn2 Function "g" (a, b, c)
  b0:
    return
"#,
    );
}

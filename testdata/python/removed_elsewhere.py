"""Removal that happens elsewhere."""
import atexit
import contextlib
import functools
import os
import shutil
import sys
import tempfile
import unittest
import weakref
from contextlib import ExitStack, contextmanager

import pytest


def with_statement():
    with tempfile.TemporaryDirectory() as base:
        print(base)
    with tempfile.NamedTemporaryFile() as out:
        out.write(b"x")


def finally_statement():
    base = tempfile.mkdtemp()
    try:
        print(base)
    finally:
        shutil.rmtree(base)


def finally_with_early_return(flag):
    base = tempfile.mkdtemp()
    try:
        if flag:
            return 1
        raise ValueError("x")
    finally:
        shutil.rmtree(base, ignore_errors=True)


def registered():
    base = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, base)
    print(base)


def registered_with_arguments():
    base = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    print(base)


def registered_partial():
    base = tempfile.mkdtemp()
    atexit.register(functools.partial(shutil.rmtree, base, ignore_errors=True))
    print(base)


SCRATCH = tempfile.mkdtemp()


@atexit.register
def clean_scratch():
    shutil.rmtree(SCRATCH)


WORK = tempfile.mkdtemp()


def clean_work():
    shutil.rmtree(WORK)


atexit.register(clean_work)


def clean(path):
    if os.path.exists(path):
        os.unlink(path)


def registered_helper():
    descriptor, path = tempfile.mkstemp()
    atexit.register(clean, path)
    os.close(descriptor)


class Finalized:
    def __init__(self):
        self.base = tempfile.mkdtemp()
        self._finalizer = weakref.finalize(self, shutil.rmtree, self.base)


def finalized(owner):
    base = tempfile.mkdtemp()
    weakref.finalize(owner, shutil.rmtree, base, ignore_errors=True)
    print(base)


def stacked():
    with ExitStack() as stack:
        base = stack.enter_context(tempfile.TemporaryDirectory())
        print(base)
        other = tempfile.mkdtemp()
        stack.callback(shutil.rmtree, other)
        print(other)


def stacked_lambda():
    with contextlib.ExitStack() as stack:
        other = tempfile.mkdtemp()
        stack.callback(lambda: shutil.rmtree(other))
        print(other)


class TestWithCleanup(unittest.TestCase):
    def test_it(self):
        base = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, base)
        print(base)

    def test_lambda(self):
        descriptor, path = tempfile.mkstemp()
        self.addCleanup(lambda: os.unlink(path))
        os.close(descriptor)

    def test_helper(self):
        descriptor, path = tempfile.mkstemp()
        self.addCleanup(self.forget, path)
        os.close(descriptor)

    def forget(self, path):
        os.unlink(path)


class TestTearDown(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = tempfile.mkdtemp()

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.shared)

    def setUp(self):
        self.base = tempfile.mkdtemp()
        self.descriptor, self.path = tempfile.mkstemp()

    def tearDown(self):
        shutil.rmtree(self.base)
        os.close(self.descriptor)
        os.unlink(self.path)

    def test_it(self):
        print(self.base)


class TestInherited(TestTearDown):
    def setUp(self):
        super().setUp()
        self.extra = tempfile.mkdtemp()

    def tearDown(self):
        super().tearDown()
        shutil.rmtree(self.extra)


def setup_module(module):
    module.base = tempfile.mkdtemp()


def teardown_module(module):
    shutil.rmtree(module.base)


@pytest.fixture
def base(request):
    path = tempfile.mkdtemp()
    request.addfinalizer(lambda: shutil.rmtree(path))
    return path


@pytest.fixture
def lent():
    path = tempfile.mkdtemp()
    yield path
    shutil.rmtree(path)


@pytest.fixture()
def lent_file():
    descriptor, path = tempfile.mkstemp()
    os.close(descriptor)
    try:
        yield path
    finally:
        os.unlink(path)


@pytest.fixture
def finalizer(request):
    path = tempfile.mkdtemp()

    def remove():
        shutil.rmtree(path)

    request.addfinalizer(remove)
    return path


@contextmanager
def scratch():
    path = tempfile.mkdtemp()
    try:
        yield path
    finally:
        shutil.rmtree(path)


def uses_scratch():
    with scratch() as path:
        with open(os.path.join(path, "x"), "w") as out:
            out.write("x")


class Deleted:
    def __init__(self):
        self.base = tempfile.mkdtemp()

    def __del__(self):
        shutil.rmtree(self.base)


class Managed:
    def __enter__(self):
        self.base = tempfile.mkdtemp()
        return self.base

    def __exit__(self, *error):
        shutil.rmtree(self.base)


class Closed:
    def __init__(self):
        self._path = None

    def open(self):
        descriptor, self._path = tempfile.mkstemp()
        return os.fdopen(descriptor, "w")

    def close(self):
        if self._path is not None:
            os.remove(self._path)
            self._path = None


class Cleaned:
    def __init__(self):
        self.paths = []

    def new(self):
        descriptor, path = tempfile.mkstemp()
        os.close(descriptor)
        self.paths.append(path)
        return path

    def cleanup(self):
        for path in self.paths:
            os.unlink(path)


def listed(items):
    paths = []
    for item in items:
        descriptor, path = tempfile.mkstemp()
        os.close(descriptor)
        paths.append(path)
    work(paths)
    for path in paths:
        os.unlink(path)


def listed_by_comprehension(items):
    paths = [tempfile.mkstemp()[1] for item in items]
    work(paths)
    for path in paths:
        os.unlink(path)


def work(paths):
    return len(paths)


def listed_in_a_dictionary(items):
    paths = {}
    for item in items:
        paths[item] = tempfile.mkdtemp()
    work(paths)
    for path in paths.values():
        shutil.rmtree(path)


def returned():
    return tempfile.mkstemp()


def returned_path():
    descriptor, path = tempfile.mkstemp()
    os.close(descriptor)
    return path


def returned_pair():
    base = tempfile.mkdtemp()
    return base, os.path.join(base, "x")


def returned_in_a_dictionary():
    base = tempfile.mkdtemp()
    return {"base": base}


def passed_on(owner):
    base = tempfile.mkdtemp()
    owner.adopt(base)
    descriptor, path = tempfile.mkstemp()
    os.close(descriptor)
    owner.path = path


def generated(count):
    for _ in range(count):
        descriptor, path = tempfile.mkstemp()
        os.close(descriptor)
        yield path


def removed_if_wanted(keep=False):
    base = tempfile.mkdtemp()
    print(base)
    if not keep:
        shutil.rmtree(base)


def nested_function():
    base = tempfile.mkdtemp()

    def finish():
        shutil.rmtree(base)

    try:
        print(base)
    finally:
        finish()


_created = []


def remembered():
    base = tempfile.mkdtemp()
    _created.append(base)
    return 1


def forget_all():
    for base in _created:
        shutil.rmtree(base)


@contextmanager
def named(suffix):
    try:
        descriptor, path = tempfile.mkstemp(suffix=suffix)
    except UnicodeEncodeError:
        raise RuntimeError("no unicode here")
    try:
        yield path
    finally:
        os.close(descriptor)
        os.remove(path)


@with_tempdir
def test_listing():
    # The decorator points tempfile.tempdir at a directory of its own and removes it afterwards.
    path = tempfile.mkdtemp()
    os.listdir(path)


@mylib.testing.in_temporary_directory
def test_names():
    open(tempfile.mktemp(), "w").close()


@with_tempdir
class TestInTemporaryDirectory(unittest.TestCase):
    def test_it(self):
        descriptor, path = tempfile.mkstemp()  #~ temp-never-removed -- not told of classes
        os.close(descriptor)


import mylib.testing
from mylib.testing import with_tempdir


# The method that runs when the scope of an object ends.
class Attachments:
    def __init__(self):
        self.directory = tempfile.mkdtemp(prefix="attach-")

    def close(self):
        shutil.rmtree(self.directory, ignore_errors=True)


def send():
    with contextlib.closing(Attachments()) as parts:
        return len(os.listdir(parts.directory))


class Workspace:
    def __enter__(self):
        self.workspace = tempfile.mkdtemp(prefix="work-")
        return self

    def __exit__(self, *exception):
        shutil.rmtree(self.workspace)


def work():
    with Workspace() as outer:
        with Workspace() as inner:
            open(os.path.join(inner.workspace, "x"), "w").close()
        open(os.path.join(outer.workspace, "x"), "w").close()


def main():
    work()
    sys.exit(send())

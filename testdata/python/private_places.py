"""Safe calls, whatever they are told about the directory, and what is inside of private ones."""
import os
import shutil
import tempfile
from pathlib import Path

import pytest

DIRECTORY = "/tmp"


def told_where():
    descriptor, path = tempfile.mkstemp(dir="/tmp")
    os.close(descriptor)
    os.unlink(path)
    with tempfile.NamedTemporaryFile(dir=tempfile.gettempdir()) as out:
        out.write(b"x")
    with tempfile.TemporaryDirectory(dir=DIRECTORY) as base:
        print(base)
    with tempfile.NamedTemporaryFile(suffix=".txt", prefix="app", dir=os.environ.get("TMPDIR", "/tmp")) as out:
        out.write(b"x")
    with tempfile.TemporaryFile(dir="/var/tmp") as out:
        out.write(b"x")
    with tempfile.SpooledTemporaryFile(dir="/tmp") as out:
        out.write(b"x")


def nested():
    with tempfile.TemporaryDirectory(dir=tempfile.mkdtemp(dir=os.path.join(tempfile.gettempdir()))) as base:  #~ temp-never-removed
        with open(os.path.join(base, "x"), "w") as out:
            out.write("x")


def through_keywords():
    options = {"dir": "/tmp", "prefix": "app"}
    descriptor, path = tempfile.mkstemp(**options)
    os.close(descriptor)
    os.unlink(path)


class Job:
    directory = "/tmp"

    def __init__(self):
        self.base = tempfile.mkdtemp(prefix="job", dir=self.directory)
        self.log = os.path.join(self.base, "log")

    def write(self):
        with open(self.log, "w") as out:
            out.write("x")
        with open(os.path.join(self.base, "a", "b"), "w") as out:
            out.write("x")
        os.makedirs(os.path.join(self.base, "c"), exist_ok=True)
        shutil.copy("src", self.base)
        Path(self.base, "d").write_text("x")

    def close(self):
        shutil.rmtree(self.base)


def children():
    base = tempfile.mkdtemp()
    try:
        for name in ("a", "b"):
            with open(os.path.join(base, name), "w") as out:
                out.write("x")
        path = Path(base) / "c.txt"
        path.write_text("x")
        (path.parent / "d.txt").touch()
        os.mkdir(base + "/e")
        os.mkfifo("%s/fifo" % base)
    finally:
        shutil.rmtree(base)


def reserved(name):
    base = Path(tempfile.mkdtemp(prefix=name))
    try:
        (base / "x").write_text("y")
    finally:
        shutil.rmtree(str(base))


def test_files(tmp_path):
    (tmp_path / "x.txt").write_text("x")
    with open(tmp_path / "y.txt", "w") as out:
        out.write("x")
    os.mkdir(str(tmp_path / "d"))


def test_old_files(tmpdir):
    tmpdir.join("x.txt").write("x")
    with open(str(tmpdir.join("y.txt")), "w") as out:
        out.write("x")
    with open(os.path.join(str(tmpdir), "z"), "w") as out:
        out.write("x")


def test_factory(tmp_path_factory, tmpdir_factory):
    base = tmp_path_factory.mktemp("data")
    (base / "x").write_text("x")
    other = tmpdir_factory.mktemp("data")
    other.join("x").write("x")
    with open(str(other.join("y")), "w") as out:
        out.write("x")


@pytest.fixture(scope="session")
def data_directory(tmp_path_factory):
    base = tmp_path_factory.mktemp("data")
    return base


def names_in_private(tmp_path):
    with tempfile.TemporaryDirectory() as base:
        path = tempfile.mktemp(dir=base)
        open(path, "w").close()
    base = tempfile.mkdtemp()
    path = tempfile.mktemp(".txt", "x", base)
    open(path, "w").close()
    shutil.rmtree(base)
    path = tempfile.mktemp(dir=tmp_path)
    open(path, "w").close()


class Names:
    def __init__(self):
        self.base = tempfile.mkdtemp()

    def new(self):
        return tempfile.mktemp(dir=self.base)

    def write(self):
        with open(self.new(), "w") as out:
            out.write("x")

    def close(self):
        shutil.rmtree(self.base)


class TwistedTest(TestCase):
    def test_write(self):
        path = self.mktemp()
        with open(path, "w") as out:
            out.write("x")
        os.makedirs(self.mktemp())
        FilePath(self.mktemp()).setContent(b"x")


from twisted.trial.unittest import TestCase
from twisted.python.filepath import FilePath

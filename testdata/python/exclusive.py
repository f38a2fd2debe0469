"""Exclusive creation, verified directories, replacement beside the target."""
import errno
import os
import tempfile
from pathlib import Path

NAME = "/tmp/app.%d"


def flags():
    descriptor = os.open("/tmp/app", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    os.close(descriptor)
    options = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(NAME % os.getpid(), options, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write("x")


def letters():
    with open("/tmp/app", "x") as out:
        out.write("x")
    with open("/tmp/app", mode="xb") as out:
        out.write(b"x")
    with Path("/tmp/app").open("x") as out:
        out.write("x")
    Path("/tmp/app").touch(exist_ok=False)


def opener(path, flags):
    return os.open(path, flags | os.O_EXCL | os.O_CREAT, 0o600)


def by_opener():
    with open("/tmp/app", "w", opener=opener) as out:
        out.write("x")
    with open("/tmp/app2", "w", opener=lambda path, flags: os.open(path, flags | os.O_EXCL, 0o600)) as out:
        out.write("x")


class Lock:
    path = "/tmp/app.lock"

    def acquire(self):
        try:
            self.descriptor = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        except OSError as e:
            if e.errno != errno.EEXIST:
                raise
            return False
        return True


def retried():
    for attempt in range(1000):
        path = os.path.join(tempfile.gettempdir(), "app%d" % attempt)
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        except FileExistsError:
            continue
        return descriptor, path


def replaced(target, text):
    temporary = target + ".tmp"
    with open(temporary, "w") as out:
        out.write(text)
    os.rename(temporary, target)


def replaced_by_a_reserved_name(target, text):
    descriptor, path = tempfile.mkstemp(dir=os.path.dirname(target))
    with os.fdopen(descriptor, "w") as out:
        out.write(text)
    os.replace(path, target)


def replaced_by_an_object(target, text):
    with tempfile.NamedTemporaryFile("w", dir=os.path.dirname(target) or ".", delete=False) as out:
        out.write(text)
    os.chmod(out.name, 0o644)
    os.rename(out.name, target)


def replaced_or_removed(target, text):
    descriptor, path = tempfile.mkstemp(dir=os.path.dirname(target))
    try:
        with os.fdopen(descriptor, "w") as out:
            out.write(text)
        os.replace(path, target)
    except BaseException:
        os.unlink(path)
        raise


class Writer:
    def __init__(self, target):
        self.target = target

    def write(self, text):
        temporary = Path(self.target).with_suffix(".tmp")
        temporary.write_text(text)
        temporary.replace(self.target)


def unlinked_at_once():
    descriptor, path = tempfile.mkstemp()
    os.unlink(path)
    with os.fdopen(descriptor, "w+") as out:
        out.write("x")


def unlinked_at_once_and_returned():
    descriptor, path = tempfile.mkstemp()
    os.unlink(path)
    return os.fdopen(descriptor, "w+")


class Unlinked:
    def __init__(self):
        descriptor, path = tempfile.mkstemp()
        os.remove(path)
        self.out = os.fdopen(descriptor, "w+b")

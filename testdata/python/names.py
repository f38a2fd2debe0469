"""Names made without a file, and what becomes of them."""
import os
import shutil
import tempfile
from tempfile import mktemp as scratch_name


def opened():
    name = tempfile.mktemp()  #~ insecure-temp-name-api
    return open(name, "w")


def renamed_import():
    with open(scratch_name(".txt"), "w") as out:  #~ insecure-temp-name-api
        out.write("x")


def for_a_pipe():
    name = tempfile.mktemp()  #~ insecure-temp-name-api -- a note: mkfifo fails if it exists
    os.mkfifo(name)
    return name


def in_a_directory_of_its_own():
    with tempfile.TemporaryDirectory() as base:
        name = tempfile.mktemp(dir=base)  #~ ok: insecure-temp-name-api
        open(name, "w").close()


class Factory:
    def mktemp(self):
        return "x"

    def use(self):
        return open(self.mktemp(), "w")  #~ ok: insecure-temp-name-api


def directory_is_only_a_wish(directory):
    name = os.tempnam(directory)  #~ insecure-temp-name-api -- $TMPDIR goes before it
    open(name, "w").close()


def no_directory_after_all(where=None):
    first = tempfile.mktemp(dir=None)  #~ insecure-temp-name-api
    second = tempfile.mktemp(".x", "y", None)  #~ insecure-temp-name-api
    third = tempfile.mktemp(dir=where)  #~ insecure-temp-name-api -- none by default
    return [open(name, "w") for name in (first, second, third)]


def on_another_system(text):
    if os.name == "nt":
        name = tempfile.mktemp(".txt")  #~ insecure-temp-name-api
        with open(name, "w") as out:
            out.write(text)
        os.remove(name)


class Scratch:
    """A private directory that is none once it is gone."""

    def __init__(self, root):
        self.base = tempfile.mkdtemp(dir=root)

    def new_name(self):
        return tempfile.mktemp(dir=self.base)  #~ ok: insecure-temp-name-api

    def close(self):
        shutil.rmtree(self.base)
        self.base = None

"""Names made without a file, and what becomes of them."""
import os
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

"""Every way to spell a function that gives a name and no file."""
import importlib
import os
import tempfile
import tempfile as tf
from functools import partial
from tempfile import mktemp
from tempfile import mktemp as new_name
from os import tempnam, tmpnam as system_name


def plain():
    with open(tempfile.mktemp(), "w") as out:  #~ insecure-temp-name-api
        out.write("x")


def module_alias():
    path = tf.mktemp(suffix=".log")  #~ insecure-temp-name-api
    open(path, "w").close()


def imported():
    path = mktemp()  #~ insecure-temp-name-api
    open(path, "w").close()


def imported_under_a_name(prefix):
    path = new_name(prefix=prefix)  #~ insecure-temp-name-api
    open(path, "w").close()


def imported_inside():
    import tempfile as scratch
    from tempfile import mktemp as fresh

    first = scratch.mktemp()  #~ insecure-temp-name-api
    second = fresh()  #~ insecure-temp-name-api
    open(first, "w").close()
    open(second, "w").close()


def imported_by_a_call():
    path = __import__("tempfile").mktemp()  #~ insecure-temp-name-api
    open(path, "w").close()
    module = importlib.import_module("tempfile")
    other = module.mktemp()  #~ insecure-temp-name-api
    open(other, "w").close()


def kept_in_a_variable():
    make = tempfile.mktemp
    path = make(".txt")  #~ insecure-temp-name-api
    open(path, "w").close()


make_name = partial(tempfile.mktemp, suffix=".txt")


def partly_applied():
    path = make_name()  #~ insecure-temp-name-api
    open(path, "w").close()


def looked_up():
    path = getattr(tempfile, "mktemp")()  #~ insecure-temp-name-api
    open(path, "w").close()


try:
    from tempfile import mktemp as either_name
except ImportError:
    either_name = None


def from_a_guarded_import():
    path = either_name()  #~ insecure-temp-name-api
    open(path, "w").close()


def old_functions():
    first = os.tempnam()  #~ insecure-temp-name-api
    second = os.tmpnam()  #~ insecure-temp-name-api
    third = tempnam("/var/tmp", "x")  #~ insecure-temp-name-api
    fourth = system_name()  #~ insecure-temp-name-api
    for path in (first, second, third, fourth):
        open(path, "w").close()


class Report:
    factory = staticmethod(tempfile.mktemp)

    def __init__(self):
        self.path = tempfile.mktemp()  #~ insecure-temp-name-api

    def write(self, text):
        with open(self.path, "w") as out:
            out.write(text)

    def other(self):
        with open(self.factory(), "w") as out:  #~ insecure-temp-name-api
            out.write("x")


def helper():
    return tempfile.mktemp()  #~ insecure-temp-name-api


def through_a_helper():
    with open(helper(), "w") as out:
        out.write("x")


def in_a_comprehension():
    paths = [tempfile.mktemp() for _ in range(3)]  #~ insecure-temp-name-api
    for path in paths:
        open(path, "w").close()


def as_a_default(path=tempfile.mktemp()):  #~ insecure-temp-name-api
    open(path, "w").close()


def in_a_walrus():
    if path := tempfile.mktemp():  #~ insecure-temp-name-api
        open(path, "w").close()


in_a_lambda = lambda: open(tempfile.mktemp(), "w")  #~ insecure-temp-name-api


def one_of_two(suffix):
    make = None
    if hasattr(tempfile, "mkdtemp"):
        make = tempfile.mkdtemp
    else:
        make = tempfile.mktemp
    path = make(suffix=suffix)  #~ insecure-temp-name-api
    os.makedirs(path)
    shutil.rmtree(path)

"""Asked first and created then, opened again by name, and names beside reserved ones."""
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

LOCK = "/tmp/app.lock"


def asked_then_opened():
    if not os.path.exists("/tmp/app.txt"):
        with open("/tmp/app.txt", "w") as out:  #~ check-then-create
            out.write("x")


def asked_in_a_variable(name):
    path = os.path.join(tempfile.gettempdir(), name)
    if os.path.isfile(path):
        raise RuntimeError("exists")
    open(path, "w").close()  #~ check-then-create


class Lock:
    path = LOCK

    def acquire(self):
        if os.path.exists(self.path):
            return False
        with open(self.path, "w") as out:  #~ check-then-create
            out.write(str(os.getpid()))
        return True


def asked_by_a_helper(path="/tmp/app.pid"):
    if running(path):
        return
    with open(path, "w") as out:  #~ check-then-create
        out.write("x")


def running(path):
    return os.path.exists(path)


def asked_of_a_path():
    path = Path("/tmp") / "app.txt"
    if not path.exists():
        path.write_text("x")  #~ check-then-create


def counted():
    number = 0
    while os.path.exists("/tmp/app-%d" % number):
        number += 1
    open("/tmp/app-%d" % number, "w").close()  #~ check-then-create


def access_asked():
    if not os.access(LOCK, os.F_OK):
        open(LOCK, "w").close()  #~ check-then-create


def opened_again():
    descriptor, path = tempfile.mkstemp()
    os.close(descriptor)
    with open(path, "w") as out:  #~ reopen-temp-by-name (pedantic)
        out.write("x")
    os.unlink(path)


def opened_again_from_an_object():
    reserved = tempfile.NamedTemporaryFile()
    with open(reserved.name, "w") as out:  #~ reopen-temp-by-name (pedantic)
        out.write("x")


class Kept:
    def __init__(self):
        self.handle = tempfile.NamedTemporaryFile(delete=False)
        self.handle.close()

    def write(self):
        with open(self.handle.name, "w") as out:
            out.write("x")

    def close(self):
        os.unlink(self.handle.name)


def beside_an_object(image):
    with tempfile.NamedTemporaryFile() as reserved:
        image.save(reserved.name + ".png")  #~ unreserved-sibling-name


def beside_a_name():
    descriptor, path = tempfile.mkstemp()
    os.close(descriptor)
    with open(path + ".txt", "w") as out:  #~ unreserved-sibling-name
        out.write("x")
    os.unlink(path)


def beside_by_a_format():
    descriptor, path = tempfile.mkstemp()
    os.close(descriptor)
    with open("%s.log" % path, "w") as out:  #~ unreserved-sibling-name
        out.write("x")
    with open(f"{path}.log2", "w") as out:  #~ unreserved-sibling-name
        out.write("x")
    Path(path).with_suffix(".bak").write_text("x")  #~ unreserved-sibling-name
    shutil.copy("src", path + "~")  #~ unreserved-sibling-name
    os.unlink(path)


class Beside:
    def __init__(self):
        self.reserved = tempfile.NamedTemporaryFile()

    def write(self):
        with open(self.reserved.name + ".out", "w") as out:  #~ unreserved-sibling-name
            out.write("x")


def inside_a_directory():
    base = tempfile.mkdtemp()
    with open(base + "/x", "w") as out:  #~ ok: unreserved-sibling-name
        out.write("x")
    shutil.rmtree(base)


def beside_in_a_private_directory():
    with tempfile.TemporaryDirectory() as base:
        reserved = tempfile.NamedTemporaryFile(dir=base)
        with open(reserved.name + ".x", "w") as out:  #~ ok: unreserved-sibling-name
            out.write("x")

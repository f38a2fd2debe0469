"""Files that nobody removes."""
import os
import shutil
import subprocess
import sys
import tempfile


def never():
    descriptor, path = tempfile.mkstemp()  #~ temp-never-removed
    os.write(descriptor, b"x")
    os.close(descriptor)


def directory():
    base = tempfile.mkdtemp()  #~ temp-never-removed
    with open(os.path.join(base, "x"), "w") as out:
        out.write("x")


def kept_object():
    out = tempfile.NamedTemporaryFile(delete=False)  #~ temp-never-removed
    out.write(b"x")
    out.close()


def kept_object_in_a_with():
    with tempfile.NamedTemporaryFile("w", delete=False) as out:  #~ temp-never-removed
        out.write("x")


def path_dropped():
    out = os.fdopen(tempfile.mkstemp()[0], "w")  #~ temp-never-removed
    out.write("x")
    out.close()


def path_dropped_by_unpacking():
    descriptor, _ = tempfile.mkstemp()  #~ temp-never-removed
    with os.fdopen(descriptor, "w") as out:
        out.write("x")


class Dropped:
    def __init__(self):
        self.out = os.fdopen(tempfile.mkstemp()[0], "w")  #~ temp-never-removed


def returned_early(ready):
    base = tempfile.mkdtemp()  #~ temp-leak-on-error
    if not ready:
        return None
    shutil.rmtree(base)
    return 1


def raised(ready):
    descriptor, path = tempfile.mkstemp()  #~ temp-leak-on-error
    if not ready:
        raise ValueError("not ready")
    os.close(descriptor)
    os.unlink(path)


def exited(ready):
    descriptor, path = tempfile.mkstemp()  #~ temp-leak-on-error
    if not ready:
        sys.exit(1)
    os.close(descriptor)
    os.unlink(path)


def by_a_helper(ready):
    path = new()
    if not ready:
        return
    os.unlink(path)


def new():
    descriptor, path = tempfile.mkstemp()  #~ temp-leak-on-error
    os.close(descriptor)
    return path


def wrong_removal():
    descriptor, path = tempfile.mkstemp()  #~ temp-never-removed
    os.close(descriptor)
    shutil.rmtree(path, ignore_errors=True)


def wrong_removal_by_position():
    descriptor, path = tempfile.mkstemp()  #~ temp-never-removed
    os.close(descriptor)
    shutil.rmtree(path, True)


class WrongAttribute:
    def __init__(self):
        self.base = tempfile.mkdtemp()  #~ temp-never-removed
        self.work = tempfile.mkdtemp()

    def close(self):
        shutil.rmtree(self.work)
        shutil.rmtree(self.work + "2")


class WrongRemoval:
    def __init__(self):
        descriptor, self.path = tempfile.mkstemp()  #~ temp-never-removed
        os.close(descriptor)

    def cleanup(self):
        shutil.rmtree(self.path, ignore_errors=True)


def only_a_child():
    base = tempfile.mkdtemp()  #~ temp-never-removed
    return os.path.join(base, "x")


def only_the_content():
    base = tempfile.mkdtemp()  #~ miss: temp-never-removed -- what removes inside is taken to know about the rest
    with open(os.path.join(base, "x"), "w") as out:
        out.write("x")
    os.unlink(os.path.join(base, "x"))


def printed():
    base = tempfile.mkdtemp()  #~ temp-never-removed
    print("working in", base)


def in_a_loop(items):
    for item in items:
        base = tempfile.mkdtemp()  #~ temp-leak-on-error
        if item:
            continue
        shutil.rmtree(base)


def in_one_branch(flag):
    descriptor, path = tempfile.mkstemp()  #~ temp-leak-on-error
    os.close(descriptor)
    try:
        work(path)
    except ValueError:
        return None
    os.unlink(path)


def work(path):
    with open(path) as source:
        return source.read()


def descriptor_left_open():
    descriptor, path = tempfile.mkstemp()  #~ temp-fd-never-closed (pedantic)
    with open(path, "w") as out:
        out.write("x")
    os.unlink(path)


def descriptor_dropped():
    path = tempfile.mkstemp()[1]  #~ temp-fd-never-closed (pedantic)
    with open(path, "w") as out:
        out.write("x")
    os.unlink(path)


def descriptor_in_an_underscore():
    _, path = tempfile.mkstemp()  #~ temp-fd-never-closed (pedantic)
    os.unlink(path)

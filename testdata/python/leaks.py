"""Who removes what was made."""
import atexit
import os
import shutil
import subprocess
import sys
import tempfile


def keywords_passed_on(*args, **kwargs):
    descriptor, path = tempfile.mkstemp(*args, **kwargs)  #~ ok: temp-leak-on-error
    if kwargs.get("fails"):
        raise ValueError("no")
    os.close(descriptor)
    os.unlink(path)


def same_condition_twice(target, run):
    if target:
        out = open(target, "wb")
    else:
        descriptor, path = tempfile.mkstemp()  #~ ok: temp-leak-on-error
        out = os.fdopen(descriptor, "wb")
    out.close()
    if target:
        return
    run(path.upper())
    os.unlink(path)


def command_before_the_removal(kind, name):
    path = name
    if kind != "dot":
        descriptor, path = tempfile.mkstemp()  #~ ok: temp-leak-on-error
        os.close(descriptor)
    if kind != "dot":
        subprocess.call(["render", path])
        os.unlink(path)
    return kind


def removed_by_a_registered_lambda():
    base = tempfile.mkdtemp()  #~ ok: temp-never-removed
    atexit.register(lambda: shutil.rmtree(base))
    with open(os.path.join(base, "x"), "w") as out:
        out.write("x")


def removed_by_a_registered_closure():
    base = tempfile.mkdtemp()  #~ ok: temp-never-removed

    @atexit.register
    def clean():
        shutil.rmtree(base)

    with open(os.path.join(base, "x"), "w") as out:
        out.write("x")


def registered_for_something_else():
    base = tempfile.mkdtemp()  #~ temp-never-removed
    atexit.register(lambda: print(base))
    with open(os.path.join(base, "x"), "w") as out:
        out.write("x")


def exit_with_a_registered_removal(ready):
    descriptor, path = tempfile.mkstemp()  #~ ok: temp-leak-on-error
    atexit.register(lambda: os.unlink(path))
    os.close(descriptor)
    if not ready:
        sys.exit(1)

"""Who removes what was made."""
import os
import subprocess
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
        descriptor, path = tempfile.mkstemp()  #~ noise: temp-leak-on-error
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

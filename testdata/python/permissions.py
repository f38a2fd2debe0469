"""Permissions that let others write, and masks that let everything through."""
import os
import stat
import tempfile
from pathlib import Path


def opened_up_by_name():
    descriptor, path = tempfile.mkstemp()
    os.chmod(path, 0o666)  #~ loosened-temp-mode
    os.close(descriptor)
    os.unlink(path)


def opened_up_by_descriptor():
    descriptor, path = tempfile.mkstemp()
    os.fchmod(descriptor, 0o622)  #~ loosened-temp-mode
    os.close(descriptor)
    os.unlink(path)


def opened_up_by_bits():
    with tempfile.NamedTemporaryFile() as out:
        os.chmod(out.name, stat.S_IRUSR | stat.S_IWUSR | stat.S_IWGRP)  #~ loosened-temp-mode
        os.fchmod(out.fileno(), 0o777)  #~ loosened-temp-mode
        Path(out.name).chmod(0o666)  #~ loosened-temp-mode


class Kept:
    def __init__(self):
        self.descriptor, self.path = tempfile.mkstemp()

    def share(self):
        os.chmod(self.path, 0o666)  #~ loosened-temp-mode

    def close(self):
        os.close(self.descriptor)
        os.unlink(self.path)


def by_a_helper():
    path = tempfile.mkdtemp()
    share(path)
    return path


def share(path, mode=0o777):
    os.chmod(path, mode)  #~ loosened-temp-mode


def readable():
    descriptor, path = tempfile.mkstemp()
    os.chmod(path, 0o644)  #~ ok: loosened-temp-mode (default)
    os.close(descriptor)
    os.unlink(path)


def executable():
    descriptor, path = tempfile.mkstemp()
    os.chmod(path, 0o700)  #~ ok: loosened-temp-mode
    os.close(descriptor)
    os.unlink(path)


def by_default(name):
    path = "/tmp/" + name
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)  #~ permissive-temp-mode
    os.close(descriptor)


def by_default_in_flags(name):
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    descriptor = os.open(os.path.join(tempfile.gettempdir(), name), flags)  #~ permissive-temp-mode
    os.close(descriptor)


class Opened:
    path = "/tmp/opened"

    def open(self):
        return os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR)  #~ permissive-temp-mode


def with_a_mode(name):
    descriptor = os.open("/tmp/" + name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)  #~ ok: permissive-temp-mode
    os.close(descriptor)


def wide_directory(name):
    os.mkdir("/tmp/" + name, 0o777)  #~ permissive-temp-mode


def inverted():
    os.umask(0o600)  #~ wrong-umask
    with open("/tmp/inverted", "w") as out:  #~ predictable-temp-path
        out.write("x")


def inverted_before_mkstemp():
    os.umask(0o700)  #~ wrong-umask
    return tempfile.mkstemp()


def inverted_by_bits():
    os.umask(stat.S_IRUSR | stat.S_IWUSR)  #~ wrong-umask
    return tempfile.mkdtemp()


def left_open():
    os.umask(0)  #~ wrong-umask
    with open("/tmp/open", "w") as out:  #~ predictable-temp-path
        out.write("x")


def left_open_for_a_directory():
    os.umask(0)  #~ wrong-umask
    os.mkdir("/tmp/open", 0o777)  #~ permissive-temp-mode


class Daemon:
    def start(self):
        os.umask(0)  #~ wrong-umask
        self.write_pid()

    def write_pid(self):
        with open("/tmp/daemon.pid", "w") as out:  #~ predictable-temp-path
            out.write("x")


def asked():
    mask = os.umask(0)  #~ ok: wrong-umask
    os.umask(mask)
    with open("/tmp/asked", "w") as out:  #~ predictable-temp-path
        out.write("x")
    return mask


def asked_and_set_back():
    mask = os.umask(0)  #~ ok: wrong-umask
    try:
        pass
    finally:
        os.umask(mask)
    return 0o666 & ~mask


class Asked:
    def __init__(self):
        self.mask = os.umask(0)  #~ ok: wrong-umask
        os.umask(self.mask)


def tight():
    old = os.umask(0o077)  #~ ok: wrong-umask
    try:
        return tempfile.mkdtemp()
    finally:
        os.umask(old)


def exclusive_marker():
    # The default mode is 0o777, which the umask cuts as it does open()'s 0o666.
    descriptor = os.open("/var/tmp/marker", os.O_CREAT | os.O_EXCL)  #~ permissive-temp-mode
    os.close(descriptor)
    os.unlink("/var/tmp/marker")

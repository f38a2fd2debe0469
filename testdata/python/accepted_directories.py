"""Directories under a guessable name that are used whoever made them."""
import errno
import getpass
import os
import stat
import tempfile
from pathlib import Path

CACHE = os.path.join(tempfile.gettempdir(), "app-%s" % getpass.getuser())


def ignored_by_errno():
    try:
        os.mkdir("/tmp/app")  #~ shared-dir-assumed-private
    except OSError as error:
        if error.errno != errno.EEXIST:
            raise


def ignored_by_errno_the_other_way(path="/tmp/app-cache"):
    try:
        os.makedirs(path)  #~ shared-dir-assumed-private
    except OSError as e:
        if e.errno == errno.EEXIST:
            pass
        else:
            raise
    return path


def ignored_by_class():
    try:
        os.mkdir(CACHE, 0o700)  #~ shared-dir-assumed-private
    except FileExistsError:
        pass


def ignored_altogether():
    try:
        os.mkdir(CACHE, 0o700)  #~ shared-dir-assumed-private
    except OSError:
        pass


def bare_except():
    try:
        os.makedirs("/tmp/app/data")  #~ shared-dir-assumed-private
    except:
        pass


def python2_except():
    try:
        os.makedirs("/tmp/app/data2")  #~ shared-dir-assumed-private
    except OSError, e:
        if e.errno != errno.EEXIST:
            raise


def said_to_be_fine():
    os.makedirs(CACHE, mode=0o700, exist_ok=True)  #~ shared-dir-assumed-private
    os.makedirs("/tmp/app", 0o700, True)  #~ shared-dir-assumed-private
    Path("/tmp/app").mkdir(mode=0o700, parents=True, exist_ok=True)  #~ shared-dir-assumed-private


def asked_before():
    if not os.path.isdir("/tmp/app"):
        os.mkdir("/tmp/app")  #~ shared-dir-assumed-private
    path = Path("/tmp/app5")
    if not path.exists():
        path.mkdir()  #~ shared-dir-assumed-private


def asked_before_and_left():
    if os.path.exists(CACHE):
        return CACHE
    os.makedirs(CACHE)  #~ shared-dir-assumed-private
    return CACHE


class Cache:
    def __init__(self, directory=None):
        self.directory = directory or os.path.join(tempfile.gettempdir(), "app")

    def make(self):
        if not os.path.exists(self.directory):
            os.makedirs(self.directory)  #~ shared-dir-assumed-private

    def ensure(self):
        ensure(self.directory)


def ensure(path):
    try:
        os.makedirs(path)  #~ shared-dir-assumed-private
    except OSError:
        if not os.path.isdir(path):
            raise


def suppressed():
    with contextlib.suppress(OSError):
        os.mkdir("/tmp/app7")  #~ shared-dir-assumed-private


def opened_up():
    base = tempfile.mkdtemp()
    os.chmod(base, 0o777)  #~ loosened-temp-mode
    return base


def opened_up_by_path():
    base = Path(tempfile.mkdtemp())
    base.chmod(0o777)  #~ loosened-temp-mode
    return base


class Shared:
    def __init__(self):
        self.base = tempfile.mkdtemp()
        os.chmod(self.base, stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO)  #~ loosened-temp-mode


def opened_up_object():
    with tempfile.TemporaryDirectory() as base:
        os.chmod(base, 0o1777)  #~ loosened-temp-mode


# Verified ones.

def verified_by_lstat():
    path = "/tmp/app-%d" % os.getuid()
    try:
        os.mkdir(path, 0o700)  #~ ok: shared-dir-assumed-private
    except OSError as e:
        if e.errno != errno.EEXIST:
            raise
    info = os.lstat(path)
    if not stat.S_ISDIR(info.st_mode) or info.st_uid != os.getuid() or stat.S_IMODE(info.st_mode) != 0o700:
        raise RuntimeError("not ours")
    return path


def check_directory(path):
    info = os.lstat(path)
    if info.st_uid != os.geteuid() or not stat.S_ISDIR(info.st_mode):
        raise RuntimeError("not ours")


def verified_by_a_helper():
    path = "/tmp/app2-%d" % os.getuid()
    os.makedirs(path, 0o700, exist_ok=True)  #~ ok: shared-dir-assumed-private
    check_directory(path)
    return path


def verified_by_path():
    path = Path(tempfile.gettempdir()) / ("app3-%s" % getpass.getuser())
    path.mkdir(mode=0o700, exist_ok=True)  #~ ok: shared-dir-assumed-private
    info = path.lstat()
    if info.st_uid != os.getuid() or info.st_mode & 0o077:
        raise RuntimeError("not ours")
    return path


def verified_by_stat_without_following():
    path = "/tmp/app4-%d" % os.getuid()
    os.makedirs(path, 0o700, exist_ok=True)  #~ ok: shared-dir-assumed-private
    info = os.stat(path, follow_symlinks=False)
    if info.st_uid != os.getuid() or not stat.S_ISDIR(info.st_mode):
        raise RuntimeError("not ours")
    return path


def only_stat():
    path = "/tmp/app8-%d" % os.getuid()
    os.makedirs(path, 0o700, exist_ok=True)  #~ shared-dir-assumed-private
    if os.stat(path).st_uid != os.getuid():
        raise RuntimeError("not ours")
    return path


class Verified:
    def __init__(self):
        self.path = os.path.join(tempfile.gettempdir(), "verified-" + getpass.getuser())

    def make(self):
        try:
            os.mkdir(self.path, 0o700)  #~ ok: shared-dir-assumed-private
        except FileExistsError:
            self.check()

    def check(self):
        info = os.lstat(self.path)
        if not stat.S_ISDIR(info.st_mode) or info.st_uid != os.getuid():
            raise RuntimeError("not ours")


def retried():
    for number in range(100):
        path = "/tmp/app-%d-%d" % (os.getpid(), number)
        try:
            os.mkdir(path, 0o700)  #~ ok: shared-dir-assumed-private
        except FileExistsError:
            continue
        return path
    raise RuntimeError("no name is free")


def retried_for_ever():
    number = 0
    while True:
        path = os.path.join(tempfile.gettempdir(), "app%d" % number)
        try:
            os.mkdir(path, 0o700)  #~ ok: shared-dir-assumed-private
            break
        except OSError as e:
            if e.errno != errno.EEXIST:
                raise
            number += 1
    return path


def refused():
    try:
        os.mkdir("/tmp/app-lock")  #~ ok: shared-dir-assumed-private
    except OSError:
        raise SystemExit("already running")


import contextlib


# What is made safely inside of a directory that anyone may have made.
SCRATCH = tempfile.gettempdir() + os.sep + "tool-" + getpass.getuser()


def inside_of_an_accepted_one():
    with tempfile.NamedTemporaryFile(dir=SCRATCH) as handle:  #~ shared-dir-assumed-private
        handle.write(b"x")


class Scripts:
    root = "/tmp/scripts"

    def make(self):
        handle, name = tempfile.mkstemp(dir=self.root)  #~ shared-dir-assumed-private
        os.close(handle)
        os.remove(name)


def inside_of_its_own():
    os.mkdir("/tmp/own-scratch", 0o700)
    with tempfile.NamedTemporaryFile(dir="/tmp/own-scratch") as handle:
        handle.write(b"x")


def inside_of_the_usual(work="/tmp"):
    with tempfile.NamedTemporaryFile(dir="/var/tmp/") as handle:
        handle.write(b"x")
    with tempfile.TemporaryDirectory(dir=work) as directory:
        return os.listdir(directory)


# A directory that is looked at in several ways before it is used.
CATALOG = "/tmp/catalog-%d" % os.getuid()


def checked(directory):
    def is_directory():
        return os.path.isdir(directory)

    def is_own():
        status = os.stat(directory)
        own = os.getuid()
        return own == status.st_uid

    def is_no_link():
        return not os.path.islink(directory)

    checks = [is_directory, is_own, is_no_link]
    for check in checks:
        if not check():
            return False
    return True


def catalog():
    try:
        os.mkdir(CATALOG, 0o700)
    except OSError:
        pass
    if not checked(CATALOG):
        raise SystemExit(1)
    open(os.path.join(CATALOG, "index"), "w").close()


BEHIND_A_LINK = "/tmp/behind-a-link"


def only_the_owner(directory):
    return os.stat(directory).st_uid == os.getuid()


def behind_a_link():
    os.makedirs(BEHIND_A_LINK, exist_ok=True)  #~ shared-dir-assumed-private
    if not only_the_owner(BEHIND_A_LINK):
        raise SystemExit(1)


STATE = "/tmp/tool-state"


def is_own(directory):
    return os.lstat(directory).st_uid == os.getuid()


def state():
    os.makedirs(STATE, exist_ok=True)
    if not is_own(STATE):
        raise SystemExit(1)

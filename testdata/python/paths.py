"""Names put together and looked up in roundabout ways, and what is loaded from them."""
import errno
import getpass
import os
import pickle
import subprocess
import sys
import tempfile

import toolbox
from toolbox import owner_of

STATE = os.path.join(tempfile.gettempdir(), "state.pickle")


def joined_by_the_separator(name):
    path = os.sep.join([tempfile.gettempdir(), name])
    with open(path, "w") as out:  #~ predictable-temp-path
        out.write("x")


def joined_by_its_alias():
    path = os.path.sep.join(("/tmp", "out", "a.txt"))
    with open(path, "w") as out:  #~ predictable-temp-path
        out.write("x")


class Loader:
    """The path in a constant, in a parameter, and of a file that is passed on."""

    path = STATE

    def load(self):
        with open(self.path, "rb") as handle:
            return pickle.load(handle)  #~ untrusted-temp-input

    def inline(self):
        return pickle.load(open(STATE, "rb"))  #~ untrusted-temp-input

    def from_private(self, directory):
        with open(os.path.join(directory, "state"), "rb") as handle:
            return pickle.load(handle)  #~ ok: untrusted-temp-input


def run_what_lies_there(argument):
    hook = "/tmp/hook.sh"
    subprocess.check_call([hook, argument])  #~ untrusted-temp-input
    subprocess.call(["cat", hook])  #~ ok: untrusted-temp-input
    os.system("/tmp/other.sh")  #~ untrusted-temp-input


def default_of_a_dictionary(options):
    path = options.get("report", "/tmp/report.txt")
    with open(path, "w") as out:  #~ predictable-temp-path
        out.write("x")


def through_a_wrapper(data):
    with toolbox.fopen("/tmp/wrapped", "w") as out:  #~ predictable-temp-path
        out.write(data)
    with toolbox.fopen("/tmp/wrapped.conf", "r") as conf:  #~ ok: predictable-temp-path
        return conf.read()


def runtime_directory():
    try:
        return os.environ["XDG_RUNTIME_DIR"]
    except KeyError:
        fallback = "/tmp/runtime-" + getpass.getuser()
        try:
            os.mkdir(fallback, 0o700)  #~ shared-dir-assumed-private
        except OSError as e:
            if e.errno == errno.EEXIST:
                os.chmod(fallback, 0o700)
            else:
                raise
        return fallback


def fallback_in_a_variable():
    try:
        base = os.environ["CACHE_BASE"]
    except KeyError:
        base = "/var/tmp/cache"
        os.makedirs(base, exist_ok=True)  #~ shared-dir-assumed-private
    return base


def owner_checked_by_a_helper():
    path = os.path.join(tempfile.gettempdir(), "build-" + getpass.getuser())
    try:
        os.mkdir(path)  #~ ok: shared-dir-assumed-private
    except OSError:
        owner = owner_of(path)
        if owner != os.geteuid():
            raise RuntimeError("somebody else's directory")
    return path


def on_windows():
    path = os.path.join(tempfile.gettempdir(), "notes.txt")
    if os.name == "nt":
        with open(path, "w") as out:  #~ ok: predictable-temp-path
            out.write("x")
    if sys.platform != "win32":
        with open(path, "w") as out:  #~ predictable-temp-path
            out.write("x")


def chosen_by_system(text):
    if os.name == "nt":
        path = os.path.join(tempfile.gettempdir(), "notes.txt")
    else:
        path = os.path.join(os.path.expanduser("~"), "notes.txt")
    with open(path, "w") as out:  #~ ok: predictable-temp-path
        out.write(text)


def elsewhere_on_one_system(text):
    if sys.platform == "win32":
        base = os.environ["TEMP"]
    else:
        base = "/tmp"
    with open(os.path.join(base, "notes.txt"), "w") as out:  #~ predictable-temp-path
        out.write(text)


def told_to_write_there(engine, base):
    engine.scan(base, cacheout=os.path.join(tempfile.gettempdir(), "scan"))  #~ predictable-temp-path
    toolbox.Daemon(pidfile="/tmp/daemon.pid")  #~ predictable-temp-path
    toolbox.render(base, output_file=f"/tmp/{base}.html")  #~ predictable-temp-path
    toolbox.render(base, source="/tmp/page.txt", timeout=30)  #~ ok: predictable-temp-path
    toolbox.render(base, output_file=os.path.join(base, "x"))  #~ ok: predictable-temp-path


def objects_that_stand_for_paths(user):
    whole = toolbox.Dir((tempfile.gettempdir(), "app-" + user))
    whole.touch(mode=0o700)  #~ predictable-temp-path
    below = toolbox.LocalFolder(tempfile.gettempdir()).folder("app-%s" % user)
    below.touch(mode=0o700)  #~ predictable-temp-path
    with open(below.path, "w") as out:  #~ predictable-temp-path
        out.write("x")
    toolbox.Folder(user).folder("/tmp/else").touch()  #~ ok: predictable-temp-path

"""What is executed from a directory where everybody can write."""
import builtins
import ctypes
import imp
import importlib
import importlib.machinery
import importlib.util
import os
import pickle
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path

PLUGINS = "/tmp/plugins"
SCRIPT = os.path.join(tempfile.gettempdir(), "setup.py")


def search_path():
    sys.path.insert(0, "/tmp")  #~ untrusted-temp-input
    sys.path.append(PLUGINS)  #~ untrusted-temp-input
    sys.path.append(tempfile.gettempdir())  #~ untrusted-temp-input
    sys.path.insert(0, os.path.join(tempfile.gettempdir(), "plugins"))  #~ untrusted-temp-input
    sys.path += ["/tmp/plugins"]  #~ untrusted-temp-input
    sys.path.extend(["/tmp/plugins"])  #~ untrusted-temp-input
    sys.path[:0] = [PLUGINS]  #~ untrusted-temp-input
    sys.path = ["/tmp"] + sys.path  #~ untrusted-temp-input


def read_and_executed():
    exec(open("/tmp/hook.py").read())  #~ untrusted-temp-input
    with open(SCRIPT) as source:
        exec(source.read())  #~ untrusted-temp-input
    with open(SCRIPT) as source:
        text = source.read()
    exec(compile(text, SCRIPT, "exec"))  #~ untrusted-temp-input
    exec(Path("/tmp/hook.py").read_text())  #~ untrusted-temp-input
    eval(open("/tmp/value").read())  #~ untrusted-temp-input


def files():
    execfile("/tmp/hook.py")  #~ untrusted-temp-input
    runpy.run_path("/tmp/hook.py")  #~ untrusted-temp-input
    imp.load_source("hook", "/tmp/hook.py")  #~ untrusted-temp-input
    importlib.util.spec_from_file_location("hook", SCRIPT)  #~ untrusted-temp-input
    importlib.machinery.SourceFileLoader("hook", "/tmp/hook.py").load_module()  #~ untrusted-temp-input
    ctypes.CDLL("/tmp/libhook.so")  #~ untrusted-temp-input
    ctypes.cdll.LoadLibrary(os.path.join(tempfile.gettempdir(), "x.so"))  #~ untrusted-temp-input


def processes():
    subprocess.call(["/tmp/run.sh"])  #~ untrusted-temp-input
    subprocess.Popen([os.path.join(tempfile.gettempdir(), "run")])  #~ untrusted-temp-input
    subprocess.run("/tmp/run.sh")  #~ untrusted-temp-input
    subprocess.call(["sh", "/tmp/run.sh"])  #~ untrusted-temp-input
    subprocess.call(["bash", SCRIPT])  #~ untrusted-temp-input
    subprocess.check_call(["python", "/tmp/hook.py"])  #~ untrusted-temp-input
    subprocess.check_call([sys.executable, SCRIPT])  #~ untrusted-temp-input
    os.system("/tmp/run.sh")  #~ untrusted-temp-input
    os.execv("/tmp/run.sh", ["run"])  #~ untrusted-temp-input


def spawned():
    os.spawnl(os.P_WAIT, "/tmp/run.sh", "run")  #~ untrusted-temp-input


class Runner:
    script = "/tmp/runner.py"

    def run(self):
        runpy.run_path(self.script)  #~ untrusted-temp-input

    def execute(self):
        with open(self.script) as source:
            code = source.read()
        exec(code, {})  #~ untrusted-temp-input


def run_script(path):
    return runpy.run_path(path)  #~ untrusted-temp-input


run_script("/tmp/by_helper.py")


def loaded():
    return pickle.loads(open("/tmp/state", "rb").read())  #~ untrusted-temp-input


def in_a_private_directory():
    with tempfile.TemporaryDirectory() as base:
        path = os.path.join(base, "x.py")
        with open(path, "w") as out:
            out.write("pass")
        runpy.run_path(path)  #~ ok: untrusted-temp-input
        sys.path.insert(0, base)  #~ ok: untrusted-temp-input
        exec(open(path).read())  #~ ok: untrusted-temp-input
        subprocess.call([sys.executable, path])  #~ ok: untrusted-temp-input


def only_read():
    with open("/tmp/notes.txt") as source:
        return source.read()  #~ ok: untrusted-temp-input

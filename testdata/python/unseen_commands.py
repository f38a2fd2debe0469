"""Commands that are run by functions that are not seen, and lists they are put together in."""
import os
import pickle
import popen2
import shlex
import subprocess
import tempfile

import process
from tools import mock, run, sudo


def words(name):
    process.execute("mkdir", "-p", "/tmp/mount-%s" % name)  #~ shared-dir-assumed-private
    run(["cp", "/etc/passwd", "/tmp/passwd"])  #~ copy-or-move-into-shared-path
    process.execWithRedirect("wget", ["-O", "/tmp/page"])  #~ predictable-temp-path


def one_line(name):
    process.run_command("sort %s > /tmp/sorted" % name)  #~ predictable-temp-path
    process.callExtProg("md5sum x > /tmp/sum")  #~ predictable-temp-path
    sudo("tee /tmp/list")  #~ predictable-temp-path


def not_here(name):
    process.ssh_run("cp x /tmp/y")  #~ ok: copy-or-move-into-shared-path
    name.guest.execute("cp x /tmp/y")  #~ ok: copy-or-move-into-shared-path
    mock.call(["cp", "x", "/tmp/y"])  #~ ok: copy-or-move-into-shared-path
    process.run("A sentence > /tmp/y")  #~ ok: predictable-temp-path
    process.run("frobnicate", "/tmp/y")  #~ ok: predictable-temp-path


def old_modules():
    popen2.popen2("sort > /tmp/sorted")  #~ predictable-temp-path
    popen2.Popen3("cat > /tmp/cat")  #~ predictable-temp-path
    os.popen3("cat > /tmp/cat3")  #~ predictable-temp-path


def put_together(url):
    command = ["wget", url]
    command.append("-O")
    command.extend(["/tmp/page"])
    subprocess.call(command)  #~ predictable-temp-path
    subprocess.call("touch /tmp/flag".split())  #~ predictable-temp-path
    subprocess.call(shlex.split("mkdir -p /tmp/dir"))  #~ shared-dir-assumed-private


def collected(name):
    entries = {}
    entries["log"] = "/tmp/log"
    open(entries["log"], "w")  #~ predictable-temp-path
    for path in sorted(["/tmp/b", "/tmp/a"]):
        open(path, "w")  #~ predictable-temp-path
    open(os.path.join("/tmp", *name), "w")  #~ predictable-temp-path
    open(os.path.splitext("/tmp/page.html")[0] + ".pdf", "w")  #~ predictable-temp-path


class Worker:
    def __init__(self, process, result_path):
        self.process = process
        self.result_path = result_path


class Pool:
    def launch(self, number):
        result = os.path.join(tempfile.gettempdir(), "result_%d.pickle" % number)
        return Worker(process.start(result), result)

    def collect(self):
        for worker in self.workers:
            with open(worker.result_path, "rb") as stream:
                yield pickle.load(stream)  #~ untrusted-temp-input

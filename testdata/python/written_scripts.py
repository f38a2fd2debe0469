"""Scripts that are written to files, and commands put together piece by piece."""

import os
import shlex
import subprocess
import textwrap
from pathlib import Path


def line_by_line(name):
    with open("install.sh", "w") as out:
        out.write("#!/bin/sh\n")
        out.write("set -e\n")
        out.write("WORK=/tmp/work.%s\n" % name)
        out.write("cp data $WORK\n")  #~ copy-or-move-into-shared-path
        out.write("sort list > /tmp/sorted\n")  #~ predictable-temp-path
    os.chmod("install.sh", 0o755)
    subprocess.call(["./install.sh"])


def printed():
    with open("job.sh", "w") as out:
        print("#!/bin/bash", file=out)
        print("date > /tmp/job.started", file=out)  #~ predictable-temp-path


def at_once(path):
    Path(path).write_text("#!/bin/bash\npwd > /tmp/where.txt\n")  #~ predictable-temp-path


def safe_lines():
    with open("run.sh", "w") as out:
        out.write("#!/bin/sh\n")
        out.write("out=$(mktemp) || exit 1\n")
        out.write("trap 'rm -f \"$out\"' EXIT HUP INT TERM\n")
        out.write('date > "$out"\n')


def plain_text():
    with open("notes.txt", "w") as out:
        out.write("To see it:\n")
        out.write("cat list > /tmp/sorted\n")


def dedented():
    script = textwrap.dedent("""
        set -e
        date > /tmp/installer.log
        """)  #~^ predictable-temp-path
    subprocess.run(["bash", "-c", script])


def on_standard_input():
    subprocess.run(["bash", "-s"], input="set -e\ndate > /tmp/input.log\n", text=True)  #~ predictable-temp-path
    subprocess.run(["sort"], input="date > /tmp/not.run\n", text=True)


def joined():
    subprocess.run(shlex.join(["tee", "/tmp/joined.out"]), shell=True)  #~ predictable-temp-path


def appended(source, verbose):
    command = []
    command.append("tar")
    if verbose:
        command.append("-v")
    command.extend(["-c", "-f"])
    command.append("/tmp/backup.tar")
    command += [source]
    subprocess.check_call(command)  #~ predictable-temp-path
    os.system(" ".join(command))  #~ predictable-temp-path


class Connection:
    def __init__(self):
        self.common = []

    def connect(self, extra):
        if extra is not None:
            self.common += extra.split()
        else:
            self.common += ["-o", "ControlMaster=auto", "-o", "ControlPath=/tmp/mux-%h-%p-%r"]
        self.common += ["-o", "StrictHostKeyChecking=yes"]

    def run(self, host):
        command = ["ssh", "-tt"] + self.common + [host]
        command.append("uptime")
        subprocess.Popen(command)  #~ ipc-endpoint-in-shared-tmp

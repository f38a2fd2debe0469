"""Scripts that are written to a shell, collected in lists, or left to a subclass."""

import os
import subprocess

SETUP = """#!/bin/sh
date > /tmp/setup.date
"""

HELP = """usage:
sort > /tmp/x
"""


def communicated(name):
    process = subprocess.Popen(["bash"], stdin=subprocess.PIPE)
    process.communicate("date > /tmp/one.{}".format(name).encode())  #~ predictable-temp-path


def written():
    with subprocess.Popen("sh", stdin=subprocess.PIPE, universal_newlines=True) as shell:
        shell.stdin.write("cd /srv\n")
        shell.stdin.write("date > /tmp/written\n")  #~ predictable-temp-path


def given():
    subprocess.run(["bash"], input="date > /tmp/given\n", text=True)  #~ predictable-temp-path
    subprocess.run(["/bin/sh", "-s"], input=b"date > /tmp/bytes\n")  #~ predictable-temp-path


def written_to_another_program():
    mail = subprocess.Popen(["mail", "root"], stdin=subprocess.PIPE)
    mail.communicate(b"date > /tmp/mail")


def collected(name):
    lines = []
    lines.append("sort {0} > /tmp/sorted.{1}".format(name, os.getpid()))  #~ predictable-temp-path
    os.system(" && ".join(lines))


def collected_in_two_ways(name):
    lines = []
    lines.append("sort %s > /tmp/first" % name)  #~ predictable-temp-path
    lines += ["date > /tmp/second"]  #~ predictable-temp-path
    os.system("\n".join(lines))


def one_after_the_other(name):
    for line in ["sort {} > /tmp/third".format(name), "true"]:  #~ predictable-temp-path
        subprocess.call(line, shell=True)


def collected_names():
    names = []
    names.append("/tmp/x")
    print("\n".join(names))


class Configuration(object):
    def server(self):
        raise NotImplementedError

    def arguments(self):
        """What the server is started with."""
        raise Exception("not said")

    def script(self):
        program, port = self.server()
        return """#!/bin/sh
%s > /tmp/server.%s  #~ predictable-temp-path
""" % (program, port)

    def install(self):
        script = self.script()
        with open("/usr/local/bin/server", "w") as out:
            out.write(script)

    def log(self):
        level, _ = self.arguments()
        return open("/tmp/server.%s" % level, "w")  #~ predictable-temp-path

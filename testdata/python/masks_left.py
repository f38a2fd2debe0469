"""A mask that a daemon lets go of and never sets back."""
import os
import sys


def daemonize():
    if os.fork() > 0:
        os._exit(0)
    os.setsid()
    os.umask(0)  #~ wrong-umask


def write_pid(path):
    with open(path, "w") as stream:
        stream.write(str(os.getpid()))


class Daemon:
    def start(self):
        os.umask(0o000)  #~ wrong-umask
        open(self.pidfile, "w+").write("1")


def set_back(path):
    old = os.umask(0)  #~ ok: wrong-umask
    open(path, "w").close()
    os.umask(old)


def careful(path):
    os.umask(0o022)  #~ ok: wrong-umask
    open(path, "w").close()


def main(options):
    daemonize()
    write_pid(options.pidfile)
    open("/dev/null", "w")

"""Names that others can foresee, however they are put together."""
import binascii
import datetime
import getpass
import hashlib
import os
import os.path as osp
import pwd
import random
import socket
import string
import tempfile
import time
import uuid
from os.path import join
from os import environ, getpid
from pathlib import Path
from string import Template
from tempfile import gettempdir

DIRECTORY = "/tmp"
LOG_FILE = "/tmp/app.log"
CACHE = os.path.join(gettempdir(), "app-cache")


def constant():
    with open("/tmp/app.txt", "w") as out:  #~ predictable-temp-path
        out.write("x")


def constant_of_the_module():
    with open(LOG_FILE, "a") as out:  #~ predictable-temp-path
        out.write("x")
    with open(CACHE, "w") as out:  #~ predictable-temp-path
        out.write("x")


def process():
    with open("/tmp/app.%d" % os.getpid(), "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open("/tmp/app." + str(getpid()), "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open(f"/var/tmp/app.{os.getpid()}", "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open("{}/app.{}".format(DIRECTORY, os.getpid()), "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open("{dir}/app.{pid}".format(dir=DIRECTORY, pid=os.getpid()), "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open("%(dir)s/app" % {"dir": DIRECTORY}, "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open("{dir}/app".format_map({"dir": DIRECTORY}), "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open(DIRECTORY + os.sep + "app", "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open(DIRECTORY + os.path.sep + "app" + osp.sep + "x", "w") as out:  #~ predictable-temp-path
        out.write("x")


def user():
    with open(osp.join(gettempdir(), getpass.getuser()), "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open(join("/tmp", "app-%d" % os.getuid()), "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open("/tmp/app-" + os.environ["USER"], "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open("/tmp/app-%s" % pwd.getpwuid(os.getuid()).pw_name, "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open("/tmp/app-%s" % pwd.getpwuid(os.getuid())[0], "w") as out:  #~ predictable-temp-path
        out.write("x")


def moment():
    with open("/tmp/app-%d" % time.time(), "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open("/tmp/app-%d" % int(time.time() * 1000), "w") as out:  #~ predictable-temp-path
        out.write("x")
    stamp = datetime.datetime.now().strftime("%Y%m%d")
    with open(f"/tmp/app-{stamp}.log", "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open("/tmp/app-{:%Y-%m-%d}".format(datetime.date.today()), "w") as out:  #~ predictable-temp-path
        out.write("x")


def port(server):
    with open("/tmp/app-%d.pid" % server.port, "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open("/tmp/app-%s" % socket.gethostname(), "w") as out:  #~ predictable-temp-path
        out.write("x")


def hashed(url):
    digest = hashlib.md5(url.encode("utf-8")).hexdigest()
    with open(os.path.join("/tmp", digest), "w") as out:  #~ predictable-temp-path
        out.write("x")
    code = binascii.crc32(url)
    with open("/tmp/%08x" % code, "w") as out:  #~ predictable-temp-path
        out.write("x")
    builder = hashlib.new("sha1")
    builder.update(url)
    with open("/tmp/" + builder.hexdigest(), "w") as out:  #~ predictable-temp-path
        out.write("x")


def weakly_random():
    with open("/tmp/app%d" % random.randint(0, 9999), "w") as out:  #~ predictable-temp-path
        out.write("x")
    letters = "".join(random.choice(string.ascii_letters) for _ in range(4))
    with open("/tmp/app" + letters, "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open("/tmp/" + str(uuid.uuid1()), "w") as out:  #~ predictable-temp-path
        out.write("x")


def unguessable():
    with open("/tmp/" + str(uuid.uuid4()), "w") as out:  #~ ok: predictable-temp-path
        out.write("x")
    with open("/tmp/%s" % uuid.uuid4().hex, "w") as out:  #~ ok: predictable-temp-path
        out.write("x")
    with open("/tmp/" + binascii.hexlify(os.urandom(16)).decode(), "w") as out:  #~ ok: predictable-temp-path
        out.write("x")


def objects():
    path = Path(gettempdir()) / "app.txt"
    path.write_text("x")  #~ predictable-temp-path
    (Path("/tmp") / "app" / "x.txt").write_bytes(b"x")  #~ predictable-temp-path
    Path("/tmp", "app.txt").write_text("x")  #~ predictable-temp-path
    Path("/tmp").joinpath("app.txt").write_text("x")  #~ predictable-temp-path
    with (Path(tempfile.gettempdir()) / "x").open("w") as out:  #~ predictable-temp-path
        out.write("x")
    with open(str(Path("/tmp/x").with_suffix(".log")), "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open(Path("/tmp/x").parent / "y", "w") as out:  #~ predictable-temp-path
        out.write("x")


def chosen(directory=None):
    base = directory or gettempdir()
    with open(os.path.join(base, "app.txt"), "w") as out:  #~ predictable-temp-path
        out.write("x")
    if directory is None:
        directory = gettempdir()
    with open(os.path.join(directory, "app.txt"), "w") as out:  #~ predictable-temp-path
        out.write("x")


def from_the_environment():
    base = os.environ.get("TMPDIR", "/tmp")
    with open(base + "/app.txt", "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open(os.getenv("TMPDIR", "/tmp") + "/app.txt", "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open(os.path.join(environ.get("TEMP") or "/tmp", "x"), "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open(os.path.expandvars("$TMPDIR/app.txt"), "w") as out:  #~ predictable-temp-path
        out.write("x")


def template(name):
    path = Template("$dir/app-$name").substitute(dir="/tmp", name=name)
    with open(path, "w") as out:  #~ predictable-temp-path
        out.write("x")
    path = string.Template("/tmp/${name}.txt").safe_substitute(name=name)
    with open(path, "w") as out:  #~ predictable-temp-path
        out.write("x")


def from_the_root(name):
    with open(os.path.join("/", "tmp", name), "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open(os.path.join(os.sep, "tmp", "x"), "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open("/".join(["", "tmp", name]), "w") as out:  #~ predictable-temp-path
        out.write("x")
    (Path("/") / "tmp" / name).write_text("x")  #~ predictable-temp-path


class Job:
    directory = "/tmp"
    state = "/tmp/job.state"

    def __init__(self, name, log="/tmp/job.log"):
        self.name = name
        self.path = os.path.join(self.directory, name + ".txt")
        self.log = log

    def write(self):
        with open(self.path, "w") as out:  #~ predictable-temp-path
            out.write("x")
        with open(self.state, "w") as out:  #~ predictable-temp-path
            out.write("x")
        with open(Job.state + "2", "w") as out:  #~ predictable-temp-path
            out.write("x")

    def note(self):
        with open(self.log, "a") as out:  #~ predictable-temp-path
            out.write("x")

    @property
    def lock(self):
        return "/tmp/%s.lock" % self.name

    def hold(self):
        open(self.lock, "w").close()  #~ predictable-temp-path


def default(text, path="/tmp/report.txt"):
    with open(path, "w") as out:  #~ predictable-temp-path
        out.write(text)


def bare_default(name, directory="/tmp"):
    return os.path.join(directory, name)  #~ ok: predictable-temp-path


def keyword_default(*, output="/tmp/out.bin"):
    with open(output, "wb") as out:  #~ predictable-temp-path
        out.write(b"x")


def path_for(name):
    return os.path.join(gettempdir(), "app", name)


def from_a_helper():
    with open(path_for("x"), "w") as out:  #~ predictable-temp-path
        out.write("x")


def to_a_helper():
    store("/tmp/stored.txt", "x")  #~ predictable-temp-path
    store(text="x", path="/tmp/stored.txt")  #~ predictable-temp-path


def store(path, text):
    with open(path, "w") as out:
        out.write(text)


def forwarded(*args, **kwargs):
    return store2(*args, **kwargs)


def store2(path, text):
    with open(path, "w") as out:  #~ predictable-temp-path
        out.write(text)


forwarded("/tmp/forwarded.txt", "x")


def in_a_dictionary():
    settings = {"log": "/tmp/settings.log"}
    with open(settings["log"], "w") as out:  #~ predictable-temp-path
        out.write("x")
    paths = ["/tmp/a.txt", "/tmp/b.txt"]
    for path in paths:
        with open(path, "w") as out:  #~ predictable-temp-path
            out.write("x")
    with open(paths[0], "w") as out:  #~ predictable-temp-path
        out.write("x")


CONFIG = {"state": {"file": "/tmp/state.bin"}}


def in_a_nested_dictionary():
    with open(CONFIG["state"]["file"], "wb") as out:  #~ predictable-temp-path
        out.write(b"x")


def by_match(kind):
    match kind:
        case "a":
            path = "/tmp/a.out"
        case _:
            path = "/tmp/b.out"
    with open(path, "w") as out:  #~ predictable-temp-path
        out.write("x")


def by_walrus(name):
    if (path := os.path.join("/tmp", name)) and name:
        open(path, "w").close()  #~ predictable-temp-path


async def later(name):
    async with aiofiles.open("/tmp/" + name, "w") as out:  #~ predictable-temp-path
        await out.write("x")


import aiofiles

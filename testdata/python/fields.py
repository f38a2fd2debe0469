"""Names of files in named tuples, dataclasses and attributes set by name."""

import collections
import os
import tempfile
import typing
from collections import namedtuple
from dataclasses import dataclass, field

import attr

Settings = namedtuple("Settings", "host log")
settings = Settings("localhost", "/tmp/daemon.log")


def start():
    handle = open(settings.log, "a")  #~ predictable-temp-path
    handle.write("started")


start()

Config = collections.namedtuple("Config", ["pidfile", "port"])
DEFAULT = Config(pidfile="/tmp/daemon.pid", port=80)


def daemonize(config=DEFAULT):
    with open(config.pidfile, "w") as handle:  #~ predictable-temp-path
        handle.write("1")


@dataclass
class Options:
    name: str
    cache: str = "/tmp/tool-cache.json"

    def save(self, data):
        with open(self.cache, "w") as handle:  #~ predictable-temp-path
            handle.write(data)


@dataclass
class State:
    journal: str = field(default_factory=lambda: os.path.join(tempfile.gettempdir(), "journal"))

    def write(self, data):
        with open(self.journal, "w") as handle:  #~ predictable-temp-path
            handle.write(data)


@attr.s
class Session:
    history = attr.ib(default="/tmp/session.history")

    def write(self, data):
        with open(self.history, "w") as handle:  #~ predictable-temp-path
            handle.write(data)


@dataclass
class Job:
    name: str
    transcript: str

    def run(self):
        with open(self.transcript, "w") as handle:  #~ predictable-temp-path
            handle.write(self.name)


Job("build", "/tmp/job.transcript").run()


class Part(typing.NamedTuple):
    number: int
    blob: str


def put(part):
    with open(part.blob, "wb") as handle:  #~ predictable-temp-path
        handle.write(b"")


put(Part(1, "/tmp/part.1"))


class Namespace:
    pass


conf = Namespace()
setattr(conf, "tracefile", "/tmp/my.trace")


def trace():
    with open(conf.tracefile, "w") as handle:  #~ predictable-temp-path
        handle.write("x")


trace()

# Nothing is written to these.
Mount = namedtuple("Mount", "device path")
MOUNTS = [Mount("tmpfs", "/tmp/x"), Mount("proc", "/proc")]


def show():
    for mount in MOUNTS:
        print(mount.device, mount.path)


@dataclass
class Place:
    name: str
    directory: str = field(default_factory=tempfile.gettempdir)


def scratch(place: Place):
    with tempfile.NamedTemporaryFile(dir=place.directory) as handle:
        handle.write(b"1")


scratch(Place("x", "/tmp"))

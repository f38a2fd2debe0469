"""Options that are read through an object of the library: `FLAGS.name`, `CONF.group.name`."""

import os
import tempfile

import gflags
from oslo_config import cfg
from tornado.options import define, options

FLAGS = gflags.FLAGS
gflags.DEFINE_string("state_file", "/tmp/agent.state", "where the state is kept")

CONF = cfg.CONF
CONF.register_opts([
    cfg.StrOpt("volumes_dir", default="/tmp/volumes", help="where volumes are kept"),
    cfg.StrOpt("tempdir", default="/tmp"),
    cfg.StrOpt("state_path", default="/var/lib/agent"),
])
CONF.register_opt(cfg.StrOpt("audit", default="/tmp/audit.log"), group="log")

define("access", default="/tmp/access.log")


def save(state):
    with open(FLAGS.state_file, "w") as handle:  #~ predictable-temp-path
        handle.write(state)


def create(name):
    with open(CONF.volumes_dir + "/" + name, "w+") as handle:  #~ predictable-temp-path
        handle.write("x")


def audit(line):
    with open(CONF.log.audit, "a") as handle:  #~ predictable-temp-path
        handle.write(line)


def access(line):
    with open(options.access, "a") as handle:  #~ predictable-temp-path
        handle.write(line)


def private(name):
    with tempfile.NamedTemporaryFile(dir=CONF.tempdir) as handle:
        handle.write(b"x")
    open(os.path.join(CONF.state_path, name), "w").close()

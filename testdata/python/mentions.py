"""Paths that are only mentioned."""
import argparse
import os
import re
import subprocess
import tempfile
from unittest import mock
from unittest.mock import mock_open, patch

"""Writes to /tmp/app.log."""

TEMPORARY = ["/tmp", "/var/tmp", "/dev/shm"]
USAGE = "writes its log to /tmp/app.log"
ENVIRONMENT = {"TMPDIR": "/tmp", "LOG": "/tmp/app.log"}


def compared(path):
    if path == "/tmp/app.log":
        return True
    if path in TEMPORARY or path.startswith("/tmp/"):
        return True
    if path in ("/tmp/a", "/tmp/b"):
        return False
    return os.path.commonprefix([path, "/tmp/x"]) == "/tmp/x" or re.match("/tmp/.*", path)


def printed(logger):
    print("see /tmp/app.log")
    logger.info("writing %s", "/tmp/app.log")
    raise RuntimeError("cannot write /tmp/app.log")


def documented(parser):
    """Writes /tmp/app.log.

    >>> open("/tmp/app.log", "w")
    """
    parser.add_argument("--log", help="e.g. /tmp/app.log", metavar="/tmp/app.log")


def prefixed():
    descriptor, path = tempfile.mkstemp(prefix="/tmp/app")
    os.close(descriptor)
    os.unlink(path)


def excluded():
    return walk(exclude=["/tmp", "/tmp/app"])


def walk(exclude):
    return [name for name in os.listdir("/") if "/" + name not in exclude]


def handed(program):
    subprocess.call([program, "/tmp/app.log"])
    subprocess.call(["unknown-tool", "--state", "/tmp/app.state"])
    subprocess.call(["ls", "/tmp/app"])
    subprocess.Popen(["app"], env={"LOG": "/tmp/app.log"})
    subprocess.run(["app"], env=dict(os.environ, TMPDIR="/tmp/app"))
    os.environ["APP_LOG"] = "/tmp/app.log"


def assigned(settings):
    settings.log = "/tmp/app.log"
    settings["log"] = "/tmp/app.log"
    return "/tmp/app.log"


def test_mocked():
    with mock.patch("builtins.open", mock_open()) as opened:
        with open("/tmp/mocked.txt", "w") as out:
            out.write("x")
    opened.assert_called_with("/tmp/mocked.txt", "w")


@patch("builtins.open", new_callable=mock_open)
def test_mocked_by_a_decorator(opened):
    with open("/tmp/mocked.txt", "w") as out:
        out.write("x")


@mock.patch("os.makedirs")
@mock.patch("app.open")
def test_mocked_calls(opened, makedirs):
    os.makedirs("/tmp/app")
    with open("/tmp/mocked.txt", "w") as out:
        out.write("x")


@mock.patch("app.os.makedirs")
def test_mocked_elsewhere(makedirs):
    os.makedirs("/tmp/app", exist_ok=True)


class TestMocked:
    @patch("builtins.open")
    def test_method(self, opened):
        with open("/tmp/mocked.txt", "w") as out:
            out.write("x")

    @patch("shutil.rmtree")
    @patch("tempfile.mkdtemp")
    def test_directory(self, mkdtemp, rmtree):
        tempfile.mkdtemp()

    @patch("tempfile.mktemp", return_value="x")
    def test_name(self, mktemp):
        assert tempfile.mktemp() == "x"


def test_patched_object():
    with patch.object(os, "makedirs"):
        os.makedirs("/tmp/app", exist_ok=True)


def test_patched_with_monkeypatch(monkeypatch):
    monkeypatch.setattr("builtins.open", mock_open())
    open("/tmp/app", "w").close()


def lookalikes(name):
    open("/tmpfoo/app", "w").close()
    open("./tmp/app", "w").close()
    open("tmp/app", "w").close()
    open("/home/user/tmp/app", "w").close()
    open("/data/tmp/" + name, "w").close()
    open(os.path.join("tmp", name), "w").close()
    open(os.path.join(os.path.dirname(__file__), "tmp", name), "w").close()
    fetch("http://example.org/tmp/app")
    open("/tmpfiles.d/x", "w").close()
    open("file:///tmp/x".replace("file://", "x"), "w").close()


def fetch(url):
    return url


def private_directories(name):
    open(os.path.expanduser("~/tmp/app"), "w").close()
    open(os.path.join(os.environ["HOME"], "tmp", name), "w").close()
    open(os.path.join(os.environ["XDG_RUNTIME_DIR"], name), "w").close()
    open("/run/app/" + name, "w").close()


if 0:
    open("/tmp/never", "w").close()

if False:
    os.makedirs("/tmp/never", exist_ok=True)


def dead():
    if False:
        open("/tmp/never", "w").close()
    while False:
        open("/tmp/never", "w").close()
    return 1
    open("/tmp/never", "w").close()


DEBUG = False


from typing import TYPE_CHECKING

if TYPE_CHECKING:
    open("/tmp/never", "w").close()


def test_log():
    with patch("builtins.open") as opened:
        write_log("/tmp/app.log")
        assert opened.called


def write_log(path):
    with open(path, "w") as log:
        log.write("x")

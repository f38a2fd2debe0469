# What is reported although nothing is wrong, and why it cannot be told yet.
import os
import tempfile
from contextlib import contextmanager
from unittest.mock import patch

from mylib.testing import with_tempdir


@with_tempdir
def test_listing():
    # The decorator points tempfile.tempdir at a directory of its own and removes it afterwards.
    path = tempfile.mkdtemp()  #~ ok: temp-never-removed
    os.listdir(path)


def test_marker():
    # The default mode is 0o777, which the umask cuts as it does open()'s 0o666.
    fd = os.open('/var/tmp/marker', os.O_CREAT | os.O_EXCL)  #~ permissive-temp-mode
    os.close(fd)
    os.unlink('/var/tmp/marker')


@contextmanager
def named(suffix):
    try:
        fd, path = tempfile.mkstemp(suffix=suffix)
    except UnicodeEncodeError:
        raise RuntimeError('no unicode here')
    try:
        yield path
    finally:
        os.close(fd)
        os.remove(path)


def test_log():
    with patch('builtins.open') as opened:
        write_log('/tmp/app.log')
        assert opened.called


def write_log(path):
    with open(path, 'w') as log:  #~ ok: predictable-temp-path
        log.write('x')


if 0:
    LOG = open('/tmp/debug.log', 'w')  #~ ok: predictable-temp-path

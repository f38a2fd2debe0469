"""Functions of other modules that run commands, to go by their names."""
import os
import tempfile

from myproject import utils, waagent
from fabric import task
from myproject.shell import run_cmd, check_run, format_command


def snapshot(volume):
    utils.execute("dd", "if=" + volume, "of=/tmp/snapshot.img", "bs=1M")  #~ predictable-temp-path


def decode(cert, settings):
    out = waagent.RunGetOutput("base64 -d > /tmp/settings.der")  #~ predictable-temp-path
    return out


def install(archive):
    run_cmd("unzip %s -d /tmp/unpacked" % archive)  #~ predictable-temp-path


def as_list(name):
    check_run(["cp", name, "/tmp/report.txt"], capture=True)  #~ copy-or-move-into-shared-path


@task
def backup(c):
    c.sudo("pg_dump intranet > /tmp/intranet.sql")  #~ predictable-temp-path
    c.run("ls -l /tmp")


def removed_by_command():
    handle, path = tempfile.mkstemp()
    os.close(handle)
    utils.execute("rm", "-f", path)


def private(archive):
    directory = tempfile.mkdtemp()
    try:
        run_cmd("tar -xzf %s -C %s/unpacked" % (archive, directory))
    finally:
        utils.execute("rm", "-rf", directory)


def questions(cursor, log, archive):
    archive.cmd_unzip("/tmp/files.zip", "/srv/www")
    cursor.execute("select path from files where path > '/tmp/a'")
    cursor.execute("INSERT INTO paths VALUES ('touch /tmp/x')")
    log.command_failed("no such file: /tmp/report.txt")
    print(format_command("touch /tmp/marker"))


def test_it(mocker):
    execute = mocker.patch("utils.execute")
    execute.assert_called_with("touch", "/tmp/marker")

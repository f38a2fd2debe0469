"""Functions that are not seen, and what their names say they do with a path."""
import os
import tempfile

import builder
import config
import locks
import mailer
from archive import Extract, untar
from daemon import Daemon

REPORT = "/tmp/report.html"


def verb_first(source, name):
    builder.write_index(source, f"{os.path.join('/tmp', name)}")  #~ predictable-temp-path
    builder.save_results(REPORT)  #~ predictable-temp-path
    builder.exportTo("/tmp/%s" % name)  #~ predictable-temp-path
    builder.dumpState(path="/tmp/state")  #~ predictable-temp-path


def object_first(data):
    builder.SetFileContents("/tmp/settings", data)  #~ predictable-temp-path
    builder.file_put_contents("/tmp/settings", data)  #~ predictable-temp-path
    builder.reportSave("/tmp/settings")  #~ predictable-temp-path


def to_something(page):
    page.render_to_file("/tmp/page")  #~ predictable-temp-path
    page.get_contents_to_filename("/tmp/page")  #~ predictable-temp-path
    page.to_svg("/tmp/page.svg")  #~ predictable-temp-path


def about_files(path=os.path.join(tempfile.gettempdir(), "work")):
    builder.create_file(path)  #~ predictable-temp-path
    builder.make_dirs(path)  #~ predictable-temp-path
    builder.ensure_directory_exists(path)  #~ predictable-temp-path
    builder.init_logging(path)  #~ predictable-temp-path


def after_the_first(source):
    untar("/tmp/archive.tar")  #~ ok: predictable-temp-path
    untar(source, "/tmp/tree")  #~ predictable-temp-path
    builder.convert(source, "/tmp/picture.png")  #~ predictable-temp-path
    builder.convert("/tmp/picture.png", source)  #~ ok: predictable-temp-path


class Server(Daemon):
    def __init__(self):
        super().__init__("/tmp/server.pid")  #~ predictable-temp-path


def held():
    Server2("/tmp/server.pid")  #~ predictable-temp-path
    locks.acquire_lock("/tmp/server.lock")  #~ predictable-temp-path
    locks.read_pid("/tmp/server.pid")  #~ ok: predictable-temp-path
    locks.is_locked("/tmp/server.lock")  #~ ok: predictable-temp-path


class Server2(Daemon):
    pass


def words_that_take_it_away(log, user):
    log.write_line(REPORT)  #~ ok: predictable-temp-path
    log.write_message("see /tmp/report.html")  #~ ok: predictable-temp-path
    builder.create_engine("/tmp/engine")  #~ ok: predictable-temp-path
    builder.save_path(REPORT)  #~ ok: predictable-temp-path
    builder.set_output_path(REPORT)  #~ ok: predictable-temp-path
    builder.create_connection("/tmp/mysql.sock")  #~ ok: predictable-temp-path
    builder.check_dump_file(REPORT)  #~ ok: predictable-temp-path
    builder.extract_version(REPORT)  #~ ok: predictable-temp-path
    builder.save_user(user, title=REPORT)  #~ ok: predictable-temp-path
    mailer.write_to_address(REPORT)  #~ ok: predictable-temp-path


def told_what_to_open(mode="wb"):
    # The finding stands where the path comes from: others use the function with theirs.
    open_file("/tmp/manual", mode)  #~ predictable-temp-path
    open_file("/usr/share/manual", mode)  #~ ok: predictable-temp-path


def open_file(path, mode):
    if not os.path.exists(os.path.dirname(path)):
        os.makedirs(os.path.dirname(path))
    return open(path, mode)  #~ ok: predictable-temp-path


def wrapped_twice():
    open_for_all("/tmp/first")  #~ predictable-temp-path
    open_for_all("/tmp/second")  #~ predictable-temp-path


def open_for_all(path):
    return open_file(path, "w")


def default_of_the_configuration(job):
    base = config.get_config().get("core", "directory", "/tmp/jobs")
    os.makedirs(os.path.join(base, "job_%s" % job))  #~ shared-dir-assumed-private
    with open(config.settings.setdefault("cache", "/tmp/cache.db"), "w") as cache:  #~ predictable-temp-path
        cache.write("")
    with open(config.settings.get("log", default="/tmp/log"), "w") as log:  #~ predictable-temp-path
        log.write("")


def made_with_what_is_above_it(name):
    os.makedirs("/tmp/jobs/" + name)  #~ shared-dir-assumed-private
    os.makedirs("/tmp/" + name)  #~ ok: shared-dir-assumed-private
    os.mkdir("/tmp/jobs2/" + name)  #~ ok: shared-dir-assumed-private

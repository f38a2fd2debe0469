"""Names of files that are gone, used again."""
import os
import shutil
import subprocess
import sqlite3
import tempfile


def directory_of_a_temporary():
    path = tempfile.TemporaryDirectory().name
    os.makedirs(path)  #~ temp-name-reuse-after-delete (pedantic)


def file_of_a_temporary():
    path = tempfile.NamedTemporaryFile(suffix=".txt").name
    with open(path, "w") as out:  #~ temp-name-reuse-after-delete
        out.write("x")


def file_of_a_temporary_inline():
    with open(tempfile.NamedTemporaryFile().name, "w") as out:  #~ temp-name-reuse-after-delete
        out.write("x")


class Holder:
    def __init__(self):
        self.path = tempfile.NamedTemporaryFile().name
        self.directory = tempfile.TemporaryDirectory().name

    def write(self):
        with open(self.path, "w") as out:  #~ temp-name-reuse-after-delete
            out.write("x")

    def fill(self):
        os.mkdir(self.directory)  #~ temp-name-reuse-after-delete (pedantic)
        with open(os.path.join(self.directory, "x"), "w") as out:
            out.write("x")


def new_name():
    with tempfile.NamedTemporaryFile() as reserved:
        return reserved.name  #~ temp-name-reuse-after-delete


def after_the_with():
    with tempfile.NamedTemporaryFile() as reserved:
        path = reserved.name
    with open(path, "w") as out:  #~ temp-name-reuse-after-delete
        out.write("x")


def directory_after_the_with():
    with tempfile.TemporaryDirectory() as base:
        target = os.path.join(base, "x")
    open(target, "w").close()  #~ temp-name-reuse-after-delete


def closed_unlinked_and_used(data):
    descriptor, path = tempfile.mkstemp()
    os.close(descriptor)
    os.unlink(path)
    with open(path, "wb") as out:  #~ temp-name-reuse-after-delete
        out.write(data)


def removed_by_a_helper(data):
    descriptor, path = tempfile.mkstemp()
    os.close(descriptor)
    forget(path)
    with open(path, "wb") as out:  #~ temp-name-reuse-after-delete
        out.write(data)


def forget(path):
    os.remove(path)


def removed_for_a_database():
    descriptor, path = tempfile.mkstemp(".db")
    os.close(descriptor)
    os.remove(path)
    return sqlite3.connect(path)  #~ temp-name-reuse-after-delete


def removed_directory_used_again():
    base = tempfile.mkdtemp()
    os.rmdir(base)
    shutil.copytree("src", base)  #~ temp-name-reuse-after-delete


def removed_directory_made_again():
    base = tempfile.mkdtemp()
    os.rmdir(base)
    os.makedirs(base)  #~ temp-name-reuse-after-delete (pedantic)


def removed_then_made_exclusively():
    descriptor, path = tempfile.mkstemp()
    os.close(descriptor)
    os.remove(path)
    os.mkdir(path)  #~ temp-name-reuse-after-delete (pedantic)


def object_closed_first():
    reserved = tempfile.NamedTemporaryFile()
    path = reserved.name
    reserved.close()
    with open(path, "w") as out:  #~ temp-name-reuse-after-delete
        out.write("x")


def object_deleted_first():
    reserved = tempfile.NamedTemporaryFile()
    path = reserved.name
    del reserved
    with open(path, "w") as out:  #~ temp-name-reuse-after-delete
        out.write("x")


def object_still_there():
    reserved = tempfile.NamedTemporaryFile()
    with open(reserved.name, "w") as out:  #~ ok: temp-name-reuse-after-delete
        out.write("x")
    reserved.close()


def passed_while_open():
    subprocess.call(["edit", tempfile.NamedTemporaryFile().name])
    with tempfile.NamedTemporaryFile() as reserved:
        subprocess.call(["edit", reserved.name])  #~ ok: temp-name-reuse-after-delete
        with open(reserved.name, "w") as out:  #~ ok: temp-name-reuse-after-delete
            out.write("x")

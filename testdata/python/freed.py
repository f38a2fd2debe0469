"""Names that outlive their file."""
import os
import shutil
import tempfile


def name_of_a_temporary(suffix):
    return tempfile.NamedTemporaryFile(suffix=suffix).name  #~ temp-name-reuse-after-delete


def name_of_a_local():
    reserved = tempfile.NamedTemporaryFile()
    return reserved.name  #~ temp-name-reuse-after-delete


def name_removed_again():
    descriptor, path = tempfile.mkstemp()
    os.close(descriptor)
    os.unlink(path)
    return path  #~ temp-name-reuse-after-delete


def kept_for_good():
    reserved = tempfile.NamedTemporaryFile(delete=False)
    reserved.close()
    return reserved.name  #~ ok: temp-name-reuse-after-delete


class Owner:
    def __init__(self):
        self.reserved = None

    def path(self):
        self.reserved = tempfile.NamedTemporaryFile()
        return self.reserved.name  #~ ok: temp-name-reuse-after-delete


_held = None


def held_by_the_module():
    global _held
    _held = tempfile.NamedTemporaryFile()
    return _held.name  #~ ok: temp-name-reuse-after-delete


def object_and_name():
    reserved = tempfile.NamedTemporaryFile()
    return reserved, reserved.name  #~ ok: temp-name-reuse-after-delete


def only_read(handle):
    return handle.name  #~ ok: temp-name-reuse-after-delete


def copied_to_after_removal(source):
    descriptor, path = tempfile.mkstemp()
    os.close(descriptor)
    os.remove(path)
    shutil.copyfile(source, path)  #~ temp-name-reuse-after-delete


def moved_to_after_closing(source):
    reserved = tempfile.NamedTemporaryFile()
    name = reserved.name
    reserved.close()
    shutil.move(source, name)  #~ temp-name-reuse-after-delete


def copied_over(source):
    descriptor, path = tempfile.mkstemp()
    os.close(descriptor)
    shutil.copyfile(source, path)  #~ ok: temp-name-reuse-after-delete
    return path


def emptied_and_used_again():
    directory = tempfile.mkdtemp()
    path = os.path.join(directory, "x")
    open(path, "w").close()
    os.unlink(path)
    open(path, "w").close()
    shutil.rmtree(directory)

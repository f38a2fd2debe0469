"""Commands given to a shell, or started with their words."""
import os
import shutil
import subprocess
import tempfile

LOG = "/tmp/build.log"


def redirected(command):
    os.system("make > /tmp/make.out")  #~ predictable-temp-path
    os.system("%s 2>> %s" % (command, LOG))  #~ predictable-temp-path
    subprocess.call(f"{command} >| '{LOG}'", shell=True)  #~ predictable-temp-path
    subprocess.Popen(command + " &> " + LOG, shell=True)  #~ predictable-temp-path
    os.popen("sort < a.txt | tee /tmp/sorted")  #~ predictable-temp-path


def read_or_elsewhere(command, target):
    os.system("sort < /tmp/list.txt 2>&1")  #~ ok: predictable-temp-path
    os.system("echo 'a > /tmp/b'")  #~ ok: predictable-temp-path
    os.system(command + " > /dev/null")  #~ ok: predictable-temp-path
    os.system(command + " > " + target)  #~ ok: predictable-temp-path
    subprocess.call(["ssh", target, "date > /tmp/date"])  #~ predictable-temp-path


def copied(source):
    subprocess.check_call(["cp", source, "/tmp/copy"])  #~ copy-or-move-into-shared-path
    os.system("cp %s %s/copy" % (source, tempfile.gettempdir()))  #~ copy-or-move-into-shared-path
    subprocess.run(["mkdir", "-p", "/tmp/stage/x"])  #~ shared-dir-assumed-private


def removed_by_a_command(work):
    base = tempfile.mkdtemp()  #~ ok: temp-never-removed
    print(os.listdir(base))
    subprocess.call(["rm", "-rf", base])


def removed_by_a_line(work):
    base = tempfile.mkdtemp()  #~ ok: temp-never-removed
    print(os.listdir(base))
    os.system("rm -rf '%s'; true" % base)


def given_to_a_process():
    descriptor, path = tempfile.mkstemp()  #~ ok: temp-never-removed
    os.close(descriptor)
    return subprocess.Popen(["viewer", path])


def unpacked(archive):
    archive.extractall("/tmp/unpacked")  #~ predictable-temp-path
    archive.extractall(path=os.path.join(tempfile.gettempdir(), "u%d" % os.getpid()))  #~ predictable-temp-path
    shutil.unpack_archive("a.zip", "/tmp/unpacked")  #~ predictable-temp-path
    archive.extractall(tempfile.mkdtemp())  #~ temp-never-removed


def unpacked_into_ones_own(archive):
    base = "/tmp/own-unpacked"
    os.mkdir(base, 0o700)
    archive.extractall(base)  #~ ok: predictable-temp-path

"""Shell scripts that a program puts together and runs."""

import asyncio
import os
import subprocess
import tempfile

LOG = "/tmp/build.log"
HOOK = "/tmp/hook"


def formatted(name):
    os.system("sort %s > /tmp/out.%d" % (name, os.getpid()))  #~ predictable-temp-path


def joined(name):
    os.system("make " + name + " 2>&1 | tee " + LOG)  #~ predictable-temp-path


def braces(name):
    os.popen("cp {0} /tmp/{0}.bak".format(name))  #~ copy-or-move-into-shared-path


def interpolated(url):
    os.system(f"curl -o /tmp/i.sh {url} && sh /tmp/i.sh")  #~ predictable-temp-path
    #~^ untrusted-temp-input


def line_by_line(source):
    script = "#!/bin/sh\n"
    script += "set -e\n"
    script += "sort '%s' > /tmp/sorted.$$\n" % source  #~ predictable-temp-path
    script += "rm -f /tmp/sorted.$$\n"
    subprocess.call(script, shell=True)


def lines_in_a_list(source):
    lines = [
        "cd /srv",
        "wc -l %s > /tmp/count" % source,  #~ predictable-temp-path
    ]
    subprocess.check_call("\n".join(lines), shell=True)


def heredoc():
    subprocess.check_call(
        """
        set -e
        echo "a \"b\"" > /tmp/quoted  #~ predictable-temp-path
        """,
        shell=True,
    )


def words():
    subprocess.call(["mkdir", "-p", "/tmp/work"])  #~ shared-dir-assumed-private
    subprocess.check_call(["sh", "-c", "echo \"hi\" >> /tmp/e.log"])  #~ predictable-temp-path
    subprocess.run(args=["tee", LOG], check=True)  #~ predictable-temp-path
    subprocess.check_call([HOOK])  #~ untrusted-temp-input


async def awaited():
    await asyncio.create_subprocess_shell("dmesg > /tmp/dmesg")  #~ predictable-temp-path
    await asyncio.create_subprocess_exec("touch", "/tmp/stamp")  #~ predictable-temp-path


def name_from_the_host():
    name = tempfile.mktemp()  #~ insecure-temp-name-api
    os.system("sort > %s" % name)
    os.remove(name)


def file_of_the_host_removed_by_the_script():
    descriptor, name = tempfile.mkstemp()
    os.close(descriptor)
    os.system("sort > '%s'; rm -f '%s'" % (name, name))


def directory_of_the_host():
    with tempfile.TemporaryDirectory() as directory:
        os.system("make > " + directory + "/log")
        subprocess.call(["touch", os.path.join(directory, "stamp")])


def file_of_the_script():
    directory = subprocess.check_output("mktemp -d", shell=True).strip()
    try:
        os.system("cp x " + directory.decode())
    finally:
        os.system("rm -rf " + directory.decode())


def lost_file_of_the_script():
    os.system("t=$(mktemp); sort > $t")  #~ temp-never-removed


def a_private_directory_in_the_script(name):
    os.system('d=$(mktemp -d) || exit; trap \'rm -rf "$d"\' EXIT INT TERM; sort %s > "$d/x"' % name)


def text_only(name):
    os.system("echo see /tmp/out for more")
    os.system("ls /tmp > /dev/null; cat < /tmp/%s" % name)
    subprocess.call(["echo", "> /tmp/out"])
    subprocess.call(["printf", "%s", "a > /tmp/out; touch /tmp/x"])
    subprocess.call(["tar", "--exclude=/tmp/x", "-cf", "-", "/srv"])
    print("sort > /tmp/out")
    return "sort > /tmp/out"

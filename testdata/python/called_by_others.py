"""Functions that something else calls with what it is given."""

import asyncio
import itertools
import multiprocessing
import os
import shutil
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor

from celery import task


def report(path, text):
    with open(path, "w") as handle:  #~ predictable-temp-path
        handle.write(text)


def in_a_thread():
    worker = threading.Thread(target=report, args=("/tmp/report.txt", "done"))
    worker.start()
    worker.join()


def dump_state(path):
    open(path, "w").close()  #~ predictable-temp-path


def later():
    threading.Timer(5, dump_state, ["/tmp/state.txt"]).start()


class Runner:
    def work(self, logname):
        log = open(logname, "a")  #~ predictable-temp-path
        log.write("started\n")
        log.close()

    def start(self):
        process = multiprocessing.Process(target=self.work, kwargs={"logname": "/tmp/worker.log"})
        process.daemon = True
        process.start()


def fetch(url, target):
    with open(target, "wb") as out:  #~ predictable-temp-path
        out.write(url)


def fetch_all(urls):
    with ThreadPoolExecutor(4) as pool:
        for number, url in enumerate(urls):
            pool.submit(fetch, url, os.path.join(tempfile.gettempdir(), "part%d" % number))


async def off_the_loop(loop):
    await loop.run_in_executor(None, store, "/tmp/loop.bin")
    await asyncio.to_thread(keep, target="/tmp/thread.bin")


def store(target):
    open(target, "wb").close()  #~ predictable-temp-path


def keep(target):
    open(target, "wb").close()  #~ predictable-temp-path


def truncate(path):
    open(path, "w").close()  #~ predictable-temp-path


list(map(truncate, ["/tmp/first.out", "/tmp/second.out"]))


def chunk(path):
    open(path, "w").close()  #~ predictable-temp-path


def chunks():
    pool = multiprocessing.Pool(2)
    pool.map(chunk, ["/tmp/chunk%d" % number for number in range(9)])


@task
def export(path):
    open(path, "w").close()  #~ predictable-temp-path


def queue_export():
    export.delay("/tmp/export.csv")


# Collections side by side and one after the other.
NAMES = ["/tmp/a.out", "/tmp/b.out"]
for name, text in zip(NAMES, ["a", "b"]):
    with open(name, "w") as out:  #~ predictable-temp-path
        out.write(text)

slots = itertools.cycle(["/tmp/slot0", "/tmp/slot1"])
open(next(slots), "w").close()  #~ predictable-temp-path


# What such a function does with a safe file is as safe as it is anywhere.
def remove(path):
    os.unlink(path)


def removed_later():
    handle, path = tempfile.mkstemp()
    os.close(handle)
    threading.Timer(10, remove, [path]).start()
    with open(path, "w") as out:
        out.write("x")


def fill(directory):
    with open(os.path.join(directory, "a"), "w") as out:
        out.write("x")


def in_a_private_directory():
    directory = tempfile.mkdtemp()
    try:
        workers = [threading.Thread(target=fill, args=(directory,)) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    finally:
        shutil.rmtree(directory)


def compress(item):
    handle, name = tempfile.mkstemp()
    try:
        os.write(handle, item)
    finally:
        os.close(handle)
        os.remove(name)


multiprocessing.Pool().map(compress, [b"1", b"2"])

"""Every way to write to a file by its name."""
import argparse
import bz2
import codecs
import configparser
import csv
import dbm
import gzip
import io
import json
import logging
import logging.config
import logging.handlers
import lzma
import optparse
import os
import pickle
import shelve
import shutil
import socket
import sqlite3
import subprocess
import tarfile
import tempfile
import urllib.request
import zipfile
from io import FileIO
from pathlib import Path
from urllib.request import urlretrieve

import numpy as np
import pandas as pd
import click
import filelock
from filelock import FileLock
from PIL import Image

BASE = "/tmp/app"
SOCKET = "/tmp/app.sock"


class Writers:
    """The same name in an attribute."""

    path = "/tmp/app.bin"

    def all(self):
        open(self.path, "w").close()  #~ predictable-temp-path
        io.open(self.path, "w").close()  #~ predictable-temp-path
        codecs.open(self.path, "w", "utf-8").close()  #~ predictable-temp-path
        file(self.path, "w").close()  #~ predictable-temp-path
        FileIO(self.path, "w").close()  #~ predictable-temp-path
        gzip.open(self.path, "wb").close()  #~ predictable-temp-path
        bz2.BZ2File(self.path, "w").close()  #~ predictable-temp-path
        lzma.open(self.path, "w").close()  #~ predictable-temp-path
        lzma.LZMAFile(self.path, "w").close()  #~ predictable-temp-path
        Path(self.path).write_text("x")  #~ predictable-temp-path
        Path(self.path).write_bytes(b"x")  #~ predictable-temp-path
        Path(self.path).open("w").close()  #~ predictable-temp-path
        Path(self.path).touch()  #~ predictable-temp-path
        os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o600))  #~ predictable-temp-path
        os.mkfifo(self.path)  #~ ipc-endpoint-in-shared-tmp
        shutil.copy("src", self.path)  #~ copy-or-move-into-shared-path
        shutil.copy2("src", self.path)  #~ copy-or-move-into-shared-path
        shutil.copyfile("src", self.path)  #~ copy-or-move-into-shared-path
        shutil.copytree("src", self.path)  #~ copy-or-move-into-shared-path
        shutil.move("src", self.path)  #~ copy-or-move-into-shared-path
        shutil.make_archive(self.path, "zip", "src")  #~ predictable-temp-path
        tarfile.open(self.path, "w:gz").close()  #~ predictable-temp-path
        tarfile.open(name=self.path, mode="w").close()  #~ predictable-temp-path
        zipfile.ZipFile(self.path, "w").close()  #~ predictable-temp-path
        sqlite3.connect(self.path).close()  #~ predictable-temp-path
        shelve.open(self.path).close()  #~ predictable-temp-path
        dbm.open(self.path, "c").close()  #~ predictable-temp-path
        dbm.gnu.open(self.path, "n").close()  #~ predictable-temp-path
        np.save(self.path, [])  #~ predictable-temp-path
        np.savez(self.path, [])  #~ predictable-temp-path
        np.savez_compressed(self.path, [])  #~ predictable-temp-path
        np.savetxt(self.path, [])  #~ predictable-temp-path
        np.array([]).tofile(self.path)  #~ predictable-temp-path
        pd.DataFrame().to_csv(self.path)  #~ predictable-temp-path
        pd.DataFrame().to_excel(self.path)  #~ predictable-temp-path
        pd.DataFrame().to_json(self.path)  #~ predictable-temp-path
        pd.DataFrame().to_parquet(self.path)  #~ predictable-temp-path
        pd.DataFrame().to_pickle(self.path)  #~ predictable-temp-path
        pd.DataFrame().to_hdf(self.path, "x")  #~ predictable-temp-path
        pd.DataFrame().to_feather(self.path)  #~ predictable-temp-path
        pd.DataFrame().to_stata(self.path)  #~ predictable-temp-path
        pd.DataFrame().to_html(self.path)  #~ predictable-temp-path
        pd.DataFrame().to_xml(self.path)  #~ predictable-temp-path
        pd.ExcelWriter(self.path).close()  #~ predictable-temp-path
        pd.HDFStore(self.path).close()  #~ predictable-temp-path
        Image.new("RGB", (1, 1)).save(self.path)  #~ predictable-temp-path
        logging.FileHandler(self.path)  #~ predictable-temp-path
        logging.handlers.RotatingFileHandler(self.path)  #~ predictable-temp-path
        logging.basicConfig(filename=self.path)  #~ predictable-temp-path
        FileLock(self.path).acquire()  #~ ipc-endpoint-in-shared-tmp
        urlretrieve("http://example.org", self.path)  #~ predictable-temp-path
        urllib.request.urlretrieve("http://example.org", filename=self.path)  #~ predictable-temp-path
        os.symlink("target", self.path)  #~ guessable-temp-name-dos (pedantic)


def through_an_opened_file(data):
    with open("/tmp/app.pickle", "wb") as out:  #~ predictable-temp-path
        pickle.dump(data, out)
    json.dump(data, open("/tmp/app.json", "w"))  #~ predictable-temp-path
    csv.writer(open("/tmp/app.csv", "w", newline="")).writerow(data)  #~ predictable-temp-path
    print("x", file=open("/tmp/app.txt", "a"))  #~ predictable-temp-path


def directories(name):
    os.makedirs("/tmp/app", exist_ok=True)  #~ shared-dir-assumed-private
    Path("/tmp/app2").mkdir(exist_ok=True)  #~ shared-dir-assumed-private
    Path("/tmp/app3").mkdir(parents=True, exist_ok=True)  #~ shared-dir-assumed-private
    os.mkdir("/tmp/app4")  #~ guessable-temp-name-dos (pedantic)


def opened_by_flags():
    os.open("/tmp/app.lock", os.O_CREAT | os.O_RDWR)  #~ predictable-temp-path
    os.open("/tmp/app.lock2", os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)  #~ predictable-temp-path
    flags = os.O_WRONLY | os.O_CREAT
    os.open("/tmp/app.lock3", flags)  #~ predictable-temp-path


def sockets():
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind("/tmp/app.sock")  #~ ipc-endpoint-in-shared-tmp
    other = socket.socket(socket.AF_UNIX)
    other.bind(SOCKET)  #~ ipc-endpoint-in-shared-tmp
    with socket.socket(socket.AF_UNIX) as third:
        third.bind(os.path.join(tempfile.gettempdir(), "app.sock"))  #~ ipc-endpoint-in-shared-tmp


def output_of_a_process(command):
    subprocess.call(command, stdout=open("/tmp/app.out", "w"))  #~ predictable-temp-path
    with open("/tmp/app.err", "wb") as err:  #~ predictable-temp-path
        subprocess.Popen(command, stderr=err)
    subprocess.run(["make"], cwd="/tmp")
    subprocess.run(["wget", "-O", "out.html", "http://example.org"], cwd="/tmp")  #~ predictable-temp-path
    subprocess.check_call("make > build.log", shell=True, cwd="/tmp")  #~ predictable-temp-path


def options(host):
    subprocess.call(["ssh", "-o", "ControlPath=/tmp/ssh-%r@%h:%p", "-o", "ControlMaster=auto", host])  #~ ipc-endpoint-in-shared-tmp
    arguments = ["ssh", "-oControlPath=/tmp/ssh_mux_%h"]
    subprocess.Popen(arguments + [host])  #~ ipc-endpoint-in-shared-tmp
    subprocess.run(["ssh", "-S", "/tmp/mux", "-M", host])  #~ ipc-endpoint-in-shared-tmp
    subprocess.check_call(["gcc", "-o", "/tmp/a.out", "x.c"])  #~ predictable-temp-path
    subprocess.check_call(["curl", "--output", "/tmp/page.html", host])  #~ predictable-temp-path
    subprocess.check_call(["tar", "-cf", "/tmp/x.tar", host])  #~ predictable-temp-path
    subprocess.check_call(["tool", "--log-file=/tmp/tool.log"])  #~ predictable-temp-path
    subprocess.check_call(["tool", "--input=/tmp/tool.log"])


LOGGING = {
    "version": 1,
    "handlers": {
        "file": {
            "class": "logging.FileHandler",
            "filename": "/tmp/app.log",
        },
        "console": {"class": "logging.StreamHandler"},
    },
}


def configured():
    logging.config.dictConfig(LOGGING)  #~ predictable-temp-path
    logging.config.dictConfig(
        {"version": 1, "handlers": {"file": {"class": "logging.handlers.RotatingFileHandler", "filename": os.path.join(tempfile.gettempdir(), "x.log")}}}
    )
    #~^^^ predictable-temp-path


def handler_in_a_variable(logger):
    handler = logging.handlers.WatchedFileHandler("/tmp/watched.log")  #~ predictable-temp-path
    logger.addHandler(handler)


def by_argparse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--output", default="/tmp/out.txt", help="where to")
    parser.add_argument("-l", "--log-file", default="/tmp/app.log")
    parser.add_argument("--directory", default="/tmp")
    parser.add_argument("--state", dest="state_file", default="/tmp/state")
    parser.add_argument("--unused", default="/tmp/unused")
    args = parser.parse_args()
    with open(args.output, "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open(args.log_file, "a") as out:  #~ predictable-temp-path
        out.write("x")
    with open(args.state_file, "a") as out:  #~ predictable-temp-path
        out.write("x")
    with open(os.path.join(args.directory, "app.txt"), "a") as out:  #~ predictable-temp-path
        out.write("x")


def by_argparse_in_two_functions():
    options = parse()
    with open(options.report, "w") as out:  #~ predictable-temp-path
        out.write("x")


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--report", default="/tmp/report.txt")
    return parser.parse_args()


def by_optparse():
    parser = optparse.OptionParser()
    parser.add_option("-o", "--output", dest="output", default="/tmp/out.txt")
    parser.set_defaults(state="/tmp/state")
    options, args = parser.parse_args()
    with open(options.output, "w") as out:  #~ predictable-temp-path
        out.write("x")
    (options, args) = parser.parse_args()
    with open(options.state, "w") as out:  #~ predictable-temp-path
        out.write("x")


def by_configparser():
    config = configparser.ConfigParser()
    config.read("app.ini")
    path = config.get("main", "log", fallback="/tmp/app.log")
    with open(path, "w") as out:  #~ predictable-temp-path
        out.write("x")


def by_configparser_defaults():
    config = configparser.ConfigParser({"log": "/tmp/app.log"})
    config.read("app.ini")
    with open(config.get("main", "log"), "w") as out:  #~ predictable-temp-path
        out.write("x")


@click.command()
@click.option("--output", default="/tmp/out.txt", help="where to")
@click.option("--state-file", "-s", default="/tmp/state")
def by_click(output, state_file):
    with open(output, "w") as out:  #~ predictable-temp-path
        out.write("x")
    with open(state_file, "w") as out:  #~ predictable-temp-path
        out.write("x")

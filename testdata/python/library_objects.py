"""Objects of libraries whose methods write, and modes and addresses that are no plain text."""

import argparse
import os
import random
import tempfile
import xml.etree.ElementTree as ET

import click
import paramiko
import zmq
from lxml import etree
from PyQt5.QtCore import QFile, QIODevice
from sqlalchemy import create_engine


def write_tree(root):
    tree = ET.ElementTree(root)
    tree.write("/tmp/config.xml")  #~ predictable-temp-path
    etree.ElementTree(root).write("/tmp/out.xml", pretty_print=True)  #~ predictable-temp-path
    parsed = ET.parse("in.xml")
    parsed.getroot().attrib["a"] = "b"
    parsed.write("/tmp/changed.xml", encoding="utf-8")  #~ predictable-temp-path


def write_elsewhere(tree, out):
    tree.write("out.xml", encoding="utf-8")
    out.write("/tmp/x\n")


def export(document):
    out = QFile("/tmp/export.svg")
    if not out.open(QIODevice.WriteOnly | QIODevice.Text):  #~ predictable-temp-path
        return
    out.write(document)
    out.close()


def style():
    sheet = QFile(":/res/style.qss")
    sheet.open(QIODevice.ReadOnly)
    return sheet.readAll()


def pull(host):
    sftp = paramiko.SFTPClient.from_transport(paramiko.Transport((host, 22)))
    content = sftp.get("/etc/config", "/tmp/config.remote")  #~ predictable-temp-path
    sftp.put("a", "/opt/a")
    return content


class Target:
    def fetch(self, path):
        self.copy = os.path.join(tempfile.gettempdir(), path + "-%09d" % random.randrange(0, 10**9))
        self.remote.get(path, self.copy)  #~ predictable-temp-path

    def look_up(self, settings):
        return settings.get("path", "/tmp/x")


broker = zmq.Context().socket(zmq.REP)
broker.bind("ipc:///tmp/broker.sock")  #~ ipc-endpoint-in-shared-tmp
broker.bind("tcp://127.0.0.1:5555")

engine = create_engine("sqlite:////tmp/test.db")  #~ predictable-temp-path
memory = create_engine("sqlite:///:memory:")

with tempfile.TemporaryDirectory() as private:
    create_engine("sqlite:///" + os.path.join(private, "x.db"))

parser = argparse.ArgumentParser()
parser.add_argument("--in", type=argparse.FileType("r"), default="/tmp/in.txt")
parser.add_argument("--dir", type=str, default="/tmp")
parser.add_argument("--out", type=argparse.FileType("w"), default="/tmp/out.txt")  #~ predictable-temp-path


@click.command()
@click.option("--log", type=click.File("w"), default="/tmp/tool.log")  #~ predictable-temp-path
def main(log):
    log.write("x")


lock = open(os.path.join(os.environ.get("XDG_RUNTIME_DIR", default="/tmp/"), "l"), "w")  #~ predictable-temp-path
os.environ["PYTHON_EGG_CACHE"] = "/tmp/.python-eggs"  #~ untrusted-temp-input

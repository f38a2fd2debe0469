"""Names that mean something else here."""
import os
import tempfile as real


def mktemp(suffix=""):
    return "x" + suffix


def local_function():
    with open(mktemp(), "w") as out:
        out.write("x")


class tempfile:
    @staticmethod
    def mktemp():
        return "x"


def shadowed_module():
    with open(tempfile.mktemp(), "w") as out:
        out.write("x")


def parameter(tempfile):
    with open(tempfile.mktemp(), "w") as out:
        out.write("x")


def local_variable():
    tempfile = make_factory()
    return open(tempfile.mktemp(), "w")


def make_factory():
    return object()


def unknown_object(factory):
    with open(factory.mktemp(), "w") as out:
        out.write("x")
    with open(factory.tempfile.mktemp(), "w") as out:
        out.write("x")


def open_shadowed():
    from app import open

    open("/tmp/app", "r")


class Names:
    def mktemp(self):
        return "x"

    def use(self):
        with open(self.mktemp(), "w") as out:
            out.write("x")


def comprehension(factories):
    return [open(tempfile.mktemp(), "w") for tempfile in factories]


def loop(factories):
    for mktemp in factories:
        open(mktemp(), "w").close()


def lambda_parameter():
    return lambda mktemp: open(mktemp(), "w")


from app.names import gettempdir, mkdtemp


def others_functions():
    with open(os.path.join(gettempdir(), "x"), "w") as out:
        out.write("x")
    mkdtemp()


def os_is_shadowed(os):
    os.mkdir("/tmp/app")
    with open("app", "w") as out:
        out.write("x")

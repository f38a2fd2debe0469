import os
import tempfile


def report_path(name):
    return os.path.join(tempfile.gettempdir(), name + ".%d" % os.getpid())


def write_report(lines):
    path = report_path("report")
    with open(path, "w") as report:
        report.writelines(lines)

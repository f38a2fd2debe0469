"""Runs action.yml's own steps for a few inputs and compares how they end.

usage: action_steps.py ACTION RUNNER_TEMP, in the directory to be linted.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

action = yaml.safe_load(Path(sys.argv[1]).read_text())
runner_temp = sys.argv[2]

# Inputs; then the exit status of the job, the output `findings`, and whether there is an upload.
CASES = [
    ({"paths": "bad"}, 1, "true", True),
    ({"paths": "bad", "fail-on-findings": "false"}, 0, "true", True),
    ({"paths": "bad", "upload": "false"}, 1, "true", False),
    ({"paths": "good\nbad"}, 1, "true", True),
    ({"paths": "bad", "arguments": "--ignore\npredictable-temp-path\n\n"}, 0, "false", True),
    ({"paths": "good"}, 0, "false", True),
    ({"paths": "empty"}, 3, "false", True),
    ({"paths": "missing"}, 2, "false", True),
]


def expanded(text, context):
    """A text with its `${{ … }}` replaced; none of the action's calls a function."""
    return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda name: context[name[1]], text)


def holds(condition, context):
    """Whether an `if:` of comparisons joined by `&&` holds."""
    for comparison in condition.split("&&"):
        left, right = (side.strip() for side in comparison.split("=="))
        if context[left] != right.strip("'"):
            return False
    return True


def run(inputs):
    """The status the job ends with, the context at its end, and whether it uploaded."""
    report = inputs.setdefault("sarif-file", "report.sarif")
    Path(report).unlink(missing_ok=True)
    context = {f"inputs.{name}": inputs.get(name, given["default"])
               for name, given in action["inputs"].items()}
    context |= {"runner.temp": runner_temp, "github.action_path": "."}
    uploaded = False
    for step in action["runs"]["steps"]:
        if "if" in step and not holds(step["if"], context):
            continue
        if "uses" in step:
            results = json.loads(Path(expanded(step["with"]["sarif_file"], context)).read_text())
            uploaded = results["version"] == "2.1.0"
            continue
        if step["name"] == "Build tmplint":
            continue
        outputs = Path(runner_temp, "outputs")
        outputs.write_text("")
        environment = {name: expanded(value, context) for name, value in step["env"].items()}
        # How GitHub runs `shell: bash`.
        status = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            env=os.environ | environment | {"GITHUB_OUTPUT": str(outputs)},
            check=False,
        ).returncode
        for line in outputs.read_text().splitlines():
            name, value = line.split("=", 1)
            context[f"steps.{step['id']}.outputs.{name}"] = value
        if status:
            return status, context, uploaded
    return 0, context, uploaded


for inputs, *expected in CASES:
    status, context, uploaded = run(dict(inputs))
    found = [status, expanded(action["outputs"]["findings"]["value"], context), uploaded]
    print(f"{inputs}: status {status}, findings {found[1]}, uploaded {uploaded}")
    if found != expected:
        sys.exit(f"expected {expected}, found {found}")

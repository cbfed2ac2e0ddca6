"""The GitHub Action: it is one by GitHub's schema, and its steps do what they say, run by bash as a runner would.

What needs the network (Python, packages, the upload) is only read: that it names what exists.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checks.archive import BASE
from tests.policy.sarif_schema import problems

ROOT = Path(__file__).parents[2]
ACTION = ROOT / "action.yml"
WORKFLOWS = sorted((ROOT / "docs/examples").rglob("*.yml"))
DATA = yaml.safe_load(ACTION.read_text("utf-8"))
STEPS = {one["name"]: one for one in DATA["runs"]["steps"]}
_EXPRESSION = re.compile(r"\$\{\{ (inputs|github|steps)\.([a-z_.-]+) \}\}")


def checked(schema: str, *files: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_is_an_action() -> None:
    checked("vendor.github-actions", ACTION)


def test_the_example_workflows_are_workflows() -> None:
    assert WORKFLOWS
    checked("vendor.github-workflows", *WORKFLOWS)


def test_every_input_is_used_and_declared() -> None:
    used = set(re.findall(r"inputs\.([a-z-]+)", ACTION.read_text("utf-8")))
    assert used == set(DATA["inputs"])


def test_the_example_gives_inputs_that_there_are() -> None:
    steps = [
        step
        for file in WORKFLOWS
        for job in yaml.safe_load(file.read_text("utf-8"))["jobs"].values()
        for step in job["steps"]
        if "difyspec@" in step.get("uses", "")
    ]
    assert steps
    for step in steps:
        assert set(step.get("with", {})) <= set(DATA["inputs"])


def test_no_input_is_read_by_the_shell() -> None:
    for step in STEPS.values():
        assert "${{" not in step.get("run", ""), "an input could end the command and start another"


def test_the_installation_names_what_exists() -> None:
    named = re.findall(r'"\$SOURCE/([^"]+)"', STEPS["Install difyspec"]["run"])
    assert named == ["requirements.txt"]
    assert all((ROOT / one).is_file() for one in named)
    assert (ROOT / "pyproject.toml").is_file()


class Runner:
    """As much of a runner as these steps need: expressions, environment files, bash."""

    def __init__(self, workspace: Path, inputs: dict[str, str]) -> None:
        self.workspace = workspace
        self.inputs = {name: str(one.get("default", "")) for name, one in DATA["inputs"].items()} | inputs
        self.outputs: dict[str, str] = {}

    def value(self, text: str) -> str:
        def known(match: re.Match[str]) -> str:
            if match[1] == "inputs":
                return self.inputs[match[2]]
            return self.outputs[match[2].removeprefix("check.outputs.")] if match[1] == "steps" else str(ROOT)

        return _EXPRESSION.sub(known, text)

    def run(self, name: str) -> subprocess.CompletedProcess[str]:
        step: dict[str, Any] = STEPS[name]
        assert step["shell"] == "bash"
        written = self.workspace / "github-output"
        written.write_text("")
        environment = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.workspace),
            "DIFYSPEC_CACHE_DIR": str(self.workspace / "cache"),
            "GITHUB_OUTPUT": str(written),
            **{key: self.value(text) for key, text in step.get("env", {}).items()},
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        folder = self.workspace / self.value(step.get("working-directory", "."))
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        self.outputs |= dict(line.split("=", 1) for line in written.read_text().splitlines())
        return done


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name, data in BASE.files.items():
        path = tmp_path / "some plugins/acme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.replace(b"131072", b"'8192'"))
    return tmp_path


PATHS = {"paths": "some plugins\n"}


@pytest.mark.parametrize(
    ("inputs", "code", "said"),
    [
        (PATHS, 0, "::warning file=some plugins/acme/models/llm/acme-chat.yaml,line=6,"),
        (PATHS | {"format": "text"}, 0, "warning D864"),
        (PATHS | {"fail-on": "warning"}, 1, "D864"),
        (PATHS | {"arguments": "--ignore\nD864\n"}, 0, ""),
        (PATHS | {"cross": "true", "full": "false"}, 0, "D864"),
        ({"working-directory": "some plugins", "paths": "acme"}, 0, "::warning file=acme/"),
        ({"paths": "nowhere"}, 2, ""),
        ({"paths": "-x"}, 2, ""),
        ({"paths": "$(touch pwned)`touch pwned`; touch pwned"}, 2, ""),
        (PATHS | {"baseline": "none.txt"}, 2, ""),
    ],
)
def test_check_and_result(workspace: Path, inputs: dict[str, str], code: int, said: str) -> None:
    runner = Runner(workspace, inputs)
    done = runner.run("Check")
    assert done.returncode == 0, done.stderr
    assert said in done.stdout
    assert runner.outputs == {"exit-code": str(code)}
    assert runner.run("Result").returncode == code
    assert not list(workspace.rglob("pwned"))


def test_a_baseline_and_sarif(workspace: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "difyspec.cli", "check", "some plugins", "--write-baseline", "known.txt"],
        cwd=workspace,
        check=True,
        capture_output=True,
    )
    runner = Runner(workspace, PATHS | {"baseline": "known.txt", "sarif-file": "found.sarif", "fail-on": "info"})
    assert runner.run("Check").stdout == ""
    assert runner.outputs == {"exit-code": "0"}
    log = json.loads((workspace / "found.sarif").read_text("utf-8"))
    assert problems(log) == []
    assert [one["baselineState"] for one in log["runs"][0]["results"]] == ["unchanged"]


def test_findings_are_written_although_they_fail(workspace: Path) -> None:
    runner = Runner(workspace, PATHS | {"sarif-file": "found.sarif", "fail-on": "warning"})
    assert runner.run("Check").returncode == 0
    assert runner.outputs == {"exit-code": "1"}
    assert len(json.loads((workspace / "found.sarif").read_text("utf-8"))["runs"][0]["results"]) == 1


def test_nothing_is_written_where_nothing_was_checked(workspace: Path) -> None:
    runner = Runner(workspace, {"paths": "nowhere", "sarif-file": "found.sarif"})
    assert runner.run("Check").returncode == 0
    assert not (workspace / "found.sarif").exists()

"""A project folder, and the command run in it as a user would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import Ran, Run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


@pytest.fixture
def run(project: Path, tmp_path: Path) -> Run:
    """Runs ``difyspec`` in the project, in a process of its own."""

    def command(*arguments: str, stdin: str = "", cwd: Path = project, **settings: str) -> Ran:
        environment = {**os.environ, "DIFYSPEC_CACHE_DIR": str(tmp_path / "cache"), **settings}
        done = subprocess.run(
            [sys.executable, "-m", "difyspec.cli", *arguments],
            cwd=cwd,
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert "Traceback" not in done.stdout + done.stderr or "--traceback" in arguments
        return Ran(done.returncode, done.stdout, done.stderr)

    return command


@pytest.fixture
def acme(run: Run, project: Path) -> Path:
    """The project with one spec, as ``new`` writes it but for the time."""
    done = run("new", "acme", "--endpoint", "https://api.acme.example/v1", "--model", "acme-large")
    assert done.code == 0, done.err
    spec = project / "spec/acme/provider.yaml"
    spec.write_text(re.sub(r"\d{4}-\d\d-\d\dT[0-9:]+Z", "2026-01-02T03:04:05Z", spec.read_text("utf-8")), "utf-8")
    return project


@pytest.fixture
def generated(run: Run, acme: Path) -> Path:
    """The project with its plugin, in step."""
    done = run("generate")
    assert done.code == 0, done.out + done.err
    return acme

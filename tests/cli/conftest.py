"""A project folder, and the command run in it as a user would."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import difyspec as package
import pytest

from tests.support.commands import Ran, Run


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of all commands: one cache, and a copy of the package.

    Whoever edits the compiler while the tests run does not turn a plugin of theirs into one of another compiler.
    """
    frozen = tmp_path_factory.mktemp("frozen")
    shutil.copytree(Path(package.__file__).parent, frozen / "difyspec", ignore=shutil.ignore_patterns("__pycache__"))
    cache = str(tmp_path_factory.mktemp("cache"))
    return {**os.environ, "DIFYSPEC_CACHE_DIR": cache, "PYTHONPATH": str(frozen)}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


@pytest.fixture
def run(project: Path, settings: dict[str, str]) -> Run:
    """Runs ``difyspec`` in the project, in a process of its own."""

    def command(*arguments: str, stdin: str = "", cwd: Path = project, **more: str) -> Ran:
        return difyspec(*arguments, stdin=stdin, cwd=cwd, environment={**settings, **more})

    return command


@pytest.fixture
def here(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``difyspec`` in the project within this process: quick, for the many ways to say something wrong."""
    from difyspec.cli.run import run

    monkeypatch.chdir(project)

    def command(*arguments: str) -> Ran:
        capsys.readouterr()
        code = run(list(arguments))
        return Ran(code, *capsys.readouterr())

    return command


def difyspec(*arguments: str, cwd: Path, environment: dict[str, str], stdin: str = "") -> Ran:
    """The command, as it ended. It never ends with a traceback that nobody asked for."""
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


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, settings: dict[str, str]) -> Path:
    """A project with one spec, as ``new`` writes it but for the time, and its plugin in step."""
    folder = tmp_path_factory.mktemp("template")
    address = ("--endpoint", "https://api.acme.example/v1")
    done = difyspec("new", "acme", *address, "--model", "acme-large", cwd=folder, environment=settings)
    assert done.code == 0, done.err
    spec = folder / "spec/acme/provider.yaml"
    spec.write_text(re.sub(r"\d{4}-\d\d-\d\dT[0-9:]+Z", "2026-01-02T03:04:05Z", spec.read_text("utf-8")), "utf-8")
    done = difyspec("generate", cwd=folder, environment=settings)
    assert done.code == 0, done.out + done.err
    return folder


@pytest.fixture
def acme(project: Path, template: Path) -> Path:
    """The project with the spec only."""
    shutil.copytree(template / "spec", project / "spec")
    return project


@pytest.fixture
def generated(project: Path, template: Path) -> Path:
    """The project with its plugin, in step."""
    shutil.copytree(template, project, dirs_exist_ok=True)
    return project

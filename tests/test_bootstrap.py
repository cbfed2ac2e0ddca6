"""The scripts that set up a fresh machine: what they find, and what they say when they cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = ("sh", "cat", "cksum", "dirname", "env", "printf", "rm")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine with the project's scripts, a shell and nothing else."""
    shutil.copytree(ROOT / "scripts", tmp_path / "project/scripts")
    for name in (".python-version", "pyproject.toml", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path / "project" / name)
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found, tool
        (tmp_path / "bin" / tool).symlink_to(found)
    return tmp_path


def put(machine: Path, name: str, text: str) -> Path:
    """A program on the machine's PATH."""
    path = machine / "bin" / name
    path.write_text(f"#!{machine / 'bin/sh'}\n{text}\n")
    path.chmod(0o755)
    return path


def script(machine: Path, name: str, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(machine / "bin"), "HOME": str(machine), **settings}
    return subprocess.run(
        [str(machine / "project/scripts" / name), *arguments], env=environment, capture_output=True, text=True
    )


def test_without_uv_and_python_it_says_what_is_needed(machine: Path) -> None:
    done = script(machine, "bootstrap")
    assert done.returncode == 1
    assert "uv is missing and could not be installed" in done.stderr
    assert "python3-venv" in done.stderr


def test_a_shim_that_fails_is_no_uv(machine: Path) -> None:
    put(machine, "uv", "echo 'command not found' >&2; exit 127")
    assert script(machine, "find-uv").returncode == 1
    own = put(machine, "my-uv", "echo uv 1.0")
    done = script(machine, "find-uv", UV=str(own))
    assert (done.returncode, done.stdout) == (0, f"{own}\n")


def test_uv_from_the_path(machine: Path) -> None:
    uv = put(machine, "uv", "echo uv 1.0")
    assert script(machine, "find-uv").stdout == f"{uv}\n"


def test_python_is_the_first_that_runs_and_has_the_version(machine: Path) -> None:
    put(machine, "python3.12", "exit 127")
    put(machine, "python3", "exit 1")
    put(machine, "python", f'exec {sys.executable} "$@"')
    done = script(machine, "find-python", "no-uv")
    assert (done.returncode, done.stdout) == (0, f"{sys.executable}\n")


def test_python_of_a_version_manager(machine: Path) -> None:
    folder = machine / ".pyenv/versions/3.12.1/bin"
    folder.mkdir(parents=True)
    put(machine, "x", f'exec {sys.executable} "$@"').rename(folder / "python")
    assert script(machine, "find-python", "no-uv").stdout == f"{sys.executable}\n"


def test_without_python_it_asks_uv_and_then_says_what_is_needed(machine: Path) -> None:
    uv = put(machine, "uv", 'echo "uv $*" >&2; exit 2')
    done = script(machine, "find-python", str(uv))
    assert done.returncode == 1
    assert "uv python install 3.12" in done.stderr
    assert "Python 3.12 is missing and could not be installed" in done.stderr


def test_nothing_is_done_twice(machine: Path) -> None:
    log = machine / "log"
    put(machine, "uv", f'echo "$*" >> {log}; case "$1" in venv) : ;; esac')
    bin_ = machine / "project/.venv/bin"
    bin_.mkdir(parents=True)
    (bin_ / "python").symlink_to(sys.executable)
    (bin_ / "difyspec").symlink_to(sys.executable)
    done = script(machine, "bootstrap")
    assert done.returncode == 0, done.stderr
    calls = log.read_text()
    assert "--require-hashes -r requirements-dev.txt" in calls
    assert "--no-deps --no-build-isolation --editable ." in calls
    log.unlink()
    assert script(machine, "bootstrap").stderr == ""
    assert not log.exists(), "the second run needs not even uv"
    (machine / "project/requirements-dev.txt").write_text("other\n")
    assert script(machine, "bootstrap").returncode == 0
    assert log.exists()


def test_a_failed_installation_is_tried_again(machine: Path) -> None:
    put(machine, "uv", 'test "$1" != pip')
    bin_ = machine / "project/.venv/bin"
    bin_.mkdir(parents=True)
    (bin_ / "python").symlink_to(sys.executable)
    (bin_ / "difyspec").symlink_to(sys.executable)
    for _ in range(2):
        done = script(machine, "bootstrap")
        assert done.returncode == 1
        assert "the dependencies could not be installed" in done.stderr


@pytest.mark.parametrize(
    "name", [path.name for path in sorted((ROOT / "scripts").iterdir()) if os.access(path, os.X_OK)]
)
def test_scripts_are_plain_sh(name: str) -> None:
    path = ROOT / "scripts" / name
    if path.read_text("utf-8").startswith("#!/bin/sh"):
        subprocess.run(["sh", "-n", str(path)], check=True)

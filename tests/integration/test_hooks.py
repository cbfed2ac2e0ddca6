"""The hooks for pre-commit: their manifest is one, and they run in a repository as pre-commit runs them.

pre-commit itself is asked which hooks run on which files; only what it would install from the index is replaced by
this environment (``language: system`` with the same entry).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pre_commit.clientlib import load_manifest

from tests.checks.archive import BASE

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS = {one["id"]: one for one in load_manifest(str(MANIFEST))}
SPEC = "spec/acme/provider.yaml"


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.com")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a sound plugin, its spec-less files, and this project's hooks."""
    folder = tmp_path / "repository"
    for name, data in BASE.files.items():
        path = folder / "plugins/acme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "notes.yaml").write_text("a: 1\n")
    written = yaml.safe_load(MANIFEST.read_text("utf-8"))
    for hook in written:
        hook["language"] = "system"
    config = {"repos": [{"repo": "local", "hooks": written}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    return folder


def run(folder: Path, hook: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    scripts = str(Path(sys.executable).parent)
    environment = {
        **os.environ,
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
        "DIFYSPEC_CACHE_DIR": str(folder.parent / "cache"),
    }
    command = [sys.executable, "-m", "pre_commit", "run", hook, "--verbose", "--color", "never", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def difyspec(folder: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "difyspec.cli", *arguments], cwd=folder, check=True, capture_output=True)


def test_the_manifest_is_one_and_its_entries_are_commands() -> None:
    assert set(HOOKS) == {"difyspec-check", "difyspec-in-step", "difyspec-fmt"}
    for hook in HOOKS.values():
        assert hook["language"] == "python"
        assert hook["entry"].split()[0] == "difyspec"
        assert hook["description"].endswith(".")


def test_changed_files_check_their_plugin(repository: Path) -> None:
    done = run(repository, "difyspec-check")
    assert done.returncode == 0, done.stdout
    assert "no findings: plugins/acme" in done.stdout
    (repository / "plugins/acme/models/llm/acme-chat.yaml").write_text("model: acme-chat\nmodel_type: llm\n")
    git(repository, "add", ".")
    done = run(repository, "difyspec-check")
    assert done.returncode == 1
    assert "plugins/acme/models/llm/acme-chat.yaml:1:1: error D801" in done.stdout
    assert done.stdout.count("error D801") == 1, "the plugin was checked once, however many files were named"


def test_files_of_nothing_are_no_trouble(repository: Path) -> None:
    done = run(repository, "difyspec-check", "--files", "notes.yaml")
    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout


def test_specs_and_plugins_in_step(repository: Path) -> None:
    assert "no files to check" in run(repository, "difyspec-in-step").stdout
    difyspec(repository, "new", "acme", "--endpoint", "https://api.acme.example/v1", "--model", "acme-large")
    difyspec(repository, "generate")
    git(repository, "add", ".")
    for hook in ("difyspec-in-step", "difyspec-check"):
        done = run(repository, hook)
        assert done.returncode == 0, done.stdout
        assert "in step: acme" in done.stdout or "acme" in done.stdout
    spec = repository / SPEC
    spec.write_text(spec.read_text("utf-8").replace("acme-large", "acme-huge"), "utf-8")
    git(repository, "add", ".")
    for hook in ("difyspec-in-step", "difyspec-check"):
        done = run(repository, hook)
        assert done.returncode == 1
        assert "D605" in done.stdout


def test_formatting(repository: Path) -> None:
    difyspec(repository, "new", "acme", "--endpoint", "https://api.acme.example/v1", "--model", "acme-large")
    spec = repository / SPEC
    good = spec.read_text("utf-8")
    git(repository, "add", ".")
    assert run(repository, "difyspec-fmt").returncode == 0
    spec.write_text(good.replace("spec: 1\n", "spec:    1\n"), "utf-8")
    git(repository, "add", ".")
    done = run(repository, "difyspec-fmt")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert spec.read_text("utf-8") == good

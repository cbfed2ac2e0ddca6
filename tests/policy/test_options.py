"""The options of ``check`` that say what counts, and what they cost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from difyspec.cli.refusal import ExitCode

from tests.checks.archive import BASE
from tests.support.commands import Run

MODEL = "models/llm/acme-chat.yaml"


@pytest.fixture
def plugin(project: Path) -> Path:
    """A plugin with one warning, D864."""
    for name, data in BASE.files.items():
        path = project / "acme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.replace(b"131072", b"'8192'"))
    return project


def codes(out: str) -> list[str]:
    return [one["code"] for one in json.loads(out)]


@pytest.mark.parametrize(
    ("arguments", "found", "code"),
    [
        ([], ["D864"], 0),
        (["--fail-on", "warning"], ["D864"], 1),
        (["--severity", "D864=error"], ["D864"], 1),
        (["--severity", "D8=error,D864=info", "--fail-on", "warning"], ["D864"], 0),
        (["--severity", "D8=error", "--fail-on", "never"], ["D864"], 0),
        (["--ignore", "D86"], [], 0),
        (["--ignore", "D9,D84", "--ignore", "D864"], [], 0),
        (["--select", "D9"], [], 0),
        (["--select", "D8", "--ignore", "D86"], [], 0),
        (["--select", "D864", "--ignore", "D86"], ["D864"], 0),
    ],
)
def test_options(here: Run, plugin: Path, arguments: list[str], found: list[str], code: int) -> None:
    done = here("check", "acme", "--format", "json", *arguments)
    assert (codes(done.out), done.code) == (found, code)


def test_options_go_before_settings(here: Run, plugin: Path) -> None:
    (plugin / "difyspec.toml").write_text('ignore = ["D864"]\n[severity]\nD8 = "info"\n')
    assert codes(here("check", "acme", "--format", "json").out) == []
    assert codes(here("check", "acme", "--format", "json", "--select", "D864").out) == ["D864"]
    done = here("check", "acme", "--select", "D8", "--severity", "D864=error")
    assert done.code == ExitCode.FINDINGS
    assert "error D864" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--select", "D8x"], "there is no code 'D8x'"),
        (["--ignore", "D846 D847"], "there is no code 'D846 D847'"),
        (["--ignore", ""], "there is no code ''"),
        (["--select", "d847"], "Did you mean 'D847'?"),
        (["--severity", "D847"], "CODE=LEVEL"),
        (["--severity", "D847=bad"], "CODE=LEVEL"),
        (["--severity", "X=error"], "there is no code 'X'"),
        (["--fail-on", "warn"], "Invalid value for '--fail-on'"),
        (["--baseline", "none.txt"], "does not exist"),
        (["--baseline", "known.txt", "--write-baseline", "other.txt"], "exclude each other"),
    ],
)
def test_wrong_usage(here: Run, plugin: Path, arguments: list[str], said: str) -> None:
    (plugin / "known.txt").write_text("")
    done = here("check", "acme", *arguments)
    assert done.code == ExitCode.USAGE
    assert said in done.err
    assert not (plugin / "other.txt").exists()


def test_a_baseline_that_cannot_be_written(here: Run, plugin: Path) -> None:
    done = here("check", "acme", "--write-baseline", "acme/manifest.yaml/known.txt")
    assert "cannot be written" in done.err
    assert "Traceback" not in done.err


def test_findings_of_one_comparison_follow_the_settings_of_their_plugin(here: Run, plugin: Path) -> None:
    for name, size in (("acme", b"4096"), ("other", b"1048576")):
        for file, data in BASE.files.items():
            path = plugin / "all" / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.replace(b"131072", size))
    assert codes(here("check", "--cross", "all", "--format", "json").out) == ["D970"]
    (plugin / "all/acme/difyspec.toml").write_text('ignore = ["D970"]\n')
    assert codes(here("check", "--cross", "all", "--format", "json").out) == []
    (plugin / "all/acme/difyspec.toml").unlink()
    model = plugin / "all/acme" / MODEL
    model.write_text(model.read_text().replace("4096}", "4096}  # difyspec: ignore[D970] a smaller one"))
    assert codes(here("check", "--cross", "all", "--format", "json").out) == []
    assert codes(here("check", "all", "--format", "json").out) == [], "nobody compared, so nobody knows"


def test_a_suppression_that_is_not_needed_is_told_each_time(here: Run, plugin: Path) -> None:
    assert here("new", "acme2", "--endpoint", "https://api.acme.example/v1", "--model", "m").code == 0
    spec = plugin / "spec/acme2/provider.yaml"
    spec.write_text(spec.read_text().replace("spec: 1", "spec: 1  # difyspec: ignore[D847] no more"))
    assert here("generate").code == 0
    for _ in range(2):
        assert "D662" in here("check").out


def test_settings_cost_nothing_where_there_are_none(plugin: Path) -> None:
    script = (
        "import sys; from difyspec.cli.run import run; code = run(['check', 'acme']);"
        "heavy = {'difyspec.policy.judge', 'difyspec.policy.reading', 'pydantic', 'jinja2'};"
        "print(*sorted(heavy & sys.modules.keys()))"
    )
    (plugin / "acme" / MODEL).write_bytes(BASE.files[MODEL])
    done = subprocess.run([sys.executable, "-c", script], cwd=plugin, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["no findings: acme", ""]

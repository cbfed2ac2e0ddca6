"""A judgement is a function of what was read beforehand: what becomes of the files afterwards does not matter."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from difyspec.cli.checking.given import given
from difyspec.diagnostics import Finding, Severity, at
from difyspec.policy.checked import Checked
from difyspec.policy.judge import Judge
from difyspec.policy.settings import Asked

SETTINGS = """
select = ["D84", "D92", "D67"]
baseline = "known.txt"
"""
BASELINE = """
acme/a.yaml: D847: it is wrong
acme/a.yaml: D841: no more
elsewhere/b.yaml: D841: is there
gone/c.yaml: D841: is not there
"""


def shown(findings: list[Finding]) -> list[str]:
    return [f"{one.span.file}:{one.span.line} {one.code} {one.message}" for one in findings]


def test_files_that_are_gone_by_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in {"difyspec.toml": SETTINGS, "known.txt": BASELINE}.items():
        (tmp_path / name).write_text(text)
    for name in ("acme/a.yaml", "elsewhere/b.yaml"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("a: 1\n")
    monkeypatch.chdir(tmp_path)
    wrong = [
        Finding(code, Severity.WARNING, "it is wrong", "Fix it.", at("acme/a.yaml"))
        for code in ("D847", "D850", "D920")
    ]
    checked, asked = [Checked(Path("acme"), wrong)], Asked()
    world = given(checked, asked, renewed=False)
    judged = Judge(asked, world).all(checked)
    assert shown(judged.known) == ["acme/a.yaml:1 D847 it is wrong"]
    assert shown(judged.findings) == [
        "acme/a.yaml:1 D920 it is wrong",
        "known.txt:3 D670 D841 in `acme/a.yaml` is gone",
        "known.txt:5 D670 D841 in `gone/c.yaml` is gone",
    ]
    shutil.rmtree(tmp_path / "acme")
    shutil.rmtree(tmp_path / "elsewhere")
    (tmp_path / "difyspec.toml").unlink()
    (tmp_path / "known.txt").unlink()
    again = Judge(asked, world).all(checked)
    assert (again.findings, again.known, again.entries) == (judged.findings, judged.known, judged.entries)

"""Each folder of ``tests/diagnostics/`` holds a bad spec in ``spec/`` beside exactly what is said about it.

``DIFYSPEC_RECORD=1 pytest tests/test_diagnostics.py`` writes each ``expected.txt`` anew; read what changed before you
keep it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from difyspec.diagnostics import Finding, Severity, blocking
from difyspec.diagnostics.catalogue import ENTRIES
from difyspec.language import read
from difyspec.report import render
from difyspec.resolve import resolve
from difyspec.source import load_folder

ROOT = Path(__file__).parent / "diagnostics"
RECORD = os.environ.get("DIFYSPEC_RECORD") == "1"
CASES = sorted(path.name for path in ROOT.iterdir() if (path / "spec").is_dir())

# What no file in a repository can hold (unreadable, huge or endless files), or what lies outside of specs.
ELSEWHERE = re.compile(r"D00[1568]|D6..|D7[^0].|D9..")


def findings_of(folder: Path) -> tuple[list[Finding], dict[str, str]]:
    """Everything the compiler says about a spec, and the texts it says it about."""
    spec, findings = load_folder(folder)
    document, said = read(spec.files)
    found = [*findings, *said]
    if document is not None:
        found.extend(resolve(document, spec, flawed=blocking(found)).findings)
    return found, spec.texts()


@pytest.mark.parametrize("case", CASES)
def test_output(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / case)
    findings, texts = findings_of(Path("spec"))
    code = case.partition("-")[0]
    assert code in {one.code for one in findings}, "the folder is not about its code"
    shown = render(findings, texts)
    expected = Path("expected.txt")
    if RECORD:
        expected.write_text(shown, "utf-8")
    assert shown == expected.read_text("utf-8")


def test_every_code_has_a_folder() -> None:
    shown = {case.partition("-")[0] for case in CASES}
    assert sorted(code for code in ENTRIES if code not in shown and not ELSEWHERE.fullmatch(code)) == []


@pytest.mark.parametrize("case", CASES)
def test_every_finding_is_complete(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / case)
    findings, _ = findings_of(Path("spec"))
    for one in findings:
        assert one.severity in Severity
        assert one.message
        assert not one.message.endswith(".")
        assert one.help.endswith((".", "?", "`"))
        assert one.span.line >= 1
        assert one.span.column >= 1

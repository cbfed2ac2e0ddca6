"""The rules over fifty published plugins: every defect that research found, and no loader refuses any of them."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from difyspec.checks import check_layout, check_many
from difyspec.diagnostics import Finding, Severity
from difyspec.layout import Layout, layout_of
from difyspec.source import open_folder

from tests.checks.known_defects import COUNTS, KNOWN

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared/corpus, which is not here")


@pytest.fixture(scope="module")
def layouts() -> list[Layout]:
    return [layout_of(open_folder(path)) for path in sorted(CORPUS.iterdir()) if path.is_dir()]


@pytest.fixture(scope="module")
def findings(layouts: list[Layout]) -> list[Finding]:
    return [one for layout in layouts for one in check_layout(layout)] + check_many(layouts)


@pytest.mark.parametrize("code", KNOWN)
def test_known_defects_are_found(code: str, findings: list[Finding]) -> None:
    found = [(Path(one.span.file).relative_to(CORPUS).as_posix(), one.message) for one in findings if one.code == code]
    for known in KNOWN[code]:
        start, text = known if isinstance(known, tuple) else (known, "")
        assert any(file.startswith(start) and text in message for file, message in found), (known, found)


def test_counts(findings: list[Finding]) -> None:
    counted = Counter(one.code for one in findings)
    assert {code: counted[code] for code in COUNTS} == COUNTS


def test_no_loader_refuses_a_published_plugin(findings: list[Finding]) -> None:
    assert [(str(one.span), one.message) for one in findings if one.severity is Severity.ERROR] == []


def test_missing_python_and_icons_are_no_findings_where_there_are_none_at_all(layouts: list[Layout]) -> None:
    assert all(layout.excerpt for layout in layouts)


def test_checking_all_of_them_is_quick() -> None:
    start = time.process_time()
    for path in sorted(CORPUS.iterdir()):
        if path.is_dir():
            check_layout(layout_of(open_folder(path)))
    assert time.process_time() - start < 4


def test_findings_lie_within_their_files(findings: list[Finding]) -> None:
    lengths: dict[str, list[int]] = {}
    for one in findings:
        if one.span.file not in lengths:
            lengths[one.span.file] = [len(line) for line in Path(one.span.file).read_text("utf-8").splitlines()] or [0]
        lines = lengths[one.span.file]
        assert 1 <= one.span.line <= len(lines) + 1, one
        assert one.span.column <= (lines[one.span.line - 1] if one.span.line <= len(lines) else 0) + 1, one

"""The official plugins: each comes back file by file, from specs that are a fraction of their size."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from difyspec.diagnostics import Severity

from tests.importer.importing import CORPUS, Trip, declared, from_disk

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"{CORPUS} is not there")
PLUGINS = sorted(path.name for path in CORPUS.iterdir() if path.is_dir()) if CORPUS.is_dir() else []


@cache
def imported(name: str) -> Trip:
    return from_disk(CORPUS / name)


def test_there_are_fifty() -> None:
    assert len(PLUGINS) == 50


@pytest.mark.parametrize("name", PLUGINS)
def test_every_file_has_the_same_data(name: str) -> None:
    trip = imported(name)
    verification = trip.verify()
    assert len(verification.verdicts) == sum(path.is_file() for path in (CORPUS / name).rglob("*"))
    assert [one for one in verification.verdicts if not one.good] == []
    assert verification.identical
    assert declared(trip.again) == declared(trip.plugin.provider)


@pytest.mark.parametrize("name", PLUGINS)
def test_nothing_is_verbatim_and_nothing_blocks(name: str) -> None:
    trip = imported(name)
    assert trip.plugin.verbatim == ()
    assert not trip.plugin.copies
    assert not [one for one in trip.made.findings if one.severity is Severity.ERROR]


def test_specs_are_small() -> None:
    original = [path.read_text("utf-8-sig") for name in PLUGINS for path in sorted((CORPUS / name).rglob("*.yaml"))]
    specs = [imported(name).text for name in PLUGINS]
    assert _bytes(original) >= 4.5 * _bytes(specs)
    assert _scalars(original) >= 3.8 * _scalars(specs)


def _bytes(texts: list[str]) -> int:
    return sum(len(text.encode()) for text in texts)


def _scalars(texts: list[str]) -> int:
    events = (event for text in texts for event in yaml.parse(text, Loader=yaml.CSafeLoader))
    return sum(isinstance(event, yaml.ScalarEvent) for event in events)


@pytest.mark.parametrize("name", PLUGINS)
def test_specs_read_well(name: str) -> None:
    """Most models take one or two lines, `like` goes one level deep, and names say more than numbers."""
    text = imported(name).text
    rows = re.findall(r"^      - \S.*(?:\n {8,}.*)*", text.partition("\nmodels:\n")[2], re.MULTILINE)
    if len(rows) >= 10:
        assert sum(row.count("\n") < 2 for row in rows) >= 0.6 * len(rows), rows
    profiles = re.findall(r"^      ( ?  \S+):(?: \{like: (\S+?)[,}]|\n +like: (\S+))", text, re.MULTILINE)
    copies = {name.strip() for name, _, _ in profiles}
    assert not copies & {one or other for _, one, other in profiles}
    numbered = re.findall(r"^  (\w+_[0-9]+):", text, re.MULTILINE)
    assert len(numbered) <= 0.15 * max(20, len(re.findall(r"^  [\w.-]+:", text, re.MULTILINE)))


@pytest.mark.parametrize("name", ["anthropic", "gemini", "openai", "tongyi"])
def test_sources_survive(name: str) -> None:
    """Every address in a comment of a model's file stands in the spec."""
    comments = [
        found
        for path in sorted((CORPUS / name / "models").rglob("*.yaml"))
        for line in path.read_text("utf-8-sig").splitlines()
        for found in re.findall(r"^\s*#.*?(https?://[^\s()]+)", line)
        if not path.name.startswith("_")
    ]
    assert comments
    assert [one for one in comments if one not in imported(name).text] == []


def test_the_corpus_is_not_touched(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    marker.touch()
    for name in PLUGINS[:3]:
        from_disk(CORPUS / name).verify()
    newer = [path for path in CORPUS.rglob("*") if path.stat().st_mtime_ns > marker.stat().st_mtime_ns]
    assert newer == []

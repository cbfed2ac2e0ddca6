"""Every finding in fifty published plugins can be suppressed where it is, and all of them be known in a baseline."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from tests.support.commands import Run

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")]


@pytest.fixture
def plugins(project: Path) -> Path:
    shutil.copytree(CORPUS, project / "models")
    return project


def check(here: Run, *more: str) -> list[dict[str, str | int]]:
    found: list[dict[str, str | int]] = json.loads(here("check", "models", "--format", "json", *more).out)
    return found


def lines_of(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")


def test_suppressing_everything(here: Run, plugins: Path) -> None:
    places: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    findings = check(here)
    assert len(findings) > 100
    for one in findings:
        places[str(one["file"])][int(one["line"])].add(str(one["code"]))
    for file, lines in places.items():
        text = lines_of(plugins / file)
        for number, codes in sorted(lines.items(), reverse=True):
            indent = text[number - 1][: len(text[number - 1]) - len(text[number - 1].lstrip())]
            text.insert(number - 1, f"{indent}# difyspec: ignore[{', '.join(sorted(codes))}] as published")
        (plugins / file).write_text("\n".join(text), "utf-8")
    assert check(here) == []
    assert f"({len(findings)} suppressed)" in here("check", "models").out


def test_a_baseline_of_everything_survives_lines_that_move(here: Run, plugins: Path) -> None:
    assert check(here, "--write-baseline", "known.txt") == []
    before = (plugins / "known.txt").read_text("utf-8")
    for path in sorted((plugins / "models").rglob("*.yaml")):
        path.write_text("\n".join(["# one", "", "# two", *lines_of(path)]), "utf-8")
    assert check(here, "--baseline", "known.txt") == []
    assert check(here, "--write-baseline", "known.txt") == []
    assert (plugins / "known.txt").read_text("utf-8") == before

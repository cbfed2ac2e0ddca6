"""Whatever is wrong with a spec, there are findings and no exception."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from difyspec.diagnostics import blocking

from tests.resolve.specs import resolved

ROOT = Path(__file__).parents[2]
SPECS = sorted([*ROOT.glob("spec/*/provider.yaml"), *ROOT.glob("tests/cases/guardian/spec/provider.yaml")])
SKETCHES = sorted((ROOT.parent / "shared" / "sketches").glob("*.yaml"))
TOKEN = re.compile(r"[A-Za-z_][\w.-]*|[0-9.]+|'[^'\n]*'")
SWAPS = [
    "null",
    "[]",
    "{}",
    "''",
    "$(cred.api_key)",
    "$(model)",
    "-1",
    "[a, b]",
    "{a: b}",
    "true",
    "x y",
    "hooks.x",
    "~",
]


def texts() -> list[tuple[str, str]]:
    return [(path.parent.name, path.read_text("utf-8")) for path in SPECS]


@pytest.mark.parametrize(("name", "text"), texts(), ids=lambda value: value if len(value) < 20 else "")
def test_without_a_line(name: str, text: str) -> None:
    lines = text.splitlines(keepends=True)
    for index in range(len(lines)):
        resolved("".join(lines[:index] + lines[index + 1 :]))


@pytest.mark.parametrize(("name", "text"), texts(), ids=lambda value: value if len(value) < 20 else "")
def test_with_something_else_in_place_of_a_word(name: str, text: str) -> None:
    chance = random.Random(name)
    places = list(TOKEN.finditer(text))
    for place in chance.sample(places, min(len(places), 120)):
        swap = chance.choice(SWAPS)
        resolved(text[: place.start()] + swap + text[place.end() :])


@pytest.mark.skipif(not SKETCHES, reason="the sketches are not here")
@pytest.mark.parametrize("path", SKETCHES, ids=lambda path: path.stem)
def test_sketches_with_something_else(path: Path) -> None:
    text = path.read_text("utf-8")
    chance = random.Random(path.stem)
    places = list(TOKEN.finditer(text))
    for place in chance.sample(places, 25):
        resolved(text[: place.start()] + chance.choice(SWAPS) + text[place.end() :])
    lines = text.splitlines(keepends=True)
    for index in chance.sample(range(len(lines)), 10):
        resolved("".join(lines[:index] + lines[index + 1 :]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "spec: 1",
        "[]",
        "x",
        "spec: 1\nprovider: a\nmodels: {}",
        "models: {llm: {}}",
        "spec: 1\nprovider: a\nmodels: {llm: }",
    ],
)
def test_next_to_nothing(text: str) -> None:
    provider, findings = resolved(text)
    assert provider is None
    assert blocking(findings)

"""The specs of real providers state the facts that the official plugins publish.

Each difference is listed in ``tests/specs/<provider>.yaml`` with the reason for it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from difyspec.compile import examine_spec
from difyspec.importer.arrangement import arranged
from difyspec.importer.read.plugin import read_plugin
from difyspec.importer.reports import Reports
from difyspec.source import open_folder

from tests.specs.differences import Difference, differences, listed
from tests.specs.facts import Facts, facts_of

HERE = Path(__file__).parent
SPECS = HERE.parents[1] / "spec"
CORPUS = HERE.parents[2] / "shared" / "corpus"
PROVIDERS = ("deepseek", "groq", "jina", "mistralai", "nvidia", "openai", "siliconflow", "togetherai")
SMALLER = 6

official = pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the official plugins' YAML in ../shared/corpus")


@cache
def ours(provider: str) -> Facts:
    examined = examine_spec(SPECS / provider)
    assert examined.provider is not None, examined.findings
    return facts_of(examined.provider)


@cache
def published(provider: str) -> Facts:
    reports = Reports()
    folder = open_folder(CORPUS / provider)
    arrangement = arranged(folder, reports)
    assert arrangement is not None, reports.findings
    return facts_of(read_plugin(folder, arrangement, reports).provider)


def found(provider: str) -> list[Difference]:
    return list(differences(published(provider), ours(provider)))


@official
@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_difference_is_listed(provider: str) -> None:
    reasons = listed(HERE / f"{provider}.yaml")
    unlisted = [one for one in found(provider) if not any(reason.covers(one) for reason in reasons)]
    assert not unlisted, "\n".join(f"{one.at}: {one.official} -> {one.ours}" for one in unlisted)


@official
@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_listed_difference_is_there(provider: str) -> None:
    there = found(provider)
    stale = [one.at for one in listed(HERE / f"{provider}.yaml") if not any(one.covers(each) for each in there)]
    assert not stale


@official
@pytest.mark.parametrize("provider", PROVIDERS)
def test_facts_are_compared_at_all(provider: str) -> None:
    same = [at for at, value in published(provider).items() if ours(provider).get(at) == value]
    assert len(same) > len(found(provider))


@official
def test_specs_are_much_smaller_than_the_official_yaml() -> None:
    sizes = [(_bytes(CORPUS / provider), _bytes(SPECS / provider)) for provider in PROVIDERS]
    theirs, own = (sum(side) for side in zip(*sizes, strict=True))
    assert theirs >= SMALLER * own, f"{theirs} bytes of official YAML, {own} bytes of specs"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_difference_has_a_reason(provider: str) -> None:
    assert all(one.why.strip() and one.official != one.ours for one in listed(HERE / f"{provider}.yaml"))


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.yaml"))

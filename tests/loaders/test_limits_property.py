"""Plugins around each limit: `check` refuses what the SDK or the daemon refuse, and nothing else."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from difyspec.checks import check_layout
from difyspec.diagnostics import Finding, Severity
from difyspec.layout import layout_of
from difyspec.source import in_memory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.checks.archive import BASE
from tests.loaders.asking import Ask, asking
from tests.loaders.limits import LIMITS, Limit
from tests.loaders.test_against_sdk import SOUND

FILES = {"manifest": "manifest.yaml", "provider": "provider/acme.yaml", "model": "models/llm/acme-chat.yaml"}
DATA = {kind: yaml.safe_load(text) for kind, text in SOUND.items()}
LETTERS = ("a", "Z", "é", "中", "𝒳", " b")

drawn = st.sampled_from(LIMITS).flatmap(
    lambda limit: st.tuples(st.just(limit), st.sampled_from(sorted(set(limit.measures()))), st.sampled_from(LETTERS))
)


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    with asking() as asked:
        yield asked


def put(data: Any, path: tuple[str | int, ...], value: Any) -> None:
    """Sets the value at a path; maps on the way are made where there are none."""
    for step in path[:-1]:
        data = data[step] if isinstance(step, int) else data.setdefault(step, {})
    data[path[-1]] = value


def plugin(chosen: list[tuple[Limit, int, str]]) -> dict[str, str]:
    """The declarations, by kind."""
    data = copy.deepcopy(DATA)
    for limit, measure, letter in chosen:
        put(data[limit.kind], limit.path, limit.make(measure, letter[:1] if measure else ""))
    return {kind: yaml.safe_dump(made, allow_unicode=True, sort_keys=False) for kind, made in data.items()}


def findings(declared: dict[str, str]) -> list[Finding]:
    files = dict(BASE.files) | {FILES[kind]: text.encode() for kind, text in declared.items()}
    icon = yaml.safe_load(declared["manifest"])["icon"]
    if icon:
        files[f"_assets/{icon}"] = b"<svg/>"
    return check_layout(layout_of(in_memory(".", files)))


def said(declared: dict[str, str]) -> tuple[bool, bool]:
    """Whether `check` refuses the plugin, and whether it warns of limits that hold in debugging and in answers."""
    found = findings(declared)
    return any(one.severity is Severity.ERROR for one in found), any(one.code == "D813" for one in found)


def judged(ask: Ask, chosen: list[tuple[Limit, int, str]]) -> None:
    declared = plugin(chosen)
    by_sdk = [answer for kind, text in declared.items() if (answer := ask(kind, text))]
    broken = [limit for limit, measure, _ in chosen if not limit.kept(measure)]
    refused, warned = said(declared)
    told = [(limit.path, measure) for limit, measure, _ in chosen]
    assert refused == bool(by_sdk or any(limit.always for limit in broken)), (told, by_sdk)
    if not refused:
        assert warned == bool(broken), told


def test_the_sound_one_is_taken() -> None:
    assert said(plugin([])) == (False, False)


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: ".".join(map(str, (limit.kind, *limit.path))))
def test_one_below_at_and_above(ask: Ask, limit: Limit) -> None:
    for measure in sorted(set(limit.measures())):
        judged(ask, [(limit, measure, "a")])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.lists(drawn, min_size=1, max_size=3, unique_by=lambda one: one[0].kind))
def test_several_at_once(ask: Ask, chosen: list[tuple[Limit, int, str]]) -> None:
    judged(ask, chosen)

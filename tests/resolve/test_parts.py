"""The small parts: patterns, conditions put together, file names, labels."""

from __future__ import annotations

import re

import pytest
from difyspec.provider.expressions import All, Any, Named, Not, Pattern
from difyspec.provider.transport import BodyMap
from difyspec.provider.values import text
from difyspec.resolve.algebra import NEVER, both, either, negated
from difyspec.resolve.patterns import compiled, covered, fits, fits_nothing, overlapping, surely_overlap
from difyspec.resolve.slugs import FileRule, file_names, slug
from difyspec.resolve.transport.json_mapping import nested
from difyspec.resolve.words import title
from hypothesis import given
from hypothesis import strategies as st

A, B, C = Named("a"), Named("b"), Named("c")
GLOBS = st.text("ab*", max_size=5)
NAMES = st.text("ab", max_size=7)


@pytest.mark.parametrize(
    ("pattern", "name", "fit"),
    [
        (Pattern("gpt-*"), "gpt-4", True),
        (Pattern("gpt-*"), "my-gpt-4", False),
        (Pattern("gpt-*"), "GPT-4", False),
        (Pattern("*/qwen*"), "a/b/qwen3", True),
        (Pattern("a.c"), "abc", False),
        (Pattern("a*"), "a\nb", True),
        (Pattern("^o[13]", regex=True), "o1-mini", True),
        (Pattern("o[13]", regex=True), "gpt-o3", True),
        (Pattern("^O1", regex=True), "o1", False),
        (Pattern("^O1", regex=True, ignore_case=True), "o1", True),
    ],
)
def test_patterns(pattern: Pattern, name: str, fit: bool) -> None:
    assert fits((pattern,), name) is fit


def test_excluding_patterns_take_out() -> None:
    group = (Pattern("qwen3-*"), Pattern("qwen3-coder*", excludes=True))
    assert fits(group, "qwen3-8b")
    assert not fits(group, "qwen3-coder-plus")


@given(GLOBS, GLOBS, NAMES)
def test_overlap_is_never_missed(left: str, right: str, name: str) -> None:
    both_fit = fits((Pattern(left),), name) and fits((Pattern(right),), name)
    assert overlapping(left, right) or not both_fit


@given(GLOBS, GLOBS)
def test_an_overlap_that_is_found_is_there(left: str, right: str) -> None:
    if overlapping(left, right):
        names = (n for size in range(11) for n in _names(size))
        assert any(compiled(Pattern(left)).search(n) and compiled(Pattern(right)).search(n) for n in names)


def _names(size: int) -> list[str]:
    return [bin(number)[3:].translate(str.maketrans("01", "ab")) for number in range(2**size, 2 ** (size + 1))]


@given(GLOBS, GLOBS, NAMES)
def test_what_is_covered_fits(inner: str, outer: str, name: str) -> None:
    if covered(Pattern(inner), Pattern(outer)) and fits((Pattern(inner),), name):
        assert fits((Pattern(outer),), name)


@pytest.mark.parametrize(
    ("patterns", "nothing"),
    [
        ((Pattern("a*"),), False),
        ((Pattern("a*", excludes=True),), True),
        ((Pattern("a-1"), Pattern("a-*", excludes=True)), True),
        ((Pattern("a-*"), Pattern("a-1", excludes=True)), False),
        ((Pattern("a"), Pattern("b"), Pattern("a", excludes=True)), False),
        ((), True),
    ],
)
def test_groups_that_nothing_fits(patterns: tuple[Pattern, ...], nothing: bool) -> None:
    assert fits_nothing(patterns) is nothing


def test_only_plain_globs_are_sure_to_overlap() -> None:
    assert surely_overlap((Pattern("a*"),), (Pattern("*b"),))
    assert not surely_overlap((Pattern("a"),), (Pattern("b"),))
    assert not surely_overlap((Pattern("a", regex=True),), (Pattern("a"),))
    assert not surely_overlap((Pattern("a*"),), (Pattern("*"), Pattern("a*", excludes=True)))


def test_conditions() -> None:
    assert both() is None
    assert both(None, A) == A
    assert both(A, A, None) == A
    assert both(A, All((B, C))) == All((A, B, C))
    assert both(A, NEVER) == NEVER
    assert either(A, None) is None
    assert either(A, A) == A
    assert either(A, Any((B, A))) == Any((A, B))
    assert either(A, Not(A)) is None
    assert negated(None) == NEVER
    assert negated(NEVER) is None
    assert negated(Not(A)) == A


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qwen3-8B", "qwen3-8b"),
        ("gpt-4o (new)", "gpt-4o-new"),
        ("模型", "model"),
        ("con", "con-model"),
        ("aux.v2", "aux.v2-model"),
        ("x_position", "x_position-model"),
        ("..", "model"),
        ("v1.5", "v1.5"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_files_are_unique_and_stay_when_models_are_added_behind() -> None:
    ids = ["BAAI/bge-m3", "Pro/BAAI/bge-m3", "bge-m3", "BGE-M3", "given"]
    files = file_names(ids, [None, None, None, None, "bge.yaml"])
    assert files == ["bge-m3.yaml", "pro-baai-bge-m3.yaml", "bge-m3-2.yaml", "bge-m3-3.yaml", "bge.yaml"]
    assert file_names(ids[:2], [None, None]) == files[:2]


def test_files_may_be_called_as_the_models_are() -> None:
    ids = ["BAAI/bge-m3", "Qwen3:8B", "BAAI-bge-m3"]
    assert file_names(ids, [None] * 3, FileRule.ID) == ["BAAI-bge-m3.yaml", "Qwen3:8B.yaml", "BAAI-bge-m3-2.yaml"]


@given(st.lists(st.text(max_size=6), max_size=8, unique=True))
def test_files_of_any_names(ids: list[str]) -> None:
    files = file_names(ids, [None] * len(ids))
    assert len({one.casefold() for one in files}) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9._-]*\.yaml", one) for one in files)
    assert not any(one.endswith("_position.yaml") for one in files)


@pytest.mark.parametrize(
    ("name", "label"), [("max_retries", "Max retries"), ("api_key", "API key"), ("x", "X"), ("base-url", "Base URL")]
)
def test_titles(name: str, label: str) -> None:
    assert title(name) == label


def test_dotted_names_of_a_request_are_maps_within_maps() -> None:
    one, two, three = text("1"), text("2"), text("3")
    inner = BodyMap((("text", one), ("lang", three)))
    assert nested((("query.text", one), ("model", two), ("query.lang", three))) == BodyMap(
        (("query", inner), ("model", two))
    )
    assert nested((("a", one), ("a.b", two))) == BodyMap((("a", BodyMap((("b", two),))),))
    assert nested((("a.b", one), ("a", two))) == BodyMap((("a", two),))

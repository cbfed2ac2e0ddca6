"""Whatever data a spec holds, it comes back from the text with every type, and the text is formatted already."""

from __future__ import annotations

import pytest
from difyspec.edit import format_spec, spec_text
from difyspec.edit.layout import COLUMNS
from difyspec.language.kinds.numbers import data
from difyspec.provider.values import FALSE, NULL, TRUE, Data, DataList, DataMap, Kind, Scalar, text
from difyspec.source import MapNode
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.edit.comparing import content, source

LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\ufffe\uffff")
SPECIAL = """
yes No on ~ null true 007 1.0 1e3 0o7 0x1F 12:30 2024-02-01 +tool -tool - -- a:b a: #x x# [a] {b} , ? | > % @ `
'' * & ! " ' << = . ... --- .inf $(x) 模型 é
"""
WORDS = st.sampled_from(SPECIAL.split())
TEXTS = st.one_of(
    st.text(LETTERS, max_size=30), WORDS, st.lists(WORDS, max_size=6).map(" ".join), st.text("a \n", max_size=60)
)
SCALARS: st.SearchStrategy[Data] = st.one_of(
    TEXTS.map(text),
    st.integers().map(lambda one: Scalar(Kind.INT, str(one))),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(lambda one: Scalar(Kind.FLOAT, f"{one:f}")),
    st.sampled_from([TRUE, FALSE, NULL, Scalar(Kind.FLOAT, ".inf"), Scalar(Kind.TIMESTAMP, "2024-02-01T10:00:00Z")]),
)
KEYS = st.one_of(st.text(LETTERS, max_size=12), WORDS)


def maps(values: st.SearchStrategy[Data]) -> st.SearchStrategy[DataMap]:
    return st.dictionaries(KEYS, values, max_size=6).map(lambda one: DataMap(tuple(one.items())))


DATA = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=6).map(lambda one: DataList(tuple(one))), maps(inner)),
    max_leaves=25,
)


def written(value: DataMap) -> str:
    head: tuple[tuple[str, Data], ...] = (("spec", Scalar(Kind.INT, "1")), ("provider", text("acme")))
    return spec_text(DataMap((*head, ("raw", DataMap((("manifest", value),))))))


def reread(spec: str) -> Data:
    root = source(spec).root
    assert isinstance(root, MapNode)
    raw = root.get("raw")
    assert isinstance(raw, MapNode)
    found = raw.get("manifest")
    assert found is not None
    return data(found)


@settings(max_examples=150, deadline=None)
@given(maps(DATA))
def test_any_data(value: DataMap) -> None:
    spec = written(value)
    assert reread(spec) == value
    again = format_spec(source(spec))
    assert content(source(again).root) == content(source(spec).root)
    assert format_spec(source(again)) == again


@pytest.mark.parametrize(
    "key", ["k" * 90, "k" * 1500, "с ключ", "a: b", "- x", "+x", "-x", "", "? a", "# a", "a #b", "\n"]
)
def test_keys(key: str) -> None:
    items = DataList((text("one"), DataMap(((key, NULL),))))
    value = DataMap(((key, items),))
    spec = written(value)
    assert reread(spec) == value
    assert format_spec(source(spec)) == spec


def test_lines_are_no_longer_than_they_must_be() -> None:
    words = DataList(tuple(text(f"word-{number}") for number in range(80)))
    spec = written(DataMap((("words", words), ("more", DataMap((("words", words),))))))
    assert max(len(line) for line in spec.splitlines()) <= COLUMNS
    assert len(spec.splitlines()) < 40


def test_wide_letters_count_twice() -> None:
    value = DataMap((("words", DataList(tuple(text("模型参数说明") for _ in range(12)))),))
    assert all(len(line) <= COLUMNS // 2 + 20 for line in written(value).splitlines())

"""Where values differ, and what counts as the same."""

from __future__ import annotations

from typing import Any

import pytest
from difyspec.conform.difference import ABSENT, Difference, differences


@pytest.mark.parametrize(
    ("left", "right"),
    [(1, 1.0), (0.1 + 0.2, 0.3), ([1, {"a": None}], [1.0, {"a": None}]), ("a", "a"), (True, True), ({}, {})],
)
def test_the_same(left: Any, right: Any) -> None:
    assert list(differences(left, right)) == []


@pytest.mark.parametrize(
    ("left", "right", "path"),
    [
        (1, 2, "$"),
        (1, True, "$"),
        (1, "1", "$"),
        (0, False, "$"),
        (None, "", "$"),
        (1.0, 1.001, "$"),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, "$.a.b"),
        ({"content-type": "x"}, {"content-type": "y"}, '$["content-type"]'),
        ([1, [2, 3]], [1, [2, 4]], "$[1][1]"),
        ([], {}, "$"),
    ],
)
def test_different(left: Any, right: Any, path: str) -> None:
    [found] = differences(left, right)
    assert found.path == path
    [back] = differences(right, left)
    assert (back.expected, back.actual) == (found.actual, found.expected)


def test_keys_that_one_side_lacks() -> None:
    assert list(differences({"a": 1, "b": 2}, {"b": 2, "c": None})) == [
        Difference("$.a", 1, ABSENT),
        Difference("$.c", ABSENT, None),
    ]


def test_lists_of_different_length_tell_it_first() -> None:
    found = list(differences([1, 2], [3]))
    assert [one.path for one in found] == ["$.length", "$[0]"]


def test_json_in_texts_is_looked_into() -> None:
    [arguments] = differences('{"a": {"b": 1}}', '{"a": {"b": 2}}')
    assert arguments.hint == "inside, $.a.b differs"
    [spaces] = differences('{"a": 1}', '{"a":1}')
    assert spaces.hint == "the same JSON, written differently"
    [words] = differences("one", "two")
    assert words.hint == ""

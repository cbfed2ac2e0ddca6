"""Patterns, relations, URLs: what conditions and endpoints are made of."""

from __future__ import annotations

import fnmatch
import time

import pytest
from difyspec.runtime import patterns, urls, values
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("pattern", "fits", "fails"),
    [
        ("qwen*", ["qwen", "qwen/3", "qwen3-8b"], ["Qwen3", "aqwen"]),
        ("*/gpt-4", ["a/gpt-4", "a/b/gpt-4"], ["gpt-4", "a/gpt-4o"]),
        ("a*b*c", ["abc", "a-b-c", "aXbbXc"], ["acb", "ab", "ac"]),
        ("ab*ba", ["abba", "ab-ba"], ["aba"]),
        ("*", ["", "x"], []),
        ("a?[b]", ["a?[b]"], ["axb", "a?b"]),
        ("/^(o1|o3|gpt-5)/i", ["o1-mini", "GPT-5"], ["xo1"]),
        ("/o1$/", ["pro-o1"], ["O1", "o1-mini"]),
        ("openai", ["openai"], ["opena", "openaI"]),
    ],
)
def test_patterns(pattern: str, fits: list[str], fails: list[str]) -> None:
    group = patterns.Group(pattern)
    assert [name for name in [*fits, *fails] if name in group] == fits
    assert [name for name in [*fits, *fails] if patterns.matches(name, pattern)] == fits


def test_excluding_patterns() -> None:
    group = patterns.Group("qwq-*", "qwen3-*", "-qwen3-coder*", "-/vl$/")
    names = ["qwq-32b", "qwen3-8b", "qwen3-coder-plus", "qwen3-vl", "other"]
    assert [name for name in names if name in group] == ["qwq-32b", "qwen3-8b"]
    assert [name for name in names if name in patterns.Group("-qwen*")] == ["qwq-32b", "other"]
    assert None not in group
    assert not patterns.matches(None, "*")


@settings(max_examples=300, deadline=None)
@given(st.text("ab.*", max_size=8), st.text("ab.", max_size=12))
def test_globs_agree_with_another_implementation(pattern: str, name: str) -> None:
    assert (name in patterns.Group(pattern)) is fnmatch.fnmatchcase(name, pattern)


def test_many_stars_take_no_time() -> None:
    start = time.perf_counter()
    assert "a" * 100_000 not in patterns.Group("*a" * 60 + "*b")
    assert time.perf_counter() - start < 0.1


def test_relations_with_absent_values_are_false() -> None:
    for relation in (values.at_least, values.at_most, values.above, values.below):
        assert relation(None, 0) is False
    assert values.has(None, "x") is False
    assert values.truth(None) is False
    assert values.one_of(None, "a") is False


def test_relations() -> None:
    assert [values.at_least(2, 2), values.above(2, 2), values.at_most(2, 2), values.below(2, 2)] == [True, False] * 2
    assert values.has("abc", "bc")
    assert values.has(frozenset({"vision"}), "vision")
    assert not values.has([1], True)
    assert not values.has("1", 1)
    assert not values.equal(True, 1)
    assert values.equal(1, 1.0)
    assert [values.truth(item) for item in (True, 1, 0.5, False, 0, "true", "")] == [True] * 3 + [False] * 4
    assert values.text("a", None, True, 1, 0.5) == "atrue10.5"
    assert values.first(None, 2) == 2
    assert values.first(0, 2) == 0
    assert values.first(False, True) is False


@pytest.mark.parametrize(
    ("url", "result"),
    [
        ("http://h:1", "http://h:1/v1"),
        ("http://h:1/", "http://h:1/v1"),
        ("http://h:1/v1", "http://h:1/v1"),
        ("http://h:1/v1//", "http://h:1/v1"),
        ("http://h/api/v1", "http://h/api/v1"),
        ("http://h/v10", "http://h/v10/v1"),
    ],
)
def test_normalising(url: str, result: str) -> None:
    assert urls.ensure_suffix(urls.strip_suffix(url, "/v1"), "/v1") == result
    assert urls.ensure_suffix(url, "/v1/") == result


def test_urls() -> None:
    assert urls.strip_suffix("http://h/v1-openai/", "/v1-openai") == "http://h"
    assert urls.origin("https://user@h:8/p/v1?q=1") == "https://user@h:8"
    assert urls.origin("no url/") == "no url"
    assert urls.join("http://h/v1/", "/x") == "http://h/v1/x"
    assert urls.join("http://h/v1", "") == "http://h/v1"
    assert urls.join("http://h/v1", "https://other/x") == "https://other/x"
    assert urls.shown("http://user:pass@h:1/p?key=x#f") == "http://h:1/p"

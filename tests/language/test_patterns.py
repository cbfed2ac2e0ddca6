"""Patterns: what they fit, what is refused, and that none takes long."""

from __future__ import annotations

import re
import time

import pytest
from difyspec.language.expressions.grammar import ExpressionError
from difyspec.language.expressions.patterns import parsed_pattern, python_regex, written
from difyspec.provider.expressions import Pattern
from difyspec.resolve.patterns import fits as fit
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.reading import document, finding, stretch


@pytest.mark.parametrize(
    ("pattern", "fits", "fits_not"),
    [
        ("qwen*", ["qwen", "qwen3-8b", "qwen/a/b"], ["Qwen", "aqwen"]),
        ("*-vl-*", ["a-vl-b", "-vl-"], ["a-vl", "vl"]),
        ("a*b*c", ["abc", "axxbyyc", "abbcc", "abcbc"], ["ab", "acb", "abcx"]),
        ("*", ["", "x\ny"], []),
        ("o1", ["o1"], ["o1-mini", "o11", "o1\n"]),
        ("a.b", ["a.b"], ["axb"]),
        ("gpt-4 (x)", ["gpt-4 (x)"], ["gpt-4 x"]),
        ("/^(o1|o3|gpt-5)/i", ["O1-mini", "gpt-5x"], ["a-o1"]),
        ("/^(o1|o3)/", ["o1"], ["O1"]),
        ("/-[0-9]{1,2}b$/", ["x-8b", "x-70b"], ["x-700b", "x-b", "x-8b\n"]),
        (r"/\d+\.\d/", ["v3.5"], ["v35"]),
        ("/[^a-c_]x?$/", ["d", "dx", "ax"], ["a", "bx"[:1]]),
        (r"/a\/b/", ["xa/b"], ["ab"]),
        ("/a|b$/", ["a1", "1b"], ["b1"]),
        ("/[a&&b|~-]/", ["&", "~", "-"], ["c"]),
        ("/a{2,}b/", ["aab", "xaaab"], ["ab"]),
    ],
)
def test_what_fits(pattern: str, fits: list[str], fits_not: list[str]) -> None:
    made = parsed_pattern(pattern, 0)
    assert [name for name in [*fits, *fits_not] if fit((made,), name)] == fits
    assert written(made) == pattern


@pytest.mark.parametrize(
    ("pattern", "message", "at"),
    [
        ("", "an empty pattern", (0, 0)),
        ("gpt-?", "`?` is no wildcard", (4, 5)),
        ("qwen3.[5-8]*", "`[` is no wildcard", (6, 7)),
        ("/abc", "ends with `/`", (0, 4)),
        ("/a/x", "`x` is no flag", (3, 4)),
        ("//", "an empty pattern", (0, 2)),
        ("/(a+)+/", "`+` can only repeat a single character", (5, 6)),
        ("/(?=a)b/", "only `(` and `(?:` can start a group", (1, 4)),
        ("/(?<n>a)/", "only `(` and `(?:` can start a group", (1, 4)),
        (r"/(a)\1/", "references to groups", (4, 6)),
        ("/a*b*c*/", "at most 2 times", (6, 7)),
        ("/a**/", "repeated already", (3, 4)),
        ("/a+?/", "repeated already", (3, 4)),
        ("/*a/", "nothing stands before `*`", (1, 2)),
        ("/(a/", "this bracket is not closed", (1, 2)),
        ("/a)/", "never opened", (2, 3)),
        ("/[a/", "this bracket is not closed", (1, 2)),
        ("/[]/", "no character", (1, 3)),
        ("/[z-a]/", "ends before it begins", (2, 5)),
        (r"/[\d-z]/", "from one character to another", (2, 6)),
        (r"/\b/", r"`\b` is not part of the language", (1, 3)),
        ("/a{3,1}/", "not smaller", (2, 7)),
        ("/a{1,99}/", "goes up to 64", (2, 8)),
        ("/a{x}/", "starts a count", (2, 3)),
        ("/(ab){2}/", "a count can only repeat a single character", (5, 8)),
        ("/^*/", "a place cannot be repeated", (2, 3)),
        ("/" + "(a|b)" * 11 + "/", "too many ways", (1, 56)),
        ("/" + "a?" * 20 + "/", "too many ways", (1, 41)),
        ("/" + "(" * 9 + "a" + ")" * 9 + "/", "nested more than 8", (9, 10)),
    ],
)
def test_what_is_refused(pattern: str, message: str, at: tuple[int, int]) -> None:
    with pytest.raises(ExpressionError) as caught:
        parsed_pattern(pattern, 0)
    assert message in caught.value.message
    assert (caught.value.start, caught.value.end) == at


def test_groups_take_names_out_again() -> None:
    groups = document("groups: {g: [qwen3-*, -qwen3-coder*, '-/-vl-/']}\n").groups
    assert groups is not None
    patterns = tuple(one.value for one in groups.entries[0].body)
    assert patterns[1:] == (Pattern("qwen3-coder*", excludes=True), Pattern("-vl-", True, excludes=True))


def test_places_of_refused_patterns() -> None:
    text = "groups: {g: [a, '-/(x|y/']}\n"
    found = finding(text, "D130")
    assert stretch(text, found.span) == "("


def _as_re(glob: str) -> re.Pattern[str]:
    return re.compile("".join(".*" if char == "*" else re.escape(char) for char in glob), re.DOTALL)


@given(
    st.text("ab*/", min_size=1, max_size=8).filter(lambda glob: not glob.startswith("/")), st.text("ab/", max_size=12)
)
def test_globs_mean_what_they_always_mean(glob: str, name: str) -> None:
    assert fit((parsed_pattern(glob, 0),), name) == bool(_as_re(glob).fullmatch(name))


_PIECES = [
    "a",
    "b",
    ".",
    r"\d",
    "[ab]",
    "[^a]",
    "(a|bb)",
    "(?:b|)",
    "^",
    "$",
    "a?",
    "b*",
    "[ab]+",
    "a{1,2}",
    "-",
    r"\.",
]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=6), st.text("ab1-.", max_size=10))
def test_regular_expressions_mean_what_python_means(pieces: list[str], name: str) -> None:
    text = "".join(pieces)
    try:
        made = parsed_pattern(f"/{text}/", 0)
    except ExpressionError:
        return
    assert fit((made,), name) == bool(re.search(text.replace("$", r"\Z"), name))


@pytest.mark.parametrize(
    "pattern", ["*a*a*a*a*a*a*a*a*b", r"/[ab]*\w*-$/", "/^a{1,64}[a-z]+[a-z]*!/", "/(a|b)(a|b)(a|b)a*a*c/"]
)
def test_nothing_takes_long(pattern: str) -> None:
    made = parsed_pattern(pattern, 0)
    started = time.perf_counter()
    assert not fit((made,), "ab" * 10 + "a" * 235)
    assert time.perf_counter() - started < 1.0


def test_python_text_is_complete_in_itself() -> None:
    assert re.search(python_regex(parsed_pattern("/^(o1|gpt-5)/i", 0)), "GPT-5-mini")
    assert not re.search(python_regex(parsed_pattern("gpt-5", 0)), "gpt-5-mini")

"""Where suppressions are found, in texts of any kind and in bounded time."""

from __future__ import annotations

import time

import pytest
from difyspec.policy.directives import directives
from hypothesis import given, settings
from hypothesis import strategies as st

WHY = "# difyspec: ignore[D841] because"


def lines(file: str, text: str) -> list[tuple[int, ...]]:
    """The lines that each suppression is about; of a whole file none."""
    found, said = directives(file, text)
    assert said == []
    return [() if one.whole else tuple(sorted(one.lines)) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"a: 1  {WHY}\n", [(1,)]),
        (f"{WHY}\na: 1\n", [(1, 2)]),
        (f"{WHY}\n\n# and\n{WHY}\na: 1\n", [(1, 5), (4, 5)]),
        (f"a: 1\n{WHY}\n", [(2,)]),
        (f"a: '{WHY}'\n", []),
        (f'a: "x\n  {WHY}\n  y"\n', []),
        (f"a: |\n  {WHY}\nb: 1\n", []),
        (f"a: |  {WHY}\n  x\n", [(1,)]),
        (f"a: >-\n  {WHY}\n\n{WHY}\nb: 1\n", [(4, 5)]),
        (f"a#b: 1#{WHY[1:]}\n", []),
        (f"[a, {{b: c}}]  {WHY}\n", [(1,)]),
        (f"a: 1\r\nb: 2  {WHY}\r\nc: 3\r\n", [(2,)]),
        (f"a: {{x: 1}}\na: 'x'  {WHY}\n", [(2,)]),
        (f"a: !odd x  {WHY}\n", [(1,)]),
        ("# difyspec: ignore-file[D841] because\na: 1\n", [()]),
        ("---\n# difyspec: ignore-file[D841] because\na: 1\n", None),
        ("a: [\n", []),
        (f"a: b: c  {WHY}\n", []),
        ("# see difyspec for more\na: 1 # difyspec is a compiler\n", []),
        (f"a: 1  # noqa {WHY}\n", [(1,)]),
    ],
)
def test_yaml(text: str, expected: list[tuple[int, ...]] | None) -> None:
    if expected is None:
        assert [one.code for one in directives("a.yaml", text)[1]] == ["D664"]
    else:
        assert lines("a.yaml", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"x = 1  {WHY}\n", [(1,)]),
        (f"def f():\n    {WHY}\n    return 1\n", [(2, 3)]),
        (f'x = """\n{WHY}\n"""\n', []),
        (f"x = '{WHY}'\n", []),
        (f'x = f"{{1}} {WHY}"\n', []),
        (f"#!/usr/bin/env python\n# difyspec: ignore-file[D841] because\nx = 1  {WHY}\n", [(), (3,)]),
        (f"x = 1  {WHY}\ny = (\n", [(1,)]),
        (f"x = 1  {WHY}\n  y = 2\n", [(1,)]),
    ],
)
def test_python(text: str, expected: list[tuple[int, ...]]) -> None:
    assert lines("a.py", text) == expected


PIECES = st.sampled_from(
    [
        "# difyspec: ",
        "ignore",
        "ignore-file",
        "[",
        "]",
        "D841",
        ",",
        " ",
        "\n",
        "'",
        '"',
        "a: ",
        "- ",
        "|",
        "\t",
        "{",
        "é",
    ]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["a.yaml", "a.py"]))
def test_any_text_ends_in_suppressions_and_findings(text: str, file: str) -> None:
    found, said = directives(file, text)
    count = text.count("\n") + 1
    for one in found:
        assert one.codes
        assert all(1 <= line <= count for line in one.lines)
    rows = text.split("\n")
    for span in [one.span for one in said] + [place for one in found for _, place in one.codes]:
        assert 1 <= span.column <= span.end_column <= len(rows[span.line - 1]) + 1


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from(["a.yaml", "a.py"]))
def test_any_characters(text: str, file: str) -> None:
    directives(file, f"# difyspec: {text}")
    directives(file, f"{text}\n# difyspec: ignore[D841] {text}")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.yaml", f"{WHY}\na: [" + "'#', " * 100_000 + "]\n"),
        ("a.yaml", f"{WHY}\na: " + "#" * 500_000),
        ("a.yaml", f"{WHY}\n" * 20_000),
        ("a.yaml", f"a: 1  # difyspec: ignore[{'D841, ' * 50_000}] because"),
        ("a.py", f"{WHY}\nx = " + "(" * 50_000),
        ("a.py", f"{WHY}\n" * 20_000),
    ],
)
def test_hostile_texts_take_no_time(file: str, text: str) -> None:
    start = time.process_time()
    directives(file, text)
    assert time.process_time() - start < 5

"""Patterns that would keep a naive matcher busy for ever."""

from __future__ import annotations

import time

from difyspec.layout.globs import daemon_matches, sdk_matches
from difyspec.layout.ignore import ignored, rules

DEEP = "/".join(["a"] * 120) + "/b"
LONG = "a" * 240


def test_stars_do_not_multiply() -> None:
    start = time.process_time()
    names = [DEEP, LONG, f"models/{LONG}.yaml"]
    for pattern in (
        "**/a/" * 60 + "c",
        "*a" * 120 + "c",
        "models/" + "*a" * 100 + "c",
        "?*" * 200,
        "[a-b]*" * 100 + "c",
    ):
        assert sdk_matches(pattern, names) == [] or "?" in pattern
        daemon_matches(pattern, names)
        ignored(names, rules(f"{pattern}\n!{pattern}\n"))
    assert time.process_time() - start < 5


def test_long_lines_are_read_in_time() -> None:
    start = time.process_time()
    for line in (
        " " * 1_000_000 + "a",
        "[" * 1_000_000,
        "*" * 1_000_000,
        "a/" * 500_000,
        "\\" * 1_000_000,
        "!" * 1_000_000,
    ):
        ignored([DEEP], rules(line))
        sdk_matches("x" + line.replace("/", "y").replace("**", "z"), [DEEP])
        daemon_matches(line, [DEEP])
    assert time.process_time() - start < 5

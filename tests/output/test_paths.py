"""Paths that may be written, and paths that may not."""

from __future__ import annotations

import pytest
from difyspec.output.paths import fault, faults, parents


@pytest.mark.parametrize(
    "path", ["a", "models/llm/llm.py", ".difyignore", "models/llm/Qwen 2.5 (72B).yaml", "a..b", "模型.yaml"]
)
def test_good_paths(path: str) -> None:
    assert fault(path) is None


@pytest.mark.parametrize(
    "path",
    ["", "/a", "../a", "a/../b", "a/..", "./a", "a/./b", "a//b", "a/", "a\\b", "C:/a", "a\n", "a\0b", ".difyspec.lock",
     ".difyspec-stage/x"],
)  # fmt: skip
def test_bad_paths(path: str) -> None:
    assert fault(path) is not None
    assert [found.code for found in faults([path], "generated/acme")] == ["D610"]


@pytest.mark.parametrize(
    ("paths", "place"),
    [
        (["models/llm/A.yaml", "models/llm/a.yaml"], "generated/acme/models/llm/a.yaml"),
        (["stra\u00dfe", "STRASSE"], "generated/acme/stra\u00dfe"),
        (["caf\u00e9", "cafe\u0301"], "generated/acme/caf\u00e9"),
        (["a", "A/b"], "generated/acme/a"),
    ],
)
def test_paths_that_some_file_systems_cannot_tell_apart(paths: list[str], place: str) -> None:
    for order in (paths, paths[::-1]):
        assert [(found.code, found.span.file) for found in faults(order, "generated/acme")] == [("D611", place)]


def test_parents() -> None:
    assert parents("a/b/c") == ["a", "a/b"]
    assert parents("a") == []

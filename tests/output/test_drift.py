"""Drift is decided from digests; regenerating says more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from difyspec.diagnostics import Finding
from difyspec.output.conflicts import conflicts
from difyspec.output.digest import digest
from difyspec.output.drift import Places, drift, regenerated
from difyspec.output.lock import Lock
from difyspec.output.plan import Obstacle, State, lock_of, plan

PLACES = Places("spec/acme", "generated/acme")
INPUTS = {"provider.yaml": digest(b"spec"), "icon.svg": digest(b"icon")}
FILES = {"a": b"a", "b/c": b"c"}
LOCK = lock_of(FILES, "acme", "1" * 64, INPUTS, 0)


def said(findings: list[Finding]) -> list[tuple[str, str]]:
    """Code and file of each finding."""
    return [(one.code, one.span.file) for one in findings]


def found(inputs: Mapping[str, str] = INPUTS, compiler: str = "1" * 64, **outputs: State) -> list[tuple[str, str]]:
    on_disk: dict[str, State] = {**LOCK.outputs, **outputs}
    return said(drift(LOCK, inputs, compiler, on_disk, PLACES))


def test_nothing_changed() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"inputs": {**INPUTS, "provider.yaml": digest(b"other")}}, [("D605", "spec/acme/provider.yaml")]),
        ({"inputs": {**INPUTS, "hooks.py": digest(b"")}}, [("D605", "spec/acme/hooks.py")]),
        ({"inputs": {"provider.yaml": INPUTS["provider.yaml"]}}, [("D605", "spec/acme/icon.svg")]),
        ({"compiler": "2" * 64}, [("D606", "generated/acme")]),
        ({"a": digest(b"edited")}, [("D602", "generated/acme/a")]),
        ({"a": None}, [("D603", "generated/acme/a")]),
        ({"a": Obstacle.FOLDER}, [("D608", "generated/acme/a")]),
        ({"compiler": "2" * 64, "inputs": {}, "a": None}, ["D605", "D606", "D603"]),
    ],
)
def test_every_change_is_found(change: dict[str, Any], expected: list[Any]) -> None:
    findings = found(**change)
    assert findings == expected or [code for code, _ in findings] == expected


def test_a_long_list_of_changed_files_is_cut() -> None:
    many = {f"{number}.yaml": digest(b"") for number in range(9)}
    [one] = drift(LOCK, {**INPUTS, **many}, "1" * 64, dict(LOCK.outputs), PLACES)
    assert one.message == "`0.yaml`, `1.yaml`, `2.yaml` and 6 more changed since `generated/acme` was generated"


def again(files: Mapping[str, bytes], outputs: Mapping[str, State], lock: Lock = LOCK) -> list[tuple[str, str]]:
    """What regenerating finds where `lock` and `outputs` stand on disk."""
    new = lock_of(files, "acme", "1" * 64, INPUTS, 0)
    return said(regenerated(plan(files, new, lock, {**lock.outputs, **outputs}), lock, PLACES))


@pytest.mark.parametrize(
    ("files", "outputs", "expected"),
    [
        (FILES, {}, []),
        (FILES, {"a": None}, [("D603", "generated/acme/a")]),
        (FILES, {"a": digest(b"edited")}, [("D602", "generated/acme/a")]),
        (FILES, {"a": Obstacle.LINK}, [("D608", "generated/acme/a")]),
        ({"a": b"a"}, {}, [("D604", "generated/acme/b/c")]),
        ({"a": b"a"}, {"b/c": digest(b"edited")}, [("D602", "generated/acme/b/c")]),
        ({**FILES, "a": b"b"}, {}, [("D607", "generated/acme/a")]),
        ({**FILES, "d": b"d"}, {}, [("D607", "generated/acme/d")]),
        ({**FILES, "d": b"d"}, {"d": digest(b"mine")}, [("D608", "generated/acme/d")]),
    ],
)
def test_regenerating(files: dict[str, bytes], outputs: dict[str, State], expected: list[Any]) -> None:
    assert again(files, outputs) == expected


def test_regenerating_finds_a_lock_that_says_something_else() -> None:
    assert again(FILES, {}, Lock("acme", "1" * 64, INPUTS, LOCK.outputs, findings=3)) == [("D607", "generated/acme")]


def test_conflicts_say_how_to_get_out() -> None:
    files = {**FILES, "new": b"n"}
    disk: dict[str, State] = {
        "a": digest(b"edited"),
        "b/c": Obstacle.FOLDER,
        "new": digest(b"mine"),
        "old": digest(b"x"),
    }
    old = Lock("acme", "", {}, {**LOCK.outputs, "old": digest(b"y")})
    new = lock_of(files, "acme", "", INPUTS, 0)
    findings = conflicts(plan(files, new, old, disk), "generated/acme")
    assert said(findings) == [
        ("D602", "generated/acme/a"),
        ("D608", "generated/acme/b/c"),
        ("D608", "generated/acme/new"),
        ("D602", "generated/acme/old"),
    ]
    assert ["--discard generated/acme" in one.help for one in findings] == [True, False, True, True]

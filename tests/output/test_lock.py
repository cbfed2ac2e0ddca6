"""The lock: a stable file, and none that could make difyspec delete what it should not."""

from __future__ import annotations

import json

import pytest
from difyspec.output.digest import digest
from difyspec.output.lock import Lock, LockError, dump, parse

LOCK = Lock("acme", "c" * 64, {"provider.yaml": digest(b"in")}, {"b.py": digest(b"b"), "a/ä.yaml": digest(b"a")}, 2)


def test_round_trip() -> None:
    assert parse(dump(LOCK)) == LOCK


def test_is_sorted_readable_and_ends_with_a_line_break() -> None:
    text = dump(LOCK).decode()
    assert text.endswith("}\n")
    assert text.index("a/ä.yaml") < text.index("b.py")
    turned = Lock(
        LOCK.provider, LOCK.compiler, LOCK.inputs, dict(sorted(LOCK.outputs.items(), reverse=True)), LOCK.findings
    )
    assert dump(turned) == dump(LOCK)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
        (b"[]", "was written by another version of difyspec"),
        (b"{}", "was written by another version of difyspec"),
        (b'{"version": 2}', "was written by another version of difyspec"),
        (b'{"version": 1}', "lacks a part"),
        (b'{\n<<<<<<< HEAD\n"version": 1\n=======\n>>>>>>> x\n}', "has an unresolved merge"),
    ],
)
def test_what_is_no_lock(content: bytes, reason: str) -> None:
    with pytest.raises(LockError, match=reason):
        parse(content)


@pytest.mark.parametrize(
    "path", ["../spec/provider.yaml", "/etc/passwd", "a/../../b", "a//b", "c:\\x", ".difyspec.lock"]
)
def test_paths_that_lead_elsewhere_are_not_believed(path: str) -> None:
    data = json.loads(dump(LOCK))
    data["outputs"][path] = digest(b"")
    with pytest.raises(LockError, match="names"):
        parse(json.dumps(data).encode())


@pytest.mark.parametrize("value", [None, 1, "", "A" * 64, "0" * 63, ["0" * 64]])
def test_digests_are_digests(value: object) -> None:
    data = json.loads(dump(LOCK))
    data["outputs"]["x"] = value
    with pytest.raises(LockError, match="no digest for `x`"):
        parse(json.dumps(data).encode())

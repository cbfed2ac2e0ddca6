"""The digests that drift is decided from, and the difference that is shown."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import difyspec
import pytest
from difyspec.output.compiler import LIBRARIES, fingerprint, versions
from difyspec.output.difference import difference, first_line
from difyspec.output.inputs import read_inputs

PACKAGE = Path(difyspec.__file__).parent


def test_inputs_are_all_files_but_hidden_ones_and_caches(tmp_path: Path) -> None:
    for name in (
        "provider.yaml",
        "hooks/chat.py",
        "files/a/b.bin",
        ".DS_Store",
        "hooks/__pycache__/chat.pyc",
        ".git/x",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert read_inputs(tmp_path) == {
        name: name.encode() for name in ("files/a/b.bin", "hooks/chat.py", "provider.yaml")
    }
    assert list(read_inputs(tmp_path)) == sorted(read_inputs(tmp_path))


def test_inputs_of_no_folder_are_none(tmp_path: Path) -> None:
    assert read_inputs(tmp_path / "none") == {}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    shutil.copytree(PACKAGE, tmp_path / "difyspec", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "difyspec"


def test_fingerprint_is_of_contents_not_of_places_or_times(package: Path) -> None:
    for path in package.rglob("*"):
        os.utime(path, (1, 1))
    (package / "emit/__pycache__").mkdir()
    (package / "emit/__pycache__/x.pyc").write_bytes(b"x")
    assert fingerprint(package) == fingerprint()
    assert re.fullmatch("[0-9a-f]{64}", fingerprint())


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("emit/new.py", True),
        ("diagnostics/finding.py", True),
        ("runtime/py.typed", True),
        ("language/guide/new.md", False),
        ("cli/new.py", False),
        ("output/plan.py", False),
        ("__init__.py", False),
    ],
)
def test_fingerprint_changes_with_what_shapes_a_plugin(package: Path, path: str, counts: bool) -> None:
    before = fingerprint(package)
    (package / path).parent.mkdir(exist_ok=True)
    with (package / path).open("a", encoding="utf-8") as file:
        file.write("\n# another line\n")
    assert (fingerprint(package) != before) is counts


def test_fingerprint_tells_apart_where_a_file_ends(package: Path) -> None:
    (package / "emit/a").write_text("xy")
    (package / "emit/b").write_text("")
    before = fingerprint(package)
    (package / "emit/a").write_text("x")
    (package / "emit/b").write_text("y")
    assert fingerprint(package) != before


def test_fingerprint_is_cheap() -> None:
    def once() -> float:
        start = time.perf_counter()
        fingerprint()
        return time.perf_counter() - start

    assert min(once() for _ in range(5)) < 0.05, "a check of an unchanged provider must not wait for it"


def test_versions_are_those_that_are_installed() -> None:
    found = versions((*LIBRARIES, "no-such-library"))
    script = f"import importlib.metadata as m; print(*(m.version(n) for n in {LIBRARIES!r}))"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert [found[name] for name in LIBRARIES] == said
    assert found["no-such-library"] == "-"


def test_difference_marks_what_discarding_would_lose() -> None:
    lines = list(difference(b"a\nb\nc\n", b"a\nmine\nc\n", "generated/acme/x"))
    assert lines[:2] == ["--- generated/acme/x (generated)", "+++ generated/acme/x (found)"]
    assert lines[3:] == [" a", "-b", "+mine", " c"]
    assert first_line(b"a\nb\nc\n", b"a\nmine\nc\n") == 2


@pytest.mark.parametrize(
    ("generated", "found", "said"),
    [
        (b"a\n", b"a\n", []),
        (b"\0", b"\0\0", ["x: the contents differ, and are not text"]),
        (b"a\n", b"\xff", ["x: the contents differ, and are not text"]),
        (b"\xff", b"\xff", []),
        (b"a\nb\n", b"a\r\nb\r\n", ["x: only the ends of lines differ"]),
        (b"a\n", b"a", ["x: only the ends of lines differ"]),
    ],
)
def test_difference_of_what_has_no_lines(generated: bytes, found: bytes, said: list[str]) -> None:
    assert list(difference(generated, found, "x")) == said


@pytest.mark.parametrize(
    ("generated", "found", "line"),
    [(b"a\n", b"a\nb\n", 2), (b"a\nb\n", b"a\n", 1), (b"a\n", b"", 1), (b"a\n", b"b\n", 1), (b"\0", b"x", 1)],
)
def test_first_line_lies_within_what_was_found(generated: bytes, found: bytes, line: int) -> None:
    assert first_line(generated, found) == line

"""The limits of the house: small files, small functions, nothing of one machine in the repository."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAX_FILE, MAX_FUNCTION, MAX_MEDIAN = 500, 60, 120

# Written in two parts so that this file does not find itself.
FOREIGN = [
    re.compile(pattern)
    for pattern in (
        "/wo" + r"rk/(?!flows)",
        "/ro" + "ot/",
        "/ho" + r"me/(?!runner\b)[a-z]",
        r"files\.python" + r"hosted\.org",
        r"py" + r"pi\.org/simple",
        r"--(?:extra-)?index" + "-url",
        r"file:/" + "/[^*]",
    )
]


def tracked() -> list[Path]:
    """Every text file that git knows or would add."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in listing.stdout.decode().split("\0") if name)
    return sorted(path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8000])


def python_files() -> list[Path]:
    """The Python of generator/ and tests/, without the inputs and expected outputs of tests."""
    folders = (ROOT / "generator", ROOT / "tests", ROOT / "bench")
    inputs = ROOT / "tests" / "diagnostics"
    python = [path for path in tracked() if path.suffix == ".py" and not path.is_relative_to(inputs)]
    return [path for path in python if any(path.is_relative_to(folder) for folder in folders)]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and length in lines (decorators and docstring included) of each function of a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            yield node.name, (node.end_lineno or node.lineno) - first + 1


@pytest.fixture(scope="module")
def sources() -> list[Path]:
    files = python_files()
    assert files, "found no Python at all: the search is broken"
    return files


def test_no_file_is_long(sources: list[Path]) -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in sources}
    assert {path: lines for path, lines in lengths.items() if lines > MAX_FILE} == {}


def test_most_files_are_short(sources: list[Path]) -> None:
    lengths = [len(path.read_text("utf-8").splitlines()) for path in sources]
    assert statistics.median(lengths) <= MAX_MEDIAN


def test_no_function_is_long(sources: list[Path]) -> None:
    long = [
        f"{path.relative_to(ROOT)}: {name} has {lines} lines"
        for path in sources
        for name, lines in functions(path)
        if lines > MAX_FUNCTION
    ]
    assert long == []


def test_nothing_of_one_machine_is_tracked() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in tracked()
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        for pattern in FOREIGN
        if (match := pattern.search(line))
    ]
    assert found == []


def test_locks_pin_with_hashes_and_name_no_host() -> None:
    locks = [*sorted(ROOT.glob("requirements*.txt")), ROOT / "generator/difyspec/emit/plugin_requirements.txt"]
    assert len(locks) == 3
    for lock in locks:
        text = lock.read_text("utf-8")
        pins = re.findall(r"^[A-Za-z0-9_.\-\[\]]+==\S+", text, re.MULTILINE)
        blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
        assert pins, lock
        assert len(pins) == len(blocks), f"{lock.name}: something is not pinned"
        assert all("--hash=sha256:" in block for block in blocks), f"{lock.name}: something has no hash"
        assert "://" not in text, lock

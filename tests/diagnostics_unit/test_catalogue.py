"""Every code used is declared, every declared one is used, and each entry says enough."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import difyspec
import pytest
from difyspec.checks import rules
from difyspec.diagnostics import described, overview
from difyspec.diagnostics.catalogue import AREAS, ENTRIES

PACKAGE = Path(difyspec.__file__).parent
CODE = re.compile(r"D[0-9]{3}")


def used() -> dict[str, str]:
    """Codes that stand as texts in the compiler's Python, outside of the catalogue, and one file of each."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).parts
        if parts[0] == "runtime" or parts[:2] == ("diagnostics", "catalogue"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                found.setdefault(node.value, "/".join(parts))
    return found


def test_each_code_used_is_declared() -> None:
    checks = {rule.code for rule in rules()}
    assert {code: file for code, file in used().items() if code not in ENTRIES and code not in checks} == {}
    assert not checks & set(ENTRIES)


def test_each_declared_code_is_used() -> None:
    assert sorted(set(ENTRIES) - set(used())) == []


def test_codes_are_declared_once_in_the_file_of_their_area_and_in_order() -> None:
    codes = [entry.code for _, entries in AREAS for entry in entries]
    assert len(codes) == len(set(codes))
    assert codes == sorted(codes)
    for number, (_, entries) in enumerate(AREAS):
        assert [entry.code for entry in entries if entry.code[1] != str(number)] == []


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_entries_are_whole_sentences(code: str) -> None:
    entry = ENTRIES[code]
    assert CODE.fullmatch(code)
    assert entry.title
    assert not entry.title.endswith(".")
    for text in (entry.means, entry.why, entry.fix):
        assert text.endswith((".", "?")), text


def test_explain() -> None:
    text = described(ENTRIES["D012"])
    assert text.startswith("D012 (error): ")
    assert "auth: {bearer: ${cred.api_key}}" in text
    assert text.endswith("\n")
    assert all(code in overview() for code in ENTRIES)

"""Hooks are no longer than reading the hand-written plugins led to expect. As a program it prints what they have:

PYTHONPATH=. python -m tests.golden.test_hook_lines
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from tests.golden.replaying import HERE, SPECS, providers

LIMITS: Mapping[str, Any] = yaml.safe_load((HERE / "hook_lines.yaml").read_text("utf-8"))
EXPECTED: Mapping[str, int] = {**LIMITS["hooks"], **LIMITS["custom"]}
_LAYOUT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def code_lines(source: str) -> int:
    """Lines with code: without blank ones, comments and docstrings."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    found = {line for one in tokens if one.type not in _LAYOUT for line in range(one.start[0], one.end[0] + 1)}
    return len(found - _docstrings(source))


def hook_lines(provider: str) -> int:
    """The lines of a provider's hooks, those of its section here or those of its spec."""
    ours = HERE / provider
    folder = ours if (ours / "transport.yaml").is_file() else SPECS / provider
    files = [folder / "hooks.py", *(folder / "hooks").glob("**/*.py")]
    return sum(code_lines(path.read_text("utf-8")) for path in files if path.is_file())


def _docstrings(source: str) -> set[int]:
    lines: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        for one in getattr(node, "body", None) or () if isinstance(node, ast.Module | ast.ClassDef | _FUNCTION) else ():
            if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant) and isinstance(one.value.value, str):
                lines |= set(range(one.lineno, (one.end_lineno or one.lineno) + 1))
    return lines


_FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef


def test_only_code_is_counted() -> None:
    head = '"""A\nB."""\n\nA = 1\n"""What A is."""\n\n\n'
    source = head + 'def f(\n    a: int,\n) -> str:\n    """C."""\n    # D\n    return """\n"""\n'
    assert code_lines(source) == 6


@pytest.mark.parametrize("provider", providers())
def test_no_more_lines_than_expected(provider: str) -> None:
    assert hook_lines(provider) <= EXPECTED.get(provider, 0)


def test_all_of_them_together() -> None:
    found = {provider: hook_lines(provider) for provider in LIMITS["hooks"]}
    assert sum(found.values()) < LIMITS["total"], found


def _tell() -> None:
    print("lines of hooks, and how many were expected")
    for provider in providers():
        lines, expected = hook_lines(provider), EXPECTED.get(provider, 0)
        if lines or expected:
            print(f"  {provider:26} {lines:5} {expected:5}")
    total = sum(map(hook_lines, LIMITS["hooks"]))
    print(f"  of those that need hooks only: {total} of at most {LIMITS['total']}")


if __name__ == "__main__":
    _tell()

"""Which credentials, facts and parameters a function reads."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from difyspec.diagnostics import Span, at
from difyspec.source import SourceText

_ROOTS = ("cred", "discovered", "param", "model")
_DYNAMIC = ("getattr", "vars", "dict", "model_dump", "model_dump_json", "model_fields", "__dict__")


@dataclass(frozen=True, slots=True)
class Read:
    """``cred.api_key`` and its place."""

    path: str
    span: Span


def reads_of(function: ast.AST, source: SourceText) -> tuple[tuple[Read, ...], bool]:
    """What is read by name, and whether something is read by computed names."""
    lines = source.text.splitlines()
    found: dict[str, Read] = {}
    dynamic = False
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute):
            root = _root(node.value)
            dynamic = dynamic or (root is not None and node.attr in _DYNAMIC)
            if root is not None and node.attr not in _DYNAMIC:
                found.setdefault(f"{root}.{node.attr}", Read(f"{root}.{node.attr}", _span(node, lines, source)))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _DYNAMIC:
            dynamic = dynamic or any(_root(argument) is not None for argument in node.args)
    return tuple(found.values()), dynamic


def _root(node: ast.AST) -> str | None:
    """``cred`` for the variable ``cred`` and for ``call.cred``."""
    if isinstance(node, ast.Name) and node.id in _ROOTS:
        return node.id
    if isinstance(node, ast.Attribute) and node.attr in _ROOTS:
        return node.attr
    return None


def _span(node: ast.Attribute, lines: list[str], source: SourceText) -> Span:
    """The attribute's name; `ast` counts bytes."""
    line, end = node.end_lineno or node.lineno, node.end_col_offset or 0
    text = lines[line - 1] if line <= len(lines) else ""
    column = len(text.encode()[:end].decode(errors="ignore"))
    return at(source.file, line, max(column - len(node.attr), 0) + 1, len(node.attr))

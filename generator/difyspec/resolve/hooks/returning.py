"""What a function hands back, read from its body."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import Enum


class Result(Enum):
    """How a function ends: it yields, it returns a value, it does neither, or it can only fail."""

    YIELDS = "yields"
    RETURNS = "returns"
    NOTHING = "nothing"
    FAILS = "fails"


def result_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Result:
    """The result of a function; what functions within it do is theirs."""
    found = list(_own(function))
    if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in found):
        return Result.YIELDS
    if any(isinstance(node, ast.Return) and not _is_none(node.value) for node in found):
        return Result.RETURNS
    return Result.FAILS if isinstance(function.body[-1], ast.Raise) else Result.NOTHING


def _is_none(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _own(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            yield child
            yield from _own(child)

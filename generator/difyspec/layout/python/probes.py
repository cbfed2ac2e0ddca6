"""Which models a provider's Python tries in order to see whether credentials work, and whether it tries anything."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from difyspec.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Probe:
    """A model named in a call of `validate_credentials`."""

    model: str
    span: Span


TEST = "validate_provider_credentials"


def untested(file: str, tree: ast.Module) -> Span | None:
    """The place of a test of credentials that does nothing: ``pass``, a docstring, a bare ``return`` and the like."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.name == TEST and all(map(_idle, function.body)):
            start = function.col_offset + len("def ") + 1
            return Span(file, function.lineno, start, function.lineno, start + len(TEST))
    return None


def _idle(node: ast.stmt) -> bool:
    if isinstance(node, ast.Return):
        return node.value is None or isinstance(node.value, ast.Constant)
    return isinstance(node, ast.Pass) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def probes(file: str, tree: ast.Module) -> tuple[Probe, ...]:
    """The models that are named as constants: in the call, or in a variable of function, class or module."""
    found: list[Probe] = []
    outer = _assigned(tree.body) | _assigned(
        [node for one in tree.body if isinstance(one, ast.ClassDef) for node in one.body]
    )
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.name == TEST:
            found += _in_function(file, function, outer)
    return tuple(dict.fromkeys(found))


def _assigned(nodes: Iterable[ast.AST]) -> dict[str, list[ast.expr]]:
    """What is assigned to each name by some statements."""
    found: dict[str, list[ast.expr]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            found.setdefault(node.target.id, []).append(node.value)
    return found


def _in_function(file: str, function: ast.FunctionDef, outer: dict[str, list[ast.expr]]) -> Iterator[Probe]:
    assigned = outer | _assigned(ast.walk(function))
    for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "validate_credentials":
            given = [one.value for one in call.keywords if one.arg == "model"] or call.args[:1]
            for value in given:
                yield from _constants(file, value, assigned, 0)


def _constants(file: str, node: ast.expr, assigned: dict[str, list[ast.expr]], depth: int) -> Iterator[Probe]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        end = node.end_lineno or node.lineno, (node.end_col_offset or node.col_offset) + 1
        yield Probe(node.value, Span(file, node.lineno, node.col_offset + 1, *end))
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _constants(file, value, assigned, depth)
    elif isinstance(node, ast.IfExp):
        yield from _constants(file, node.body, assigned, depth)
        yield from _constants(file, node.orelse, assigned, depth)
    elif isinstance(node, ast.Name | ast.Attribute) and depth < 3:
        for value in assigned.get(node.id if isinstance(node, ast.Name) else node.attr, []):
            yield from _constants(file, value, assigned, depth + 1)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        for value in node.args[1:2]:
            yield from _constants(file, value, assigned, depth)

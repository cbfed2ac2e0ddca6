"""Which keys of a mapping that goes by a certain name are read and written: ``credentials["api_key"]`` and the like."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from difyspec.diagnostics import Span

_READING = frozenset(("get", "pop"))
_OPENING = frozenset(("items", "keys", "values", "copy", "update"))


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys read, each with its place; the keys written; and whether keys are also read by computed names."""

    read: tuple[tuple[str, Span], ...]
    written: frozenset[str]
    dynamic: bool


def keys(file: str, nodes: Iterable[ast.AST], names: Collection[str]) -> Keys:
    """The keys of every mapping whose name, or last part of its name, is one of `names`."""
    found = _Found(file, names)
    for node in nodes:
        if isinstance(node, ast.Subscript):
            found.subscript(node)
        elif isinstance(node, ast.Call):
            found.call(node)
        elif isinstance(node, ast.Compare):
            found.compare(node)
        elif isinstance(node, ast.Dict):
            found.literal(node)
        elif isinstance(node, ast.For | ast.comprehension):
            found.dynamic = found.dynamic or found.named(node.iter)
    return Keys(tuple(found.read), frozenset(found.written), found.dynamic)


class _Found:
    def __init__(self, file: str, names: Collection[str]) -> None:
        self.file = file
        self.names = names
        self.read: list[tuple[str, Span]] = []
        self.written: set[str] = set()
        self.dynamic = False

    def named(self, node: ast.expr) -> bool:
        """Whether an expression is the mapping."""
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        return name.lstrip("_") in self.names

    def subscript(self, node: ast.Subscript) -> None:
        if not self.named(node.value):
            return
        if isinstance(node.ctx, ast.Load):
            self._key(node.slice)
        elif isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
            self.written.add(node.slice.value)

    def call(self, node: ast.Call) -> None:
        if any(keyword.arg is None and self.named(keyword.value) for keyword in node.keywords):
            self.dynamic = True
        target = node.func
        if not isinstance(target, ast.Attribute) or not self.named(target.value):
            return
        if target.attr in _READING and node.args:
            self._key(node.args[0])
        elif target.attr == "setdefault" and node.args:
            self._write(node.args[0])
        elif target.attr == "update":
            for argument in node.args:
                self._update(argument)
            self.written.update(keyword.arg for keyword in node.keywords if keyword.arg)
        elif target.attr in _OPENING and target.attr != "copy":
            self.dynamic = True

    def compare(self, node: ast.Compare) -> None:
        for operator, right in zip(node.ops, node.comparators, strict=True):
            if isinstance(operator, ast.In | ast.NotIn) and self.named(right):
                self._key(node.left)

    def literal(self, node: ast.Dict) -> None:
        """``{**credentials, "key": value}``: what is written into the copy."""
        if any(key is None and self.named(value) for key, value in zip(node.keys, node.values, strict=True)):
            for key in node.keys:
                if key is not None:
                    self._write(key)

    def _update(self, argument: ast.expr) -> None:
        if isinstance(argument, ast.Dict):
            for key in argument.keys:
                if key is not None:
                    self._write(key)

    def _write(self, key: ast.expr) -> None:
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            self.written.add(key.value)

    def _key(self, key: ast.expr) -> None:
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            end = key.end_lineno or key.lineno, (key.end_col_offset or key.col_offset) + 1
            self.read.append((key.value, Span(self.file, key.lineno, key.col_offset + 1, *end)))
        else:
            self.dynamic = True

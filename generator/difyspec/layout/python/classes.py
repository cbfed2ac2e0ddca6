"""The names at the top of a module, in order: which classes, and what was imported."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from difyspec.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Class:
    """A class: its bases as dotted names from where they come, its methods and attributes, where it stands.

    `init` is the place of its own ``__init__``, `takes` the least and the most arguments that takes without names
    (``self`` aside; None: any number). `annotations` are the texts in the annotations of its attributes, `refers` all
    names in them.
    """

    name: str
    bases: tuple[str, ...]
    members: frozenset[str]
    span: Span
    init: Span | None = None
    takes: tuple[int, int | None] = (0, None)
    dataclass: bool = False
    annotations: tuple[str, ...] = ()
    refers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Binding:
    """A name and what it stands for: a class of the module, or the dotted name of what was imported."""

    name: str
    bound: Class | str
    span: Span


def bindings(file: str, module: str, package: str, tree: ast.Module) -> tuple[Binding, ...]:
    """The names that imports and classes bind at the top level, also within ``if`` and ``try``.

    `module` is the dotted name of the file, `package` that of what its relative imports start from.
    """
    names: dict[str, str] = {}
    found: list[Binding] = []
    for node in _statements(tree.body):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name, target in _imported(node, package):
                names[name] = target
                found.append(Binding(name, target, _span(file, node)))
        elif isinstance(node, ast.ClassDef):
            names[node.name] = f"{module}.{node.name}"
            found.append(Binding(node.name, _class(file, node, names), _name_span(file, node)))
    return tuple(found)


def dotted(node: ast.expr, names: dict[str, str]) -> str | None:
    """``a.b.C`` with the first name replaced by what it was imported as; None for anything but names and dots."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Subscript):
        return dotted(node.value, names)
    if not isinstance(node, ast.Name):
        return None
    return ".".join([names.get(node.id, node.id), *reversed(parts)])


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.With):
            yield from _statements(node.body)
        if isinstance(node, ast.If):
            yield from _statements(node.orelse)
        if isinstance(node, ast.Try):
            for part in (node.body, *(handler.body for handler in node.handlers), node.orelse, node.finalbody):
                yield from _statements(part)


def _imported(node: ast.Import | ast.ImportFrom, package: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield alias.asname or alias.name.split(".")[0], alias.name if alias.asname else alias.name.split(".")[0]
        return
    base = node.module or ""
    if node.level:
        parts = package.split(".") if package else []
        base = ".".join([*parts[: len(parts) - node.level + 1], *([node.module] if node.module else [])])
    for alias in node.names:
        yield alias.asname or alias.name, f"{base}.{alias.name}"


def _class(file: str, node: ast.ClassDef, names: dict[str, str]) -> Class:
    bases = tuple(base for one in node.bases if (base := dotted(one, names)) is not None)
    members: set[str] = set()
    init: Span | None = None
    takes: tuple[int, int | None] = (0, None)
    annotations: list[str] = []
    refers: set[str] = set()
    for item in _statements(node.body):
        if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef):
            members.add(item.name)
            if item.name == "__init__":
                init, takes = _name_span(file, item), _arguments(item.args)
        elif isinstance(item, ast.Assign):
            members.update(target.id for target in item.targets if isinstance(target, ast.Name))
        elif isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            members.add(item.target.id)
            annotations += _texts(item.annotation)
            refers |= {one.id for one in ast.walk(item.annotation) if isinstance(one, ast.Name)}
    marked = any(_decorator(one, names) in ("dataclasses.dataclass", "dataclass") for one in node.decorator_list)
    span = _name_span(file, node)
    refers |= {name for text in annotations for name in re.findall(r"[^\W\d]\w*", text)}
    return Class(node.name, bases, frozenset(members), span, init, takes, marked, tuple(annotations), frozenset(refers))


def _arguments(args: ast.arguments) -> tuple[int, int | None]:
    """How many arguments without names a method takes, ``self`` aside."""
    named = len(args.posonlyargs) + len(args.args) - 1
    demanded = named - len(args.defaults) + sum(default is None for default in args.kw_defaults) * 1000
    return max(demanded, 0), None if args.vararg else named


def _texts(node: ast.expr) -> list[str]:
    constants = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return [value for value in constants if isinstance(value, str)]


def _decorator(node: ast.expr, names: dict[str, str]) -> str | None:
    return dotted(node.func if isinstance(node, ast.Call) else node, names)


def _span(file: str, node: ast.stmt) -> Span:
    return Span(file, node.lineno, node.col_offset + 1, node.lineno, node.col_offset + 1)


def _name_span(file: str, node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> Span:
    """The name after ``class`` or ``def``; the columns of `ast` count bytes, which is the same before a name."""
    word = {"ClassDef": "class ", "FunctionDef": "def ", "AsyncFunctionDef": "async def "}[type(node).__name__]
    column = node.col_offset + len(word) + 1
    return Span(file, node.lineno, column, node.lineno, column + len(node.name))

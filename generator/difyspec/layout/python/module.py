"""One Python file: its classes, what its names stand for, which keys it reads."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from difyspec.diagnostics import Span
from difyspec.layout.python.classes import Binding, Class, bindings, dotted
from difyspec.layout.python.keys import Keys, keys
from difyspec.layout.python.probes import Probe, probes, untested

_CREDENTIALS = ("credentials", "credential", "creds", "cred")
_PARAMETERS = ("model_parameters",)
_NO_KEYS = Keys((), frozenset(), False)


@dataclass(frozen=True, slots=True)
class Module:
    """What is known of one file; `trouble` is where and why it is no Python, and then nothing else is known.

    `bindings` are the names at its top level in the order in which they are bound, `texts` all its string constants,
    `attributes` the names after a dot, `names` all others, those of keyword arguments included. `untested` is the
    place of a test of credentials that does nothing.
    """

    name: str
    span: Span
    trouble: tuple[Span, str] | None = None
    future_annotations: bool = False
    bindings: tuple[Binding, ...] = ()
    credentials: Keys = _NO_KEYS
    parameters: Keys = _NO_KEYS
    probes: tuple[Probe, ...] = ()
    texts: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    untested: Span | None = None

    @property
    def classes(self) -> tuple[Class, ...]:
        """The classes at the top level."""
        return tuple(one.bound for one in self.bindings if isinstance(one.bound, Class))

    @property
    def dotted(self) -> str:
        """The name under which it is imported: ``models.llm.llm``."""
        return dotted_name(self.name)


def read_module(name: str, file: str, text: str) -> Module:
    """The facts of one file. Whatever Python it is, this does not raise."""
    start = Span(file, 1, 1, 1, 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except SyntaxError as error:
        line, column = error.lineno or 1, max(error.offset or 1, 1)
        return Module(name, start, (Span(file, line, column, line, column), error.msg or "no Python"))
    except (ValueError, RecursionError, MemoryError) as error:
        return Module(name, start, (start, str(error) or type(error).__name__))
    try:
        return _read(name, file, tree, start)
    except RecursionError:
        return Module(name, start, (start, "nested too deep"))


def _read(name: str, file: str, tree: ast.Module, start: Span) -> Module:
    nodes = list(ast.walk(tree))
    return Module(
        name,
        start,
        None,
        any(
            isinstance(node, ast.ImportFrom)
            and node.module == "__future__"
            and any(alias.name == "annotations" for alias in node.names)
            for node in tree.body
        ),
        bindings(file, dotted_name(name), name.rpartition("/")[0].replace("/", "."), tree),
        keys(file, nodes, _CREDENTIALS),
        keys(file, nodes, _PARAMETERS),
        probes(file, tree),
        frozenset(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)),
        frozenset(node.attr for node in nodes if isinstance(node, ast.Attribute)),
        frozenset(_names(nodes)),
        untested(file, tree),
    )


def _names(nodes: list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.keyword | ast.arg) and node.arg is not None:
            yield node.arg
        elif isinstance(node, ast.alias):
            yield node.name


def dotted_name(name: str) -> str:
    """The name under which a file is imported."""
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


__all__ = ["Binding", "Class", "Module", "dotted", "read_module"]

"""Skeletons of hooks: the signature a place asks for, typed, and a body that fails until it is written."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from difyspec.emit.python.connection import names, title
from difyspec.emit.python.modules import Function, imports
from difyspec.emit.python.syntax import call, text
from difyspec.provider import entities
from difyspec.provider.hooks import Reference, signature
from difyspec.provider.plugin import Provider


def hooks_module(provider: Provider, references: Iterable[Reference]) -> str:
    """The text of a ``hooks.py`` with a skeleton for each hook."""
    functions = _functions(provider, references)
    body = "\n\n\n".join(functions)
    head = f'"""What {title(provider)} needs beyond its spec."""'
    return f"{head}\n\n{imports(body, names(provider))}\n\n\n{body}\n"


def with_hooks(existing: str, provider: Provider, references: Iterable[Reference]) -> str:
    """An existing ``hooks.py`` with skeletons at its end, and what they import beside its own imports.

    `SyntaxError` if it is not Python.
    """
    functions = _functions(provider, references)
    if not functions:
        return existing
    tree = ast.parse(existing)
    wanted = ast.parse(imports("\n\n\n".join(functions), names(provider)))
    new = [line for node in wanted.body if (line := _missing(node, _imported(tree)))]
    lines = existing.rstrip("\n").split("\n") if existing.strip() else []
    at = _after_imports(tree)
    # Imports that stand right below a docstring keep an empty line between.
    gap = [""] if new and at and not _imported(tree) else []
    return "\n".join([*lines[:at], *gap, *new, *lines[at:]]) + "\n\n\n" + "\n\n\n".join(functions) + "\n"


def _functions(provider: Provider, references: Iterable[Reference]) -> list[str]:
    """One skeleton a name; a hook that stands at two places gets the signature of the first."""
    first = {reference.name: reference for reference in reversed(list(references))}
    return [_skeleton(provider, reference).text() for reference in reversed(first.values())]


def _skeleton(provider: Provider, reference: Reference) -> Function:
    wanted = signature(reference.place, reference.type)
    known = _entities(provider, reference)
    parameters = tuple(f"{name}: {annotation.format(**known)}" for name, annotation in wanted.parameters)
    failure = call("NotImplementedError", text(f"hooks.{reference.name} is not written yet"))
    return Function(reference.name, parameters, wanted.returns.format(**known), wanted.task, [ast.Raise(failure)])


def _entities(provider: Provider, reference: Reference) -> dict[str, str]:
    """What the entities of a place are called."""
    if reference.type is None:
        return {"credentials": entities.CREDENTIALS}
    return {
        "credentials": entities.credentials_of(provider, reference.type).name,
        "parameters": entities.parameters(provider, reference.type).name,
    }


def _imported(tree: ast.Module) -> set[tuple[str, str]]:
    """(module, name) of what is imported; a module by itself has no name."""
    found: set[tuple[str, str]] = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            found |= {(alias.name, "") for alias in node.names if alias.asname is None}
        elif isinstance(node, ast.ImportFrom):
            found |= {(node.module or "", alias.name) for alias in node.names if alias.asname is None}
    return found


def _missing(node: ast.stmt, known: set[tuple[str, str]]) -> str:
    """What of an import is not there yet, as a line; empty if all of it is."""
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        names_ = [alias.name for alias in node.names if (module, alias.name) not in known]
        return f"from {module} import {', '.join(names_)}" if names_ else ""
    return "" if {(alias.name, "") for alias in getattr(node, "names", ())} <= known else ast.unparse(node)


def _after_imports(tree: ast.Module) -> int:
    """The number of lines up to the last import, or else up to the end of the docstring."""
    found = [node.end_lineno or 0 for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    documented = tree.body[:1] if ast.get_docstring(tree, clean=False) is not None else []
    return max([*found, *(node.end_lineno or 0 for node in documented)], default=0)

"""The part of the runtime that a plugin needs: the modules its Python imports, and what those import in turn.

Files are copied whole and read with `ast`, never imported. The runtime imports itself only relatively
(``from . import urls``, ``from ..values import first``), plugins import it as the package ``runtime``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

PACKAGE = "runtime"

# One import: how many dots, the module (empty: none named), the names taken from it (none: `import module`).
type _Import = tuple[int, str, tuple[str, ...]]


def vendored(sources: Iterable[str], runtime: Mapping[str, str]) -> dict[str, str]:
    """The runtime files, by path within the plugin, that Python `sources` of a plugin need.

    A source that is no Python counts as importing nothing. `LookupError` names an import of a module that the runtime
    does not have.
    """
    modules = {_module(path): path for path in runtime}
    found: set[str] = set()
    waiting = [name for source in sources for name in _needs(source, "", modules)]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        waiting += [package for package in _packages(name) if package in modules]
        waiting += _needs(runtime[modules[name]], name, modules)
    return {f"{PACKAGE}/{modules[name]}": runtime[modules[name]] for name in sorted(found)}


def _module(path: str) -> str:
    """``protocols/openai_chat.py`` is the module ``runtime.protocols.openai_chat``."""
    name = path.removesuffix(".py").removesuffix("__init__").rstrip("/")
    return ".".join((PACKAGE, *filter(None, name.split("/"))))


def _packages(module: str) -> list[str]:
    """The packages that a module lies in; Python runs their ``__init__`` before it."""
    parts = module.split(".")
    return [".".join(parts[:depth]) for depth in range(1, len(parts))]


def _needs(source: str, module: str, modules: Mapping[str, str]) -> Iterator[str]:
    """The modules of the runtime that a file imports; `module` is its own name, empty outside of the runtime."""
    for level, named, names in _imports(source):
        origin = named if level == 0 else _absolute(level, named, module, modules)
        if origin.partition(".")[0] != PACKAGE:
            continue
        taken = [f"{origin}.{name}" for name in names if f"{origin}.{name}" in modules]
        if origin in modules:
            yield origin
        elif not taken:
            raise LookupError(f"the runtime has no module {origin}")
        yield from taken


@lru_cache(maxsize=1024)
def _imports(source: str) -> tuple[_Import, ...]:
    if PACKAGE not in source and "import" not in source:
        return ()
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError):
        return ()
    plain = [(0, alias.name, ()) for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    taking = [
        (node.level, node.module or "", tuple(alias.name for alias in node.names))
        for node in nodes
        if isinstance(node, ast.ImportFrom)
    ]
    return (*plain, *taking)


def _absolute(level: int, named: str, module: str, modules: Mapping[str, str]) -> str:
    """The absolute name of a relative import in `module`; those of a plugin's own files never mean the runtime."""
    if not module:
        return ""
    parts = module.split(".")
    parts = parts[: len(parts) - level + modules[module].endswith("__init__.py")]
    return ".".join([*parts, *filter(None, [named])])

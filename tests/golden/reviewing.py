"""How much Python there is to review in a generated plugin: what was made for it, entities and vendored runtime aside.

Two counts of each module: its lines, and its code, which is lines without blank ones, comments, docstrings and imports.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

_ASIDE = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)


@dataclass(frozen=True, slots=True)
class Amount:
    """Lines of Python, and those of them that are code."""

    lines: int = 0
    code: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.lines + other.lines, self.code + other.code)


@dataclass(frozen=True, slots=True)
class Review:
    """What there is to review: by model type, and what the types share. `hooks`: people wrote Python for it, too."""

    types: Mapping[str, Amount]
    shared: Amount
    hooks: bool

    @property
    def longest(self) -> int:
        """The lines of the longest model type."""
        return max((one.lines for one in self.types.values()), default=0)

    @property
    def a_type(self) -> float:
        """All lines, what the types share included, by the number of types."""
        total = sum(self.types.values(), self.shared)
        return total.lines / max(len(self.types), 1)


def review(files: Mapping[str, bytes]) -> Review:
    """What there is to review in a plugin's files."""
    types: dict[str, Amount] = {}
    shared = Amount()
    for name, content in files.items():
        path = PurePosixPath(name)
        if path.suffix != ".py" or path.name in ("entities.py", "__init__.py"):
            continue
        if path.parts[0] == "models":
            types[path.parts[1]] = types.get(path.parts[1], Amount()) + amount(content.decode())
        elif path.parts[0] in ("adapter", "provider"):
            shared += amount(content.decode())
    return Review(types, shared, any(name == "hooks.py" or name.startswith("hooks/") for name in files))


def amount(source: str) -> Amount:
    """The lines of a module."""
    aside = {line for node in _aside(ast.parse(source)) for line in range(node.lineno, (node.end_lineno or 0) + 1)}
    written: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in _ASIDE:
            written.update(range(token.start[0], token.end[0] + 1))
    return Amount(source.count("\n"), len(written - aside))


def _aside(tree: ast.Module) -> Iterator[ast.stmt]:
    """Imports and docstrings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            yield node.body[0]

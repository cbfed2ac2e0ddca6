"""Annotations of hooks, read as little trees: what they name, not where it was imported from."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

UNKNOWN = "?"
"""The head of what this reading does not understand, such as a type of the vendor's."""


@dataclass(frozen=True, slots=True)
class Type:
    """``list[tuple[int, float]]``: a head without its module, and arguments; a union has the head ``|``."""

    head: str
    arguments: tuple[Type, ...] = ()

    @property
    def members(self) -> tuple[Type, ...]:
        """What a union is made of; of any other type, itself."""
        return tuple(one for part in self.arguments for one in part.members) if self.head == "|" else (self,)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What names of a module stand for: `aliases` of types, names `imported` under another one, `own` classes."""

    aliases: Mapping[str, ast.expr]
    imported: Mapping[str, str]
    own: frozenset[str]


def vocabulary(tree: ast.Module) -> Vocabulary:
    """The names of a module, as far as they concern types."""
    aliases: dict[str, ast.expr] = {}
    imported: dict[str, str] = {}
    own: set[str] = set()
    for node in tree.body:
        match node:
            case ast.TypeAlias(name=ast.Name(id=name), type_params=[], value=value):
                aliases[name] = value
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Subscript() | ast.Attribute() | ast.Name() as value):
                aliases[name] = value
            case ast.ImportFrom(names=names):
                imported |= {one.asname or one.name: one.name for one in names}
            case ast.ClassDef(name=name) | ast.TypeAlias(name=ast.Name(id=name)):
                own.add(name)
            case _:
                pass
    return Vocabulary(aliases, imported, frozenset(own))


def read(node: ast.expr, known: Vocabulary, depth: int = 0) -> Type:
    """The type an annotation means."""
    if depth > 20:
        return Type(UNKNOWN)
    match node:
        case ast.Constant(value=None):
            return Type("None")
        case ast.Constant(value=str(text)):
            return _quoted(text, known, depth)
        case ast.Name(id=name):
            return _named(name, known, depth)
        case ast.Attribute(attr=name):
            return Type(name)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return Type("|", (read(left, known, depth + 1), read(right, known, depth + 1)))
        case ast.Subscript(value=value, slice=inner):
            parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            return _applied(read(value, known, depth + 1), tuple(read(one, known, depth + 1) for one in parts))
        case _:
            return Type(UNKNOWN)


def _quoted(text: str, known: Vocabulary, depth: int) -> Type:
    try:
        return read(ast.parse(text, mode="eval").body, known, depth + 1)
    except (SyntaxError, ValueError, RecursionError):
        return Type(UNKNOWN)


def _named(name: str, known: Vocabulary, depth: int) -> Type:
    if name in known.own:
        return Type(UNKNOWN)
    if name in known.aliases:
        return read(known.aliases[name], known, depth + 1)
    return Type(known.imported.get(name, name))


def _applied(value: Type, arguments: tuple[Type, ...]) -> Type:
    """A type with arguments; of an alias that has its own, those stay."""
    if value.head == "Optional":
        return Type("|", (*arguments, Type("None")))
    if value.head == "Union":
        return Type("|", arguments)
    if value.head == "Annotated":
        return arguments[0] if arguments else Type(UNKNOWN)
    return value if value.arguments or value.head == UNKNOWN else Type(value.head.replace("List", "list"), arguments)

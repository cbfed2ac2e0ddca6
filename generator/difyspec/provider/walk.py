"""What a tree of the provider mentions: every node of a kind, named conditions followed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from difyspec.provider.expressions import Condition, Named, Path, Root


def nodes[T](tree: object, kind: type[T], conditions: Mapping[str, Condition] | None = None) -> Iterator[T]:
    """Every node of a kind, in the order of writing; with `conditions`, also those within the conditions named."""
    yield from _nodes(tree, kind, conditions or {}, frozenset())


def _nodes[T](tree: object, kind: type[T], conditions: Mapping[str, Condition], seen: frozenset[str]) -> Iterator[T]:
    if isinstance(tree, kind):
        yield tree
    if isinstance(tree, Named) and tree.name in conditions and tree.name not in seen:
        yield from _nodes(conditions[tree.name], kind, conditions, seen | {tree.name})
    elif isinstance(tree, tuple):
        for item in tree:
            yield from _nodes(item, kind, conditions, seen)
    elif dataclasses.is_dataclass(tree):
        for field in dataclasses.fields(tree):
            yield from _nodes(getattr(tree, field.name), kind, conditions, seen)


def names(tree: object, root: Root, conditions: Mapping[str, Condition] | None = None) -> tuple[str, ...]:
    """The names after one root (``cred``: the credentials read), each once, in the order of first mention."""
    found = (path.name for path in nodes(tree, Path, conditions) if path.root is root and path.name is not None)
    return tuple(dict.fromkeys(found))

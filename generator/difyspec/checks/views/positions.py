"""The lists of positions of a plugin, each with the models that it may name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from difyspec.checks.views.model import Model
from difyspec.checks.views.plugin import Plugin
from difyspec.layout.tree import texts_at
from difyspec.source import ScalarNode


@dataclass(frozen=True)
class PositionList:
    """A list that some loader reads: its file, the names in it, and the models of its type."""

    file: str
    key: str
    entries: tuple[tuple[str, ScalarNode], ...]
    models: tuple[Model, ...]

    @property
    def known(self) -> frozenset[str]:
        """The names of the models."""
        return frozenset(model.id for model in self.models)


def positions(plugin: Plugin) -> Iterator[PositionList]:
    """Every list that the daemon or the SDK reads, once."""
    seen: set[str] = set()
    for one in plugin.layout.types:
        models = tuple(model for model in plugin.models if one.key in model.keys)
        for name in (one.position, one.sdk_position):
            root = plugin.layout.root(name) if name is not None and plugin.layout.has(name) else None
            if name is not None and root is not None and name not in seen:
                seen.add(name)
                yield PositionList(name, one.key, tuple(texts_at(root)), models)

"""The lists of positions of a plugin, each with the models that it may name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from difyspec.checks.views.model import Model
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import nearest
from difyspec.layout.tree import texts_at
from difyspec.source import ScalarNode

_MANY = 5


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


def meant_by(one: PositionList, name: str) -> str | None:
    """The model whose name ends in a name of a list, or the nearest."""
    return longer(one, name) or nearest(name, sorted(one.known))


def longer(one: PositionList, name: str) -> str | None:
    """The model whose name ends in another one, behind the vendor's; if need be in other letters' case."""
    for fold in (str, str.casefold):
        endings = (f"/{fold(name)}", f".{fold(name)}")
        found = next((known for known in sorted(one.known) if fold(known).endswith(endings)), None)
        if found is not None:
            return found
    return None


def unknown(one: PositionList) -> list[tuple[str, ScalarNode]]:
    """The names of a list that are none of its models', but for those that several names in one line have become."""
    known = one.known
    return [(text, node) for text, node in one.entries if text not in known and len(folded(text)) == 1]


def mostly_unknown(one: PositionList) -> bool:
    """Whether most of the names of a list are unknown, so that they are mistaken in some way that is common to all."""
    number = len(unknown(one))
    return number >= _MANY and number * 2 > len(one.entries)


def folded(text: str) -> list[str]:
    """The names that have become one: `- a` above a line ` - b` that is indented deeper."""
    return [part.strip() for part in text.replace("\n", " - ").split(" - ")]

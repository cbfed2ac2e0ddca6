"""Reading a map key by key: what is understood is taken, what is left over is kept as it is."""

from __future__ import annotations

from collections.abc import Callable

from difyspec.importer.read.data import data
from difyspec.provider.texts import Text
from difyspec.provider.values import Data, DataMap
from difyspec.source import MapNode, Node


class Taking:
    """One map. A reader gets the node of a key and gives back None for what it cannot hold exactly."""

    def __init__(self, node: MapNode) -> None:
        self.node = node
        self._left: dict[str, Node | Taking] = {name.text: value for name, value in node.entries}

    def take[T](self, key: str, reader: Callable[[Node], T | None]) -> T | None:
        """The value of a key; None, and left over, where there is none or it does not fit."""
        node = self._left.get(key)
        if node is None or isinstance(node, Taking):
            return None
        found = reader(node)
        if found is not None:
            del self._left[key]
        return found

    def take_data(self, key: str, reader: Callable[[Node], Data | None]) -> Data | None:
        """`take` for data of any kind."""
        found = self.take(key, lambda node: None if (one := reader(node)) is None else (one,))
        return None if found is None else found[0]

    def fixed(self, key: str, expected: Data) -> None:
        """Takes a key if it says what emission writes by itself."""
        node = self._left.get(key)
        if node is not None and not isinstance(node, Taking) and data(node) == expected:
            del self._left[key]

    def inside(self, key: str) -> Taking | None:
        """A map within the map, to be read in turn; None where there is none or an empty one."""
        node = self._left.get(key)
        if not isinstance(node, MapNode) or not node.entries:
            return None
        inner = Taking(node)
        self._left[key] = inner
        return inner

    def rest(self) -> DataMap:
        """What nobody took, as it is written."""
        found: list[tuple[str, Data]] = []
        for key, value in self._left.items():
            if not isinstance(value, Taking):
                found.append((key, data(value)))
            elif (left := value.rest()).entries:
                found.append((key, left))
        return DataMap(tuple(found))

    @property
    def left(self) -> bool:
        """Whether something is left over."""
        return any(not isinstance(value, Taking) or value.left for value in self._left.values())


def surplus(node: MapNode, key: str, stand_in: Text) -> tuple[str, ...]:
    """The dotted keys of a text that stands in for a map of another form: emission would write them beside that map."""
    written = node.get(key)
    if not isinstance(written, MapNode):
        return ()
    return tuple(f"{key}.{locale}" for locale, _ in stand_in.entries if written.get(locale) is None)


def missing(node: MapNode, paths: tuple[str, ...]) -> tuple[str, ...]:
    """The dotted paths, as short as possible, that a map lacks though emission would write them."""
    found: list[str] = []
    for path in paths:
        here: Node | None = node
        parts = path.split(".")
        for depth, part in enumerate(parts, 1):
            if not isinstance(here, MapNode):
                break
            here = here.get(part)
            if here is None:
                found.append(".".join(parts[:depth]))
                break
    return tuple(dict.fromkeys(found))

"""A new pair in a map that is there."""

from __future__ import annotations

from collections.abc import Sequence

from difyspec.edit.adding.page import Change, Page
from difyspec.source import MapNode, Node, ScalarNode


def add_pair(
    page: Page, parent: MapNode, key: str, order: Sequence[str], *, block: Sequence[str], flow: str
) -> list[Change]:
    """The changes that put `key` into a map, behind the last of its keys that comes before in `order`.

    `block` are the lines below the key (indented from 0), `flow` is the value within brackets.
    """
    before = _before(parent, key, order)
    if parent.flow:
        return [_in_flow(page, parent, before, f"{key}: {flow}")]
    column = parent.entries[0][0].span.column
    pad = " " * (column - 1)
    lines = [f"{pad}{key}:", *(f"{pad}  {one}" for one in block)]
    if before is not None:
        line = page.last_line(before[1], column + 1)
        spaced = column == 1 and _spaced(page, parent)
        return [page.after(line, ["", *lines] if spaced else lines)]
    line = page.first_line(parent.entries[0][0].span.line)
    return [page.before(line, lines)]


def _before(parent: MapNode, key: str, order: Sequence[str]) -> tuple[ScalarNode, Node] | None:
    """The last pair that comes before a key."""
    places = {name: place for place, name in enumerate(order)}
    own = places[key]
    found = [pair for pair in parent.entries if places.get(pair[0].text, len(places)) < own]
    return max(found, key=lambda pair: (pair[0].span.line, pair[0].span.column), default=None)


def _in_flow(page: Page, parent: MapNode, before: tuple[ScalarNode, Node] | None, pair: str) -> Change:
    if before is not None:
        at = max(page.end(before[0]) + 1, page.end(before[1]))
        return Change(at, at, f", {pair}")
    if parent.entries:
        at = page.start(parent.entries[0][0])
        return Change(at, at, f"{pair}, ")
    return Change(page.start(parent) + 1, page.end(parent) - 1, pair)


def _spaced(page: Page, parent: MapNode) -> bool:
    """Whether empty lines stand between the pairs of a map, mostly."""
    places = [page.first_line(key.span.line) for key, _ in parent.entries[1:]]
    long = [value.span.end_line > key.span.line for key, value in parent.entries]
    found = [page.is_blank(line - 1) for line, block in zip(places, long[1:], strict=True) if block]
    return sum(found) * 2 > len(found)

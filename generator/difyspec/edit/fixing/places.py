"""Where things stand in a text, for changes that keep everything around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from difyspec.diagnostics.fix import Path
from difyspec.edit.adding.page import Page
from difyspec.layout.tree import down
from difyspec.source import ListNode, MapNode, Node, ScalarNode, Style

_COLON = re.compile(r"\s*:")
_BLOCKS = (Style.LITERAL, Style.FOLDED)


class Unfixable(Exception):  # noqa: N818  # no error, but an answer
    """An edit cannot be made here; the text says why."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The characters of a pair or an item, from its key or its dash to its end (exclusive)."""

    start: int
    end: int


def node_at(root: Node | None, path: Path) -> Node:
    """What stands at a path."""
    found = down(root, *path)
    if found is None:
        raise Unfixable("what is to be changed is not there any more")
    return found


def map_at(root: Node | None, path: Path) -> MapNode:
    """The map at a path."""
    found = node_at(root, path)
    if not isinstance(found, MapNode) or not found.entries:
        raise Unfixable("there is no map that something could be added to")
    return found


def list_at(root: Node | None, path: Path) -> ListNode:
    """The list at a path."""
    found = node_at(root, path)
    if not isinstance(found, ListNode):
        raise Unfixable("there is no list that something could be added to")
    return found


def pair_at(page: Page, parent: MapNode, key: str) -> tuple[ScalarNode, Node]:
    """A pair that is written in the map itself, and with its value, rather than brought by an alias."""
    pair = next((one for one in parent.entries if one[0].text == key), None)
    if pair is None:
        raise Unfixable("what is to be changed is not there any more")
    if page.start(pair[0]) < page.start(parent):  # an anchor stands before what refers to it
        raise Unfixable("the value comes from another place, by `<<`")
    return pair


def own(page: Page, node: Node, since: int) -> Node:
    """The node, if it is written where it counts (behind `since`) and is no alias of something above."""
    if page.start(node) < since:
        raise Unfixable("the value is an alias of one that is written elsewhere")
    return node


def colon(page: Page, key: ScalarNode) -> int:
    """The offset behind the colon of a key."""
    found = _COLON.match(page.file.text, page.end(key))
    if found is None:
        raise Unfixable("the key is written in an unusual way")
    return found.end()


def pair_extent(page: Page, pair: tuple[ScalarNode, Node]) -> Extent:
    """From the key to the end of the value."""
    behind = colon(page, pair[0])
    value = own(page, pair[1], page.start(pair[0]))
    return Extent(page.start(pair[0]), max(behind, end_of(page, value)))


def item_extent(page: Page, parent: ListNode, index: int) -> Extent:
    """An item; in a block with its dash."""
    item = own(page, parent.items[index], page.start(parent))
    start = page.start(item)
    return Extent(start if parent.flow else dash(page, start), end_of(page, item))


def dash(page: Page, start: int) -> int:
    """The offset of the dash of the item that starts at an offset."""
    lines = page.file.text[:start].rstrip(" \t\r\n")
    if not lines.endswith("-"):
        raise Unfixable("the list is written in an unusual way")
    return len(lines) - 1


def end_of(page: Page, node: Node) -> int:
    """The offset behind a node, without the comments and empty lines that follow it."""
    if isinstance(node, ScalarNode):
        end = page.end(node)
        return _trimmed(page, end) if node.style in _BLOCKS else end
    if node.flow:
        return page.end(node)
    start = page.start(node)
    inner: list[Node] = list(node.items) if isinstance(node, ListNode) else [value for _, value in node.entries]
    ends = [end_of(page, one) for one in inner if page.start(one) >= start]  # what is above comes by an alias
    if isinstance(node, MapNode):
        ends += [colon(page, key) for key, _ in node.entries if page.start(key) >= start]
    return max([start, *ends])


def _trimmed(page: Page, end: int) -> int:
    return len(page.file.text[:end].rstrip())


def leads(page: Page, start: int) -> bool:
    """Whether nothing but blanks stands before an offset on its line."""
    line, column = page.lines.place(start)
    return not page.lines.line(line)[: column - 1].strip(" ")


def column_of(page: Page, offset: int) -> int:
    """The column of an offset, from 1."""
    return page.lines.place(offset)[1]


def last_line(page: Page, end: int, column: int) -> int:
    """The line on which something ends, or the last of the comments below it from `column` on."""
    line: int = page.lines.place(end)[0]
    while page.is_comment(line + 1) and page.indent(line + 1) >= column - 1:
        line += 1
    return line

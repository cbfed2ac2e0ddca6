"""The proof that an addition changed nothing else: both texts are read and compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from difyspec.edit.adding.errors import AddError
from difyspec.edit.adding.model import id_of
from difyspec.source import ListNode, MapNode, Node, Style


def check_unchanged(old: MapNode, new: Node, path: Sequence[str], index: int, id_: str) -> int:
    """The line of the new entry. `AddError` if anything but that entry is new, or if it is not where it should be."""
    models = _at(new, path)
    item = models.items[index] if isinstance(models, ListNode) and index < len(models.items) else None
    if item is None or id_of(item) != id_ or _with(old, path, index, item) != _content(new):
        raise AddError(f"the list in {new.span.file} is written in a way that a line cannot be added to")
    return item.span.line


def _at(node: Node | None, path: Sequence[str]) -> Node | None:
    for key in path:
        node = node.get(key) if isinstance(node, MapNode) else None
    return node


def _content(node: Node) -> Any:
    """What a node says, without places."""
    if isinstance(node, MapNode):
        return {key.text: _content(value) for key, value in node.entries}
    if isinstance(node, ListNode):
        return [_content(item) for item in node.items]
    return (node.text, node.style is Style.PLAIN)


def _with(old: MapNode, path: Sequence[str], index: int, item: Node) -> Any:
    """The old content with the new entry in its place; what held nothing holds it now."""
    whole = _content(old)
    here = whole
    for key in path[:-1]:
        if not isinstance(here.get(key), dict):
            here[key] = {}
        here = here[key]
    models = here.get(path[-1])
    here[path[-1]] = models = models if isinstance(models, list) else []
    models.insert(index, _content(item))
    return whole

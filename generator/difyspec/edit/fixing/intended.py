"""What a document must say once edits are made: the measure that the new text is held against."""

from __future__ import annotations

from collections.abc import Iterable

from difyspec.diagnostics.fix import (
    AddKey,
    Edit,
    InsertItems,
    Path,
    RemoveKey,
    RemoveShadowed,
    RenameKey,
    ReplaceItem,
    SetValue,
    Value,
)
from difyspec.edit.fixing.reading import Content, content, map_content
from difyspec.edit.fixing.values import value_content, written
from difyspec.source import ListNode, MapNode, Node, ScalarNode, Style


def intended(root: Node | None, edits: Iterable[Edit], *, typed: bool) -> Content:
    """The content of a document with the edits made, each at the path that it had before."""
    return _Made(edits, typed).content(root, (), flow=False)


class _Made:
    def __init__(self, edits: Iterable[Edit], typed: bool) -> None:
        self.typed = typed
        self.at: dict[Path, list[Edit]] = {}
        self.touched: set[Path] = set()
        for edit in edits:
            if not isinstance(edit, RemoveShadowed):
                self.at.setdefault(edit.path, []).append(edit)
                self.touched.update(edit.path[:length] for length in range(len(edit.path) + 1))

    def content(self, node: Node | None, path: Path, *, flow: bool) -> Content:
        """What stands at a path afterwards, within brackets or not."""
        if node is None:
            return ("list", *self._inserted(path, 0, flow=False))
        if path not in self.touched:
            return content(node)
        for edit in self.at.get(path, ()):
            if isinstance(edit, SetValue):
                return self._value(edit.value, node, flow=flow)
        if isinstance(node, MapNode):
            return self._map(node, path)
        if isinstance(node, ListNode):
            return self._list(node, path)
        if any(isinstance(edit, InsertItems) for edit in self.at.get(path, ())):
            return ("list", *self._inserted(path, 0, flow=False))
        return content(node)

    def _map(self, node: MapNode, path: Path) -> Content:
        entries: list[tuple[str, Content]] = []
        for key, value in node.entries:
            below = (*path, key.text)
            here = self.at.get(below, [])
            if any(isinstance(edit, RemoveKey) for edit in here):
                continue
            name = next((edit.name for edit in here if isinstance(edit, RenameKey)), key.text)
            entries.append((name, self.content(value, below, flow=node.flow)))
        added = [edit for edit in self.at.get(path, ()) if isinstance(edit, AddKey)]
        entries += [(edit.key, self._value(edit.value, None, flow=node.flow)) for edit in added]
        return map_content(entries)

    def _list(self, node: ListNode, path: Path) -> Content:
        items: list[Content] = []
        for index, item in enumerate(node.items):
            items += self._inserted(path, index, flow=node.flow)
            below = (*path, index)
            replaced = next((edit for edit in self.at.get(below, ()) if isinstance(edit, ReplaceItem)), None)
            if replaced is None:
                items.append(self.content(item, below, flow=node.flow))
            else:
                items += [self._value(one, item, flow=node.flow) for one in replaced.values]
        return ("list", *items, *self._inserted(path, len(node.items), flow=node.flow))

    def _inserted(self, path: Path, index: int, *, flow: bool) -> list[Content]:
        found = [edit for edit in self.at.get(path, ()) if isinstance(edit, InsertItems) and edit.index == index]
        return [self._value(one, None, flow=flow) for edit in found for one in edit.values]

    def _value(self, value: Value, old: Node | None, *, flow: bool) -> Content:
        like = old.style if isinstance(old, ScalarNode) else Style.PLAIN
        return value_content(value, written(value, flow=flow, like=like), typed=self.typed)

"""From declared edits to changes of text."""

from __future__ import annotations

from difyspec.diagnostics.fix import (
    AddKey,
    Edit,
    Fix,
    InsertItems,
    RemoveKey,
    RemoveShadowed,
    RenameKey,
    ReplaceItem,
    SetValue,
)
from difyspec.edit.adding.page import Change, Page
from difyspec.edit.fixing import values
from difyspec.edit.fixing.growing import first_items, new_items, new_pair
from difyspec.edit.fixing.places import (
    Unfixable,
    colon,
    column_of,
    end_of,
    item_extent,
    leads,
    list_at,
    map_at,
    node_at,
    own,
    pair_at,
    pair_extent,
)
from difyspec.edit.fixing.removing import cut, lines_of
from difyspec.edit.fixing.shadowed import shadowed
from difyspec.source import ListNode, MapNode, Node, ScalarNode, Style

# libyaml ends a line at these too, so its lines would not be ours.
_OTHER_BREAKS = ("\x85", "\u2028", "\u2029")


def changes_of(page: Page, fix: Fix) -> tuple[Change, ...]:
    """The changes that make a fix; `Unfixable` where the file is written in a way that it cannot be made."""
    if any(one in page.file.text for one in _OTHER_BREAKS):
        raise Unfixable("the file has unusual line breaks")
    return tuple(_change(page, page.file.root, edit) for edit in fix.edits)


def _change(page: Page, root: Node | None, edit: Edit) -> Change:
    match edit:
        case SetValue():
            return _set(page, root, edit)
        case AddKey(path):
            return new_pair(page, map_at(root, path), edit)
        case RenameKey(path, name):
            parent = map_at(root, path[:-1])
            key, _ = pair_at(page, parent, str(path[-1]))
            return Change(page.start(key), page.end(key), values.renamed(name, key.style, flow=parent.flow))
        case RemoveKey(path):
            return _remove_key(page, map_at(root, path[:-1]), str(path[-1]))
        case RemoveShadowed(path):
            one, before, after, flow = shadowed(page.file.text, path)
            return cut(page, one, before, after, flow=flow)
        case ReplaceItem():
            return _replace(page, list_at(root, edit.path[:-1]), edit)
        case InsertItems(path, index, new):
            if not path and not isinstance(root, ListNode):
                return first_items(page, new)
            return new_items(page, list_at(root, path), index, new)


def _set(page: Page, root: Node | None, edit: SetValue) -> Change:
    parent = node_at(root, edit.path[:-1])
    flow = isinstance(parent, MapNode | ListNode) and parent.flow
    since = page.start(parent)
    node = node_at(root, edit.path)
    if isinstance(parent, MapNode):
        key, node = pair_at(page, parent, str(edit.path[-1]))
        since = page.start(key)
        if isinstance(node, ScalarNode) and _blank(page, node):
            behind = colon(page, key)
            return Change(behind, behind, f" {values.written(edit.value, flow=flow)}")
    own(page, node, since)
    if not isinstance(node, ScalarNode) and not node.flow:
        raise Unfixable("a whole block would be replaced")
    like = node.style if isinstance(node, ScalarNode) else Style.PLAIN
    return Change(page.start(node), end_of(page, node), values.written(edit.value, flow=flow, like=like))


def _blank(page: Page, node: ScalarNode) -> bool:
    return node.style is Style.PLAIN and page.start(node) == page.end(node)


def _remove_key(page: Page, parent: MapNode, key: str) -> Change:
    pair_at(page, parent, key)
    if len(parent.entries) == 1:
        raise Unfixable("nothing would be left of the map")
    index = next(number for number, (name, _) in enumerate(parent.entries) if name.text == key)
    one = pair_extent(page, parent.entries[index])
    if not parent.flow and leads(page, one.start):
        return lines_of(page, one)
    before, after = parent.entries[index - 1 : index], parent.entries[index + 1 : index + 2]
    others = [pair_extent(page, pair[0]) if pair else None for pair in (before, after)]
    return cut(page, one, *others, flow=parent.flow)


def _replace(page: Page, parent: ListNode, edit: ReplaceItem) -> Change:
    index = edit.path[-1]
    if not isinstance(index, int) or index >= len(parent.items):
        raise Unfixable("what is to be changed is not there any more")
    if not edit.values:
        if len(parent.items) == 1 and not parent.flow:
            raise Unfixable("nothing would be left of the list")
        one = item_extent(page, parent, index)
        if not parent.flow and leads(page, one.start):
            return lines_of(page, one)
        before = item_extent(page, parent, index - 1) if index else None
        after = item_extent(page, parent, index + 1) if index + 1 < len(parent.items) else None
        return cut(page, one, before, after, flow=parent.flow)
    item = own(page, parent.items[index], page.start(parent))
    style = item.style if isinstance(item, ScalarNode) else Style.PLAIN
    tokens = [values.written(one, flow=parent.flow, like=style) for one in edit.values]
    between = ", "
    if not parent.flow:
        pad = " " * (column_of(page, item_extent(page, parent, index).start) - 1)
        between = f"{page.line_break}{pad}- "
    return Change(page.start(item), end_of(page, item), between.join(tokens))

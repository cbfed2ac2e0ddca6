"""New pairs and items."""

from __future__ import annotations

from collections.abc import Sequence

from difyspec.diagnostics.fix import AddKey, Value
from difyspec.edit.adding.page import Change, Page
from difyspec.edit.fixing import values
from difyspec.edit.fixing.places import (
    Unfixable,
    column_of,
    end_of,
    item_extent,
    last_line,
    leads,
    pair_at,
    pair_extent,
)
from difyspec.source import ListNode, MapNode


def new_pair(page: Page, parent: MapNode, edit: AddKey) -> Change:
    """A pair more in a map, behind the pair that it belongs to."""
    there = [key for key in edit.after if parent.get(key) is not None]
    name = there[-1] if there else max(parent.entries, key=lambda pair: page.start(pair[0]))[0].text
    near = pair_at(page, parent, name)
    end = pair_extent(page, near).end
    if parent.flow:
        return Change(end, end, f", {values.flow_pair(edit.key, edit.value)}")
    column = column_of(page, page.start(near[0]))
    return page.after(last_line(page, end, column + 1), values.block(edit.key, edit.value, " " * (column - 1)))


def new_items(page: Page, parent: ListNode, index: int, new: Sequence[Value]) -> Change:
    """Items more in a list."""
    if parent.flow:
        return _in_flow(page, parent, index, new)
    near = item_extent(page, parent, min(index, len(parent.items) - 1))
    lead = " " * (column_of(page, near.start) - 1)
    lines = [f"{lead}- {values.written(one, flow=False)}" for one in new]
    if index >= len(parent.items):
        return page.after(last_line(page, near.end, len(lead) + 2), lines)
    if not leads(page, near.start):
        raise Unfixable("the list starts on the line of something else")
    return page.before(page.first_line(page.lines.place(near.start)[0]), lines)


def first_items(page: Page, new: Sequence[Value]) -> Change:
    """The items of a list that is all of a document."""
    text = page.file.text
    lead = page.line_break if text and not text.endswith(("\n", "\r")) else ""
    lines = (f"- {values.written(one, flow=False)}{page.line_break}" for one in new)
    return Change(len(text), len(text), lead + "".join(lines))


def _in_flow(page: Page, parent: ListNode, index: int, new: Sequence[Value]) -> Change:
    tokens = [values.written(one, flow=True) for one in new]
    if not parent.items:
        at = page.start(parent) + 1
        return Change(at, end_of(page, parent) - 1, ", ".join(tokens))
    near = item_extent(page, parent, min(index, len(parent.items) - 1))
    apart = page.line_break + " " * (column_of(page, near.start) - 1) if leads(page, near.start) else " "
    if index < len(parent.items):
        return Change(near.start, near.start, "".join(f"{one},{apart}" for one in tokens))
    return Change(near.end, near.end, "".join(f",{apart}{one}" for one in tokens))

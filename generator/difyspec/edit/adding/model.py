"""A model to be added, and its line in the style of the lines around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from difyspec.edit.adding.page import Page
from difyspec.edit.order import order_of
from difyspec.edit.tokens import token
from difyspec.edit.tree import Word
from difyspec.language.models.columns import Model
from difyspec.source import ListNode, MapNode, Node, ScalarNode

ORDER = tuple(order_of(Model))
"""The order of columns where the neighbours show no other."""


@dataclass(frozen=True, slots=True)
class NewModel:
    """The id, and the columns with their values as flow YAML."""

    id: str
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Neighbour:
    """A model on one line: where its braces open, and where each of its keys starts (columns from 1)."""

    line: str
    body: int
    keys: dict[str, int]


def entry_text(model: NewModel, items: Sequence[Node], near: Node | None, page: Page, lead: int | None) -> str:
    """The entry without dash and indentation: ``gpt-5: {use: chat}``.

    `items` are the models of the list and `near` the one the new entry is put beside. `lead` is the number of
    characters before the entry on its line, None within brackets, where nothing is aligned.
    """
    name = token(Word(model.id), flow=lead is None)
    if not model.columns:
        return name
    neighbours = [found for item in items if (found := _neighbour(item, page)) is not None]
    columns = _ordered(model, near, items)
    if lead is None:
        return f"{name}: {{{', '.join(f'{key}: {value}' for key, value in columns)}}}"
    return _aligned(" " * lead + f"{name}:", columns, neighbours)[lead:]


def _neighbour(item: Node, page: Page) -> _Neighbour | None:
    """An item that is a name with braces, all on one line."""
    if not isinstance(item, MapNode) or item.flow or len(item.entries) != 1:
        return None
    body = item.entries[0][1]
    if not isinstance(body, MapNode) or not body.flow or item.span.line != body.span.end_line:
        return None
    keys = {key.text: key.span.column for key, _ in body.entries}
    return _Neighbour(page.lines.line(item.span.line), body.span.column, keys)


def _aligned(line: str, columns: Sequence[tuple[str, str]], neighbours: Sequence[_Neighbour]) -> str:
    """The line with its braces and keys where those of the neighbours are, if they stand below each other."""
    inner = " " if any(one.line[one.body : one.body + 1] == " " for one in neighbours) else ""
    line = f"{line} ".ljust(_column([(one.line, one.body) for one in neighbours]) - 1) + "{" + inner
    for number, (key, value) in enumerate(columns):
        places = [(one.line, one.keys[key]) for one in neighbours if key in one.keys]
        gap = ", " if number else ""
        line = f"{line}{gap}".ljust(_column(places) - 1) + f"{key}: {value}"
    return f"{line}{inner}}}"


def _column(places: Sequence[tuple[str, int]]) -> int:
    """The column at which all of several things stand on purpose: one of them has blanks to spare before it; else 0."""
    columns = {column for _, column in places}
    if len(places) < 2 or len(columns) != 1:
        return 0
    spared = any(line[column - 3 : column - 1] == "  " for line, column in places)
    return columns.pop() if spared else 0


def _ordered(model: NewModel, near: Node | None, items: Sequence[Node]) -> list[tuple[str, str]]:
    """The columns in the order that the neighbours have, the nearest first."""
    order = list(ORDER)
    for item in [*reversed(items), *([near] if near is not None else [])]:
        order = _merged(_keys(item), order)
    return sorted(model.columns, key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))


def _merged(first: list[str], order: list[str]) -> list[str]:
    """An order in which the keys of `first` follow each other as they do there, all others as before."""
    moved = [key for key in first if key in order]
    places = iter(moved)
    return [next(places) if key in moved else key for key in order]


def _keys(item: Node) -> list[str]:
    body = item.entries[0][1] if isinstance(item, MapNode) and len(item.entries) == 1 else None
    return [key.text for key, _ in body.entries] if isinstance(body, MapNode) else []


def id_of(item: Node) -> str | None:
    """The id of a model in a list."""
    if isinstance(item, ScalarNode):
        return item.text
    if isinstance(item, MapNode) and len(item.entries) == 1:
        return item.entries[0][0].text
    return None


def ids(models: Node | None) -> list[str]:
    """The ids of a list of models, in order."""
    return [one for item in models.items if (one := id_of(item)) is not None] if isinstance(models, ListNode) else []

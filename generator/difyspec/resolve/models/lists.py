"""Lists of which each item may be there under a condition: whole ones, and changes to them.

Items are features and parameters. For a model in the spec every condition is decided before, so these are plain lists.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, Self

from difyspec.diagnostics import Span
from difyspec.language import Entries, Entry
from difyspec.provider.expressions import Condition
from difyspec.resolve.algebra import NEVER, both, either, negated
from difyspec.resolve.context import Context


class Item(Protocol):
    """Something in a list."""

    @property
    def name(self) -> str:
        """Its name for users."""
        ...

    @property
    def span(self) -> Span:
        """Where it was written."""
        ...

    @property
    def when(self) -> Condition | None:
        """When it is there."""
        ...

    def called(self, name: str) -> bool:
        """Whether a list means it by that name."""
        ...

    def conditioned(self, when: Condition | None) -> Self:
        """The same item under another condition."""
        ...

    def merged(self, other: Self, when: Condition | None) -> Self:
        """This item, and another of the same name where a condition holds."""
        ...


class Placed(Protocol):
    """The body of an entry that can say where it goes."""

    after: str | None
    before: str | None

    def span(self, name: str) -> Span:
        """Where a key was written."""
        ...


def find[I: Item](items: Sequence[I], name: str) -> I | None:
    """The item that a list means by a name."""
    return next((item for item in items if item.called(name)), None)


def replaced[I: Item](items: tuple[I, ...], whole: tuple[I, ...], when: Condition | None) -> tuple[I, ...]:
    """A whole list in place of another one, where a condition holds."""
    if when is None:
        return tuple(item for item in whole if item.when != NEVER)
    kept: list[I] = []
    for item in items:
        other = find(whole, item.name)
        without = item.conditioned(both(item.when, negated(when)))
        kept.append(without if other is None else without.merged(other, both(when, other.when)))
    kept += [one.conditioned(both(when, one.when)) for one in whole if find(items, one.name) is None]
    return tuple(item for item in kept if item.when != NEVER)


def changed[I: Item, B: Placed](
    items: tuple[I, ...],
    changes: Entries[B],
    make: Callable[[Entry[B]], I | None],
    when: Condition | None,
    what: str,
    context: Context,
) -> tuple[I, ...]:
    """A list with signed entries applied one after the other, where a condition holds."""
    if any(not entry.sign for entry in changes):
        return items  # a mixture of both kinds, which was reported when the list was read
    for entry in changes:
        if entry.sign == "-":
            items = _removed(items, entry.name, entry.name_span, when, what, context)
            continue
        item = make(entry)
        if item is not None:
            items = _added(items, item, entry, both(when, item.when), what, context)
    return items


def _removed[I: Item](
    items: tuple[I, ...], name: str, span: Span, when: Condition | None, what: str, context: Context
) -> tuple[I, ...]:
    found = find(items, name)
    if found is None:
        message = f"there is no {what} `{name}` to take away"
        context.unknown("D402", span, message, name, [item.name for item in items], f"{what}s of this list")
        return items
    kept = found.conditioned(both(found.when, negated(when)))
    return tuple(kept if item is found else item for item in items if item is not found or kept.when != NEVER)


def _added[I: Item, B: Placed](
    items: tuple[I, ...], item: I, entry: Entry[B], when: Condition | None, what: str, context: Context
) -> tuple[I, ...]:
    if when == NEVER:
        return items
    found = find(items, item.name)
    if found is not None:
        if found.when is None:
            message = f"the {what} `{entry.name}` is there already"
            context.say("D401", entry.name_span, message, related=[(found.span, "it comes from here")])
            return items
        return tuple(found.merged(item, when) if one is found else one for one in items)
    new = item.conditioned(when)
    index = _index(items, entry, what, context)
    return (*items[:index], new, *items[index:])


def _index[I: Item, B: Placed](items: tuple[I, ...], entry: Entry[B], what: str, context: Context) -> int:
    for key, offset in (("after", 1), ("before", 0)):
        name = entry.body.after if key == "after" else entry.body.before
        if name is None:
            continue
        found = find(items, name)
        if found is not None:
            return next(index for index, item in enumerate(items) if item is found) + offset
        message = f"there is no {what} `{name}` in the list that this one could go {key}"
        known = [item.name for item in items]
        context.unknown("D403", entry.body.span(key), message, name, known, f"{what}s of this list")
    return len(items)


def joined(old: Condition | None, new: Condition | None) -> Condition | None:
    """When an item is there that two lists speak of."""
    return either(*(one for one in (old, new) if one != NEVER)) if NEVER in (old, new) else either(old, new)

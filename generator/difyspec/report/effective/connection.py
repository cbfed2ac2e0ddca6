"""How the server is reached, as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace

from difyspec.language import Choice as WrittenChoice
from difyspec.language import Entries, Section
from difyspec.provider.expressions import Choice, Value
from difyspec.provider.plugin import Key
from difyspec.provider.transport import Connection
from difyspec.provider.values import Data, DataList, DataMap
from difyspec.report.effective import wire
from difyspec.report.effective.notation import value
from difyspec.report.effective.rows import Origin, Row
from difyspec.report.effective.view import View, when_of
from difyspec.resolve.algebra import NEVER
from difyspec.resolve.reduction import remaining, settled

_KEYS = tuple(one.name for one in fields(Connection))


def over(own: Connection, shared: Connection) -> Connection:
    """A type's own connection over the one that all share."""
    return replace(shared, **{name: one for name in _KEYS if (one := getattr(own, name)) is not None})


def connection_rows(found: Connection, view: View, *sections: Section | None) -> Iterator[Row]:
    """The rows of a connection; `sections` are those that may have written it, the nearest first."""
    yield from case_rows("endpoint", found.endpoint, value, view, *sections)
    if found.normalize is not None:
        steps = DataList(tuple(wire.normalize(one) for one in found.normalize))
        yield Row(("normalize",), steps, view.places.written("normalize", *sections))
    yield from case_rows("auth", found.auth, wire.auth, view, *sections)
    for name, header in found.headers or ():
        yield from _header(name, header, view, sections)
    yield from _expanded(case_rows("query", found.query, wire.table, view, *sections))
    yield from _expanded(case_rows("timeout", found.timeout, wire.timeout, view, *sections))
    yield from _expanded(case_rows("retry", found.retry, wire.retry, view, *sections))
    yield from case_rows("wire_name", found.wire_name, value, view, *sections)


def case_rows[T](
    name: str, found: Choice[T] | None, spelled: Callable[[T], Data], view: View, *sections: Section | None
) -> Iterator[Row]:
    """A row for each case of a choice that may still count, each at its own place."""
    section = next((one for one in sections if one is not None and name in one.written), None)
    written = getattr(section, name, None)
    origin = view.places.written(name, section)
    if found is not None:
        yield from _cases((name,), found, written, origin, spelled, view)


def _cases[T](
    path: Key, found: Choice[T], written: object, origin: Origin, spelled: Callable[[T], Data], view: View
) -> Iterator[Row]:
    places = [case.span for case in written.cases] if isinstance(written, WrittenChoice) else []
    earlier = False
    for index, case in enumerate(found.cases):
        when = remaining(case.when, view.known)
        if when == NEVER:
            continue
        place = view.places.of(places[index]) if len(places) == len(found.cases) else origin
        yield Row(path, spelled(settled(case.then, view.known)), place, when_of(when, last=earlier))
        earlier = True
        if when is None:
            return


def _header(name: str, found: Choice[Value], view: View, sections: Iterable[Section | None]) -> Iterator[Row]:
    for section in sections:
        entries = getattr(section, "headers", None)
        entry = entries.get(name) if isinstance(entries, Entries) else None
        if entry is not None:
            yield from _cases(("headers", name), found, entry.body, view.places.of(entry.span), value, view)
            return


def _expanded(rows: Iterable[Row]) -> Iterator[Row]:
    """Maps: a row for each key."""
    for row in rows:
        if isinstance(row.value, DataMap):
            yield from (replace(row, path=(*row.path, name), value=one) for name, one in row.value.entries)
        else:
            yield row

"""How the server is reached, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace

from difyspec.language import Entries, Section
from difyspec.provider.transport import Connection
from difyspec.provider.values import Data, DataList, DataMap
from difyspec.report.effective import wire
from difyspec.report.effective.notation import choice, value
from difyspec.report.effective.rows import CONVENTION, Origin, Row
from difyspec.report.effective.view import View

_KEYS = tuple(one.name for one in fields(Connection))


def over(own: Connection, shared: Connection) -> Connection:
    """A type's own connection over the one that all share."""
    return replace(shared, **{name: one for name in _KEYS if (one := getattr(own, name)) is not None})


def connection_rows(found: Connection, view: View, *sections: Section | None) -> Iterator[Row]:
    """The rows of a connection; `sections` are those that may have written it, the nearest first."""
    if found.endpoint is not None:
        yield Row(("endpoint",), choice(found.endpoint, value), view.places.written("endpoint", *sections))
    if found.normalize is not None:
        steps = DataList(tuple(wire.normalize(one) for one in found.normalize))
        yield Row(("normalize",), steps, view.places.written("normalize", *sections))
    if found.auth is not None:
        yield Row(("auth",), choice(found.auth, wire.auth), view.places.written("auth", *sections))
    for name, header in found.headers or ():
        yield Row(("headers", name), choice(header, value), _entry("headers", name, view, sections))
    if found.query is not None:
        yield from _maps("query", choice(found.query, wire.table), view, sections)
    if found.timeout is not None:
        yield from _maps("timeout", choice(found.timeout, wire.timeout), view, sections)
    if found.retry is not None:
        yield from _maps("retry", choice(found.retry, wire.retry), view, sections)
    if found.wire_name is not None:
        yield Row(("wire_name",), choice(found.wire_name, value), view.places.written("wire_name", *sections))


def _entry(key: str, name: str, view: View, sections: Iterable[Section | None]) -> Origin:
    """The origin of an entry of a map."""
    for section in sections:
        entries = getattr(section, key, None)
        if isinstance(entries, Entries):
            entry = entries.get(name)
            return view.places.of(entry.span if entry is not None else entries.span)
    return CONVENTION


def _maps(name: str, data: Data, view: View, sections: Iterable[Section | None]) -> Iterator[Row]:
    """A map: a row for each key if it depends on nothing, else one row."""
    origin = view.places.written(name, *sections)
    if isinstance(data, DataMap):
        yield from (Row((name, key), one, origin) for key, one in data.entries)
    else:
        yield Row((name,), data, origin)

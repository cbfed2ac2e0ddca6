"""What the adapter does about a default that limits from credentials leave outside: it moves to the nearer limit."""

from __future__ import annotations

from dataclasses import replace

from difyspec.provider.plugin import Key
from difyspec.provider.values import Kind, Scalar
from difyspec.report.effective.rows import Covered, Row

_NUMBERS = (Kind.INT, Kind.FLOAT)


def fitted(rows: list[Row], path: Key) -> list[Row]:
    """The rows with the default of the parameter at `path` within its limits, as far as all of them are known."""
    default = _certain(rows, (*path, "default"))
    for name, beyond in (("max", 1), ("min", -1)):
        limit = _certain(rows, (*path, name))
        if default is None or limit is None:
            continue
        value, bound = _scalar(default), _scalar(limit)
        if (value.number - bound.number) * beyond > 0:
            below = (Covered(default.value, default.origin), *default.covered)
            moved = replace(default, value=bound, origin=limit.origin, covered=below)
            return [moved if row is default else row for row in rows]
    return rows


def _certain(rows: list[Row], path: Key) -> Row | None:
    """The row of a number that does not depend on anything."""
    found = [row for row in rows if row.path == path]
    if len(found) != 1 or found[0].when:
        return None
    value = found[0].value
    return found[0] if isinstance(value, Scalar) and value.kind in _NUMBERS else None


def _scalar(row: Row) -> Scalar:
    if not isinstance(row.value, Scalar):
        raise TypeError(f"{row.path} is no number")
    return row.value

"""Rows over rows: what a copy says over what it is a copy of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from difyspec.provider.plugin import Key
from difyspec.report.effective.rows import Covered, Row

_CERTAIN = ("", "else")


class Overlay:
    """Rows in order, which others are put over."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = list(rows)

    def has(self, path: Key) -> bool:
        """Whether there is a row for a path."""
        return any(row.path == path for row in self.rows)

    def append(self, row: Row) -> None:
        """Adds a row at the end."""
        self.rows.append(row)

    def remove(self, path: Key) -> None:
        """Takes a value away, with all below it."""
        self.rows = [row for row in self.rows if row.path[: len(path)] != path]

    def head(self, row: Row) -> None:
        """Puts a row that heads others in place of the one that does so now."""
        if self.has(row.path):
            self.rows = [row if one.path == row.path else one for one in self.rows]
        else:
            self.append(row)

    def put(self, path: Key, new: list[Row]) -> None:
        """Puts the cases of a value over those that are there, which count where none of the new ones does."""
        old = [row for row in self.rows if row.path == path]
        index = self.rows.index(old[0]) if old else self._end(path[:-1])
        self.rows = [row for row in self.rows if row.path != path]
        self.rows[index:index] = [row for row in _over(new, old) if row.value is not None or row.when not in _CERTAIN]

    def _end(self, parent: Key) -> int:
        """Behind the last row below a path."""
        places = [index for index, row in enumerate(self.rows) if parent and row.path[: len(parent)] == parent]
        return places[-1] + 1 if places else len(self.rows)


def _over(new: list[Row], old: list[Row]) -> list[Row]:
    for index, row in enumerate(new):
        if row.when in _CERTAIN:
            below = tuple(one for before in old for one in (Covered(before.value, before.origin), *before.covered))
            return [*new[:index], replace(row, covered=(*row.covered, *below))]
    return [*new, *(replace(row, when=row.when or "else") if new else row for row in old)]

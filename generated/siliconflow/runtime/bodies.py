"""The request body as the steps of ``send`` make it from the parameters (language section 11).

Targets are dotted: ``thinking.type`` is the key ``type`` inside ``thinking``, made where it is missing. A key that has
the whole dotted text as its name goes first.

Two absences differ. A value that is *absent* (Python's None, which is what an empty credential reads as) sends nothing:
the step is skipped, and inside maps and lists the entry is left out. An *explicit null* (`NULL` in values, None in
translations, which are literals) sends ``null``; servers tell the two apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from . import errors
from .values import equal

type Translations = Iterable[tuple[object, object]]


class _Null:
    """The type of `NULL`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "NULL"


NULL: Final = _Null()
"""An explicit ``null`` in a body."""


def plain(value: object) -> Any:
    """A copy of `value` that shares no container with it, absent entries left out, `NULL` as None."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value if item is not None]
    return None if isinstance(value, _Null) else value


class Body:
    """A request body being made. The parameters it starts from are copied, never changed.

    `dropped` are the keys of the top level that a step took away: what a protocol adds by itself (``tool_choice``,
    ``stream_options``, ...) it leaves out if it is among them.
    """

    __slots__ = ("_data", "dropped")

    def __init__(self, parameters: Mapping[str, object] | None = None) -> None:
        self._data: dict[str, Any] = {} if parameters is None else _copied(parameters)
        self.dropped: frozenset[str] = frozenset()

    @property
    def data(self) -> dict[str, Any]:
        """The body itself."""
        return self._data

    def __contains__(self, target: object) -> bool:
        return isinstance(target, str) and self._holder(target) is not None

    def get(self, target: str) -> Any:
        """What stands at `target`; None if nothing does."""
        found = self._holder(target)
        return None if found is None else found[0][found[1]]

    def set(self, target: str, value: object) -> None:
        """Puts `value` at `target`, whatever was there. A text or number on the way gives way to a map."""
        if value is not None:
            self._put(target, plain(value))

    def default(self, target: str, value: object) -> None:
        """Like `set`, unless something is there, an explicit null included."""
        if target not in self:
            self.set(target, value)

    def drop(self, *targets: str) -> None:
        """Takes away what stands at each target, and maps that are empty then."""
        for target in targets:
            self._take(target)
            if "." not in target:
                self.dropped |= {target}

    def rename(self, source: str, target: str, values: Translations = ()) -> None:
        """Moves what stands at `source` to `target`, translated; nothing happens if nothing stands there."""
        if source in self:
            self._put(target, _translated(self._take(source), values))

    def copy(self, source: str, target: str, values: Translations = ()) -> None:
        """Like `rename`, but `source` stays as well."""
        if source in self:
            self._put(target, _translated(_copied(self.get(source)), values))

    def append(self, target: str, value: object) -> None:
        """Adds `value` to the list at `target`, made if missing; a single value there becomes its first item."""
        if value is None:
            return
        there = self.get(target)
        if not isinstance(there, list):
            there = [] if there is None else [there]
            self._put(target, there)
        there.append(plain(value))

    def clamp(self, target: str, *, min: float | None = None, max: float | None = None) -> None:
        """Keeps a number at `target` within inclusive bounds; anything else stays as it is."""
        value = self.get(target)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return
        if min is not None and value < min:
            self._put(target, min)
        elif max is not None and value > max:
            self._put(target, max)

    def parse(self, *targets: str) -> None:
        """Replaces JSON text at each target by what it says; blank text is dropped.

        Raises errors.Failure (bad request) for text that is no JSON.
        """
        for target in targets:
            text = self.get(target)
            if not isinstance(text, str):
                continue
            if text.strip():
                self._put(target, parsed(target, text))
            else:
                self._take(target)

    def _holder(self, target: str) -> tuple[dict[str, Any], str] | None:
        """The map that has `target`, and its key there."""
        holder = self._data
        if target in holder:
            return holder, target
        *path, last = target.split(".")
        for key in path:
            inner = holder.get(key)
            if not isinstance(inner, dict):
                return None
            holder = inner
        return (holder, last) if last in holder else None

    def _put(self, target: str, value: object) -> None:
        holder = self._data
        last = target
        if target not in holder:
            *path, last = target.split(".")
            for key in path:
                inner = holder.get(key)
                if not isinstance(inner, dict):
                    inner = holder[key] = {}
                holder = inner
        holder[last] = value
        if holder is self._data:
            self.dropped -= {last}

    def _take(self, target: str) -> Any:
        found = self._holder(target)
        if found is None:
            return None
        value = found[0].pop(found[1])
        if not found[0] and found[0] is not self._data:
            self._take(target.rpartition(".")[0])
        return value


def parsed(name: str, text: str) -> Any:
    """JSON text of the parameter `name`. Raises errors.Failure (bad request) if it is none."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise errors.Failure(errors.BAD_REQUEST, f"the parameter {name} is not valid JSON: {error}") from error


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _copied(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_copied(item) for item in value]
    return value


def _translated(value: Any, values: Translations) -> Any:
    """`value`, or what `values` puts in its place: the first pair that has it, types told apart (True, 1, "true")."""
    return next((_copied(to) for of, to in values if _same(value, of)), value)


def _same(value: object, literal: object) -> bool:
    return value is literal if value is None or literal is None else equal(value, literal)

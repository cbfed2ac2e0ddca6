"""Dotted places in a JSON answer: ``usage.total_tokens``, ``data[].embedding``, ``results[].categories.*``.

A name goes into a map, ``*`` takes every value of a map, ``[]`` after a name takes every element of the list there
(``[]`` alone: the answer is the list).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from . import errors


def every(data: Any, place: str) -> list[Any]:
    """All values at a place; a part that is not there, or not of the kind the place says, has none."""
    return list(_walk(data, place.split(".")))


def one(data: Any, place: str) -> Any:
    """The first value at a place, None where there is none."""
    return next(_walk(data, place.split(".")), None)


def _walk(data: Any, steps: list[str]) -> Iterator[Any]:
    if not steps:
        yield data
        return
    name, *rest = steps
    key = name.removesuffix("[]")
    for value in _values(data, key):
        if key == name:
            yield from _walk(value, rest)
        elif isinstance(value, list):
            for element in value:
                yield from _walk(element, rest)


def _values(data: Any, key: str) -> list[Any]:
    if key == "":
        return [data]
    if not isinstance(data, dict):
        return []
    if key == "*":
        return list(data.values())
    return [data[key]] if key in data else []


def count(data: Any, *places: str) -> int | None:
    """The number at the first of several places that has one of 0 or more; None where there is none."""
    for place in places:
        value = one(data, place)
        if type(value) is int and 0 <= value < 2**53:
            return value
    return None


def ranking(data: Any, *, results: str, index: str, score: str) -> list[tuple[int, float]]:
    """(index, score) of each element of the list at `results`; `index` and `score` are places within an element.

    Raises errors.Failure (server unavailable) where there are no results, or where one has no index or score.
    """
    place = results.removesuffix("[]")
    elements = one(data, place) if place else data
    if not isinstance(elements, list):
        raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer has no ranking")
    found = [(one(element, index), one(element, score)) for element in elements]
    if not all(type(number) is int and _is_number(value) for number, value in found):
        raise errors.Failure(errors.SERVER_UNAVAILABLE, "the ranking has an entry without index or score")
    return [(number, float(value)) for number, value in found]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)

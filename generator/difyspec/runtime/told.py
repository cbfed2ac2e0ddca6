"""What a server tells of a model: the values at places of its answer, each as the fact it is declared as.

Whatever is not there, or of another kind, is None: the server does not say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import answers, errors


def listed(answer: Any, place: str, id_: str, name: str) -> Any:
    """The element of the list at `place` whose name at `id_` is `name`. Raises errors.Failure where there is none.

    An answer without a list is no answer (server unavailable); a list without the model is a wrong name (bad request).
    """
    elements = answers.one(answer, place.removesuffix("[]")) if place != "[]" else answer
    if not isinstance(elements, list):
        raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer lists no models")
    found = next((element for element in elements if answers.one(element, id_) == name), None)
    if found is None:
        raise errors.Failure(errors.BAD_REQUEST, f"the server has no model {name}")
    return found


def whole(answer: Any, *places: str) -> int | None:
    """A whole number above 0, also one that is written as a text."""
    found = number(answer, *places)
    return int(found) if found is not None and found > 0 and found == int(found) else None


def number(answer: Any, *places: str) -> float | None:
    """A number that is finite, also one that is written as a text."""
    for value in _values(answer, places):
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            continue
        try:
            found = float(value)
        except (ValueError, OverflowError):
            continue
        if -_HUGE < found < _HUGE:
            return found
    return None


_HUGE = 2.0**53
"""Beyond this a float is no whole number any more, and no limit of a model."""


def text(answer: Any, *places: str, values: Mapping[str, str] | None = None) -> str | None:
    """A text or number as a text, translated by `values`."""
    found = next((said for value in _values(answer, places) if (said := _said(value))), None)
    return (values or {}).get(found, found) if found is not None else None


def option(answer: Any, *places: str, options: tuple[str, ...], values: Mapping[str, str] | None = None) -> str | None:
    """The first of the options that the answer says, itself or as what `values` translates into it."""
    said = [_said(value) for value in _values(answer, places)]
    meant = {(values or {}).get(one, one) for one in said if one is not None}
    return next((one for one in options if one in meant), None)


def true(answer: Any, *places: str, when: tuple[str, ...] = ()) -> bool:
    """Whether one of the values is in `when`; without that, whether something is there that is not false or empty."""
    values = _values(answer, places)
    if when:
        return any(_said(value) in when for value in values)
    return any(bool(value) or isinstance(value, dict) for value in values)


def _values(answer: Any, places: tuple[str, ...]) -> list[Any]:
    """What is there, place after place; null is nothing."""
    return [value for place in places for value in answers.every(answer, place) if value is not None]


def _said(value: Any) -> str | None:
    """A scalar as YAML would write it."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) else None

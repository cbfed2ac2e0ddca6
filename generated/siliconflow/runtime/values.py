"""Values that may be absent (None): the relations of the spec language, and the alternative."""

from __future__ import annotations

from collections.abc import Collection

type Number = int | float


def first[T](value: T | None, otherwise: T) -> T:
    """The value, or `otherwise` where it is absent. The result is optional only if `otherwise` is."""
    return otherwise if value is None else value


def truth(value: object) -> bool:
    """A path alone: ``True`` or a number other than 0. A text is never true by itself, an absent value neither."""
    return isinstance(value, int | float) and bool(value)


def equal(value: object, literal: object) -> bool:
    """``==``; a boolean equals only a boolean, so that ``True`` and ``1`` differ."""
    return isinstance(value, bool) == isinstance(literal, bool) and value == literal


def one_of(value: object, *literals: object) -> bool:
    """``in a|b``."""
    return any(equal(value, literal) for literal in literals)


def at_least(value: Number | None, literal: Number) -> bool:
    """``>=``; false for an absent value."""
    return value is not None and value >= literal


def at_most(value: Number | None, literal: Number) -> bool:
    """``<=``; false for an absent value."""
    return value is not None and value <= literal


def above(value: Number | None, literal: Number) -> bool:
    """``>``; false for an absent value."""
    return value is not None and value > literal


def below(value: Number | None, literal: Number) -> bool:
    """``<``; false for an absent value."""
    return value is not None and value < literal


def has(value: str | Collection[object] | None, literal: object) -> bool:
    """``has``: a text contains, a collection includes; false for an absent value."""
    if isinstance(value, str):
        return isinstance(literal, str) and literal in value
    return value is not None and any(equal(item, literal) for item in value)


def text(*parts: object) -> str:
    """A template's text: parts in order, an absent one is nothing, booleans as YAML writes them."""
    return "".join(_part(part) for part in parts if part is not None)


def _part(part: object) -> str:
    return str(part).lower() if isinstance(part, bool) else str(part)

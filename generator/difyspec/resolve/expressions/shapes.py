"""What a path comes to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from difyspec.provider.values import Scalar


class Sort(StrEnum):
    """What can be done with a value. A select is a text of which all values are known."""

    TEXT = "text"
    SELECT = "select"
    NUMBER = "number"
    FLAG = "flag"
    LIST = "list"
    ANY = "any"

    @property
    def words(self) -> str:
        """The sort in a sentence."""
        return {
            Sort.TEXT: "a text",
            Sort.SELECT: "one of several texts",
            Sort.NUMBER: "a number",
            Sort.FLAG: "true or false",
            Sort.LIST: "a list",
            Sort.ANY: "a value of any type",
        }[self]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sort of a path's value; the options of a select; `enabled` and `disabled` of a toggle; a field's default."""

    sort: Sort
    options: tuple[str, ...] = ()
    toggle: tuple[str, str] | None = None
    default: Scalar | None = None


TEXT = Shape(Sort.TEXT)
NUMBER = Shape(Sort.NUMBER)
FLAG = Shape(Sort.FLAG)
ANY = Shape(Sort.ANY)
LIST = Shape(Sort.LIST)


def merged(one: Shape | None, other: Shape) -> Shape:
    """What a value comes to that is either; models may give one parameter other options, even another type."""
    if one is None or one == other:
        return other
    if one.sort is other.sort is Sort.SELECT:
        return Shape(Sort.SELECT, tuple(dict.fromkeys((*one.options, *other.options))))
    return TEXT if {one.sort, other.sort} == {Sort.TEXT, Sort.SELECT} else ANY


class Due(StrEnum):
    """What a position takes."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    ANY = "any"

    @property
    def words(self) -> str:
        """The position in a sentence."""
        return {
            Due.TEXT: "a text",
            Due.NUMBER: "a number",
            Due.FLAG: "true or false",
            Due.ANY: "a value",
        }[self]

    def takes(self, sort: Sort) -> bool:
        """Whether a value of that sort fits: numbers can be spelled out, nothing else changes its type."""
        if sort is Sort.ANY or self is Due.ANY:
            return True
        if self is Due.TEXT:
            return sort in (Sort.TEXT, Sort.SELECT, Sort.NUMBER)
        return sort is (Sort.NUMBER if self is Due.NUMBER else Sort.FLAG)

"""Plain data as YAML has it, with each scalar's type and its text kept apart.

Dify's loaders tell ``1``, ``1.0``, ``"1"`` and ``true`` apart, and a price's trailing zeros are shown to users, so a
value is never turned into a Python number on its way through the compiler: `Scalar` carries the YAML type and the text.
Two scalars are equal only when both are.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """The YAML type of a scalar, as Dify's loaders resolve it."""

    TEXT = "text"
    INT = "int"
    FLOAT = "float"
    BOOL = "bool"
    NULL = "null"
    TIMESTAMP = "timestamp"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: its type and its text as written (``Scalar(Kind.FLOAT, "1.00")``)."""

    kind: Kind
    text: str

    @property
    def number(self) -> Decimal:
        """The value of an int or a float; `ValueError` for any other kind."""
        if self.kind not in (Kind.INT, Kind.FLOAT):
            raise ValueError(f"{self.text!r} is no number but {self.kind}")
        return Decimal(self.text)

    @property
    def truth(self) -> bool:
        """The value of a bool; `ValueError` for any other kind."""
        if self.kind is not Kind.BOOL:
            raise ValueError(f"{self.text!r} is no bool but {self.kind}")
        return self.text == "true"


NULL = Scalar(Kind.NULL, "null")
TRUE = Scalar(Kind.BOOL, "true")
FALSE = Scalar(Kind.BOOL, "false")


def text(value: str) -> Scalar:
    """A text scalar."""
    return Scalar(Kind.TEXT, value)


def integer(value: int) -> Scalar:
    """An int scalar in its shortest spelling."""
    return Scalar(Kind.INT, str(value))


def boolean(value: bool) -> Scalar:
    """The bool scalar of a Python bool."""
    return TRUE if value else FALSE


@dataclass(frozen=True, slots=True)
class DataList:
    """A YAML sequence."""

    items: tuple[Data, ...]


@dataclass(frozen=True, slots=True)
class DataMap:
    """A YAML mapping with text keys; the order of `entries` is the order of writing and part of no meaning."""

    entries: tuple[tuple[str, Data], ...]

    def get(self, key: str) -> Data | None:
        """The value of a key, or None."""
        return next((value for name, value in self.entries if name == key), None)


type Data = Scalar | DataList | DataMap
EMPTY_MAP = DataMap(())

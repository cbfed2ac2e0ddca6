"""What is shown: values with the place each comes from, in blocks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from difyspec.diagnostics import Span
from difyspec.provider.values import Data


class By(StrEnum):
    """Who said a value: the spec, the shipped library, a template of the SDK, or nobody (a convention)."""

    SPEC = "spec"
    LIBRARY = "library"
    TEMPLATE = "template"
    CONVENTION = "convention"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from. `span` is its place in the spec, `name` the definition in the library or the template.

    `part` says which part of the spec that is, e.g. ``profile chat``; empty where the place says it all.
    """

    by: By
    span: Span | None = None
    name: str = ""
    part: str = ""

    def __str__(self) -> str:
        if self.span is not None:
            return f"{self.span.file}:{self.span.line}"
        return f"{self.by}: {self.name}" if self.name else self.by.value


CONVENTION = Origin(By.CONVENTION)


@dataclass(frozen=True, slots=True)
class Covered:
    """A value that another one covers; None: it was taken away there."""

    value: Data | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Row:
    """One value. `path` leads to it within its block; a row without value only heads those below it.

    `when` is the condition under which the value counts (``else`` in the last row of a choice), empty: always.
    `covered` are the values below it, the next lower first. `verbatim` says that the value is a text of the spec as it
    stands there, and no value of its own.
    """

    path: tuple[str, ...]
    value: Data | None
    origin: Origin
    when: str = ""
    covered: tuple[Covered, ...] = ()
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together, below a title."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that is shown of one thing: ``acme``, or ``acme / llm / acme-large``; `remarks` are sentences above it."""

    name: tuple[str, ...]
    origin: Origin
    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()

"""What every part of the display looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from difyspec.diagnostics import Span
from difyspec.language import Document
from difyspec.language.models.catalogue import Catalogue
from difyspec.provider.expressions import Choice, Condition
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Key, Origins, Provider
from difyspec.provider.values import Data
from difyspec.report.effective.notation import condition
from difyspec.report.effective.places import Places
from difyspec.report.effective.rows import CONVENTION, Row
from difyspec.resolve.algebra import NEVER
from difyspec.resolve.layers import Layer
from difyspec.resolve.reduction import Known, remaining


@dataclass(frozen=True)
class View:
    """A provider with the spec it comes from. `texts` are the spec's files by the path that spans name.

    `known` is what is known of the call: in a view of the provider nothing, in that of a model its name and more.
    """

    provider: Provider
    document: Document
    origins: Origins
    texts: Mapping[str, str]
    known: Known

    @cached_property
    def places(self) -> Places:
        """Where things were written."""
        return Places(self.document, self.origins)

    def catalogue(self, type_: ModelType) -> Catalogue | None:
        """The section of a model type, as written."""
        models = self.document.models
        return getattr(models, type_.folder) if models is not None else None

    def row(self, path: Key, value: Data | None, layer: Layer[object]) -> Row:
        """The row of a value that comes from a layer."""
        return Row(path, value, self.places.of(layer.span), covered=self.places.covered(layer))

    def source(self, span: Span) -> str:
        """What is written at a place, on one line."""
        lines = self.texts.get(span.file, "").splitlines()[span.line - 1 : span.end_line]
        if not lines:
            return ""
        lines[-1] = lines[-1][: span.end_column - 1]
        lines[0] = lines[0][span.column - 1 :]
        return " ".join(line.strip() for line in lines)


def when_of(when: Condition | None, *, last: bool = False) -> str:
    """The condition of a row in words; `last` says that other cases come before it."""
    return condition(when) if when is not None else "else" if last else ""


def rows_of[T](
    path: Key, found: Choice[T], layers: tuple[Layer[object], ...], spelled: Spelled[T], view: View, made: Made
) -> list[Row]:
    """A row for each case of a choice that may still count, each with its own origin."""
    rows: list[Row] = []
    for case in found.cases:
        when = remaining(case.when, view.known)
        if when == NEVER:
            continue
        layer = next((one for one in layers if one.when == case.when), None)
        value = spelled(case.then)
        row = made(path, value, layer) if layer is not None else Row(path, value, CONVENTION)
        rows.append(replace(row, when=when_of(when, last=bool(rows))))
        if when is None:
            break
    return rows


class Spelled[T](Protocol):
    """Turns a value into data; None is no value."""

    def __call__(self, found: T, /) -> Data | None:
        """The data."""
        ...


class Made(Protocol):
    """Makes the row of a value that comes from a layer."""

    def __call__(self, path: Key, value: Data | None, layer: Layer[object], /) -> Row:
        """The row."""
        ...

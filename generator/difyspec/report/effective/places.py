"""From places and layers of resolution to the origins that are shown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from difyspec.diagnostics import Span
from difyspec.language import Document, Section
from difyspec.language.models.catalogue import Catalogue
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Origins
from difyspec.report.effective.layered import data_of
from difyspec.report.effective.rows import CONVENTION, By, Covered, Origin
from difyspec.resolve.layers import Layer
from difyspec.resolve.library import library

_LIBRARY = "<library>/"

type Part = tuple[Span, str]


class Places:
    """Looks up where things were written. `origins` are traced ones."""

    def __init__(self, document: Document, origins: Origins) -> None:
        self.document = document
        self._origins = origins

    def of(self, span: Span | None) -> Origin:
        """The origin of what was written at a place; None is a convention."""
        if span is None:
            return CONVENTION
        if span.file.startswith(_LIBRARY):
            name = _name(_library(), span)
            return Origin(By.TEMPLATE if span.file.endswith("templates.yaml") else By.LIBRARY, name=name)
        return Origin(By.SPEC, span, part=_name(self._parts, span))

    def at(self, *key: str) -> Origin:
        """The origin of a value by its key in `Origins`."""
        return self.of(self._origins.places.get(key))

    def layers(self, *key: str) -> tuple[Layer[object], ...]:
        """The layers of a value, the one that counts first."""
        return tuple(one for one in self._origins.layers.get(key, ()) if isinstance(one, Layer))

    def written(self, name: str, *sections: Section | None) -> Origin:
        """The origin of a key in the first section that has it."""
        found = next((one for one in sections if one is not None and name in one.written), None)
        return CONVENTION if found is None else self.of(found.span(name))

    def covered(self, layer: Layer[object]) -> tuple[Covered, ...]:
        """What a layer covers."""
        return tuple(Covered(data_of(one.value), self.of(one.span)) for one in layer.covered)

    @cached_property
    def _parts(self) -> list[Part]:
        return sorted(_parts(self.document))


def _library() -> list[Part]:
    shipped = library()
    entries = (*shipped.fields, *shipped.parameters, *shipped.templates)
    return sorted((one.span, one.name) for one in entries)


def _name(parts: list[Part], span: Span) -> str:
    """The name of the part that a place lies in."""
    index = bisect_right(parts, (span, "\U0010ffff")) - 1
    if index < 0:
        return ""
    outer, name = parts[index]
    inside = outer.file == span.file and (span.line, span.column) < (outer.end_line, outer.end_column)
    return name if inside else ""


def _parts(document: Document) -> Iterator[Part]:
    """The parts of a spec that give values to models and forms; none lies within another."""
    yield from ((one.span, f"parameter {one.name}") for one in document.parameters or ())
    yield from ((one.span, f"field {one.name}") for one in document.fields or ())
    forms = document.credentials
    for form, entries in (("provider", forms.provider), ("model", forms.model)) if forms is not None else ():
        yield from ((one.span, f"form of the {form}") for one in entries or ())
    for type_ in ModelType:
        catalogue: Catalogue | None = getattr(document.models, type_.folder) if document.models is not None else None
        if catalogue is not None:
            yield from _of_type(catalogue)


def _of_type(catalogue: Catalogue) -> Iterator[Part]:
    yield from ((one.span, f"profile {one.name}") for one in catalogue.profiles or ())
    yield from ((one.span, f"override {number}") for number, one in enumerate(catalogue.overrides or (), 1))
    for models in (catalogue.predefined, catalogue.base):
        yield from ((one.span, f"model {one.name}") for one in models or ())
    if catalogue.custom is not None:
        yield catalogue.custom.place, "custom"
    if catalogue.pricing is not None:
        yield catalogue.pricing.span, "pricing"

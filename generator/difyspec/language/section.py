"""The base of all models: one section of a spec, with the place of every value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from difyspec.diagnostics import Span, at


@dataclass(frozen=True, slots=True)
class Places:
    """Where a section and each of its written fields stand: (key, value) spans by field."""

    whole: Span
    fields: Mapping[str, tuple[Span, Span]] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()


_NOWHERE = Places(at("<nowhere>"), MappingProxyType({}))


class Report(Protocol):
    """Takes a finding: its code, place and message, and what may help."""

    def __call__(  # noqa: D102
        self, code: str, span: Span, message: str, help: str | None = None, *, suggestion: str | None = None
    ) -> object: ...


class Section(BaseModel):
    """A map of fixed keys. A field is None where its key is absent.

    Sections are made by the decoder, which has checked every value, with `make`; the models themselves are what the
    decoder, the JSON Schema and the documentation are read from.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, arbitrary_types_allowed=True, protected_namespaces=()
    )

    short: ClassVar[str | None] = None
    """The field that gets the value where something else than a map of this section's keys is written."""

    _places: Places = PrivateAttr(default_factory=lambda: _NOWHERE)

    @classmethod
    def make(cls, values: Mapping[str, Any], places: Places) -> Self:
        """An instance of values that are known to fit: without validation, and without its cost."""
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", {**_defaults(cls), **values})
        object.__setattr__(made, "__pydantic_fields_set__", set(places.fields))
        object.__setattr__(made, "__pydantic_extra__", None)
        object.__setattr__(made, "__pydantic_private__", {"_places": places})
        return made

    @classmethod
    def examine(cls, made: Section, report: Report) -> None:
        """Reports what is wrong between the keys of a section; called once, when all of them are read."""

    @property
    def place(self) -> Span:
        """Where the whole section stands."""
        return self._placed.whole

    def span(self, name: str) -> Span:
        """Where the value of a field stands; the whole section where it was not written."""
        found = self._placed.fields.get(name)
        return found[1] if found else self._placed.whole

    def key_span(self, name: str) -> Span:
        """Where the key of a field stands; the whole section where it was not written."""
        found = self._placed.fields.get(name)
        return found[0] if found else self._placed.whole

    @property
    def written(self) -> tuple[str, ...]:
        """The fields that were written, in order, also the ones whose value was no good."""
        return tuple(self._placed.fields)

    @property
    def broken(self) -> frozenset[str]:
        """The fields whose value was no good: reported already, read as absent."""
        return self._placed.broken

    @property
    def _placed(self) -> Places:
        """The places. Asked for so often that pydantic's own way to private attributes is too long."""
        private = self.__pydantic_private__
        found: Places = _NOWHERE if private is None else private["_places"]
        return found


_DEFAULTS: dict[type[Section], dict[str, Any]] = {}


def _defaults(section: type[Section]) -> dict[str, Any]:
    known = _DEFAULTS.get(section)
    if known is None:
        known = _DEFAULTS[section] = dict.fromkeys(section.model_fields)
    return known


def key(description: str, *examples: str, name: str | None = None) -> Any:
    """A key that may be left out. `examples` are values as YAML has them; `name` the key, if not the field's."""
    return Field(None, description=description, examples=list(examples), alias=name)


def required(description: str, *examples: str, name: str | None = None) -> Any:
    """A key that must be written."""
    return Field(..., description=description, examples=list(examples), alias=name)

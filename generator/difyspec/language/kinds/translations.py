"""Pairs of values: what a parameter says, and what is sent for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import override

from difyspec.diagnostics import Span
from difyspec.language.kinds.base import BROKEN, Broken, Definitions, JsonSchema, Kind
from difyspec.language.kinds.numbers import data, resolved
from difyspec.language.reader import Reader
from difyspec.provider.values import Data, Scalar
from difyspec.source import Node


@dataclass(frozen=True, slots=True)
class Translation:
    """One pair; both keep the type that YAML gives them."""

    value: Scalar
    sent: Data
    span: Span


type Translations = tuple[Translation, ...]


class TranslationsOf(Kind[Translations]):
    """A map from values to values."""

    @property
    @override
    def words(self) -> str:
        return "a map from values to values"

    @override
    def decode(self, node: Node, reader: Reader) -> Translations | Broken:
        pairs = reader.pairs(node, self)
        if pairs is BROKEN:
            return BROKEN
        return tuple(Translation(resolved(name), data(value), name.span.until(value.span)) for name, value in pairs)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "object"}


TRANSLATIONS: Kind[Translations] = TranslationsOf()

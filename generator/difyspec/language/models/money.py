"""Prices."""

import re
from dataclasses import dataclass
from typing import override

from difyspec.diagnostics import Span
from difyspec.language.kinds.base import BROKEN, Broken, Definitions, JsonSchema, Kind
from difyspec.language.kinds.numbers import data
from difyspec.language.kinds.texts import SCALARS, is_null
from difyspec.language.reader import Reader
from difyspec.provider.values import EMPTY_MAP, NULL, Data, DataMap, Scalar, text
from difyspec.provider.vocabulary import UNITS
from difyspec.source import ListNode, MapNode, Node, ScalarNode

_AMOUNT = r"-?[0-9]+(?:\.[0-9]+)?"
_BASIS = rf"([A-Z]{{3}}) per ({'|'.join(UNITS)})"
_PRICE = re.compile(rf"({_AMOUNT})(?:/({_AMOUNT}))?(?: {_BASIS})?")
_KEYS = ("input", "output", "unit", "currency")


@dataclass(frozen=True, slots=True)
class Basis:
    """``pricing``: what prices of a model type are in. `unit` is Dify's factor (``0.000001``)."""

    currency: Scalar | None
    unit: Scalar | None
    span: Span


@dataclass(frozen=True, slots=True)
class Price:
    """``price``: amounts as written. What is None comes from `Basis`, except `output`, which is then not there.

    `whole` says that the price was written as a map: it is complete in itself and takes nothing from the basis.
    """

    input: Scalar | None
    output: Scalar | None
    unit: Scalar | None
    currency: Scalar | None
    span: Span
    extra: DataMap = EMPTY_MAP
    whole: bool = False


class BasisOf(Kind[Basis]):
    """``USD per 1M``, or a map for other units."""

    @property
    @override
    def words(self) -> str:
        return "a currency and a unit such as `USD per 1M`"

    @override
    def decode(self, node: Node, reader: Reader) -> Basis | Broken:
        if isinstance(node, MapNode):
            found = _amounts(node, ("unit", "currency"), reader)
            return Basis(found.get("currency"), found.get("unit"), node.span)
        scalar = reader.scalar(node, self)
        if scalar is BROKEN:
            return BROKEN
        match = re.fullmatch(_BASIS, scalar.text)
        if match is None:
            meant = _meant(scalar.text)
            message = f"`{scalar.text}` is not {self.words}"
            return reader.report("D123", scalar.span, message, f"Write {_BASES}.", suggestion=meant)
        return Basis(text(match[1]), text(UNITS[match[2]]), node.span)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        one: JsonSchema = {"type": [*SCALARS, "null"]}
        odd = {"type": "object", "properties": {"currency": one, "unit": one}, "additionalProperties": False}
        return {"anyOf": [{"type": "string", "pattern": f"^{_BASIS}$"}, odd]}


def _meant(written: str) -> str | None:
    """The basis that a text is in other letters or with another sign between currency and unit."""
    parts = re.fullmatch(
        r"\s*([A-Za-z]{3})\s*(?:per|/)\s*([0-9]+\s*[A-Za-z]?)(?:\s*tokens)?\s*", written, re.IGNORECASE
    )
    meant = f"{parts[1]} per {re.sub(r'\s', '', parts[2])}".upper().replace(" PER ", " per ") if parts else ""
    return meant if re.fullmatch(_BASIS, meant) else None


_BASES = f"a currency and one of {', '.join(UNITS)}, as in `USD per 1M`"


class PriceOf(Kind[Price]):
    """``0.05/0.08``, with a basis of its own behind it, or a map as Dify has it."""

    @property
    @override
    def words(self) -> str:
        return "a price such as `0.05/0.08`"

    @override
    def decode(self, node: Node, reader: Reader) -> Price | Broken:
        if isinstance(node, MapNode):
            return self._map(node, reader)
        if isinstance(node, ListNode) and node.items and all(isinstance(one, ScalarNode) for one in node.items):
            written = "/".join(one.text for one in node.items if isinstance(one, ScalarNode))
            return self._odd(f"[{written.replace('/', ', ')}]", written, node.span, reader)
        scalar = reader.scalar(node, self)
        if scalar is BROKEN:
            return BROKEN
        match = _PRICE.fullmatch(scalar.text)
        if match is None:
            return self._odd(scalar.text, scalar.text, scalar.span, reader)
        amount, output, currency, unit = match.groups()
        return Price(
            text(amount),
            text(output) if output else None,
            text(UNITS[unit]) if unit else None,
            text(currency) if currency else None,
            node.span,
        )

    def _odd(self, shown: str, meant: str, span: Span, reader: Reader) -> Broken:
        """The finding about a price in other words, with the one it must have been meant for."""
        plain = re.sub(r"\s*/\s*", "/", re.sub(r"[$€£¥]\s*", "", meant).strip())
        guess = plain if _PRICE.fullmatch(plain) else None
        remedy = f"Write `{guess}`." if guess else f"Write input/output, or input alone; behind it may stand {_BASES}."
        return reader.report("D123", span, f"`{shown}` is not {self.words}", remedy, suggestion=guess)

    def _map(self, node: MapNode, reader: Reader) -> Price:
        found = _amounts(node, _KEYS, reader)
        extra: tuple[tuple[str, Data], ...] = tuple(
            (name.text, data(value)) for name, value in node.entries if name.text not in _KEYS
        )
        one, two, unit, currency = (found.get(name) for name in _KEYS)
        return Price(one, two, unit, currency, node.span, DataMap(extra), True)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        one: JsonSchema = {"type": [*SCALARS, "null"]}
        odd = {"type": "object", "properties": dict.fromkeys(_KEYS, one)}
        return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{_PRICE.pattern}$"}, odd]}


def _amounts(node: MapNode, names: tuple[str, ...], reader: Reader) -> dict[str, Scalar]:
    """The texts of some keys of a map."""
    found: dict[str, Scalar] = {}
    for name, value in node.entries:
        if name.text not in names:
            continue
        scalar = reader.scalar(value, "a text")
        if isinstance(scalar, ScalarNode):
            found[name.text] = NULL if is_null(scalar) else text(scalar.text)
    return found

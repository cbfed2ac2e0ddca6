"""Numbers, true and false, and whatever data Dify itself would read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import override

from difyspec.diagnostics import Span
from difyspec.language.kinds.base import BROKEN, Broken, Definitions, JsonSchema, Kind
from difyspec.language.kinds.texts import SCALARS, is_null
from difyspec.language.reader import Reader
from difyspec.provider.values import NULL, Data, DataList, DataMap, Scalar
from difyspec.provider.values import Kind as Type
from difyspec.source import ListNode, Node, ScalarNode, Style

_INT = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_DATA_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DATA_FLOAT = re.compile(
    r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"
)
_BOOLS = {"true": "true", "True": "true", "TRUE": "true", "false": "false", "False": "false", "FALSE": "false"}
_YES = {
    "yes": "true",
    "on": "true",
    "y": "true",
    "1": "true",
    "no": "false",
    "off": "false",
    "n": "false",
    "0": "false",
}


def number(node: ScalarNode) -> Scalar | None:
    """The number that a scalar spells; None if it spells none. Quotes do not matter: the position says it is one."""
    if _INT.fullmatch(node.text):
        return Scalar(Type.INT, node.text)
    return Scalar(Type.FLOAT, node.text) if _FLOAT.fullmatch(node.text) else None


@dataclass(eq=False, repr=False, match_args=False)
class Number(Kind[Scalar]):
    """A number in its own spelling. `whole`: no fraction. `null`: an explicit null is allowed."""

    whole: bool = False
    null: bool = False

    @property
    @override
    def words(self) -> str:
        return "a whole number" if self.whole else "a number"

    @override
    def decode(self, node: Node, reader: Reader) -> Scalar | Broken:
        scalar = reader.scalar(node, self)
        if scalar is BROKEN:
            return BROKEN
        if self.null and is_null(scalar):
            return NULL
        return decode_number(scalar, self.whole, reader)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        plain = "integer" if self.whole else "number"
        pattern = f"^{_INT.pattern}$" if self.whole else rf"^{_INT.pattern}(?:\.[0-9]+)?$"
        kinds: list[JsonSchema] = [{"type": plain}, {"type": "string", "pattern": pattern}]
        return {"anyOf": [*kinds, {"type": "null"}] if self.null else kinds}

    @override
    def blank(self, span: Span) -> Scalar:
        return Scalar(Type.INT, "0")


def decode_number(scalar: ScalarNode, whole: bool, reader: Reader) -> Scalar | Broken:
    """The number of a scalar, or the finding why it is none."""
    found = number(scalar)
    if found is not None and not (whole and found.kind is Type.FLOAT):
        return found
    words = "a whole number" if whole else "a number"
    return reader.report("D107", scalar.span, f"`{scalar.text}` is not {words}", _number_help(scalar.text, whole))


def _number_help(text: str, whole: bool) -> str | None:
    short = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)\s*([kKmMgG])", text)
    if short:
        return f"Write all digits: `{short[2]}` has two meanings (1000 and 1024)."
    unit = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)\s*(?:s|sec|seconds?)", text)
    if unit:
        return f"Write {unit[1]}: times are in seconds."
    bare = text.replace("_", "").replace(",", "").replace(" ", "")
    if bare != text and _INT.fullmatch(bare):
        return f"Write {bare}, without signs between the digits."
    if re.fullmatch(r"[-+]?[0-9.]+[eE][-+]?[0-9]+", text):
        return "Write the number without an exponent."
    return "Write a number without a fraction." if whole and re.fullmatch(r"-?[0-9]+\.[0-9]+", text) else None


@dataclass(eq=False, repr=False, match_args=False)
class Whole(Kind[int]):
    """A whole number that only the compiler uses."""

    least: int = 0

    @property
    @override
    def words(self) -> str:
        return "a whole number"

    @override
    def decode(self, node: Node, reader: Reader) -> int | Broken:
        scalar = reader.scalar(node, self)
        found = scalar if scalar is BROKEN else decode_number(scalar, True, reader)
        if found is BROKEN:
            return BROKEN
        if int(found.text) < self.least:
            return reader.report("D107", node.span, f"`{found.text}` is too small", f"Write at least {self.least}.")
        return int(found.text)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "integer", "minimum": self.least}

    @override
    def blank(self, span: Span) -> int:
        return self.least


class Flag(Kind[bool]):
    """``true`` or ``false``, and nothing else."""

    @property
    @override
    def words(self) -> str:
        return "`true` or `false`"

    @override
    def decode(self, node: Node, reader: Reader) -> bool | Broken:
        scalar = reader.scalar(node, self)
        found = scalar if scalar is BROKEN else decode_flag(scalar, reader)
        return BROKEN if found is BROKEN else found.truth

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "boolean"}


class FlagData(Kind[Scalar]):
    """``true`` or ``false`` (or an explicit null) that goes into the plugin as it is."""

    @property
    @override
    def words(self) -> str:
        return "`true` or `false`"

    @override
    def decode(self, node: Node, reader: Reader) -> Scalar | Broken:
        scalar = reader.scalar(node, self)
        if scalar is BROKEN:
            return BROKEN
        return NULL if is_null(scalar) else decode_flag(scalar, reader)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": ["boolean", "null"]}


def decode_flag(scalar: ScalarNode, reader: Reader) -> Scalar | Broken:
    """The truth value of a scalar, or the finding why it is none."""
    if scalar.style is Style.PLAIN and scalar.text in ("true", "false"):
        return Scalar(Type.BOOL, scalar.text)
    meant = _BOOLS.get(scalar.text) or _YES.get(scalar.text.lower())
    remedy = f"Write {meant}." if meant else None
    if scalar.text in ("true", "false"):
        remedy = f"Write {scalar.text} without quotes."
    return reader.report("D106", scalar.span, f"`{scalar.text}` is not `true` or `false`", remedy, suggestion=meant)


def resolved(node: ScalarNode) -> Scalar:
    """A scalar with the type that Dify's YAML readers agree on; what they disagree on is a text."""
    written = node.text
    if node.style is not Style.PLAIN:
        return Scalar(Type.TEXT, written)
    if not written or is_null(node):
        return Scalar(Type.NULL, "null")  # an object of its own, since places are kept by object
    if written in _BOOLS:
        return Scalar(Type.BOOL, _BOOLS[written])
    if _DATA_INT.fullmatch(written):
        return Scalar(Type.INT, written)
    if _DATA_FLOAT.fullmatch(written):
        return Scalar(Type.FLOAT, written)
    return Scalar(Type.TIMESTAMP if _DATE.fullmatch(written) else Type.TEXT, written)


@dataclass(eq=False, repr=False, match_args=False)
class AnyScalar(Kind[Scalar]):
    """One value of any type. An unquoted one keeps what it would be in YAML, so that its meaning is decided later."""

    called: str = "a value"

    @property
    @override
    def words(self) -> str:
        return self.called

    @override
    def decode(self, node: Node, reader: Reader) -> Scalar | Broken:
        scalar = reader.scalar(node, self)
        return BROKEN if scalar is BROKEN else resolved(scalar)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": [*SCALARS, "null"]}


class AnyMap(Kind[DataMap]):
    """A map of anything, kept with its types."""

    @property
    @override
    def words(self) -> str:
        return "a map, copied as it is"

    @override
    def decode(self, node: Node, reader: Reader) -> DataMap | Broken:
        pairs = reader.pairs(node, self)
        return BROKEN if pairs is BROKEN else DataMap(tuple((key.text, data(value)) for key, value in pairs))

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "object"}


def data(node: Node) -> Data:
    """A node as data."""
    if isinstance(node, ScalarNode):
        return resolved(node)
    if isinstance(node, ListNode):
        return DataList(tuple(data(item) for item in node.items))
    return DataMap(tuple((key.text, data(value)) for key, value in node.entries))

"""Texts: plain ones, names, words from a list, and texts for people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import override

from difyspec.diagnostics import Span, nearest
from difyspec.language import habits
from difyspec.language.kinds.base import BROKEN, Broken, Definitions, JsonSchema, Kind, NameKind
from difyspec.language.reader import Reader
from difyspec.provider.expressions import Root
from difyspec.provider.texts import LOCALES, Text
from difyspec.provider.values import NULL, Scalar, text
from difyspec.source import ListNode, MapNode, Node, ScalarNode, Style

SCALARS = ["string", "number", "boolean"]
"""The JSON types that YAML readers make of an unquoted text; a text position takes them all as written."""


@dataclass(eq=False, repr=False, match_args=False)
class Plain(NameKind):
    """A text, exactly as written. With `form` it must fit that regular expression, which `called` puts in words."""

    called: str = "a text"
    form: str = ""
    why: str = ""
    code: str = "D109"

    @property
    @override
    def words(self) -> str:
        return self.called

    @property
    @override
    def pattern(self) -> str:
        return self.form or ".*"

    @override
    def decode(self, node: Node, reader: Reader) -> str | Broken:
        scalar = reader.scalar(node, self)
        if scalar is BROKEN:
            return BROKEN
        if self.form and not re.fullmatch(self.form, scalar.text):
            # What other tools write with spaces or hyphens is one word here, with hyphens or underscores.
            joined = (re.sub(r"\s+", "-", scalar.text), re.sub(r"[\s-]+", "_", scalar.text))
            meant = next((one for one in joined if re.fullmatch(self.form, one)), None)
            message = f"`{scalar.text}` is not {self.called}"
            return reader.report(self.code, scalar.span, message, self.why or None, suggestion=meant)
        if not self.form:
            _tell_computed(scalar, reader, "Write what it comes to: what this key says is the same for every call.")
        return scalar.text

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        if not self.form:
            return {"type": SCALARS}
        text: JsonSchema = {"type": "string", "pattern": f"^(?:{self.form})$"}
        return {"anyOf": [text, {"type": "integer"}]} if re.fullmatch(self.form, "1") else text

    @override
    def blank(self, span: Span) -> str:
        return ""


@dataclass(eq=False, repr=False, match_args=False)
class Word(NameKind):
    """One word of a list. An `open` list only suggests: what else may stand there is known later."""

    options: tuple[str, ...]
    open: bool = False
    called: str = ""

    @property
    @override
    def words(self) -> str:
        return self.called or either(self.options)

    @property
    @override
    def pattern(self) -> str:
        return ".*" if self.open else "|".join(re.escape(one) for one in self.options)

    @override
    def decode(self, node: Node, reader: Reader) -> str | Broken:
        scalar = reader.scalar(node, self)
        if scalar is BROKEN or self.open or scalar.text in self.options:
            return scalar if scalar is BROKEN else scalar.text
        return unknown_word(scalar, self.options, reader)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        closed: JsonSchema = {"enum": [*self.options, *(int(one) for one in self.options if one.isdigit())]}
        return {"anyOf": [closed, {"type": SCALARS}]} if self.open else closed

    @override
    def blank(self, span: Span) -> str:
        return self.options[0]


def unknown_word(scalar: ScalarNode, options: tuple[str, ...], reader: Reader) -> Broken:
    """The finding about a word that is not in the list."""
    guess = habits.guess(scalar.text, options)
    remedy = reader.example(scalar) if len(options) == 1 else None
    remedy = remedy or f"Write {either(options)}."
    return reader.report("D108", scalar.span, f"`{scalar.text}` is not known here", remedy, suggestion=guess)


def either(options: tuple[str, ...]) -> str:
    """``a, b or c``, in backticks."""
    quoted = [f"`{one}`" for one in options]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


_COMPUTED = re.compile(rf"(?<!\$)\$\((?:{'|'.join(Root)})\b[^()]*\)")
_LOCALE = re.compile(r"[a-z]{2,3}[_-][A-Z][A-Za-z]+")


def looks_translated(node: Node) -> bool:
    """Whether a map has languages for keys."""
    return isinstance(node, MapNode) and any(_LOCALE.fullmatch(key.text) for key, _ in node.entries)


class LocalText(Kind[Text]):
    """A text for people: English alone, the pair of English and Chinese, or a map by language."""

    @property
    @override
    def words(self) -> str:
        return "a text for people"

    @property
    @override
    def title(self) -> str:
        return "Text"

    @override
    def decode(self, node: Node, reader: Reader) -> Text | Broken:
        if isinstance(node, ListNode):
            return self._pair(node, reader)
        if isinstance(node, MapNode):
            return self._by_language(node, reader)
        scalar = reader.scalar(node, self)
        if scalar is BROKEN:
            return BROKEN
        _tell_computed(scalar, reader)
        return Text((("en_US", text(scalar.text)),))

    def _pair(self, node: ListNode, reader: Reader) -> Text | Broken:
        if len(node.items) != 2:
            count = len(node.items)
            message = f"a text for people is a pair of English and Chinese here, and this list has {count} items"
            return reader.report("D110", node.span, message)
        values = [self._one(item, reader) for item in node.items]
        english, chinese = values
        if english is BROKEN or chinese is BROKEN:
            return BROKEN
        return Text((("en_US", english), ("zh_Hans", chinese)))

    def _by_language(self, node: MapNode, reader: Reader) -> Text | Broken:
        entries: list[tuple[str, Scalar]] = []
        for key, value in node.entries:
            if key.text not in LOCALES:
                guess = nearest(key.text, LOCALES)
                message = f"Dify has no language `{key.text}`, so nobody will see this text"
                reader.report("D111", key.span, message, suggestion=guess)
            one = self._one(value, reader)
            if one is not BROKEN:
                entries.append((key.text, one))
        if not any(key.text == "en_US" for key, _ in node.entries):
            reader.report("D112", node.span, "this text has no English, which Dify requires")
        return Text(tuple(entries))

    def _one(self, node: Node, reader: Reader) -> Scalar | Broken:
        scalar = reader.scalar(node, "a text in one language")
        if scalar is BROKEN:
            return BROKEN
        _tell_computed(scalar, reader)
        return NULL if is_null(scalar) else text(scalar.text)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        one: JsonSchema = {"type": [*SCALARS, "null"]}
        pair = {"type": "array", "items": one, "minItems": 2, "maxItems": 2}
        known: JsonSchema = dict.fromkeys(LOCALES, one)
        languages = {"type": "object", "properties": known, "required": ["en_US"], "additionalProperties": one}
        return {"anyOf": [{"type": SCALARS}, pair, languages]}

    @override
    def blank(self, span: Span) -> Text:
        return Text(())


def _tell_computed(scalar: ScalarNode, reader: Reader, remedy: str | None = None) -> None:
    """A finding about ``$(cred.x)`` in a text that stays as it stands."""
    found = _COMPUTED.search(scalar.text)
    if found is not None:
        message = f"`{found[0]}` is only text here: nothing is computed in this text"
        reader.report("D134", scalar.span, message, remedy)


def is_null(node: ScalarNode) -> bool:
    """Whether an explicit null was written."""
    return node.style is Style.PLAIN and node.text in ("null", "~", "Null", "NULL")

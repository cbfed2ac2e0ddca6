"""What points to something else: hooks, protocols, places in an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import override

from difyspec.diagnostics import Span
from difyspec.language.kinds.base import BROKEN, Broken, Definitions, JsonSchema, Kind, NameKind
from difyspec.language.reader import Reader
from difyspec.provider.transport import HookRef, Protocol
from difyspec.source import Node, ScalarNode

_HOOK = r"hooks\.[A-Za-z_][A-Za-z0-9_]*"
_PLACE = re.compile(r"(?:[^.\[\]\s]+(?:\[\])?)(?:\.[^.\[\]\s]+(?:\[\])?)*")
_ROOT = re.compile(rf"\[\](?:\.{_PLACE.pattern})?")


class Hook(Kind[HookRef]):
    """``hooks.NAME``."""

    @property
    @override
    def words(self) -> str:
        return "`hooks.NAME`"

    @override
    def decode(self, node: Node, reader: Reader) -> HookRef | Broken:
        scalar = reader.scalar(node, self)
        return BROKEN if scalar is BROKEN else hook(scalar, reader)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "string", "pattern": f"^{_HOOK}$"}

    @override
    def blank(self, span: Span) -> HookRef:
        return HookRef("")


def hook(scalar: ScalarNode, reader: Reader) -> HookRef | Broken:
    """The hook that a scalar names."""
    if re.fullmatch(_HOOK, scalar.text):
        return HookRef(scalar.text.removeprefix("hooks."))
    message = f"`{scalar.text}` is not the name of a hook"
    name = scalar.text.rpartition(".")[2]
    meant = f"hooks.{name}" if re.fullmatch(_HOOK, f"hooks.{name}") else None
    remedy = f"Write `{meant or 'hooks.NAME'}` for the function `{name if meant else 'NAME'}` of hooks.py."
    return reader.report("D122", scalar.span, message, remedy, suggestion=meant)


def is_hook(node: Node) -> bool:
    """Whether a node is meant as a hook."""
    return isinstance(node, ScalarNode) and (node.text == "hooks" or node.text.startswith(("hooks.", "hook.")))


@dataclass(eq=False, repr=False, match_args=False)
class OrHook[T](Kind[T | HookRef]):
    """A kind, or a hook in its place."""

    other: Kind[T]

    @property
    @override
    def words(self) -> str:
        return f"{self.other.words}, or `hooks.NAME`"

    @override
    def decode(self, node: Node, reader: Reader) -> T | HookRef | Broken:
        if isinstance(node, ScalarNode) and is_hook(node):
            return hook(node, reader)
        return self.other.decode(node, reader)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"anyOf": [self.other.hoisted(definitions), {"type": "string", "pattern": f"^{_HOOK}$"}]}

    @override
    def blank(self, span: Span) -> T | HookRef:
        return self.other.blank(span)


class ProtocolName(Kind[str | HookRef]):
    """A wire protocol by name (which names there are is checked later), or a hook."""

    @property
    @override
    def words(self) -> str:
        return "the name of a protocol such as `openai.chat`, or `hooks.NAME`"

    @override
    def decode(self, node: Node, reader: Reader) -> str | HookRef | Broken:
        scalar = reader.scalar(node, self)
        if scalar is BROKEN:
            return BROKEN
        if is_hook(scalar):
            return hook(scalar, reader)
        if re.fullmatch(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*", scalar.text):
            return scalar.text
        return reader.report("D109", scalar.span, f"`{scalar.text}` is not {self.words}")

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        known = [one.value for one in Protocol]
        return {"anyOf": [{"enum": known}, {"type": "string", "pattern": r"^[a-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*$"}]}

    @override
    def blank(self, span: Span) -> str | HookRef:
        return ""


@dataclass(eq=False, repr=False, match_args=False)
class Place(NameKind):
    """A dotted place in a JSON value: ``thinking.type``. With `lists`, ``data[].x`` and ``categories.*`` as well.

    With `root` a place may begin with ``[]``, where the value itself is a list.
    """

    lists: bool = False
    root: bool = False

    @property
    @override
    def words(self) -> str:
        return "a dotted place"

    @property
    @override
    def pattern(self) -> str:
        return f"{_ROOT.pattern}|{_PLACE.pattern}" if self.root else _PLACE.pattern

    @override
    def decode(self, node: Node, reader: Reader) -> str | Broken:
        if not isinstance(node, ScalarNode):
            return reader.shape(node, self, reader.example(node) or self._help())
        scalar = reader.scalar(node, self)
        if scalar is BROKEN:
            return BROKEN
        if self.root and _ROOT.fullmatch(scalar.text):
            return scalar.text
        plain = _PLACE.fullmatch(scalar.text) is not None
        if plain and (self.lists or not re.search(r"\[\]|(?:^|\.)\*(?:\.|$)", scalar.text)):
            return scalar.text
        bare = re.sub(r"^\[\]\.?", "", scalar.text)
        meant = bare if bare != scalar.text and _PLACE.fullmatch(bare) else None
        message = f"`{scalar.text}` is not {self.words}"
        return reader.report("D109", scalar.span, message, self._help(), suggestion=meant)

    def _help(self) -> str:
        lists = "; `[]` behind a name means each element, `*` every value" if self.lists else ""
        root = ", and `[]` alone that all of it is a list" if self.root else ""
        return f"Write names with dots between them, as in `thinking.type`{lists}{root}."

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "string", "pattern": f"^(?:{self.pattern})$" if self.root else f"^{_PLACE.pattern}$"}

    @override
    def blank(self, span: Span) -> str:
        return ""

"""YAML as a frozen tree in which everything knows its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from difyspec.diagnostics import Span


class Style(StrEnum):
    """How a scalar is written."""

    PLAIN = "plain"
    SINGLE = "single"
    DOUBLE = "double"
    LITERAL = "literal"
    FOLDED = "folded"


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A scalar: its text exactly as YAML reads it, unresolved. `span` includes the quotes.

    A value that is left out (``key:``) is a plain scalar without text whose span is empty.
    """

    text: str
    style: Style
    span: Span
    tag: str | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing was written."""
        return not self.text and self.style is Style.PLAIN


@dataclass(frozen=True, slots=True)
class ListNode:
    """A sequence; `flow` when it is written in ``[ ]``."""

    items: tuple[Node, ...]
    span: Span
    flow: bool = False


@dataclass(frozen=True, slots=True)
class MapNode:
    """A mapping in the order of writing, each key once; `flow` when it is written in ``{ }``."""

    entries: tuple[tuple[ScalarNode, Node], ...]
    span: Span
    flow: bool = False

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        for name, value in self.entries:  # a loop, because everything that reads plugins spends its time here
            if name.text == key:
                return value
        return None

    def key(self, key: str) -> ScalarNode | None:
        """The key as it is written, or None."""
        return next((name for name, _ in self.entries if name.text == key), None)


type Node = ScalarNode | ListNode | MapNode


def kind_name(node: Node) -> str:
    """What a node is, for messages."""
    if isinstance(node, MapNode):
        return "a map"
    return "a list" if isinstance(node, ListNode) else "a text"

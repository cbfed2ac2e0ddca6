"""The two ways in which YAML is read here: plugins as PyYAML types them, specs as the language does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from difyspec.source import ListNode, MapNode, Node, ScalarNode, Style, read_text
from difyspec.source.foreign import read_foreign

type Content = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """`read` gives the tree of a text, None where there is none. `typed`: its scalars have a type, not only quotes."""

    read: Callable[[str], Node | None]
    typed: bool


def _plugin(text: str) -> Node | None:
    return read_foreign("", text)[0]


def _spec(text: str) -> Node | None:
    file, _ = read_text("", text)
    return file.root


PLUGIN = Reader(_plugin, typed=True)
SPEC = Reader(_spec, typed=False)


def content(node: Node) -> Content:
    """What a tree says, without places and without the order of keys."""
    if isinstance(node, MapNode):
        return map_content([(key.text, content(value)) for key, value in node.entries])
    if isinstance(node, ListNode):
        return ("list", *(content(item) for item in node.items))
    return scalar_content(node)


def map_content(entries: list[tuple[str, Content]]) -> Content:
    """The same for the pairs of a map."""
    return ("map", *sorted(entries, key=lambda pair: pair[0]))


def scalar_content(node: ScalarNode) -> Content:
    """The same for a scalar: its type where it has one, else whether it stands without quotes."""
    return (node.tag or ("plain" if node.style is Style.PLAIN else "quoted"), node.text)

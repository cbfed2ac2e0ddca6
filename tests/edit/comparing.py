"""What the tests of formatting share: what a text says, and which comments it has."""

from __future__ import annotations

from typing import Any

from difyspec.language.kinds.numbers import resolved
from difyspec.source import ListNode, MapNode, Node, ScalarNode, SourceFile, Style, read_text
from difyspec.source.comments import comments


def source(text: str) -> SourceFile:
    """A file that YAML can read."""
    file, findings = read_text("provider.yaml", text)
    assert not findings, (findings, text)
    return file


def content(node: Node | None) -> Any:
    """What a node says: types, signs of entries and order of lists; the order of keys means nothing."""
    if isinstance(node, MapNode):
        return {(key.text, _signed(key)): content(value) for key, value in node.entries}
    if isinstance(node, ListNode):
        return [content(item) for item in node.items]
    assert isinstance(node, ScalarNode)
    return resolved(node), _signed(node), node.blank


def _signed(node: ScalarNode) -> bool:
    return node.style is Style.PLAIN and node.text[:1] in ("+", "-")


def remarks(text: str) -> list[str]:
    """The comments of a text, in no order."""
    return sorted(one.text.strip() for one in comments(text, source(text).root))

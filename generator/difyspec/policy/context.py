"""What a finding is about, in words that stay when lines move: by it a baseline knows the finding again."""

from __future__ import annotations

from collections.abc import Mapping

from difyspec.diagnostics import Finding
from difyspec.layout.tree import path_at, text_at
from difyspec.source import ListNode, MapNode, Node, ScalarNode
from difyspec.source.foreign import read_foreign

_NAMES = ("name", "variable", "model", "value", "mode", "type")
"""Keys by which people tell the maps in a list apart."""


class Contexts:
    """The contexts of findings; a file is read when the first finding of it is asked about."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._roots: dict[str, Node | None] = {}

    def of(self, finding: Finding) -> str:
        """The path in a YAML document, as ``parameter_rules[top_p].default``; elsewhere the message."""
        root = self._root(finding.span.file)
        path = _path(root, finding) if root is not None else ""
        return path or finding.message

    def _root(self, file: str) -> Node | None:
        if file not in self._roots:
            text = self._texts.get(file) if file.endswith((".yaml", ".yml")) else None
            self._roots[file] = read_foreign(file, text)[0] if text is not None else None
        return self._roots[file]


def _path(root: Node, finding: Finding) -> str:
    node: Node | None = root
    written = ""
    for step in path_at(root, finding.span):
        if isinstance(node, MapNode) and isinstance(step, str):
            written += f".{step}" if written else step
            node = node.get(step)
        elif isinstance(node, ListNode) and isinstance(step, int):
            node = node.items[step]
            written += f"[{_called(node, step)}]"
    return written


def _called(item: Node, number: int) -> str:
    """What an item of a list is called: its text, its name, the one key of a map of one; else its number."""
    if isinstance(item, ScalarNode):
        return item.text[:60]
    if isinstance(item, MapNode):
        named = next((text for key in _NAMES if (text := text_at(item, key))), None)
        if named is not None:
            return named
        if len(item.entries) == 1:
            return item.entries[0][0].text
    return str(number)

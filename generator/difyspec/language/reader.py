"""What the decoder passes along: the findings, and the texts that places inside of a scalar are looked up in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from difyspec.diagnostics import Finding, Span, finding
from difyspec.language.expressions.ruler import Texts
from difyspec.language.kinds.base import BROKEN, Broken, Kind
from difyspec.source import ListNode, MapNode, Node, ScalarNode, kind_name

type Due = Kind[Any] | str
"""What is expected at a place: a kind, or words."""


class Reader:
    """Collects the findings of one run. `texts` are the files' texts by the name that spans use."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = Texts(texts)
        self.findings: list[Finding] = []
        self._due: tuple[Node, str, tuple[str, ...]] | None = None

    def report(
        self,
        code: str,
        span: Span,
        message: str,
        help: str | None = None,
        *,
        suggestion: str | None = None,
        related: Iterable[tuple[Span, str]] = (),
    ) -> Broken:
        """Adds a finding; returns `BROKEN` so that a decoder can end with it."""
        self.findings.append(finding(code, span, message, help, suggestion=suggestion, related=related))
        return BROKEN

    def scalar(self, node: Node, due: Due) -> ScalarNode | Broken:
        """The node as a scalar in which something is written."""
        if not isinstance(node, ScalarNode):
            return self.shape(node, due)
        if node.blank:
            return self.empty(node, due)
        return node

    def empty(self, node: Node, due: Due) -> Broken:
        """Nothing stands behind a key."""
        return self.report("D105", node.span, f"nothing is written here, where {words(due)} is due")

    def shape(self, node: Node, due: Due, help: str | None = None) -> Broken:
        """A list where a map is due, and the like. An example of what is due is the help where there is none."""
        return self.report(
            "D101", node.span, f"{words(due)} is due here, not {kind_name(node)}", help or self.example(node)
        )

    def due_at(self, node: Node, key: str, examples: tuple[str, ...]) -> None:
        """Notes what is read next: the value of `key`, with examples of what may stand there."""
        self._due = (node, key, examples)

    def example(self, node: Node) -> str | None:
        """A remedy with an example, where the node is the whole value of a key that has one."""
        if self._due is None or self._due[0] is not node or not self._due[2]:
            return None
        return f"Write it as in `{self._due[1]}: {self._due[2][0]}`."

    def items(self, node: Node, due: Due) -> tuple[Node, ...] | Broken:
        """The items of a list."""
        if isinstance(node, ListNode):
            return node.items
        return self.empty(node, due) if blank(node) else self.shape(node, due)

    def pairs(self, node: Node, due: Due) -> tuple[tuple[ScalarNode, Node], ...] | Broken:
        """The entries of a map."""
        if isinstance(node, MapNode):
            return node.entries
        return self.empty(node, due) if blank(node) else self.shape(node, due)


def blank(node: Node) -> bool:
    """Whether nothing was written."""
    return isinstance(node, ScalarNode) and node.blank


def words(due: Due) -> str:
    """What is expected, in words."""
    return due if isinstance(due, str) else due.words

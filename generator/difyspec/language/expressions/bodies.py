"""Request bodies: any data, with ``$( )`` in its texts."""

from __future__ import annotations

from difyspec.diagnostics import Span
from difyspec.language.expressions.foreign import tell_foreign
from difyspec.language.expressions.ruler import Ruler, Texts
from difyspec.language.expressions.values import template
from difyspec.language.kinds.base import BROKEN, Broken
from difyspec.language.kinds.numbers import resolved
from difyspec.language.section import Report
from difyspec.language.tree import Expr
from difyspec.provider.transport import BodyData, BodyList, BodyMap
from difyspec.source import ListNode, MapNode, Node, ScalarNode

_CASE = {"when", "group", "match", "then"}


def body(node: Node, texts: Texts, report: Report) -> Expr[BodyData] | Broken:
    """The data of a node; every value in it keeps its place."""
    reading = _Body(texts, report)
    tree = reading.data(node)
    return BROKEN if reading.broken else Expr(tree, node.span, reading.spans)


class _Body:
    def __init__(self, texts: Texts, report: Report) -> None:
        self.texts = texts
        self.report = report
        self.spans: dict[int, Span] = {}
        self.broken = False

    def data(self, node: Node) -> BodyData:
        made = self._made(node)
        self.spans[id(made)] = node.span
        return made

    def _made(self, node: Node) -> BodyData:
        if isinstance(node, ListNode):
            self._refuse_choice(node)
            return BodyList(tuple(self.data(item) for item in node.items))
        if not isinstance(node, ScalarNode):
            return BodyMap(tuple((key.text, self.data(value)) for key, value in node.entries))
        tell_foreign(node.text, Ruler(node, self.texts), self.report)
        if "$(" not in node.text:
            return resolved(node)
        found = template(node.text, Ruler(node, self.texts), self.report)
        if found is BROKEN:
            self.broken = True
            return resolved(node)
        self.spans.update(found.spans)
        return found.tree

    def _refuse_choice(self, node: ListNode) -> None:
        """A list of cases within data would be sent as it stands: nobody means that."""
        cases = [{key.text for key, _ in item.entries} for item in node.items if isinstance(item, MapNode)]
        if any(case == {"else"} or (case > {"then"} and case <= _CASE) for case in cases):
            self.report("D133", node.items[0].span, "a choice cannot stand here: it would be sent as it is written")
            self.broken = True

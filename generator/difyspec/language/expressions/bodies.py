"""Request bodies: any data, with ``$( )`` in its texts, and choices wherever a value stands."""

from __future__ import annotations

from difyspec.diagnostics import Span
from difyspec.language.expressions.conditions import condition
from difyspec.language.expressions.foreign import tell_foreign
from difyspec.language.expressions.patterns import pattern
from difyspec.language.expressions.ruler import Ruler, Texts
from difyspec.language.expressions.values import template
from difyspec.language.kinds.base import BROKEN, Broken
from difyspec.language.kinds.numbers import resolved
from difyspec.language.section import Report
from difyspec.language.tree import Expr
from difyspec.provider.expressions import All, Case, Choice, Condition, InGroup, Matches, Path, Pattern, Root
from difyspec.provider.transport import BodyData, BodyList, BodyMap
from difyspec.source import ListNode, MapNode, Node, ScalarNode

_WHERE = ("match", "group", "when")
_MODEL = Path(Root.MODEL)


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
            if any(map(_is_case, node.items)):
                return self._choice(node)
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

    def _choice(self, node: ListNode) -> BodyData:
        """A list of cases; what else stands in it would be sent as it is written, and nobody means that."""
        cases: list[Case[BodyData]] = []
        for index, item in enumerate(node.items):
            if not isinstance(item, MapNode) or not _is_case(item):
                self._say("D133", item.span, "this is no case of a choice, and what stands beside it is one")
                continue
            values = {key.text: value for key, value in item.entries}
            if "else" in values and index < len(node.items) - 1:
                self._say("D118", item.span, "no case behind `else` can ever count")
            value = self.data(values["else"] if "else" in values else values["then"])
            cases.append(Case(self._where(values), value))
        return Choice(tuple(cases))

    def _where(self, values: dict[str, Node]) -> Condition | None:
        """What restricts a case, as one condition; None for ``else``."""
        found: list[Condition] = []
        for name in _WHERE:
            if (node := values.get(name)) is not None:
                found += self._test(name, node)
        if not found:
            return None
        test = found[0] if len(found) == 1 else All(tuple(found))
        self.spans.setdefault(id(test), next(values[name].span for name in _WHERE if name in values))
        return test

    def _test(self, name: str, node: Node) -> list[Condition]:
        scalars = node.items if name == "match" and isinstance(node, ListNode) else (node,)
        texts = [one for one in scalars if isinstance(one, ScalarNode)]
        if len(texts) < len(scalars) or not texts:
            self._say("D133", node.span, f"`{name}` of a case is a text{' or a list of texts' * (name == 'match')}")
            return []
        rulers = [Ruler(one, self.texts) for one in texts]
        test: Condition
        if name == "when":
            made = condition(texts[0].text, rulers[0], self.report)
            if made is BROKEN:
                self.broken = True
                return []
            self.spans.update(made.spans)
            test = made.tree
        elif name == "group":
            test = InGroup(texts[0].text)
        else:
            patterns = [pattern(one.text, ruler, self.report) for one, ruler in zip(texts, rulers, strict=True)]
            self.broken |= BROKEN in patterns
            test = Matches(_MODEL, tuple(one for one in patterns if isinstance(one, Pattern)))
        self.spans[id(test)] = node.span
        return [test]

    def _say(self, code: str, span: Span, message: str) -> None:
        self.report(code, span, message)
        self.broken = True


def _is_case(node: Node) -> bool:
    """Whether a map is a case of a choice: nothing but ``else``, or ``then`` and what restricts it."""
    keys = {key.text for key, _ in node.entries} if isinstance(node, MapNode) else set()
    return keys == {"else"} or (keys > {"then"} and keys <= {"then", *_WHERE})

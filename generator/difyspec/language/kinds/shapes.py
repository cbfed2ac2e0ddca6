"""One kind or another, by the shape of what is written; and choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import override

from difyspec.diagnostics import Span
from difyspec.language import habits
from difyspec.language.kinds.base import BROKEN, Broken, Definitions, JsonSchema, Kind
from difyspec.language.kinds.sections import decode_section, keys, unknown_key
from difyspec.language.models.restriction import Restriction
from difyspec.language.reader import Reader
from difyspec.language.section import Section
from difyspec.language.tree import Case, Choice
from difyspec.source import ListNode, MapNode, Node, ScalarNode

type Pair = tuple[ScalarNode, Node]
type Pairs = tuple[Pair, ...]

_RESTRICTIONS = ("match", "group", "when")


@dataclass(eq=False, repr=False, match_args=False)
class ByShape[S, M](Kind[S | M]):
    """A scalar or a list is read as one kind, a map as another."""

    plain: Kind[S]
    map: Kind[M]

    @property
    @override
    def words(self) -> str:
        return f"{self.plain.words}, or {self.map.words}"

    @override
    def decode(self, node: Node, reader: Reader) -> S | M | Broken:
        if isinstance(node, MapNode):
            return self.map.decode(node, reader)
        return self.plain.decode(node, reader)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"anyOf": [self.plain.hoisted(definitions), self.map.hoisted(definitions)]}

    @override
    def blank(self, span: Span) -> S | M:
        return self.plain.blank(span)

    @property
    @override
    def sections(self) -> tuple[type[Section], ...]:
        return (*self.plain.sections, *self.map.sections)


@dataclass(eq=False, repr=False, match_args=False)
class ChoiceOf[T](Kind[Choice[T]]):
    """A value, or a list of cases of which the first fitting one counts.

    A case is ``{when: …, then: value}``; with `inline` the keys of the value stand beside ``when`` instead.
    """

    item: Kind[T]
    inline: bool = False

    @property
    @override
    def words(self) -> str:
        return f"{self.item.words}, or a choice"

    @override
    def decode(self, node: Node, reader: Reader) -> Choice[T] | Broken:
        if not isinstance(node, ListNode) or not (is_choice(node) or any(map(self._is_restricted, node.items))):
            value = self.item.decode(node, reader)
            return BROKEN if value is BROKEN else Choice((Case(None, value, node.span),), node.span)
        if not node.items:
            return reader.report("D117", node.span, "a choice has at least one case")
        if not any(self._is_case(item) for item in node.items):
            remedy = "Write the value without a list, or give each item a `when` and the last one `else`."
            return reader.report(
                "D119", node.items[0].span, "a list is a choice here, and this is no case of one", remedy
            )
        cases = [self._bare(item, reader) or self._case(item, reader) for item in node.items]
        for index, (item, case) in enumerate(zip(node.items, cases, strict=True)):
            if case is not BROKEN and case.where is None and index < len(cases) - 1:
                reader.report("D118", item.span, "no case behind `else` can ever count")
                break
        return Choice(tuple(case for case in cases if case is not BROKEN), node.span)

    def _is_case(self, node: Node) -> bool:
        """Whether something of a case can be recognised; a slip in one of its keys does not matter."""
        known = (*_RESTRICTIONS, *self._keys(), "else")
        return isinstance(node, MapNode) and any(
            name.text in known or habits.guess(name.text, known) is not None for name, _ in node.entries
        )

    def _is_restricted(self, node: Node) -> bool:
        """Whether it is a case beyond doubt, so that what is none beside it is meant as one."""
        known = (*_RESTRICTIONS, *self._keys())
        names = [name.text for name, _ in node.entries] if isinstance(node, MapNode) else []
        return bool({*_RESTRICTIONS} & {*names}) and all(name in known for name in names)

    def _bare(self, node: Node, reader: Reader) -> Case[T] | Broken | None:
        """A value that stands among cases as it is: a finding, and for what follows the case of no other."""
        if isinstance(node, MapNode):
            return None
        remedy = "Write it as `{else: …}`, if it counts where no other case does."
        reader.report("D119", node.span, "a list is a choice here, and this is no case of one", remedy)
        value = self.item.decode(node, reader)
        return BROKEN if value is BROKEN else Case(None, value, node.span)

    def _case(self, node: Node, reader: Reader) -> Case[T] | Broken:
        pairs = reader.pairs(node, "a case such as `{when: …, then: …}` or `{else: …}`")
        if pairs is BROKEN:
            return BROKEN
        known = (*_RESTRICTIONS, *self._keys(), "else")
        strange = [name for name, _ in pairs if name.text not in known]
        for name in strange:
            unknown_key(name, known, reader)
        if strange:
            return BROKEN
        otherwise = next((pair for pair in pairs if pair[0].text == "else"), None)
        return self._fitting(pairs, node, reader) if otherwise is None else self._else(otherwise, pairs, node, reader)

    def _keys(self) -> tuple[str, ...]:
        """The keys of a value, as they stand in a case."""
        return tuple(name for one in self.item.sections for name in keys(one)) if self.inline else ("then",)

    def _fitting(self, pairs: Pairs, node: Node, reader: Reader) -> Case[T] | Broken:
        where = tuple(pair for pair in pairs if pair[0].text in _RESTRICTIONS)
        rest = tuple(pair for pair in pairs if pair[0].text not in _RESTRICTIONS)
        if not where:
            message = "a case says when it counts: `when`, `group`, `match`, or `else`"
            return reader.report("D119", node.span, message)
        restriction = decode_section(Restriction, where, node.span, reader)
        if self.inline:
            value = self.item.decode(MapNode(rest, node.span), reader)
        elif rest:
            value = self.item.decode(rest[0][1], reader)
        else:
            return reader.report("D119", node.span, "the case has no `then`")
        return BROKEN if value is BROKEN or restriction.broken else Case(restriction, value, node.span)

    def _else(self, otherwise: Pair, pairs: Pairs, node: Node, reader: Reader) -> Case[T] | Broken:
        for key, _ in pairs:
            if key is not otherwise[0]:
                reader.report("D118", key.span, f"`{key.text}` cannot stand beside `else`")
        value = self.item.decode(otherwise[1], reader)
        return BROKEN if value is BROKEN else Case(None, value, node.span)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        item = self.item.hoisted(definitions)
        where = definitions.named("Where", lambda: _where(definitions))
        inner: dict[str, JsonSchema] = {"then": item}
        if self.inline:
            known = [key for section in self.item.sections for key in keys(section).values()]
            inner = {key.name: key.kind.hoisted(definitions) for key in known}
        fitting: JsonSchema = {"type": "object", "allOf": [where], "properties": inner, "unevaluatedProperties": False}
        if not self.inline:
            fitting["required"] = ["then"]
        otherwise: JsonSchema = {"type": "object", "properties": {"else": item}, "required": ["else"]}
        otherwise["additionalProperties"] = False
        return {"anyOf": [item, {"type": "array", "items": {"anyOf": [fitting, otherwise]}, "minItems": 1}]}

    @property
    @override
    def title(self) -> str:
        named = self.item.title or "".join(one.__name__ for one in self.item.sections)
        return f"{named}Choice" if named else ""

    @override
    def blank(self, span: Span) -> Choice[T]:
        return Choice((), span)

    @property
    @override
    def sections(self) -> tuple[type[Section], ...]:
        return self.item.sections


def is_choice(node: Node) -> bool:
    """Whether a node is a list of cases: a list that has no plain value in it."""
    if not isinstance(node, ListNode):
        return False
    return all(isinstance(item, MapNode) for item in node.items)


def _where(definitions: Definitions) -> JsonSchema:
    """What restricts a case: at least one of the three keys."""
    properties = {name: key.kind.hoisted(definitions) for name, key in keys(Restriction).items()}
    return {"type": "object", "properties": properties, "anyOf": [{"required": [name]} for name in properties]}

"""Lists of one kind, lists of entries, and maps by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import override

from difyspec.diagnostics import Span
from difyspec.language import habits
from difyspec.language.kinds.base import BROKEN, Broken, Definitions, JsonSchema, Kind, NameKind
from difyspec.language.kinds.texts import SCALARS
from difyspec.language.reader import Reader
from difyspec.language.section import Section
from difyspec.language.tree import Entries, Entry, Located
from difyspec.source import ListNode, MapNode, Node, ScalarNode, Style

_NAMING = ("name", "id", "variable", "value", "model", "mode")
"""Keys that hold the name of an entry in Dify's YAML and elsewhere."""


@dataclass(eq=False, repr=False, match_args=False)
class LocatedOf[T](Kind[Located[T]]):
    """A value of a kind, and its place."""

    item: Kind[T]

    @property
    @override
    def words(self) -> str:
        return self.item.words

    @override
    def decode(self, node: Node, reader: Reader) -> Located[T] | Broken:
        value = self.item.decode(node, reader)
        return BROKEN if value is BROKEN else Located(value, node.span)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return self.item.hoisted(definitions)

    @override
    def blank(self, span: Span) -> Located[T]:
        return Located(self.item.blank(span), span)


@dataclass(eq=False, repr=False, match_args=False)
class Many[T](Kind[tuple[Located[T], ...]]):
    """A list of one kind. `single`: a value alone stands for a list of one."""

    item: Kind[T]
    single: bool = True
    unique: bool = True

    @property
    @override
    def words(self) -> str:
        if self.single:
            return f"{self.item.words}, or a list"
        return "a list of maps" if self.item.sections else f"a list of {self.item.words.removeprefix('a ')}s"

    @override
    def decode(self, node: Node, reader: Reader) -> tuple[Located[T], ...] | Broken:
        if isinstance(node, ListNode):
            items: tuple[Node, ...] = node.items
        elif self.single and isinstance(node, ScalarNode) and not node.blank:
            items = (node,)
        else:
            return reader.empty(node, self) if _blank(node) else reader.shape(node, self)
        decoded = [(item, self.item.decode(item, reader)) for item in items]
        found = tuple(Located(value, item.span) for item, value in decoded if value is not BROKEN)
        if self.unique:
            _twice(((item, item.text) for item in items if isinstance(item, ScalarNode)), reader)
        return found

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        item = self.item.hoisted(definitions)
        several: JsonSchema = {"type": "array", "items": item}
        return {"anyOf": [item, several]} if self.single else several

    @property
    @override
    def sections(self) -> tuple[type[Section], ...]:
        return self.item.sections


def _blank(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.blank


def _twice(items: Iterable[tuple[Node, str]], reader: Reader) -> None:
    """Reports what stands in a list twice."""
    first: dict[str, Node] = {}
    for node, text in items:
        before = first.setdefault(text, node)
        if before is not node:
            message = f"`{text}` stands in this list twice"
            reader.report("D115", node.span, message, related=[(before.span, "first given here")])


class _Entries[B](Kind[Entries[B]]):
    """What lists of entries and maps by name share. `called` is what there are several of, `titled` its `title`."""

    body: Kind[B]
    called: str
    titled: str

    @property
    @override
    def title(self) -> str:
        return self.titled

    @override
    def blank(self, span: Span) -> Entries[B]:
        return Entries((), span)

    @property
    @override
    def sections(self) -> tuple[type[Section], ...]:
        return self.body.sections


@dataclass(eq=False, repr=False, match_args=False)
class EntriesOf[B](_Entries[B]):
    """A list of entries: ``name`` or ``name: body``.

    `body` reads what stands with a name and `bare` is given where nothing does; without `bare` a body must be written.
    `changes` allows signed entries. `names` checks names, `known` suggests them to editors; `unique` is false where a
    name may come twice.
    """

    body: Kind[B]
    bare: Kind[B] | None = None
    names: NameKind | None = None
    known: tuple[str, ...] = ()
    changes: bool = False
    unique: bool = True
    called: str = "entries"
    titled: str = ""

    @property
    @override
    def words(self) -> str:
        return f"a list of {self.called}"

    @override
    def decode(self, node: Node, reader: Reader) -> Entries[B] | Broken:
        items = reader.items(node, self)
        if items is BROKEN:
            return BROKEN
        broken: set[str] = set()
        entries = [entry for item in items if (entry := self._entry(item, broken, reader)) is not BROKEN]
        signed = [entry for entry in entries if entry.sign]
        if signed and len(signed) < len(entries):
            plain = next(entry for entry in entries if not entry.sign)
            related = [(signed[0].name_span, "this one has a sign")]
            message = f"`{plain.name}` has no sign, and other entries of this list have one"
            reader.report("D114", plain.name_span, message, related=related)
        if self.unique:
            self._repeated(entries, reader)
        return Entries(tuple(entries), node.span, bool(signed), frozenset(broken))

    def _repeated(self, entries: list[Entry[B]], reader: Reader) -> None:
        """Reports a name that comes twice; to take something away and to add it again is to move it."""
        first: dict[str, Entry[B]] = {}
        for entry in entries:
            before = first.setdefault(f"{entry.sign}{entry.name}", entry)
            if before is not entry:
                message = f"`{entry.name}` stands in this list twice"
                reader.report("D115", entry.name_span, message, related=[(before.name_span, "first given here")])

    def _entry(self, node: Node, broken: set[str], reader: Reader) -> Entry[B] | Broken:
        if isinstance(node, ScalarNode) and not node.blank:
            return self._named(node, None, node.span, broken, reader)
        if isinstance(node, MapNode) and len(node.entries) == 1:
            key, value = node.entries[0]
            return self._named(key, None if _blank(value) else value, node.span, broken, reader)
        if isinstance(node, MapNode) and node.entries:
            (first, value), (second, _) = node.entries[:2]
            message = f"an entry has one name, and `{second.text}` is a second key beside `{first.text}`"
            remedy = None
            if first.text in _NAMING and isinstance(value, ScalarNode) and not value.blank:
                broken.add(value.text)
                remedy = f"Write `- {value.text}: {{{second.text}: …}}`."
            return reader.report("D113", second.span, message, remedy)
        return reader.report("D113", node.span, "an entry is a name, or a name with what differs behind a colon")

    def _named(
        self, key: ScalarNode, value: Node | None, span: Span, broken: set[str], reader: Reader
    ) -> Entry[B] | Broken:
        sign = key.text[0] if self.changes and key.text[:1] in ("+", "-") and key.style is Style.PLAIN else ""
        offset = len(sign) if key.span.line == key.span.end_line else 0
        place = Span(key.span.file, key.span.line, key.span.column + offset, key.span.end_line, key.span.end_column)
        if not key.text[len(sign) :]:
            return reader.report("D113", key.span, "a name is missing here")
        named = ScalarNode(key.text[len(sign) :], key.style, place)
        name = self.names.decode(named, reader) if self.names else named.text
        if sign == "-" and value is not None:
            reader.report("D116", value.span, f"`-{named.text}` removes an entry, so nothing can stand with it")
            value = None
        body = self._body(named, value, reader)
        if name is BROKEN or body is BROKEN:
            broken.add(named.text)
            return BROKEN
        return Entry(name, body, place, span, sign, value is None)

    def _body(self, name: ScalarNode, value: Node | None, reader: Reader) -> B | Broken:
        if value is not None:
            return self.body.decode(value, reader)
        if self.bare is None:
            message = f"nothing stands with `{name.text}`, where {self.body.words} is due"
            return reader.report("D105", name.span, message)
        return self.bare.blank(name.span)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        body = self.body.hoisted(definitions)
        entry: JsonSchema = {"type": "object", "additionalProperties": body, "minProperties": 1, "maxProperties": 1}
        name: JsonSchema = {"type": SCALARS}
        if self.names:
            sign = "[+-]?" if self.changes else ""
            entry["propertyNames"] = {"pattern": f"^{sign}(?:{self.names.pattern})$"}
            name |= entry["propertyNames"]
        if self.known:
            entry["properties"] = dict.fromkeys(self.known, body)
            name = {"anyOf": [{"enum": list(self.known)}, name]}
        return {"type": "array", "items": {"anyOf": [name, entry] if self.bare else [entry]}}


@dataclass(eq=False, repr=False, match_args=False)
class TableOf[B](_Entries[B]):
    """A map by name. `names` checks the names; `known` suggests them to editors."""

    body: Kind[B]
    names: NameKind | None = None
    known: tuple[str, ...] = ()
    closed: bool = False
    called: str = "names"
    titled: str = ""

    @property
    @override
    def words(self) -> str:
        return f"a map of {self.called}"

    @override
    def decode(self, node: Node, reader: Reader) -> Entries[B] | Broken:
        pairs = reader.pairs(node, self)
        if pairs is BROKEN:
            return BROKEN
        entries: list[Entry[B]] = []
        broken: set[str] = set()
        for key, value in pairs:
            if self.closed and key.text not in self.known:
                guess = habits.guess(key.text, self.known)
                reader.report("D102", key.span, f"`{key.text}` is not known here", suggestion=guess)
                continue
            name = self.names.decode(key, reader) if self.names else key.text
            body = self.body.decode(value, reader)
            if name is BROKEN or body is BROKEN:
                broken.add(key.text)
            else:
                entries.append(Entry(name, body, key.span, key.span.until(value.span)))
        return Entries(tuple(entries), node.span, broken=frozenset(broken))

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        body = self.body.hoisted(definitions)
        made: JsonSchema = {"type": "object", "additionalProperties": False if self.closed else body}
        if self.known:
            made["properties"] = dict.fromkeys(self.known, body)
        if self.names:
            made["propertyNames"] = {"pattern": f"^(?:{self.names.pattern})$"}
        return made

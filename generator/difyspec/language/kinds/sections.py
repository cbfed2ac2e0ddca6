"""Sections: maps whose keys are the fields of a model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, override

from difyspec.diagnostics import Span, nearest
from difyspec.language import habits
from difyspec.language.expressions.foreign import asks
from difyspec.language.kinds.base import BROKEN, Broken, Definitions, JsonSchema, Kind
from difyspec.language.kinds.texts import looks_translated
from difyspec.language.reader import Reader, blank
from difyspec.language.section import Places, Section
from difyspec.language.tree import Located
from difyspec.source import ListNode, MapNode, Node, ScalarNode


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a section: the model's field, what may stand there, whether it must."""

    name: str
    field: str
    kind: Kind[Any]
    required: bool
    description: str
    examples: tuple[str, ...]


@cache
def keys(section: type[Section]) -> dict[str, Key]:
    """The keys of a section in the order of declaration, from its model."""
    found: dict[str, Key] = {}
    for field, info in section.model_fields.items():
        name = info.alias or field.rstrip("_")
        kind = _kind(info.annotation, info.metadata, f"{section.__name__}.{field}")
        examples = tuple(str(one) for one in info.examples or ())
        found[name] = Key(name, field, kind, info.is_required(), info.description or "", examples)
    return found


def field_key(section: type[Section], field: str) -> Key:
    """The key of a field."""
    return next(key for key in keys(section).values() if key.field == field)


def _kind(annotation: Any, metadata: list[Any], where: str) -> Kind[Any]:
    """The kind of a field: the `Kind` in its annotation, or that of the section it is."""
    for one in metadata:
        if isinstance(one, Kind):
            return one
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return SectionOf(annotation)
    for one in get_args(annotation):
        if one is not type(None):
            return _kind(getattr(one, "__origin__", one), list(getattr(one, "__metadata__", ())), where)
    raise TypeError(f"{where} has no kind")


@dataclass(eq=False, repr=False, match_args=False)
class SectionOf[S: Section](Kind[S]):
    """A section; also what its `short` field takes, written without its key."""

    section: type[S]

    @property
    @override
    def words(self) -> str:
        own = f"a map of {either_of(keys(self.section))}"
        return f"{field_key(self.section, self.section.short).kind.words}, or {own}" if self.section.short else own

    @override
    def decode(self, node: Node, reader: Reader) -> S | Broken:
        short = self.section.short
        if short and (not isinstance(node, MapNode) or looks_translated(node)):
            return self._short(short, node, reader)
        if isinstance(node, ScalarNode) and not node.blank and reader.example(node) is None:
            return reader.shape(node, self, self._meant(node))
        pairs = reader.pairs(node, self)
        return BROKEN if pairs is BROKEN else decode_section(self.section, pairs, node.span, reader)

    def _meant(self, node: ScalarNode) -> str | None:
        """What a value that stands alone most likely means: a condition, the type of a field, or a default."""
        known = keys(self.section)
        if "when" in known and asks(node.text):
            return f"Write `{{when: {node.text}}}`, if that is meant."
        words = getattr(known["type"].kind, "options", ()) if "type" in known else ()
        word = node.text if node.text in words else habits.guess(node.text, words)
        name = "type" if word else "default"
        return f"Write `{{{name}: {word or node.text}}}`, if that is meant." if name in known else None

    def _short(self, name: str, node: Node, reader: Reader) -> S | Broken:
        key = field_key(self.section, name)
        value = key.kind.decode(node, reader)
        if value is BROKEN:
            return BROKEN
        return self.section.make({key.field: value}, Places(node.span, {key.field: (node.span, node.span)}))

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return definitions.section(self.section)

    @override
    def blank(self, span: Span) -> S:
        return self.section.make({}, Places(span))

    @property
    @override
    def sections(self) -> tuple[type[Section], ...]:
        return (self.section,)


def either_of(known: dict[str, Key]) -> str:
    """Some of the keys, for messages."""
    names = [f"`{name}`" for name in known]
    return ", ".join(names[:4]) + (", …" if len(names) > 4 else "")


MOST_UNKNOWN = 100  # unknown keys of one section that are told one by one


def decode_section[S: Section](
    section: type[S], pairs: tuple[tuple[ScalarNode, Node], ...], span: Span, reader: Reader
) -> S:
    """A section from its pairs. Every unknown, broken or missing key is a finding; the rest is read all the same."""
    known = keys(section)
    values: dict[str, Any] = {}
    places: dict[str, tuple[Span, Span]] = {}
    broken: set[str] = set()
    meant: set[str | None] = set()
    unknown: list[ScalarNode] = []
    for name, node in pairs:
        key = known.get(name.text)
        if key is None:
            unknown.append(name)
            meant.add(unknown_key(name, tuple(known), reader, node) if len(unknown) <= MOST_UNKNOWN else None)
            continue
        reader.due_at(node, key.name, key.examples)
        value = key.kind.decode(node, reader)
        places[key.field] = (name.span, node.span)
        if value is BROKEN:
            broken.add(key.field)
        else:
            values[key.field] = value
    _further(unknown, reader)
    broken |= _misspelt(meant, known) - places.keys()
    for key in known.values():
        if key.required and key.field not in values:
            if key.field not in broken:
                reader.report(
                    "D103", span, f"`{key.name}` is missing here", f"Write `{key.name}:` with {key.kind.words}."
                )
            broken.add(key.field)
            values[key.field] = key.kind.blank(span)
    for one in values.get("unset", ()):
        if one.value not in known:
            guess = nearest(one.value, known)
            reader.report("D127", one.span, f"`{one.value}` is not a key of this section", suggestion=guess)
    made = section.make(values, Places(span, places, frozenset(broken)))
    if not meant:  # else the finding about that key says it all
        section.examine(made, reader.report)
    return made


def _further(unknown: list[ScalarNode], reader: Reader) -> None:
    """One finding about the keys behind those that are told one by one."""
    if len(unknown) > MOST_UNKNOWN:
        more = len(unknown) - MOST_UNKNOWN
        remedy = "Delete what belongs into another file, or quote the text that this is the rest of."
        reader.report("D102", unknown[MOST_UNKNOWN].span, f"{more} more keys are not known here", remedy)


def _misspelt(meant: set[str | None], known: dict[str, Key]) -> set[str]:
    """The fields of the keys that were meant."""
    return {known[name].field for name in meant if name is not None}


def unknown_key(name: ScalarNode, known: tuple[str, ...], reader: Reader, value: Node | None = None) -> str | None:
    """The finding about a key that the section does not have; gives back the key that was most likely meant."""
    guess = habits.guess(name.text, known)
    remedy = habits.remedy(name.text, known)
    if guess is None:
        remedy = remedy or f"Known here: {', '.join(f'`{one}`' for one in known)}."
    if value is not None and _after_comma(name, value) and not guess:
        remedy = "Inside of `{ }` a comma ends the text before it: put that text in quotes; no number has commas."
    reader.report("D102", name.span, f"`{name.text}` is not known here", remedy, suggestion=guess)
    return guess


def _after_comma(name: ScalarNode, value: Node) -> bool:
    """Whether there is not even a colon: the rest of a text with a comma in it."""
    there, here = name.span, value.span
    return blank(value) and (here.line, here.column) == (there.end_line, there.end_column)


class KeyNames(Kind[tuple[Located[str], ...]]):
    """``unset``: a list of keys of the section it stands in. Which ones there are is checked by the section."""

    @property
    @override
    def words(self) -> str:
        return "a list of keys"

    @override
    def decode(self, node: Node, reader: Reader) -> tuple[Located[str], ...] | Broken:
        items = node.items if isinstance(node, ListNode) else (node,)
        found = [reader.scalar(item, "a key of this section") for item in items]
        return tuple(Located(one.text, one.span) for one in found if one is not BROKEN)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "array", "items": {"type": "string"}}

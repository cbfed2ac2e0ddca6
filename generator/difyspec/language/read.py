"""From the files of one folder to a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from difyspec.diagnostics import Finding, at, ordered
from difyspec.language.kinds.sections import SectionOf, keys
from difyspec.language.models.document import Document
from difyspec.language.reader import Reader
from difyspec.language.section import Section
from difyspec.source import MapNode, Node, ScalarNode, SourceFile

type Pair = tuple[ScalarNode, Node]


def read(files: Sequence[SourceFile]) -> tuple[Document | None, tuple[Finding, ...]]:
    """The document that the files of a folder make together, with every finding about them.

    A document comes back whenever there is anything to read; what was no good in it is absent, see `Section.broken`.
    None: no file holds a map.
    """
    reader = Reader({one.file: one.text for one in files})
    roots = list(_roots(files, reader))
    if not roots:
        return None, ordered(reader.findings)
    merged = _merged(roots, Document, reader)
    document = SectionOf(Document).decode(merged, reader)
    return (document if isinstance(document, Document) else None), ordered(reader.findings)


def _roots(files: Iterable[SourceFile], reader: Reader) -> Iterable[MapNode]:
    for file in files:
        if isinstance(file.root, MapNode):
            yield file.root
        elif file.root is not None:
            start = at(file.file)
            reader.report(
                "D101", start, "a spec is a map, with keys such as `provider:` and `models:`, and this is not"
            )


def _merged(nodes: Sequence[MapNode], section: type[Section] | None, reader: Reader) -> MapNode:
    """Maps as one. A key in two files is a finding, unless both values are maps that can add up in turn."""
    if len(nodes) == 1:
        return nodes[0]
    pairs: dict[str, Pair] = {}
    for node in nodes:
        for name, value in node.entries:
            before = pairs.get(name.text)
            pairs[name.text] = (name, value) if before is None else _both(before, (name, value), section, reader)
    return MapNode(tuple(pairs.values()), nodes[0].span)


def _both(first: Pair, second: Pair, section: type[Section] | None, reader: Reader) -> Pair:
    """One pair of two with the same key."""
    name, value = first
    again, other = second
    if isinstance(value, MapNode) and isinstance(other, MapNode):
        inner, adds_up = _inner(name.text, section)
        if adds_up:
            return name, _merged([value, other], inner, reader)
    related = [(name.span, "first given here")]
    reader.report("D104", again.span, f"`{again.text}` is given in two files", related=related)
    return first


def _inner(name: str, section: type[Section] | None) -> tuple[type[Section] | None, bool]:
    """The section behind a key, and whether two maps there add up: sections and maps by name do."""
    key = keys(section).get(name) if section else None
    if key is None:
        return None, False
    if isinstance(key.kind, SectionOf):
        return key.kind.section, True
    return None, bool(key.kind.sections) or name in ("groups", "conditions")

"""Every place of a spec that the language itself can check: keys, words from lists, numbers, truth, conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache

from difyspec.diagnostics import Span
from difyspec.language import Expr, Section, read
from difyspec.language.kinds.base import Kind
from difyspec.language.kinds.numbers import Flag, FlagData, Number, Whole
from difyspec.language.kinds.sections import keys
from difyspec.language.kinds.texts import Word
from difyspec.language.kinds.values import ConditionOf
from difyspec.source import load_file

from tests.language.reading import ROOT, SKETCHES, stretch


@dataclass(frozen=True)
class Place:
    """A place that can be spoilt: what kind of thing stands there, and the text of the file."""

    sort: str
    span: Span
    original: str
    text: str


@cache
def places() -> tuple[Place, ...]:
    """The places of all specs there are."""
    paths = [*ROOT.glob("spec/*/provider.yaml"), *ROOT.glob("tests/cases/guardian/spec/provider.yaml")]
    if SKETCHES.is_dir():
        paths += SKETCHES.glob("*.yaml")
    found: list[Place] = []
    for path in sorted(paths):
        file, _ = load_file(path)
        assert file is not None
        document, _ = read([file])
        assert document is not None
        found += [
            Place(sort, span, stretch(file.text, span), file.text)
            for sort, span in dict.fromkeys(_section(document))
            if span.line == span.end_line and span.column < span.end_column
        ]
    return tuple(found)


def _section(section: Section) -> Iterator[tuple[str, Span]]:
    for key in keys(type(section)).values():
        if key.field not in section.written:
            continue
        place = section.key_span(key.field)
        if place != section.span(key.field):  # a short form has no key
            yield "key", place
        yield from _scalar(key.kind, section.span(key.field))
        yield from _inside(getattr(section, key.field))


def _scalar(kind: Kind[object], span: Span) -> Iterator[tuple[str, Span]]:
    if isinstance(kind, Word) and not kind.open:
        yield "word", span
    elif isinstance(kind, Number | Whole):
        yield "number", span
    elif isinstance(kind, Flag | FlagData):
        yield "flag", span
    elif isinstance(kind, ConditionOf):
        yield "condition", span


def _inside(value: object) -> Iterator[tuple[str, Span]]:
    if isinstance(value, Section):
        yield from _section(value)
    elif isinstance(value, tuple):
        for one in value:
            yield from _inside(one)
    elif is_dataclass(value) and not isinstance(value, Expr | Span | type):
        for item in fields(value):
            yield from _inside(getattr(value, item.name))


def spoilt(place: Place, instead: str) -> str:
    """The text of the file with something else at the place."""
    lines = place.text.split("\n")
    line = lines[place.span.line - 1]
    lines[place.span.line - 1] = line[: place.span.column - 1] + instead + line[place.span.end_column - 1 :]
    return "\n".join(lines)

"""Slips in specs: those in ``spec/``.

Left out, by operator: names that a spec gives itself are not misspelt (of profiles, groups, parameters, models), nor
texts for people; a map does not take the place of data that Dify reads as it is; numbers leave what they may be only
where that is known from their key.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path

from difyspec.compile import compile_spec
from difyspec.diagnostics import Finding, Span
from difyspec.language import Expr, Section, read
from difyspec.language.kinds.base import Kind
from difyspec.language.kinds.numbers import Flag, FlagData, Number, Whole
from difyspec.language.kinds.sections import keys
from difyspec.language.kinds.texts import Word
from difyspec.language.kinds.values import ConditionOf
from difyspec.source import load_file

from tests.mutations.mutation import (
    KEY,
    LEFT_OUT,
    MAP,
    RANGE,
    TWICE,
    WORD,
    Mutation,
    doubled,
    misspelt,
    with_text,
    without,
)

ROOT = Path(__file__).parents[2]
NAME = "provider.yaml"
# What a number may not be, by the key that it stands at.
BEYOND = {
    "context_size": ("0", "-1", "many"),
    "max_tokens": ("99999999", "-1"),
    "max_chunks": ("0", "-4"),
    "max_workers": ("0",),
    "word_limit": ("-1",),
    "default": ("1000000000000",),
    "timeout": ("-1",),
    "memory": ("0",),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A pair of a section: the span of the key (None where the short form has none) and of the value, what it is."""

    section: Span
    key: Span | None
    value: Span
    name: str
    kind: Kind[object]
    required: bool


def mutations(seed: int = 4) -> Iterator[Mutation]:
    """Every slip; the file of each is a path from the root of the project."""
    chosen = random.Random(seed)
    for path in sorted(ROOT.glob("spec/*/provider.yaml")):
        file, _ = load_file(path)
        assert file is not None
        document, _ = read([file])
        assert document is not None
        shown = path.relative_to(ROOT).as_posix()
        for place in dict.fromkeys(_section(document)):
            yield from _slips(shown, file.text, place, chosen)


def _section(section: Section) -> Iterator[Place]:
    for key in keys(type(section)).values():
        if key.field in section.written:
            name, value = section.key_span(key.field), section.span(key.field)
            yield Place(section.place, name if name != value else None, value, key.name, key.kind, key.required)
            yield from _inside(getattr(section, key.field))


def _inside(value: object) -> Iterator[Place]:
    if isinstance(value, Section):
        yield from _section(value)
    elif isinstance(value, tuple):
        for one in value:
            yield from _inside(one)
    elif is_dataclass(value) and not isinstance(value, Expr | Span | type):
        for item in fields(value):
            yield from _inside(getattr(value, item.name))


def _slips(file: str, text: str, place: Place, chosen: random.Random) -> Iterator[Mutation]:
    if place.key is not None and _on_one_line(place.key):
        yield from _of_key(file, text, place, place.key, chosen)
    if not _on_one_line(place.value):
        return
    lines, columns = _stretch(place.value)
    written = _at(text, place.value)
    bare = written.strip("'\"")
    if isinstance(place.kind, Word) and not place.kind.open:
        made = misspelt(bare, chosen)
        yield Mutation(WORD, file, with_text(text, place.value, made), lines, columns, bare, f"{bare} → {made}")
    if isinstance(place.kind, Word | Number | Whole | Flag | FlagData | ConditionOf):
        yield Mutation(MAP, file, with_text(text, place.value, "{zz: 1}"), lines, columns, note=place.name)
    if bare.isdecimal():
        for beyond in BEYOND.get(place.name, ()):
            note = f"{place.name}: {bare} → {beyond}"
            yield Mutation(RANGE, file, with_text(text, place.value, beyond), lines, columns, note=note)


def _of_key(file: str, text: str, place: Place, key: Span, chosen: random.Random) -> Iterator[Mutation]:
    lines, columns = _stretch(key)
    made = misspelt(place.name, chosen)
    yield Mutation(KEY, file, with_text(text, key, made), lines, columns, place.name, f"{place.name} → {made}")
    if place.required:
        whole = range(place.section.line, place.section.end_line + 1)
        yield Mutation(LEFT_OUT, file, without(text, key, place.value), whole, note=place.name)
    twice = doubled(text, key, place.value)
    if twice is not None:
        yield Mutation(TWICE, file, *twice, note=place.name)


def _on_one_line(span: Span) -> bool:
    return span.line == span.end_line and span.column < span.end_column


def _at(text: str, span: Span) -> str:
    return text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


def _stretch(span: Span) -> tuple[range, range]:
    return range(span.line, span.end_line + 1), range(span.column, span.end_column)


@contextmanager
def saying() -> Iterator[Callable[[Mutation], list[Finding]]]:
    """Says what `check` says of a slip, by compiling a copy of the spec that has it."""
    with tempfile.TemporaryDirectory() as home:
        known: dict[str, frozenset[tuple[str, str]]] = {}

        def found(file: str, text: str | None) -> list[Finding]:
            folder = Path(home, Path(file).parent.name)
            if not folder.exists():
                shutil.copytree(ROOT / Path(file).parent, folder)
            (folder / NAME).write_text(text if text is not None else (ROOT / file).read_text("utf-8"), "utf-8")
            made = compile_spec(folder, emitted=False, remarked=True)
            return [_shown(one, file) for one in (*made.findings, *made.remarks)]

        def said(one: Mutation) -> list[Finding]:
            if one.file not in known:
                known[one.file] = frozenset((each.code, each.message) for each in found(one.file, None))
            return [each for each in found(one.file, one.text) if (each.code, each.message) not in known[one.file]]

        yield said


def _shown(one: Finding, file: str) -> Finding:
    return replace(one, span=replace(one.span, file=file)) if one.span.file.endswith(NAME) else one

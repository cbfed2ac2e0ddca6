"""Where the keys and values of a TOML text stand: `tomllib` says what they are and forgets the places.

The text was read by `tomllib` before, so it is known to be TOML; here it is only walked through.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

from difyspec.diagnostics import Span
from difyspec.source.lines import Lines

type Key = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BASIC = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_LITERAL = re.compile(r"'[^'\n]*'")
_LONG_BASIC = re.compile(r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}', re.DOTALL)
_LONG_LITERAL = re.compile(r"'''(?:[^']|'{1,2}(?!'))*'{3,5}")
_PLAIN = re.compile(r"[^,\]}#\r\n]*[^,\]}#\s]")  # numbers, dates (with a blank inside), true and false
_STRINGS = (_LONG_BASIC, _LONG_LITERAL, _BASIC, _LITERAL)


@dataclass(frozen=True, slots=True)
class Places:
    """Spans by path: of keys (for a table its first header), and of values. Items of arrays are numbers in a path."""

    keys: dict[Key, Span] = field(default_factory=dict)
    values: dict[Key, Span] = field(default_factory=dict)

    def at(self, path: Key) -> Span:
        """Where something stands: the value, else the key; `KeyError` for what is not in the text."""
        return self.values[path] if path in self.values else self.keys[path]


def places(file: str, text: str) -> Places:
    """The places of a text that `tomllib` accepts; `file` is how spans name it."""
    walk = _Walk(Lines(file, text), text)
    walk.document()
    return walk.found


@dataclass(slots=True)
class _Walk:
    lines: Lines
    text: str
    place: int = 0
    found: Places = field(default_factory=Places)
    arrays: dict[Key, int] = field(default_factory=dict)
    """How many tables an array of tables has so far."""

    def document(self) -> None:
        table: Key = ()
        self.skip(_BLANK)
        while self.place < len(self.text):
            if self.text[self.place] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip(_BLANK)

    def header(self) -> Key:
        """``[a.b]`` or ``[[a.b]]``; the path of the table that it opens."""
        repeated = self.text.startswith("[[", self.place)
        self.place += 2 if repeated else 1
        path: Key = ()
        for name, span in self.dotted():
            path = (*self.current(path), name)
            self.found.keys.setdefault(path, span)
        if repeated:
            number = self.arrays.get(path, -1) + 1
            self.arrays[path] = number
            self.found.keys[(*path, number)] = span
        self.place = self.text.index("]", self.place) + (2 if repeated else 1)
        return self.current(path)

    def current(self, path: Key) -> Key:
        """The table that a path means now: of an array of tables its last."""
        return (*path, self.arrays[path]) if path in self.arrays else path

    def pair(self, table: Key) -> None:
        """``a.b = value``."""
        path = table
        for name, span in self.dotted():
            path = (*path, name)
            self.found.keys.setdefault(path, span)
        self.place = self.text.index("=", self.place) + 1
        self.skip(_SPACE)
        self.value(path)

    def dotted(self) -> list[tuple[str, Span]]:
        """The parts of a key."""
        parts = []
        while True:
            self.skip(_SPACE)
            start = self.place
            written = self.take(_BARE) or self.take(_BASIC) or self.take(_LITERAL)
            name = tomllib.loads(f"key = {written}")["key"] if written[0] in "\"'" else written
            parts.append((name, self.lines.span(start, self.place)))
            self.skip(_SPACE)
            if not self.text.startswith(".", self.place):
                return parts
            self.place += 1

    def value(self, path: Key) -> None:
        start = self.place
        match self.text[start]:
            case "[":
                self.array(path)
            case "{":
                self.inline(path)
            case '"' | "'":
                next(written for one in _STRINGS if (written := self.take(one)))
            case _:
                self.take(_PLAIN)
        self.found.values[path] = self.lines.span(start, self.place)

    def array(self, path: Key) -> None:
        self.place += 1
        number = 0
        while self.inside("]"):
            self.value((*path, number))
            number += 1

    def inline(self, path: Key) -> None:
        self.place += 1
        while self.inside("}"):
            self.pair(path)

    def inside(self, end: str) -> bool:
        """Goes on to the next thing between brackets; false behind the closing one."""
        self.skip(_BLANK)
        if self.text[self.place] == ",":
            self.place += 1
            self.skip(_BLANK)
        if self.text[self.place] == end:
            self.place += 1
            return False
        return True

    def skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.place)
        self.place = found.end() if found else self.place

    def take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.place)
        self.place = found.end() if found else self.place
        return found[0] if found else ""

"""Places inside of a scalar: from offsets in what YAML read to lines and columns of what was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from difyspec.diagnostics import Span
from difyspec.source import ScalarNode, Style
from difyspec.source.lines import Lines

type Stretch = tuple[int, int]
"""First and last offset (exclusive)."""

_LONG = {"x": 2, "u": 4, "U": 8}


class Texts:
    """The texts of files, and stretches of them."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._lines: dict[str, Lines] = {}

    def lines(self, file: str) -> Lines | None:
        """The lines of a file; None if its text is not known."""
        if file not in self._lines:
            if file not in self._texts:
                return None
            self._lines[file] = Lines(file, self._texts[file])
        return self._lines[file]


class Ruler:
    """Measures one scalar: an unquoted text on one line by counting, others by going along what was written."""

    def __init__(self, node: ScalarNode, texts: Texts) -> None:
        self.span_of_all = node.span
        self._node = node
        self._texts = texts
        self._stretches: list[Stretch] | None = None
        width = node.span.end_column - node.span.column
        self._simple = node.span.line == node.span.end_line and width == len(node.text)

    def span(self, start: int, end: int) -> Span:
        """The place of the characters from `start` to `end` (exclusive) of the scalar's text."""
        whole = self.span_of_all
        if self._simple:
            return whole.part(start, end)
        lines = self._texts.lines(whole.file)
        if lines is None:
            return whole
        stretches = self._aligned(lines)
        if not stretches:
            return whole
        first = stretches[start][0] if start < len(stretches) else stretches[-1][1]
        last = stretches[min(end, len(stretches)) - 1][1] if end > start else first
        return lines.span(first, max(last, first))

    def _aligned(self, lines: Lines) -> list[Stretch]:
        if self._stretches is None:
            span = self.span_of_all
            start = lines.start_of(span.line) + span.column - 1
            end = lines.start_of(span.end_line) + span.end_column - 1
            found = aligned(self._node, lines.text[start:end])
            self._stretches = [(start + first, start + last) for first, last in found]
        return self._stretches


def aligned(node: ScalarNode, raw: str) -> list[Stretch]:
    """For each character of the node's text the stretch of `raw` that it was written as."""
    if node.style is Style.SINGLE and "\n" not in raw:
        return list(_quoted(raw))
    if node.style is Style.DOUBLE and "\n" not in raw:
        return list(_escaped(raw))
    return _followed(node, raw)


def _quoted(raw: str) -> Iterator[Stretch]:
    at = 1
    while at < len(raw) - 1:
        width = 2 if raw[at : at + 2] == "''" else 1
        yield at, at + width
        at += width


def _escaped(raw: str) -> Iterator[Stretch]:
    at = 1
    while at < len(raw) - 1:
        width = 2 + _LONG.get(raw[at + 1], 0) if raw[at] == "\\" else 1
        yield at, at + width
        at += width


def _followed(node: ScalarNode, raw: str) -> list[Stretch]:
    """Texts on several lines: each character is the next equal one; what a line break became stays where it was."""
    at = 1 if node.style in (Style.SINGLE, Style.DOUBLE) else 0
    if node.style in (Style.LITERAL, Style.FOLDED):
        at = raw.find("\n") + 1
    found: list[Stretch] = []
    for char in node.text:
        place = at
        while place < len(raw) and raw[place] != char and (raw[place].isspace() or raw[place] in "\\'"):
            place += 1
        if place < len(raw) and raw[place] == char:
            found.append((place, place + 1))
            at = place + 1
        else:
            found.append((at, at))
    return found

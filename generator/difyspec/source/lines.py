"""From offsets in a text to lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right

from difyspec.diagnostics import Span

_BREAK = re.compile(r"\r\n|\r|\n")


class Lines:
    """The lines of one text. Offsets count characters from 0, lines and columns from 1."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, start: int, end: int | None = None) -> Span:
        """The span between two offsets; without an end an empty one."""
        line, column = self.place(start)
        if end is None or end <= start:
            return Span(self.file, line, column, line, column)
        return Span(self.file, line, column, *self.place(end))

    def start_of(self, line: int) -> int:
        """The offset at which a line starts."""
        return self._starts[line - 1]

    def line(self, number: int) -> str:
        """The text of a line without its break; empty past the end."""
        return line_of(self.text, self._starts, number)

    def __len__(self) -> int:
        return len(self._starts)


def line_of(text: str, starts: list[int], number: int) -> str:
    """The line of a number in a text of which the starts of lines are known."""
    if not 1 <= number <= len(starts):
        return ""
    end = starts[number] if number < len(starts) else len(text)
    return text[starts[number - 1] : end].rstrip("\r\n")

"""Places in files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one file: lines and columns are 1-based, columns count characters, the end is exclusive.

    `file` is the path as it is shown to the user. A span whose end is its start marks the place before a character.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def start(self) -> Span:
        """The empty span at the start."""
        return Span(self.file, self.line, self.column, self.line, self.column)

    def until(self, other: Span) -> Span:
        """From the start of this span to the end of another one of the same file."""
        return Span(self.file, self.line, self.column, other.end_line, other.end_column)

    def part(self, first: int, last: int) -> Span:
        """The characters `first` to `last` (0-based, exclusive) of a span that lies on one line."""
        return Span(self.file, self.line, self.column + first, self.line, self.column + last)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def at(file: str, line: int = 1, column: int = 1, length: int = 0) -> Span:
    """A span on one line; without a position the very start, for findings about a file as a whole."""
    return Span(file, line, column, line, column + length)

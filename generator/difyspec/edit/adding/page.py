"""A text with places for new pieces. Nodes know lines and columns, insertion needs offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from difyspec.source import Node, SourceFile
from difyspec.source.lines import Lines

_BREAK = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"[ \t]*#")


@dataclass(frozen=True, slots=True)
class Change:
    """The characters from `start` to `end` (0-based, exclusive) give way to `text`."""

    start: int
    end: int
    text: str


class Page:
    """One file. Lines and columns count from 1."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.lines = Lines(file.file, file.text)
        found = _BREAK.search(file.text)
        self.line_break = found.group() if found else "\n"

    def offset(self, line: int, column: int) -> int:
        """The offset of a place."""
        return self.lines.start_of(line) + column - 1

    def start(self, node: Node) -> int:
        """Where a node starts."""
        return self.offset(node.span.line, node.span.column)

    def end(self, node: Node) -> int:
        """Where a node ends."""
        return self.offset(node.span.end_line, node.span.end_column)

    def indent(self, line: int) -> int:
        """How many blanks a line starts with."""
        text = self.lines.line(line)
        return len(text) - len(text.lstrip(" "))

    def is_blank(self, line: int) -> bool:
        """Whether nothing stands on a line, or there is no such line."""
        return not self.lines.line(line).strip()

    def is_comment(self, line: int) -> bool:
        """Whether a comment has the line for itself."""
        return _COMMENT.match(self.lines.line(line)) is not None

    def last_line(self, node: Node, column: int) -> int:
        """The last line of a node that stands in a block at `column`, its own comments (further right) included."""
        line = node.span.end_line
        while self.is_comment(line + 1) and self.indent(line + 1) >= column:
            line += 1
        return line

    def first_line(self, line: int) -> int:
        """The first of the comment lines right above a line that are indented like it; the line itself without any."""
        indent = self.indent(line)
        while line > 1 and self.is_comment(line - 1) and self.indent(line - 1) == indent:
            line -= 1
        return line

    def after(self, line: int, new: Iterable[str]) -> Change:
        """New lines behind a line."""
        at = self.lines.start_of(line) + len(self.lines.line(line))
        return Change(at, at, "".join(f"{self.line_break}{one}" for one in new))

    def before(self, line: int, new: Iterable[str]) -> Change:
        """New lines before a line."""
        at = self.lines.start_of(line)
        return Change(at, at, "".join(f"{one}{self.line_break}" for one in new))


def changed(text: str, changes: Iterable[Change]) -> str:
    """The text with all changes made, which do not overlap; those at one place in their order."""
    parts: list[str] = []
    done = 0
    for one in sorted(changes, key=lambda change: change.start):
        parts += (text[done : one.start], one.text)
        done = one.end
    return "".join((*parts, text[done:]))

"""The line a span stands on, with the span underlined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from difyspec.diagnostics import Span
from difyspec.report.cells import blank, printable, width

MOST = 120  # characters shown of a line
_LEAD = 40  # characters kept before the span when a line is cut
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line (perhaps cut), the blanks below what stands before the span, and the carets below the span."""

    number: int
    line: str
    indent: str
    carets: str


def excerpt(text: str, span: Span) -> Excerpt | None:
    """The excerpt of a span's first line; None where the text has no such line or nothing on it."""
    lines = _lines(text)
    if not 1 <= span.line <= len(lines) or not lines[span.line - 1].strip():
        return None
    line = lines[span.line - 1]
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line.rstrip())
    end = max(end, start)
    line, start, end = _cut(line, start, end)
    line = printable(line)
    return Excerpt(span.line, line, blank(line[:start]), "^" * max(width(line[start:end]), 1))


@lru_cache(maxsize=4)
def _lines(text: str) -> list[str]:
    """The lines of a text; there may be many findings about one."""
    return _BREAK.split(text)


def _cut(line: str, start: int, end: int) -> tuple[str, int, int]:
    """A long line around the span."""
    if len(line) <= MOST:
        return line, start, end
    first = 0 if start <= _LEAD else start - _LEAD
    last = min(len(line), first + MOST)
    before = "…" if first else ""
    after = "…" if last < len(line) else ""
    shift = len(before) - first
    return before + line[first:last] + after, start + shift, min(end, last) + shift

"""Taking pairs and items away. Comments stay: each keeps a line of its own."""

from __future__ import annotations

import re

from difyspec.edit.adding.page import Change, Page
from difyspec.edit.fixing.places import Extent, Unfixable, leads
from difyspec.source.comments import comments

_COMMA = re.compile(r"[ \t]*,")
_REST = re.compile(r"[ \t]*(?:#.*)?")
_BLANKS = re.compile(r"[ \t]*")


def cut(page: Page, one: Extent, before: Extent | None, after: Extent | None, *, flow: bool) -> Change:
    """The change that takes a pair or an item away that stands between two others."""
    if flow:
        return _from_flow(page, one, before)
    if leads(page, one.start):
        return lines_of(page, one)
    if after is None:
        raise Unfixable("nothing else stands there")
    return Change(one.start, after.start, "")


def lines_of(page: Page, one: Extent) -> Change:
    """The change that takes the lines of something away that has them for itself."""
    first, last = page.lines.place(one.start)[0], page.lines.place(max(one.end - 1, one.start))[0]
    end = page.lines.start_of(last) + len(page.lines.line(last))
    if not _REST.fullmatch(page.file.text[one.end : end]):
        raise Unfixable("something else stands on the same line")
    return _without(page, first, last)


def _without(page: Page, first: int, last: int) -> Change:
    """The lines from `first` to `last` reduced to their comments."""
    text, lines = page.file.text, page.lines
    lead = lines.line(first)[: page.indent(first)]
    start, end = lines.start_of(first), lines.start_of(last) + len(lines.line(last))
    found = comments(text, page.file.root) if "#" in text[start:end] else []
    kept = [(lines.line(one.line) if one.alone else f"{lead}#{one.text}") for one in found if first <= one.line <= last]
    if last < len(lines):
        return Change(start, lines.start_of(last + 1), "".join(f"{one}{page.line_break}" for one in kept))
    if kept or first == 1:
        return Change(start, len(text), page.line_break.join(kept))
    return Change(lines.start_of(first - 1) + len(lines.line(first - 1)), len(text), "")


def _from_flow(page: Page, one: Extent, before: Extent | None) -> Change:
    text = page.file.text
    comma = _COMMA.match(text, one.end)
    last = page.lines.place(one.end)[0]
    line_end = page.lines.start_of(last) + len(page.lines.line(last))
    if leads(page, one.start) and _REST.fullmatch(text[comma.end() if comma else one.end : line_end]):
        return _without(page, page.lines.place(one.start)[0], last)
    if comma is not None:
        blanks = _BLANKS.match(text, comma.end())
        end = blanks.end() if blanks else comma.end()
        return Change(one.start, comma.end() if text[end : end + 1] == "#" else end, "")
    return Change(before.end if before is not None else one.start, one.end, "")

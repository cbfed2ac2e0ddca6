"""A new entry in a list of models that is there."""

from __future__ import annotations

import re

from difyspec.edit.adding.errors import AddError
from difyspec.edit.adding.model import NewModel, entry_text
from difyspec.edit.adding.page import Change, Page
from difyspec.source import ListNode, Node

_COMMA = re.compile(r"[ \t]*,")
_NOTHING_MORE = re.compile(r"[ \t]*(#.*)?")


def add_entry(page: Page, models: ListNode, index: int, model: NewModel, *, before: bool) -> list[Change]:
    """The changes that make a model the `index`-th of a list which has others.

    `before`: it belongs to the one that follows it, and so stands right before that and its comments.
    """
    near = models.items[index if before else index - 1]
    if models.flow:
        return _in_flow(page, models, near, entry_text(model, models.items, near, page, None), before=before)
    line, lead = _dash(page, near)
    text = lead + entry_text(model, models.items, near, page, len(lead))
    if before:
        return [page.before(page.first_line(line), [text])]
    return [page.after(page.last_line(near, page.indent(line) + 1), [text])]


def _dash(page: Page, item: Node) -> tuple[int, str]:
    """The line of an item's dash, and what stands there before the item."""
    line = item.span.line
    lead = page.lines.line(line)[: item.span.column - 1]
    while line > 1 and (not lead.strip() or page.is_comment(line)):
        line -= 1
        lead = page.lines.line(line)
    if lead.strip() != "-":
        raise AddError(f"the list in {page.file.file} is written in a way that a line cannot be added to")
    return line, lead if lead.endswith(" ") else f"{lead} "


def _in_flow(page: Page, models: ListNode, near: Node, text: str, *, before: bool) -> list[Change]:
    items = models.items
    place = items.index(near)
    above = items[place - 1].span.end_line if place else models.span.line
    apart = near.span.line > above  # each item has a line of its own
    pad = page.line_break + " " * (near.span.column - 1)
    if before:
        at = page.start(near)
        return [Change(at, at, f"{text},{pad}" if apart else f"{text}, ")]
    at = page.end(near)
    if not apart:
        return [Change(at, at, f", {text}")]
    line = near.span.end_line
    end = page.lines.start_of(line) + len(page.lines.line(line))
    rest = page.file.text[at:end]
    comma = _COMMA.match(rest)
    if comma is not None and _NOTHING_MORE.fullmatch(rest[comma.end() :]):
        return [Change(end, end, f"{pad}{text},")]
    if comma is None and _NOTHING_MORE.fullmatch(rest):
        return [Change(at, at, ","), Change(end, end, f"{pad}{text}")]
    return [Change(at, at, f",{pad}{text}" if comma is None else f", {text}")]

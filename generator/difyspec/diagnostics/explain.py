"""What ``difyspec explain`` shows: an entry as text, and lists of them."""

from __future__ import annotations

import textwrap

from difyspec.diagnostics.catalogue import AREAS
from difyspec.diagnostics.catalogue.entry import Entry

_WIDTH = 100


def described(entry: Entry) -> str:
    """A whole entry."""
    parts = [f"{entry.code} ({entry.severity}): {entry.title}", *([_filled(entry.means)] if entry.means else [])]
    parts.append(_filled(f"Why: {entry.why}"))
    parts.append(_filled(f"Fix: {entry.fix}" + (f" ({entry.fixed})" if entry.fixed else "")))
    parts.extend(_example(title, text) for title, text in (("Wrong:", entry.bad), ("Right:", entry.good)) if text)
    return "\n\n".join(parts) + "\n"


def overview() -> str:
    """All codes with their titles, by area."""
    return "\n".join(listed(name, entries) for name, entries in AREAS if entries)


def listed(name: str, entries: tuple[Entry, ...]) -> str:
    """The codes of one area with their titles."""
    lines = [f"  {one.code}  {one.severity.value:7}  {one.title}" for one in entries]
    return "\n".join((f"{name[0].upper()}{name[1:]}", *lines, ""))


def _filled(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _example(title: str, text: str) -> str:
    return f"{title}\n{textwrap.indent(text, '    ')}"

"""D5xx: hooks and the author's files."""

from __future__ import annotations

from difyspec.diagnostics.catalogue.entry import Entry

ENTRIES: tuple[Entry, ...] = ()

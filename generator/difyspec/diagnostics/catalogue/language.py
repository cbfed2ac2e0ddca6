"""D1xx: the shape of a spec, its keys and their types."""

from __future__ import annotations

from difyspec.diagnostics.catalogue.entry import Entry

ENTRIES: tuple[Entry, ...] = ()

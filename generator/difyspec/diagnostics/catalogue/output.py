"""D6xx: generated files: drift, conflicts, leftovers."""

from __future__ import annotations

from difyspec.diagnostics.catalogue.entry import Entry

ENTRIES: tuple[Entry, ...] = ()

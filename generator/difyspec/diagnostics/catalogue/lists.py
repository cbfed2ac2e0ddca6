"""D4xx: lists, profiles, overrides and what they compose to."""

from __future__ import annotations

from difyspec.diagnostics.catalogue.entry import Entry

ENTRIES: tuple[Entry, ...] = ()

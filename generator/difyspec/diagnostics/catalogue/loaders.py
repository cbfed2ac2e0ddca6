"""D7xx: where Dify's loaders would reject a plugin or read it differently."""

from __future__ import annotations

from difyspec.diagnostics.catalogue.entry import Entry

ENTRIES: tuple[Entry, ...] = ()

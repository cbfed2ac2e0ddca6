"""Every code that a finding can have, one small file an area.

To add a rule, append an `Entry` to the file of its area and use its code in the finder; a test proves that each code
used is declared here and that each declared one is used.
"""

from __future__ import annotations

from difyspec.diagnostics.catalogue import hooks, imports, language, lists, loaders, names, output, policy, text, values
from difyspec.diagnostics.catalogue.entry import Entry

AREAS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    ("text and YAML", text.ENTRIES),
    ("shape of the language", language.ENTRIES),
    ("names and references", names.ENTRIES),
    ("values", values.ENTRIES),
    ("lists, profiles and overrides", lists.ENTRIES),
    ("hooks and files", hooks.ENTRIES),
    ("generated files; settings, suppressions and baselines", (*output.ENTRIES, *policy.ENTRIES)),
    ("loaders of Dify", (*loaders.ENTRIES, *imports.ENTRIES)),
)

ENTRIES: dict[str, Entry] = {entry.code: entry for _, entries in AREAS for entry in entries}


def entry(code: str) -> Entry:
    """The entry of a code; `KeyError` for a code that is not declared."""
    return ENTRIES[code]

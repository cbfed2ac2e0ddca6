"""D75x: what is odd about an existing plugin that is read or imported."""

from __future__ import annotations

from difyspec.diagnostics.catalogue.entry import WARNING, Entry

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "D754",
        WARNING,
        "Key given twice in a plugin",
        means="One map of a plugin's YAML has a key twice.",
        why="The SDK takes the last value, the daemon refuses the file.",
        fix="Keep one of the two; the last one is what counts today.",
        bad="label: A\nlabel: B",
        good="label: B",
    ),
)

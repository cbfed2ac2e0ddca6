"""Specs in the one way they are written."""

from __future__ import annotations

from difyspec.edit import from_data, from_nodes, layout
from difyspec.edit.order import arrange
from difyspec.provider.values import DataMap
from difyspec.source import SourceFile


def spec_text(data: DataMap, comments: tuple[str, ...] = ()) -> str:
    """The text of a spec that is given as data. `comments` (what follows the ``#``) stand above it."""
    document = from_data.document(data)
    arrange(document.root)
    document.root.entries[0].above.extend(comments)
    return layout.text(document)


def format_spec(file: SourceFile) -> str:
    """The text of a file of a spec, formatted: nothing but layout, quotes and the order of keys changes.

    `ValueError` if the file holds no map.
    """
    document = from_nodes.document(file)
    arrange(document.root)
    return layout.text(document)

"""Texts for people."""

from __future__ import annotations

from difyspec.importer.read.data import scalar_of
from difyspec.provider.texts import LOCALES, Text
from difyspec.provider.values import Kind
from difyspec.source import MapNode, Node


def people(node: Node) -> Text | None:
    """A text by language, in the order in which Dify names them; None if it is more or less than that."""
    if not isinstance(node, MapNode):
        return None
    found = {name.text: scalar_of(value, Kind.TEXT, Kind.NULL) for name, value in node.entries}
    if "en_US" not in found or found.keys() - set(LOCALES):
        return None
    entries = [(locale, one) for locale in LOCALES if (one := found.get(locale)) is not None]
    return Text(tuple(entries)) if len(entries) == len(found) else None

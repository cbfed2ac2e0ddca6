"""The data of a spec as a tree to be written."""

from __future__ import annotations

from difyspec.edit.tree import Document, Entry, Many, Tree, Word
from difyspec.provider.values import Data, DataList, DataMap, Kind, Scalar


def document(data: DataMap) -> Document:
    """A spec without comments."""
    root = tree(data)
    return Document(root if isinstance(root, Many) else Many(True, []))


def tree(data: Data) -> Tree:
    """One value. A scalar that is no text has to stand without quotes."""
    if isinstance(data, Scalar):
        if data.kind is Kind.TEXT:
            return Word(data.text)
        return Word("null" if data.kind is Kind.NULL else data.text, plain=True)
    if isinstance(data, DataList):
        return Many(False, [Entry(None, tree(item)) for item in data.items])
    return Many(True, [Entry(_key(name), tree(value)) for name, value in data.entries])


def _key(name: str) -> Word:
    """A name; one with a sign is an addition to a list or the like, and stands without quotes."""
    return Word(name, plain=name[:1] in ("+", "-"))

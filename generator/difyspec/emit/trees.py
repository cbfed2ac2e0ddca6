"""Small builders of `Data`: what is None stays out of a map, raw additions are merged in last."""

from __future__ import annotations

from collections.abc import Iterable

from difyspec.provider.texts import Text
from difyspec.provider.values import Data, DataList, DataMap, Scalar, text

type Maybe = Data | Text | str | None


def mapping(entries: Iterable[tuple[str, Maybe]], extra: DataMap | None = None) -> DataMap:
    """A map of the entries whose value is not None, with `extra` merged into it."""
    base = DataMap(tuple((key, tree(value)) for key, value in entries if value is not None))
    return merge(base, extra) if extra is not None and extra.entries else base


def tree(value: Data | Text | str) -> Data:
    """A text as data: per language for people's texts, a scalar for a plain string."""
    if isinstance(value, Text):
        return DataMap(value.entries)
    return text(value) if isinstance(value, str) else value


def strings(values: Iterable[str | Scalar]) -> DataList:
    """A list of scalars."""
    return DataList(tuple(text(value) if isinstance(value, str) else value for value in values))


def merge(base: DataMap, extra: DataMap) -> DataMap:
    """`base` with the values of `extra`: maps are merged key by key, anything else is replaced, new keys come last."""
    merged = dict(base.entries)
    for key, value in extra.entries:
        old = merged.get(key)
        merged[key] = merge(old, value) if isinstance(old, DataMap) and isinstance(value, DataMap) else value
    return DataMap(tuple(merged.items()))


def without(data: DataMap, paths: Iterable[str]) -> DataMap:
    """A map without some keys, given as dotted paths."""
    for path in paths:
        head, _, rest = path.partition(".")
        inner = data.get(head)
        if not rest:
            data = DataMap(tuple(entry for entry in data.entries if entry[0] != head))
        elif isinstance(inner, DataMap):
            kept = without(inner, (rest,))
            data = DataMap(tuple((key, kept if key == head else value) for key, value in data.entries))
    return data

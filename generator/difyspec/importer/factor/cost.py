"""How long a piece of a spec is, written on one line."""

from __future__ import annotations

from functools import lru_cache

from difyspec.provider.values import Data, DataList, Kind, Scalar

_QUOTED = frozenset(",:#[]{}&*!|>'\"%@`?")


@lru_cache(maxsize=1 << 15)
def size(data: Data) -> int:
    """The number of bytes, nearly: quotes are guessed."""
    if isinstance(data, Scalar):
        return _scalar(data)
    if isinstance(data, DataList):
        return 2 * max(len(data.items), 1) + sum([size(item) for item in data.items])
    return 2 * max(len(data.entries), 1) + sum([entry(name, value) for name, value in data.entries])


def entry(name: str, value: Data) -> int:
    """The bytes of ``name: value``."""
    return len(name) + 2 + size(value)


def _scalar(scalar: Scalar) -> int:
    text = scalar.text
    length = len(text) if text.isascii() else len(text.encode())
    return length + 2 if scalar.kind is Kind.TEXT and not _QUOTED.isdisjoint(text) else length

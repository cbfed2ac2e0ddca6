"""Iterators that are closed in time: what a caller stops reading must stop being sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager


@contextmanager
def closing(iterator: Iterable[object]) -> Iterator[None]:
    """Closes `iterator` at the end, however it comes; one that cannot be closed is left alone."""
    try:
        yield
    finally:
        close = getattr(iterator, "close", None)
        if callable(close):
            close()

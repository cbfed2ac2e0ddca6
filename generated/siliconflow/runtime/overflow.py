"""What becomes of a text that is longer than a model reads: cut, or taken in pieces.

Lengths are in tokens, as the counter given counts them; an inexact counter makes inexact cuts.
"""

from __future__ import annotations

from collections.abc import Callable

type Count = Callable[[str], int]


def fit(text: str, limit: int, count: Count) -> str:
    """The start of `text` that counts at most `limit`, cut in proportion to its tokens; one character at least."""
    tokens = count(text)
    while tokens > limit and len(text) > 1:
        text = text[: max(1, min(len(text) - 1, len(text) * limit // tokens))]
        tokens = count(text)
    return text


def pieces(text: str, limit: int, count: Count) -> list[str]:
    """`text` in pieces that count at most `limit` each and give the text again when put together; itself if it fits."""
    tokens = count(text)
    if tokens <= limit:
        return [text]
    width = max(1, len(text) * limit // tokens)
    found: list[str] = []
    start = 0
    while start < len(text):
        piece = fit(text[start : start + width], limit, count)
        found.append(piece)
        start += len(piece)
    return found

"""Long texts in pieces for speech: whole sentences where possible, whole words otherwise."""

from __future__ import annotations

import re

# A full stop counts only before a space or an end, so that 3.14 and example.com stay whole.
_SENTENCE = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s|$)|[。！？…；]+[」』”’）]*|\n+")
_WORD = re.compile(r"\s+")


def split(text: str, limit: int) -> list[str]:
    """`text` in pieces of at most `limit` characters that give the text again when put together.

    A piece ends after the last sentence that fits, else after the last word, else at the limit. Raises `ValueError`
    for a limit below 1.
    """
    if limit < 1:
        raise ValueError("a piece needs at least one character")
    found: list[str] = []
    start = 0
    while len(text) - start > limit:
        end = _last(_SENTENCE, text, start, start + limit) or _last(_WORD, text, start, start + limit) or start + limit
        found.append(text[start:end])
        start = end
    if start < len(text):
        found.append(text[start:])
    return found


def _last(pattern: re.Pattern[str], text: str, start: int, stop: int) -> int | None:
    end = None
    for match in pattern.finditer(text, start):
        if match.end() > stop:
            break
        end = match.end()
    return end


def chunks(text: str, size: int) -> list[str]:
    """`text` in pieces of exactly `size` characters, the last one shorter; no piece for no text."""
    if size < 1:
        raise ValueError("a piece needs at least one character")
    return [text[start : start + size] for start in range(0, len(text), size)]

"""Lists and numbers in sentences."""

from __future__ import annotations

from collections.abc import Sequence


def joined(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``; empty for none."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def counted(number: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def and_others(number: int, noun: str) -> str:
    """`` and 2 other models`` for what follows the first of `number` things; empty where there is one only."""
    if number < 2:
        return ""
    return f" and {counted(number - 1, f'other {noun}')}"

"""Small words that messages share."""

from __future__ import annotations

from difyspec.diagnostics.wording import counted


def and_others(number: int, noun: str) -> str:
    """`` and 2 other models`` for what follows the first of `number` things; empty where there is one only."""
    if number < 2:
        return ""
    return f" and {counted(number - 1, f'other {noun}')}"

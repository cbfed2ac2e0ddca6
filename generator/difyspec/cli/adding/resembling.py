"""Ids that are most likely meant to be the same."""

from __future__ import annotations

import re

from difyspec.diagnostics.suggest import distance


def resembles(new: str, old: str) -> bool:
    """Whether one id is most likely a slip for the other: only case or separators differ, or a letter.

    Other numbers (``gpt-4`` and ``gpt-5``) and longer names (``gpt-4o``) are other models.
    """
    one, other = (re.sub(r"[-_.:/ ]", "", name.casefold()) for name in (new, old))
    if one == other:
        return True
    if one.startswith(other) or other.startswith(one) or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    return min(len(one), len(other)) > 5 and distance(one, other, 1) == 1

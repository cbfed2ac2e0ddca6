"""Patterns with wildcards, matched in a time that no pattern can blow up.

A pattern is a list of segments, a segment a list of signs. Both are matched the same way: when something does not
fit, only the last star tries again with one more, which is enough and never worse than length times length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

LONGEST = 4096  # letters of a pattern; no path is longer

type Sign = Callable[[str], bool] | None
"""What one character must be; None is a star."""
type Segment = tuple[Sign, ...]


def fits[T, U](pattern: Sequence[Callable[[U], bool] | None], items: Sequence[U]) -> bool:
    """Whether items, one after the other, are what a pattern asks for; None stands for any number of items."""
    place = at = 0
    star, tried = -1, 0
    while at < len(items):
        sign = pattern[place] if place < len(pattern) else nothing
        if sign is None:
            star, tried = place, at
            place += 1
        elif sign(items[at]):
            place, at = place + 1, at + 1
        elif star >= 0:
            tried += 1
            place, at = star + 1, tried
        else:
            return False
    return all(sign is None for sign in pattern[place:])


def nothing(_: object) -> bool:
    """No item at all."""
    return False


def literal(char: str) -> Sign:
    """Exactly this character."""
    return lambda other: other == char


def anything(_: str) -> bool:
    """Any character."""
    return True


def one_of(inside: str, *, negated: bool) -> Sign:
    """A character of a class, written as between the brackets of a regular expression."""
    try:
        regex = re.compile(f"[{'^' if negated else ''}{inside}]", re.DOTALL)
    except re.error:  # a range such as z-a, which nothing is in
        return nothing
    return lambda char: regex.match(char) is not None


def segment(signs: Segment) -> Callable[[str], bool]:
    """Whether one level of a path fits."""
    return lambda name: fits(signs, name)

"""Which names a pattern fits, and whether two patterns can fit the same one."""

from __future__ import annotations

import re
from functools import lru_cache

from difyspec.language.expressions.patterns import python_regex
from difyspec.provider.expressions import Pattern


@lru_cache(maxsize=1024)
def compiled(pattern: Pattern) -> re.Pattern[str]:
    """The regular expression of a pattern, to be used with `search`; its time is linear in the name."""
    return re.compile(python_regex(pattern))


def fits(patterns: tuple[Pattern, ...], name: str) -> bool:
    """Whether one pattern fits the name and no excluding one does."""
    found = [one for one in patterns if compiled(one).search(name)]
    return any(not one.excludes for one in found) and not any(one.excludes for one in found)


def overlapping(left: str, right: str) -> bool:
    """Whether two globs can fit one name."""
    seen: set[tuple[int, int]] = set()
    pending = [(0, 0)]
    while pending:
        i, j = pending.pop()
        if (i, j) in seen:
            continue
        seen.add((i, j))
        a, b = left[i : i + 1], right[j : j + 1]
        if not a and not b:
            return True
        if a == "*":
            pending += [(i + 1, j)] + ([(i, j + 1)] if b else [])
        if b == "*":
            pending += [(i, j + 1)] + ([(i + 1, j)] if a else [])
        if a and a == b:
            pending.append((i + 1, j + 1))
    return False


def surely_overlap(left: tuple[Pattern, ...], right: tuple[Pattern, ...]) -> bool:
    """Whether some name certainly fits both: decided for plain globs that nothing is taken out of."""
    if any(one.excludes for one in (*left, *right)):
        return False
    globs = [[one.text for one in side if not one.regex and not one.ignore_case] for side in (left, right)]
    return any(overlapping(a, b) for a in globs[0] for b in globs[1])


def covered(pattern: Pattern, by: Pattern) -> bool:
    """Whether everything that fits one glob also fits another; certain only where the other has at most one ``*``."""
    if pattern == by:
        return True
    if pattern.regex or by.regex or by.ignore_case or pattern.ignore_case:
        return False
    if by.text.count("*") != 1:
        return "*" not in pattern.text and compiled(by).search(pattern.text) is not None
    start, end = by.text.split("*")
    text = pattern.text
    first, last = text.split("*")[0], text.split("*")[-1]
    if "*" not in text:
        return len(text) >= len(start) + len(end) and text.startswith(start) and text.endswith(end)
    return first.startswith(start) and last.endswith(end)


def fits_nothing(patterns: tuple[Pattern, ...]) -> bool:
    """Whether no name can fit: there is nothing to fit, or all of it is excluded."""
    excluding = [one for one in patterns if one.excludes]
    plain = [one for one in patterns if not one.excludes]
    return all(any(covered(one, Pattern(by.text, by.regex, by.ignore_case)) for by in excluding) for one in plain)

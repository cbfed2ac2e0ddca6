"""Patterns on names, in a spec's own spelling: ``qwen*``, ``/^(o1|o3)/i``, and ``-qwen3-coder*`` to exclude.

In a glob ``*`` is the only wildcard, it crosses ``/``, and the whole name must fit; a regular expression is searched.
Both mind case, a regular expression unless it ends in ``/i``. Regular expressions come from a subset without
backtracking, which the compiler has checked, and no pattern reads more than the first 256 characters of a name.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LENGTH = 256


class Group:
    """A set of names: those that fit one of the patterns (any name, if all of them exclude) and no excluding one."""

    def __init__(self, *patterns: str) -> None:
        self.patterns = patterns
        self._wanted = tuple(_Pattern(text) for text in patterns if not text.startswith("-"))
        self._excluded = tuple(_Pattern(text[1:]) for text in patterns if text.startswith("-"))

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return False
        cut = name[:_LENGTH]
        wanted = not self._wanted or any(pattern.fits(cut) for pattern in self._wanted)
        return wanted and not any(pattern.fits(cut) for pattern in self._excluded)

    def __repr__(self) -> str:
        return f"Group{self.patterns!r}"


def matches(name: str | None, *patterns: str) -> bool:
    """Whether a name is in the group of these patterns; an absent one is in none."""
    return name in _group(patterns)


@lru_cache(maxsize=256)
def _group(patterns: tuple[str, ...]) -> Group:
    return Group(*patterns)


class _Pattern:
    """One pattern without its sign."""

    def __init__(self, text: str) -> None:
        body = text.removesuffix("i")
        self._regex: re.Pattern[str] | None = None
        if len(body) > 1 and body.startswith("/") and body.endswith("/"):
            self._regex = re.compile(body[1:-1], re.IGNORECASE if body != text else re.NOFLAG)
        self._parts = text.split("*")

    def fits(self, name: str) -> bool:
        if self._regex is not None:
            return self._regex.search(name) is not None
        return _glob(self._parts, name)


def _glob(parts: list[str], name: str) -> bool:
    """Whether the texts between stars come in order, the first at the start and the last at the end.

    Taking each at the first place it fits is enough, so nothing is ever tried twice.
    """
    first, *middle, last = parts if len(parts) > 1 else (*parts, "")
    if len(parts) == 1:
        return name == first
    at, end = len(first), len(name) - len(last)
    if at > end or not name.startswith(first) or not name.endswith(last):
        return False
    for part in middle:
        found = name.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True

"""Which files a pattern of `predefined` matches: the SDK and the daemon have different opinions.

The SDK calls `Path.glob` (dify_plugin `entities/model/provider.py`, `validate_models`), the daemon Go's
`filepath.Match` on each file's path (`plugin_decoder/helper.go`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from difyspec.layout.wildcards import LONGEST, Segment, Sign, anything, fits, literal, one_of, segment

type _Path = tuple[Callable[[str], bool] | None, ...]


class BadPatternError(ValueError):
    """A pattern that the SDK cannot use at all; the text says why."""


def sdk_matches(pattern: str, names: Iterable[str]) -> list[str]:
    """The names that `Path.glob` finds: ``**`` crosses folders, ``./`` at the front means nothing.

    Raises `BadPatternError` where `Path.glob` would raise.
    """
    path = _sdk_path(pattern)
    return [name for name in names if path is not None and fits(path, name.split("/"))]


def daemon_matches(pattern: str, names: Iterable[str]) -> list[str]:
    """The names that Go's `filepath.Match` accepts: ``*`` and ``**`` are one level, ``./`` matches nothing.

    A pattern that Go calls malformed matches nothing.
    """
    path = _daemon_path(pattern)
    return [name for name in names if path is not None and fits(path, name.split("/"))]


@lru_cache(maxsize=512)
def _sdk_path(pattern: str) -> _Path | None:
    """The levels of a pattern; None where it can only match folders, or files outside of the plugin."""
    if pattern.startswith("/"):
        raise BadPatternError("starts with `/`")
    parts = [part for part in pattern.split("/") if part not in ("", ".")]
    if not parts:
        raise BadPatternError("is empty")
    if any("**" in part and part != "**" for part in parts):
        raise BadPatternError("has `**` beside other letters")
    if parts[-1] == "**" or ".." in parts or len(pattern) > LONGEST:
        return None
    return tuple(None if part == "**" else segment(_sdk_segment(part)) for part in parts)


_SEQUENCE = re.compile(r"\[(!?)(\]?[^\]]*)\]")


def _sdk_segment(part: str) -> Segment:
    """One level as `fnmatch` reads it: no escapes, ``[!x]`` excludes, a bracket that never closes is itself."""
    signs: list[Sign] = []
    place = 0
    while place < len(part):
        found = _SEQUENCE.match(part, place)
        if found:
            inside = re.sub(r"([\\\[\]^&~|])", r"\\\1", found[2])
            signs.append(one_of(inside, negated=bool(found[1])))
            place = found.end()
        else:
            signs.append(_plain(part[place]))
            place += 1
    return tuple(signs)


def _plain(char: str) -> Sign:
    return None if char == "*" else anything if char == "?" else literal(char)


@lru_cache(maxsize=512)
def _daemon_path(pattern: str) -> _Path | None:
    """The levels of a pattern; None where Go calls it malformed."""
    if len(pattern) > LONGEST:
        return None
    levels: list[Segment] = []
    signs: list[Sign] = []
    place = 0
    while place < len(pattern):
        step = _daemon_sign(pattern, place)
        if step is None:
            return None
        place, sign = step
        if pattern[place - 1] == "/" and sign is _SLASH:
            levels.append(tuple(signs))
            signs = []
        else:
            signs.append(sign)
    return tuple(segment(level) for level in (*levels, tuple(signs)))


_SLASH: Sign = literal("/")
_CLASS = re.compile(r"(\^?)((?:\\.|[^\]\\])+)\]", re.DOTALL)


def _daemon_sign(pattern: str, place: int) -> tuple[int, Sign] | None:
    """The sign at a place and where it ends; None where it never does."""
    char = pattern[place]
    if char == "\\":
        return (place + 2, literal(pattern[place + 1])) if place + 1 < len(pattern) else None
    if char == "[":
        found = _CLASS.match(pattern, place + 1)
        return (found.end(), one_of(_class(found[2]), negated=bool(found[1]))) if found else None
    return place + 1, _SLASH if char == "/" else _plain(char)


def _class(inside: str) -> str:
    """What stands in a class, for Python: only ``-`` keeps its meaning, and ``\\x`` is x."""
    return re.sub(r"\\(.)|([\[\]^&~|])", lambda found: re.escape(found[1] or found[2]), inside, flags=re.DOTALL)

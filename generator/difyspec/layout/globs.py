"""Which files a pattern of `predefined` matches: the SDK and the daemon have different opinions.

The SDK calls `Path.glob` (dify_plugin `entities/model/provider.py`, `validate_models`), the daemon Go's
`filepath.Match` on each file's path (`plugin_decoder/helper.go`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


class BadPatternError(ValueError):
    """A pattern that the SDK cannot use at all; the text says why."""


def sdk_matches(pattern: str, names: Iterable[str]) -> list[str]:
    """The names that `Path.glob` finds: ``**`` crosses folders, ``./`` at the front means nothing.

    Raises `BadPatternError` where `Path.glob` would raise.
    """
    regex = _sdk_regex(pattern)
    return [name for name in names if regex.fullmatch(name)]


def daemon_matches(pattern: str, names: Iterable[str]) -> list[str]:
    """The names that Go's `filepath.Match` accepts: ``*`` and ``**`` are one level, ``./`` matches nothing.

    A pattern that Go calls malformed matches nothing.
    """
    regex = _daemon_regex(pattern)
    return [name for name in names if regex.fullmatch(name)] if regex else []


@lru_cache(maxsize=512)
def _sdk_regex(pattern: str) -> re.Pattern[str]:
    if pattern.startswith("/"):
        raise BadPatternError("starts with `/`")
    parts = [part for part in pattern.split("/") if part not in ("", ".")]
    if not parts:
        raise BadPatternError("is empty")
    written: list[str] = []
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        if part == "**":
            written.append(r"(?!)" if last else r"(?:[^/]+/)*")
        elif "**" in part:
            raise BadPatternError("has `**` beside other letters")
        elif part == "..":
            written.append(r"(?!)")
        else:
            written.append(_segment(part) + ("" if last else "/"))
    try:
        return re.compile("".join(written), re.DOTALL)
    except re.error:  # a range such as [z-a]
        return re.compile(r"(?!)")


def _segment(part: str) -> str:
    """One level of a path as `fnmatch` reads it: no escapes, ``[!x]`` excludes, lone brackets are themselves."""
    written: list[str] = []
    place = 0
    while place < len(part):
        found = _SEQUENCE.match(part, place)
        if found:
            inside = re.sub(r"([\\\[\]^&~|])", r"\\\1", found[2])
            written.append(f"(?!/)[{'^' if found[1] else ''}{inside}]")
            place = found.end()
        else:
            char = part[place]
            written.append("[^/]*" if char == "*" else "[^/]" if char == "?" else re.escape(char))
            place += 1
    return "".join(written)


_SEQUENCE = re.compile(r"\[(!?)(\]?[^\]]*)\]")


@lru_cache(maxsize=512)
def _daemon_regex(pattern: str) -> re.Pattern[str] | None:
    written: list[str] = []
    place = 0
    while place < len(pattern):
        char = pattern[place]
        place += 1
        if char == "*":
            written.append("[^/]*")
        elif char == "?":
            written.append("[^/]")
        elif char == "\\":
            if place == len(pattern):
                return None
            written.append(re.escape(pattern[place]))
            place += 1
        elif char == "[":
            found = _CLASS.match(pattern, place)
            if found is None:
                return None
            written.append(f"[{'^' if found[1] else ''}{_class(found[2])}]")
            place = found.end()
        else:
            written.append(re.escape(char))
    try:
        return re.compile("".join(written), re.DOTALL)
    except re.error:
        return None


_CLASS = re.compile(r"(\^?)((?:\\.|[^\]\\])+)\]", re.DOTALL)


def _class(inside: str) -> str:
    """What stands in a class, for Python: only ``-`` keeps its meaning, and ``\\x`` is x."""
    return re.sub(r"\\(.)|([\[\]^&~|])", lambda found: re.escape(found[1] or found[2]), inside, flags=re.DOTALL)

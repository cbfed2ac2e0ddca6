"""What an edit by hand changed, line by line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator


def difference(generated: bytes, found: bytes, shown: str) -> Iterator[str]:
    """A unified diff from what would be generated to what was found, without line ends; nothing where both are equal.

    Its ``+`` lines are what discarding the edit would lose.
    """
    before, after = _lines(generated), _lines(found)
    if before is None or after is None:
        if generated != found:
            yield f"{shown}: the contents differ, and are not text"
        return
    named = difflib.unified_diff(before, after, f"{shown} (generated)", f"{shown} (found)", lineterm="")
    yield from named
    if before == after and generated != found:
        yield f"{shown}: only the ends of lines differ"


def first_line(generated: bytes, found: bytes) -> int:
    """The number (1-based) of the first line of `found` that differs; 1 where there are no lines."""
    before, after = _lines(generated) or [], _lines(found) or []
    same = next((number for number, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), None)
    number = min(len(before), len(after)) if same is None else same
    return max(1, min(number + 1, len(after)))


def _lines(content: bytes) -> list[str] | None:
    """The lines of a text; None for what is none."""
    try:
        return None if b"\0" in content else content.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return None

"""Names for sets of models: what the beginnings of their ids have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"[a-z]+[0-9.]*|[0-9]+[a-z0-9.]*")


def words_of(id_: str) -> list[str]:
    """The words of the last part of an id, small: ``Qwen/Qwen3-VL-8B`` → qwen3, vl, 8b."""
    return [word.rstrip(".") for word in _WORD.findall(id_.rsplit("/", 1)[-1].casefold())]


def family(models: Sequence[str], others: Sequence[str]) -> str | None:
    """The shortest beginning that nearly all of some models share and few others have."""
    starts = [_starts(one) for one in models]
    rest = [_starts(one) for one in others]
    for depth in range(3):
        counts: dict[str, int] = {}
        for found in starts:
            if len(found) > depth:
                counts[found[depth]] = counts.get(found[depth], 0) + 1
        if not counts:
            return None
        best = max(counts, key=lambda one: counts[one])
        elsewhere = sum(1 for found in rest if len(found) > depth and found[depth] == best)
        if counts[best] >= 0.8 * len(models) and elsewhere <= 0.25 * counts[best] and len(best) > 1:
            return best
    return None


def dominant(models: Sequence[str]) -> list[str]:
    """The beginnings that nearly all of some models share, the shortest first."""
    found: list[str] = []
    starts = [_starts(one) for one in models]
    for depth in range(3):
        counts: dict[str, int] = {}
        for one in starts:
            if len(one) > depth:
                counts[one[depth]] = counts.get(one[depth], 0) + 1
        best = max(counts, key=lambda one: counts[one], default="")
        if len(best) > 1 and counts[best] >= 0.75 * len(models):
            found.append(best)
    return found


def _starts(id_: str) -> list[str]:
    """Longer and longer beginnings: ``gpt-5-mini`` → gpt, gpt-5, gpt-5-mini; ``qwen3-8b`` → qwen, qwen3, qwen3-8b."""
    words = words_of(id_)
    if not words:
        return []
    letters = re.match(r"[a-z]+", words[0])
    found = [letters[0]] if letters and letters[0] != words[0] else []
    return [*found, *("-".join(words[:count]) for count in range(1, min(len(words), 3) + 1))]

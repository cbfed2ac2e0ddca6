"""From one list of names to another by signed entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A sign is one only in front of a name without quotes; these names need none wherever they stand.
_UNQUOTED = re.compile(r"(?:[\w./@()=~^<>!&*;%$|+-]|:(?=\w)|(?<=\S) (?=[\w(]))+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Change:
    """``-name``, or ``+name`` at its place: behind or before another name, or at the end."""

    name: str
    added: bool
    after: str | None = None
    before: str | None = None


def list_changes(base: Sequence[str], target: Sequence[str]) -> tuple[Change, ...] | None:
    """The changes that lead from one list to another; None where a name comes twice, or can have no sign."""
    if len(set(base)) < len(base) or len(set(target)) < len(target):
        return None
    kept = _common(base, target)
    now = [name for name in base if name in kept]
    found = [Change(name, added=False) for name in base if name not in kept]
    for place, name in enumerate(target):
        if name in kept:
            continue
        if place == 0:
            found.append(Change(name, added=True, before=now[0] if now else None))
            now.insert(0, name)
            continue
        index = now.index(target[place - 1]) + 1
        found.append(Change(name, added=True, after=None if index == len(now) else target[place - 1]))
        now.insert(index, name)
    return tuple(found) if all(_UNQUOTED.fullmatch(one.name) for one in found) else None


def _common(base: Sequence[str], target: Sequence[str]) -> set[str]:
    """The names of a longest common subsequence."""
    lengths = [[0] * (len(target) + 1) for _ in range(len(base) + 1)]
    for i in range(len(base) - 1, -1, -1):
        for j in range(len(target) - 1, -1, -1):
            same = base[i] == target[j]
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if same else max(lengths[i + 1][j], lengths[i][j + 1])
    i = j = 0
    kept: set[str] = set()
    while i < len(base) and j < len(target):
        if base[i] == target[j]:
            kept.add(base[i])
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return kept

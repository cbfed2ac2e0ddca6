"""Did you mean …? The names nearest to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable

_SEPARATORS = str.maketrans("", "", "-_. ")
_LONGEST = 200  # letters of names that are compared; the time grows with the square
_PREFIX = 4  # letters of a beginning that are enough to recognise the whole name


def distance(left: str, right: str, limit: int) -> int:
    """How many letters must be inserted, removed, replaced or swapped with their neighbour; `limit` + 1 if more.

    This is the optimal string alignment distance: no stretch is edited twice.
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        following = [i]
        for j, b in enumerate(right, 1):
            best = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                best = min(best, before[j - 2] + 1)
            following.append(best)
        if min(following) > limit:
            return limit + 1
        before, row = row, following
    return min(row[-1], limit + 1)


def _limit(name: str) -> int:
    """How many mistakes a name of this length may have and still be recognised."""
    return 1 if len(name) <= 4 else 2 if len(name) <= 9 else 3


def _shared(left: str, right: str) -> int:
    """The length of the common beginning and the common end together."""
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    end = 0
    while end < min(len(left), len(right)) - start and left[-1 - end] == right[-1 - end]:
        end += 1
    return start + end


def _rank(name: str, candidate: str) -> tuple[int, int, int, int] | None:
    """Smaller is nearer; None: not near at all."""
    if candidate == name or not candidate or max(len(name), len(candidate)) > _LONGEST:
        return None
    spoken, other = name.casefold(), candidate.casefold()
    if spoken.translate(_SEPARATORS) == other.translate(_SEPARATORS) != "":
        return (0, 0, 0, 0)
    limit = _limit(name)
    steps = distance(spoken, other, limit)
    if steps <= limit and steps < max(len(name), len(candidate), 2):
        letters = sorted(spoken) != sorted(other)  # a swap is likelier than two other slips
        return (steps, int(letters), -_shared(spoken, other), abs(len(name) - len(candidate)))
    if len(name) >= _PREFIX and other.startswith(spoken):
        return (limit + 1, 0, 0, len(candidate))
    return None


def near(name: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """The candidates that `name` may be a misspelling of, nearest first; the order given decides between equals."""
    ranked = [(rank, one) for one in dict.fromkeys(candidates) if (rank := _rank(name, one)) is not None]
    return tuple(one for _, one in sorted(ranked, key=lambda pair: pair[0]))


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The nearest candidate, or None."""
    found = near(name, candidates)
    return found[0] if found else None

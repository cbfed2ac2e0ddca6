"""Requests that only one of two plugins makes, taken out before the others are compared one by one.

A vendor's client library asks more than a call needs, a plugin that caches asks less. Where a reason names such
requests (``unasked`` those of the recording, ``asked`` ours), each that the other side does not make at that point is a
difference of its own, and the rest still has to be equal, in its order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from difyspec.conform.compare import Run
from difyspec.conform.difference import ABSENT, Difference
from difyspec.conform.records import Record

UNASKED, ASKED = "$.requests.unasked", "$.requests.asked"
type Exchange = Mapping[str, Any]
type Named = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A record and a run without the requests that only one of them has; `differences` are these."""

    record: Record
    run: Run
    differences: tuple[Difference, ...]


def line(exchange: Exchange) -> str:
    """A request as reasons name it: ``GET https://api.example.com/v1/models``."""
    return f"{exchange['request']['method']} {exchange['request']['url']}"


def align(record: Record, run: Run, unasked: Named, asked: Named) -> Aligned:
    """Leaves out what the two functions allow, where the other side asks for something else."""
    recorded, sent = record.exchanges, list(run.exchanges)
    kept: tuple[list[Exchange], list[Exchange]] = ([], [])
    found: list[Difference] = []
    left, right = 0, 0
    while left < len(recorded) or right < len(sent):
        one, other = _at(recorded, left), _at(sent, right)
        if one != other and one and unasked(one) and (other in map(line, recorded[left:]) or not asked(other)):
            found.append(Difference(UNASKED, one, ABSENT))
            left += 1
        elif one != other and other and asked(other):
            found.append(Difference(ASKED, ABSENT, other))
            right += 1
        else:
            kept[0].extend(recorded[left : left + 1])
            kept[1].extend(sent[right : right + 1])
            left, right = left + 1, right + 1
    data = {**record.data, "exchanges": kept[0]}
    return Aligned(Record(data), replace(run, exchanges=tuple(kept[1])), tuple(found))


def _at(exchanges: Sequence[Exchange], index: int) -> str:
    return line(exchanges[index]) if index < len(exchanges) else ""

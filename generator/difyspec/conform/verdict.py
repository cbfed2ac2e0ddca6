"""All cases together: totals, and whether one plugin may take the other's place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from difyspec.conform.compare import Run
from difyspec.conform.difference import Difference
from difyspec.conform.records import Record

_INDEX = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Result:
    """One case, what the plugin did in it, and where that differs."""

    record: Record
    run: Run
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class Total:
    """How many cases of a model type and action there are, and how many of them are the same."""

    type: str
    action: str
    same: int
    cases: int


@dataclass(frozen=True, slots=True)
class Kind:
    """Cases whose first difference is at the same place, indexes aside; `first` is the first of them."""

    path: str
    cases: int
    first: Result

    @property
    def difference(self) -> Difference:
        """The first difference of the first case."""
        return self.first.differences[0]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the adapter of one model type may be replaced: no case differs. `kinds` come most frequent first."""

    type: str
    same: int
    cases: int
    kinds: tuple[Kind, ...]

    @property
    def replaceable(self) -> bool:
        """The answer."""
        return self.same == self.cases


def totals(results: Iterable[Result]) -> tuple[Total, ...]:
    """Totals by model type and action."""
    cases: Counter[tuple[str, str]] = Counter()
    same: Counter[tuple[str, str]] = Counter()
    for one in results:
        key = one.record.type, one.record.action
        cases[key] += 1
        same[key] += one.same
    return tuple(Total(*key, same[key], cases[key]) for key in sorted(cases))


def verdicts(results: Iterable[Result]) -> tuple[Verdict, ...]:
    """The verdict on each model type; ``provider`` stands for the provider's own credentials."""
    by_type: dict[str, list[Result]] = {}
    for one in results:
        by_type.setdefault(one.record.type, []).append(one)
    return tuple(
        Verdict(type_, sum(one.same for one in found), len(found), _kinds(found))
        for type_, found in sorted(by_type.items())
    )


def general(path: str) -> str:
    """A path without the numbers of elements."""
    return _INDEX.sub("[*]", path)


def _kinds(results: Iterable[Result]) -> tuple[Kind, ...]:
    found: dict[str, list[Result]] = {}
    for one in results:
        if one.differences:
            found.setdefault(general(one.differences[0].path), []).append(one)
    kinds = [Kind(path, len(those), those[0]) for path, those in found.items()]
    return tuple(sorted(kinds, key=lambda kind: -kind.cases))

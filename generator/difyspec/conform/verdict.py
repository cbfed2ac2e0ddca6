"""All cases together: totals, and whether one plugin may take the other's place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from difyspec.conform.compare import Run
from difyspec.conform.difference import Difference
from difyspec.conform.records import Record

_MOST_EXAMPLES = 3
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
    """Cases whose first difference is at the same place, indexes aside; `examples` are a few that differ otherwise."""

    path: str
    cases: int
    examples: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the adapter of one model type may be replaced. `kinds` come most frequent first.

    `proven`: at least one call had a result. Where all of them fail, e.g. because the server speaks another protocol,
    it means little that they fail alike.
    """

    type: str
    same: int
    cases: int
    kinds: tuple[Kind, ...]
    proven: bool

    @property
    def alike(self) -> bool:
        """Whether no case differs."""
        return self.same == self.cases

    @property
    def replaceable(self) -> bool:
        """The answer."""
        return self.alike and self.proven


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
        Verdict(type_, sum(one.same for one in found), len(found), _kinds(found), _proven(found))
        for type_, found in sorted(by_type.items())
    )


def general(path: str) -> str:
    """A path without the numbers of elements."""
    return _INDEX.sub("[*]", path)


def _proven(results: list[Result]) -> bool:
    """Whether a call had a result; a provider without credentials of its own has nothing to prove."""
    nothing = results[0].record.type == "provider" and not any(map(_called, results))
    return nothing or any(map(_answered, results))


def _answered(result: Result) -> bool:
    """Whether it is a call, or a test of the provider's credentials, that had a result in both plugins."""
    return _called(result) and bool(result.record.outcome.get("ok") and result.run.outcome.get("ok"))


def _called(result: Result) -> bool:
    return result.record.action == ("validate_provider" if result.record.type == "provider" else "invoke")


def _kinds(results: Iterable[Result]) -> tuple[Kind, ...]:
    found: dict[str, list[Result]] = {}
    for one in results:
        if one.differences:
            found.setdefault(general(one.differences[0].path), []).append(one)
    kinds = [Kind(path, len(those), _examples(those)) for path, those in found.items()]
    return tuple(sorted(kinds, key=lambda kind: -kind.cases))


def _examples(results: Iterable[Result]) -> tuple[Result, ...]:
    """The first cases, one for each pair of values."""
    by_values: dict[str, Result] = {}
    for one in results:
        first = one.differences[0]
        by_values.setdefault(repr((first.expected, first.actual)), one)
    return tuple(by_values.values())[:_MOST_EXAMPLES]

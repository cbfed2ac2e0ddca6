"""Where the facts of two providers differ, and the differences that are meant to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

from tests.specs.facts import Facts

ABSENT = "(none)"


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that is not the same on both sides; `ABSENT` where a side does not have it."""

    at: str
    official: str
    ours: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Differences that are meant to be: a pattern of names, what both sides say, and why."""

    at: str
    official: str
    ours: str
    why: str

    def covers(self, one: Difference) -> bool:
        """Whether this speaks of that difference: the same place, and what is said there."""
        if not fnmatchcase(one.at, self.at):
            return False
        return fnmatchcase(one.official, self.official) and fnmatchcase(one.ours, self.ours)


def differences(official: Facts, ours: Facts) -> Iterator[Difference]:
    """Every fact that differs, in the order of the official ones."""
    for at in dict.fromkeys((*official, *ours)):
        one = Difference(at, official.get(at, ABSENT), ours.get(at, ABSENT))
        if one.official != one.ours:
            yield one


def listed(path: Path) -> list[Listed]:
    """The differences that a file lists; `official` and `ours` are patterns as well."""
    return [
        Listed(one["at"], one["official"], one["ours"], one["why"]) for one in yaml.safe_load(path.read_text("utf-8"))
    ]

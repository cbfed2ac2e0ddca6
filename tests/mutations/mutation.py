"""One slip in a sound text, and what is said of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from difyspec.diagnostics import Finding, Span

OPERATORS = (
    "a key misspelt",
    "a word of a closed list misspelt",
    "a required key left out",
    "a map in place of a scalar",
    "a number or choice beyond its limits",
    "a key given twice",
)
KEY, WORD, LEFT_OUT, MAP, RANGE, TWICE = OPERATORS
LEAST = {"found": 0.98, "placed": 0.98, "named": 0.95}


@dataclass(frozen=True, slots=True)
class Mutation:
    """A text with one slip: where it was made (`lines`; `columns` where one line is known), and what was meant."""

    operator: str
    file: str
    text: str
    lines: range
    columns: range | None = None
    meant: str | None = None
    note: str = ""

    def covered(self, one: Finding) -> bool:
        """Whether a finding is about the place of the slip."""
        span = one.span
        if span.file != self.file or not (span.line in self.lines or span.line <= self.lines[0] <= span.end_line):
            return False
        if self.columns is None or span.line != span.end_line or span.line != self.lines[0]:
            return True
        return span.column <= max(self.columns.stop, self.columns.start + 1) and span.end_column >= self.columns.start


@dataclass(slots=True)
class Score:
    """How many slips of each operator were made, found, placed; how many had a name to suggest, and got it."""

    made: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    placed: Counter[str] = field(default_factory=Counter)
    to_name: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def judge(self, one: Mutation, findings: Iterable[Finding]) -> None:
        """Counts one slip. `findings` are those that the sound text does not have."""
        found = list(findings)
        here = [finding for finding in found if one.covered(finding)]
        first = next((finding.suggestion for finding in here if finding.suggestion is not None), None)
        self.made[one.operator] += 1
        self.found[one.operator] += bool(found)
        self.placed[one.operator] += bool(here)
        if one.meant is not None:
            self.to_name[one.operator] += 1
            self.named[one.operator] += first == one.meant
        if not here or (one.meant is not None and first != one.meant):
            said = [(str(finding.span), finding.message, finding.suggestion) for finding in found[:2]]
            self.misses.append(f"{one.operator} {one.file}:{one.lines[0]} {one.note}: {said}")

    def shares(self) -> dict[str, float]:
        """The three shares over all operators."""
        made = self.made.total()
        return {
            "found": self.found.total() / made,
            "placed": self.placed.total() / made,
            "named": self.named.total() / self.to_name.total(),
        }


def measure(mutations: Iterable[Mutation], said: Callable[[Mutation], Iterable[Finding]]) -> Score:
    """The score of some slips; `said` gives the findings about one."""
    score = Score()
    for one in mutations:
        score.judge(one, said(one))
    return score


def sampled(mutations: Iterable[Mutation], most: int, seed: int) -> Iterator[Mutation]:
    """At most so many of each operator, chosen blindly."""
    chosen = random.Random(seed)
    by_operator: dict[str, list[Mutation]] = {operator: [] for operator in OPERATORS}
    for one in mutations:
        by_operator[one.operator].append(one)
    for many in by_operator.values():
        yield from chosen.sample(many, min(most, len(many)))


def misspelt(word: str, chosen: random.Random) -> str:
    """A word with one letter left out, twice, wrong or swapped with its neighbour."""
    while True:
        at = chosen.randrange(len(word))
        start, letter, rest = word[:at], word[at], word[at + 1 :]
        made = chosen.choice(
            (start + rest, start + letter + letter + rest, start + "q" + rest, start + rest[:1] + letter + rest[1:])
        )
        if made not in (word, ""):
            return made


def with_text(text: str, span: Span, new: str) -> str:
    """The text with something else at a place on one line."""
    lines = text.split("\n")
    line = lines[span.line - 1]
    lines[span.line - 1] = line[: span.column - 1] + new + line[span.end_column - 1 :]
    return "\n".join(lines)


def without(text: str, first: Span, last: Span) -> str:
    """The text without the lines of a block, or without a stretch of one line."""
    lines = text.split("\n")
    line = lines[first.line - 1]
    if first.line == last.end_line and ("{" in line or line.lstrip().startswith("- ")):
        lines[first.line - 1] = line[: first.column - 1] + line[last.end_column - 1 :].removeprefix(", ")
    else:
        del lines[first.line - 1 : last.end_line]
    return "\n".join(lines)


def doubled(text: str, key: Span, value: Span) -> tuple[str, range] | None:
    """The text with a pair on one line written twice, and the lines of the two; None where it is not on one line."""
    if value.end_line != key.line:
        return None
    lines = text.split("\n")
    line = lines[key.line - 1]
    pair = line[key.column - 1 : value.end_column - 1]
    if not line[: key.column - 1].strip():
        lines.insert(key.line, f"{line[: key.column - 1]}{pair}")
        return "\n".join(lines), range(key.line, key.line + 2)
    if line[: key.column - 1].rstrip()[-1:] in ("{", ","):
        lines[key.line - 1] = f"{line[: key.column - 1]}{pair}, {line[key.column - 1 :]}"
        return "\n".join(lines), range(key.line, key.line + 1)
    return None

"""A baseline: the findings that were there when somebody started to check, so that only new ones are told.

One line an entry, ``file: code: what it is about``, sorted; ``x3`` behind the code where there are several alike. Lines
of the files may move, since none is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from difyspec.diagnostics import Finding, Span, at, finding

HEADER = "# difyspec baseline 1: findings that are known. Written by `difyspec check --write-baseline`.\n"
_LINE = re.compile(r"(?P<file>.+?): (?P<code>D\d{3})(?: x(?P<count>[1-9]\d{0,8}))?: (?P<context>.+)")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """What a baseline knows a finding by; `file` is relative to the folder of the baseline, ``/`` between its parts."""

    file: str
    code: str
    context: str

    @classmethod
    def of(cls, file: str, code: str, context: str) -> Entry:
        """The entry for a finding: its texts as they can stand in a line, which is no comment."""
        path = _escaped(file)
        return cls(f"./{path}" if path.startswith("#") else path, code, _escaped(context.strip()) or "-")


@dataclass(frozen=True, slots=True)
class Baseline:
    """How many findings of each kind are known, and where that is written."""

    counts: Mapping[Entry, int]
    places: Mapping[Entry, Span]


def parse(file: str, text: str) -> tuple[Baseline, list[Finding]]:
    """A baseline as it is written; a line that is none is a finding. `file` is how spans name it."""
    counts: Counter[Entry] = Counter()
    places: dict[Entry, Span] = {}
    findings: list[Finding] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            findings.append(finding("D671", at(file, number, 1, len(line)), "this is no entry of a baseline"))
            continue
        entry = Entry(found["file"], found["code"], found["context"])
        counts[entry] += int(found["count"] or 1)
        places.setdefault(entry, at(file, number, 1, len(line)))
    return Baseline(counts, places), findings


def written(counts: Mapping[Entry, int]) -> str:
    """The text of a baseline."""
    lines = []
    for entry, count in sorted(counts.items()):
        if count > 0:
            several = f" x{count}" if count > 1 else ""
            lines.append(f"{entry.file}: {entry.code}{several}: {entry.context}\n")
    return HEADER + "".join(lines)


def known(baseline: Baseline, found: Iterable[tuple[Entry, Finding]]) -> list[Finding]:
    """The findings that a baseline knows: of more alike than it counts the first ones."""
    left = Counter(baseline.counts)
    held = []
    for entry, one in found:
        if left[entry] > 0:
            left[entry] -= 1
            held.append(one)
    return held


def gone(baseline: Baseline, there: Mapping[Entry, int]) -> list[Finding]:
    """What the baseline knows and is not `there` any more."""
    findings = []
    for entry, count in sorted(baseline.counts.items()):
        missing = count - there.get(entry, 0)
        if missing > 0:
            times = "" if count == 1 else f" {missing} of {count} times"
            message = f"{entry.code} in `{entry.file}` is gone{times}"
            findings.append(finding("D670", baseline.places[entry], message))
    return findings


def _escaped(text: str) -> str:
    """On one line, and without what separates the parts of one."""
    safe = text.encode("utf-8", "backslashreplace").decode("utf-8")
    safe = "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in safe)
    return re.sub(r": (?=D\d{3})", ":", safe)

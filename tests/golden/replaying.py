"""A recording, replayed through a plugin: what differs, and which differences are wanted.

As a program it does so for providers by name and prints what is left, kinds of differences first:

    PYTHONPATH=. python -m tests.golden.replaying groq mistralai
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from difyspec.compile import compile_spec
from difyspec.conform.compare import Errors, Rules, Run, compare
from difyspec.conform.difference import Difference
from difyspec.conform.records import Record, read
from difyspec.conform.verdict import general
from difyspec.emit.cache import MemoryCache

from tests.golden.aligning import ASKED, UNASKED, align
from tests.golden.catalogue import TRANSPORT, spec_folder
from tests.golden.forking import zygote

HERE = Path(__file__).parent
SPECS = Path(__file__).resolve().parents[2] / "spec"
SHARED = Path(__file__).resolve().parents[3] / "shared"
FORMATTED = MemoryCache()
IGNORED = frozenset(("accept", "accept-charset"))
REQUESTS = "$.requests"
REQUEST = frozenset(("request",))
RESULT = frozenset(("request", "outcome", "error-class", "validation"))
"""Marks of a record whose request, or whose result, is a known mistake of the recorded plugin."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why records differ on purpose: which (patterns of model type, action and case), and where in them.

    With `fails` it is a reason only where ours fails; with `recorded` only where the recording has one of these values,
    and with `ours` where ours has one of those.
    `unasked` and `asked` name requests that only the recorded plugin makes, or only ours.
    """

    name: str
    why: str
    types: tuple[str, ...]
    actions: tuple[str, ...]
    cases: tuple[str, ...]
    at: tuple[str, ...]
    fails: bool
    recorded: tuple[Any, ...]
    ours: tuple[Any, ...]
    unasked: tuple[str, ...]
    asked: tuple[str, ...]

    def concerns(self, record: Record) -> bool:
        """Whether it is about a record."""
        return all(
            _fits(name, patterns)
            for name, patterns in ((record.type, self.types), (record.action, self.actions), (record.case, self.cases))
        )

    def explains(self, record: Record, run: Run, difference: Difference) -> bool:
        """Whether this is the reason for a difference."""
        if difference.path == UNASKED:
            return self.concerns(record) and _fits(difference.expected, self.unasked)
        if difference.path == ASKED:
            return self.concerns(record) and _fits(difference.actual, self.asked)
        if (self.fails and run.outcome.get("ok")) or (self.recorded and difference.expected not in self.recorded):
            return False
        if self.ours and difference.actual not in self.ours:
            return False
        return self.concerns(record) and _fits(difference.path, self.at)


@dataclass(frozen=True, slots=True)
class Compared:
    """One record and what the plugin did. `unexplained` are the differences that no reason is given for."""

    record: Record
    run: Run
    differences: tuple[Difference, ...]
    unexplained: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """All records of a provider. `idle` are the reasons that nothing needed."""

    records: tuple[Compared, ...]
    idle: tuple[str, ...]

    @property
    def unexplained(self) -> list[str]:
        """Every difference without a reason, as a line."""
        return [_line(one.record, each) for one in self.records for each in one.unexplained]

    def equal(self, part: str) -> tuple[int, int]:
        """How many records have the same requests (or the same results), of how many in which they are not mistaken."""
        marks, requests = (REQUEST, True) if part == "requests" else (RESULT, False)
        judged = [one for one in self.records if not marks & frozenset(one.record.bug_scope)]
        same = [one for one in judged if not any(_is_request(each) is requests for each in one.differences)]
        return len(same), len(judged)


def providers() -> list[str]:
    """The providers that have a transport section here, or a spec of their own and a list of differences here."""
    named = {path.parent.name for path in HERE.glob("*/transport.yaml")}
    listed = {path.parent.name for path in HERE.glob("*/differences.yaml")}
    return sorted(named | {name for name in listed if (SPECS / name).is_dir()})


def spec_of(provider: str, target: Path) -> Path:
    """The spec of a provider, copied to a folder: the one in ``spec/``, or one with a section from here."""
    ours = HERE / provider
    if (ours / TRANSPORT).is_file():
        return spec_folder(SHARED / "corpus" / provider, ours, SHARED / "golden" / f"{provider}.jsonl", target)
    return Path(shutil.copytree(SPECS / provider, target))


def plugin(provider: str, folder: Path) -> Path:
    """The plugin of a provider, written to a folder."""
    return written(files_of(provider), folder)


@cache
def files_of(provider: str) -> Mapping[str, bytes]:
    """The files of a provider's plugin."""
    with tempfile.TemporaryDirectory() as place:
        compilation = compile_spec(spec_of(provider, Path(place) / provider), cache=FORMATTED)
    found = "\n".join(f"{one.span} {one.code} {one.message}" for one in compilation.findings)
    assert compilation.files is not None, found
    return compilation.files


def written(files: Mapping[str, bytes], folder: Path) -> Path:
    """A plugin on disk."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "_assets").mkdir(exist_ok=True)  # the corpus has no pictures; the SDK wants their folder
    return folder


@cache
def replayed(provider: str) -> Replayed:
    """The records of a provider, compared with what its plugin does."""
    given = reasons(provider)
    with (
        tempfile.TemporaryDirectory() as place,
        closing(zygote().runs(plugin(provider, Path(place)), records(provider))) as runs,
    ):
        found = [judged(record, run, given) for record, run in runs]
    return Replayed(tuple(found), idle(given, found))


def idle(given: Iterable[Reason], found: Iterable[Compared]) -> tuple[str, ...]:
    """The names of the reasons that explain no difference."""
    differences = [(one, each) for one in found for each in one.differences]
    return tuple(
        reason.name
        for reason in given
        if not any(reason.explains(one.record, one.run, each) for one, each in differences)
    )


def records(provider: str) -> list[Record]:
    """The recording of a provider."""
    return read(SHARED / "golden" / f"{provider}.jsonl")


def judged(record: Record, run: Run, given: Iterable[Reason]) -> Compared:
    """One record, compared with a run where it is not known to be mistaken."""
    concerned = [reason for reason in given if reason.concerns(record)]
    aligned = align(
        record,
        run,
        lambda request: any(_fits(request, reason.unasked) for reason in concerned),
        lambda request: any(_fits(request, reason.asked) for reason in concerned),
    )
    rules = Rules(errors=Errors.CLASS, ignored_headers=IGNORED)
    found = (*aligned.differences, *compare(aligned.record, aligned.run, rules))
    scope = frozenset(record.bug_scope)
    right = tuple(one for one in found if not (REQUEST if _is_request(one) else RESULT) & scope)
    return Compared(
        record,
        run,
        right,
        tuple(one for one in right if not any(reason.explains(record, run, one) for reason in given)),
    )


def reasons(provider: str) -> list[Reason]:
    """The reasons that a provider's ``differences.yaml`` gives; a name alone is one of ``reasons.yaml``."""
    path = HERE / provider / "differences.yaml"
    return listed_reasons((yaml.safe_load(path.read_text("utf-8")) or []) if path.is_file() else [])


def listed_reasons(listed: Iterable[str | Mapping[str, Any]]) -> list[Reason]:
    """The reasons of a list; a name alone is one of ``reasons.yaml``."""
    shared = yaml.safe_load((HERE / "reasons.yaml").read_text("utf-8"))
    return [_reason(one, shared[one]) if isinstance(one, str) else _reason(one["why"], one) for one in listed]


def _reason(name: str, said: Mapping[str, Any]) -> Reason:
    types, actions, cases = (tuple(said.get(key, ("*",))) for key in ("types", "actions", "cases"))
    recorded, ours, unasked, asked = (tuple(said.get(key, ())) for key in ("recorded", "ours", "unasked", "asked"))
    at = tuple(said.get("at", () if unasked or asked else ("*",)))
    return Reason(
        name, said["why"], types, actions, cases, at, said.get("fails", False), recorded, ours, unasked, asked
    )


def _fits(name: str, patterns: Iterable[str]) -> bool:
    # Brackets are part of names here, not of patterns.
    return any(fnmatchcase(name, pattern.replace("[", "[[]")) for pattern in patterns)


def _is_request(difference: Difference) -> bool:
    return difference.path.startswith(REQUESTS)


def _line(record: Record, difference: Difference) -> str:
    said = f"expected {difference.expected!r}, got {difference.actual!r}"[:200]
    return f"{record.id} {record.type} {record.action} {record.model} ({record.case}) {difference.path}: {said}"


def _tell(provider: str) -> None:
    found = replayed(provider)
    kinds: dict[str, list[str]] = {}
    for one in found.records:
        if one.unexplained:
            first = one.unexplained[0]
            kinds.setdefault(f"{one.record.type} {general(first.path)}", []).append(_line(one.record, first))
    for kind, lines in sorted(kinds.items(), key=lambda item: -len(item[1])):
        print(f"{len(lines):4} {kind}", *(f"         {line}" for line in lines[:3]), sep="\n")
    for name in found.idle:
        print(f"     never needed: {name}")
    counts = {part: "{}/{}".format(*found.equal(part)) for part in ("requests", "results")}
    print(
        f"{provider}: requests {counts['requests']}, results {counts['results']}, unexplained {len(found.unexplained)}"
    )


if __name__ == "__main__":
    for asked in sys.argv[1:] or providers():
        _tell(asked)

"""What is equal here is equal for the replayer that comes with the recordings, record by record.

Our verdicts are those of the replay that the test of recordings made. The replayer runs a sample of every recording: of
each kind of case (model type, action, and the case without numbers and without what stands in brackets) the first
record, so that every kind of request, answer and failure is there. ``DIFYSPEC_ALL_KEYS=1`` asks for all records.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from difyspec.conform.compare import Errors, Rules, compare
from difyspec.conform.records import Record

from tests.golden.replaying import IGNORED, REQUESTS, SHARED, plugin, providers, records, replayed
from tests.golden.test_keys import ALL

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "golden").is_dir(), reason="the recordings are not there"),
]

RULES = Rules(errors=Errors.CLASS, ignored_headers=IGNORED)
OPTIONS = ("--errors", "class", "--ignore-headers", ",".join(sorted(IGNORED)))
ONLY_REQUESTS = Rules(requests_only=True, ignored_headers=IGNORED)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Records that differ, by id: in their requests, and in anything."""

    requests: frozenset[str]
    anything: frozenset[str]


@pytest.mark.parametrize("provider", providers())
def test_the_verdicts_are_the_same(provider: str) -> None:
    asked = records(provider) if ALL else sample(records(provider))
    ours, theirs = _ours(provider, {one.id for one in asked}), _theirs(provider, asked)
    assert ours.requests == theirs.requests
    assert ours.anything == theirs.anything


def sample(found: Iterable[Record]) -> list[Record]:
    """The first record of each kind of case."""
    first: dict[tuple[str, str, str], Record] = {}
    for one in found:
        first.setdefault((one.type, one.action, re.sub(r"\[.*\]|\d+", "", one.case)), one)
    return list(first.values())


def _ours(provider: str, asked: set[str]) -> Verdicts:
    runs = [(one.record, one.run) for one in replayed(provider).records if one.record.id in asked]
    requests = frozenset(record.id for record, run in runs if compare(record, run, ONLY_REQUESTS))
    return Verdicts(requests, frozenset(record.id for record, run in runs if compare(record, run, RULES)))


def _theirs(provider: str, asked: list[Record]) -> Verdicts:
    with tempfile.TemporaryDirectory() as place:
        golden, report = Path(place) / "golden.jsonl", Path(place) / "report.json"
        golden.write_text("".join(json.dumps(dict(one.data)) + "\n" for one in asked), "utf-8")
        command = [sys.executable, str(SHARED / "golden" / "replay.py"), "--golden", str(golden)]
        command += ["--plugin", str(plugin(provider, Path(place) / provider)), "--json-report", str(report)]
        subprocess.run([*command, *OPTIONS], capture_output=True, check=False)
        said = json.loads(report.read_text("utf-8"))
    assert said["total"] == len(asked)
    # What differs in a record is told in order, requests first.
    requests = frozenset(one["id"] for one in said["mismatches"] if one["diffs"][0][0].startswith(REQUESTS))
    return Verdicts(requests, frozenset(one["id"] for one in said["mismatches"]))

"""One case: what was recorded, and what a plugin did."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from difyspec.conform.difference import Difference, differences
from difyspec.conform.records import Record


class Errors(StrEnum):
    """How much of an error is compared: its class, also its message, also what validation persists."""

    CLASS = "class"
    MESSAGE = "message"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Rules:
    """What is compared. `bugs_by_requests`: of records that show a known bug, the requests only."""

    requests_only: bool = False
    errors: Errors = Errors.CLASS
    ignored_headers: frozenset[str] = frozenset()
    bugs_by_requests: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """What a plugin did in one case. `escaped` are hosts it sought by means that are not scripted.

    `fillers` counts answers whose bytes were not in the recording, so that other bytes of their length were given.
    `concurrent`: requests were sent at the same time.
    """

    exchanges: tuple[Mapping[str, Any], ...]
    outcome: Mapping[str, Any]
    escaped: tuple[str, ...] = ()
    fillers: int = 0
    concurrent: bool = False


def compare(record: Record, run: Run, rules: Rules) -> tuple[Difference, ...]:
    """Where the run differs from the record: first in ``$.requests``, then in ``$.outcome``, whose ``ok`` leads."""
    recorded, sent = (_requests(record, one, rules) for one in (record.exchanges, run.exchanges))
    found = list(differences(recorded, sent, "$.requests"))
    if not rules.requests_only and not (rules.bugs_by_requests and record.bug):
        left, right = (_outcome(one, rules, run) for one in (record.outcome, run.outcome))
        found += sorted(differences(left, right, "$.outcome"), key=lambda one: one.path != "$.outcome.ok")
    return tuple(found)


def _requests(record: Record, exchanges: Iterable[Mapping[str, Any]], rules: Rules) -> list[dict[str, Any]]:
    made = []
    for exchange in exchanges:
        request = dict(exchange["request"])
        headers = request["headers"].items()
        made.append(
            {**request, "headers": {name: value for name, value in headers if name not in rules.ignored_headers}}
        )
    return sorted(made, key=lambda one: json.dumps(one, sort_keys=True)) if record.unordered else made


def _outcome(outcome: Mapping[str, Any], rules: Rules, run: Run) -> dict[str, Any]:
    kept = copy.deepcopy(dict(outcome))
    if rules.errors is Errors.CLASS and not kept.get("ok"):
        kept = {name: value for name, value in kept.items() if name not in ("message", "description")}
    if rules.errors is not Errors.STRICT:
        kept.pop("credentials_after", None)
    if run.fillers and isinstance(kept.get("result"), dict):
        kept["result"].pop("audio_sha256", None)  # what it was made of is not in the recording
    return kept

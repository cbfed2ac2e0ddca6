"""Results for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from difyspec.conform.difference import ABSENT, Difference
from difyspec.conform.verdict import Result, Verdict, totals, verdicts


def report(about: Mapping[str, Any], results: Sequence[Result]) -> str:
    """One JSON object: `about` the run, every case with its differences, totals, verdicts."""
    made = {
        **about,
        "same": all(one.same for one in results),
        "cases": [_case(one) for one in results],
        "totals": [asdict(one) for one in totals(results)],
        "types": [_verdict(one) for one in verdicts(results)],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _case(result: Result) -> dict[str, Any]:
    record = result.record
    return {
        "id": record.id,
        "type": record.type,
        "action": record.action,
        "case": record.case,
        "model": record.model,
        "known_bug": record.bug,
        "same": result.same,
        "differences": [_difference(one) for one in result.differences],
        "escaped": list(result.run.escaped),
    }


def _difference(one: Difference) -> dict[str, Any]:
    """A value that is absent has no key here."""
    values = {"expected": one.expected, "actual": one.actual}
    return {"path": one.path, **{name: value for name, value in values.items() if value is not ABSENT}}


def _verdict(one: Verdict) -> dict[str, Any]:
    return {
        "type": one.type,
        "replaceable": one.replaceable,
        "proven": one.proven,
        "same": one.same,
        "cases": one.cases,
        "kinds": [
            {
                "path": kind.path,
                "cases": kind.cases,
                "examples": [{"id": one.record.id, **_difference(one.differences[0])} for one in kind.examples],
            }
            for kind in one.kinds
        ],
    }

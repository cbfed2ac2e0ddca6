"""Findings as SARIF's results."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from difyspec.diagnostics import Finding
from difyspec.policy.checked import Suppressed
from difyspec.policy.context import Contexts
from difyspec.report.aside import Aside
from difyspec.report.sarif.descriptors import LEVELS
from difyspec.report.sarif.fixes import fixes
from difyspec.report.sarif.places import physical


def results(findings: tuple[Finding, ...], texts: Mapping[str, str], aside: Aside) -> Iterator[dict[str, Any]]:
    """All results by place: those that count, those that are suppressed, those that a baseline holds.

    What SARIF wants of all results or of none, all have as soon as one needs it.
    """
    said = {id(one.finding): one for one in aside.suppressed}
    held = {id(one) for one in aside.known}
    everything = [*findings, *(one.finding for one in aside.suppressed), *aside.known]
    prints = _Fingerprints(texts)
    for one in sorted(everything, key=lambda each: (each.span, each.code, each.message)):
        made = _result(one, texts) | {"partialFingerprints": {"findingContext/v1": prints.of(one)}}
        if aside.suppressed:
            made["suppressions"] = [_suppression(said[id(one)])] if id(one) in said else []
        if aside.compared:
            made["baselineState"] = "unchanged" if id(one) in held else "new"
        yield made


def _result(finding: Finding, texts: Mapping[str, str]) -> dict[str, Any]:
    lines = [f"{finding.message[0].upper()}{finding.message[1:]}.", finding.help]
    if finding.suggestion is not None:
        lines.insert(1, f"Did you mean: {finding.suggestion}")
    made: dict[str, Any] = {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": {"text": "\n".join(lines)},
        "locations": [{"physicalLocation": physical(finding.span)}],
    }
    if finding.related:
        made["relatedLocations"] = [
            {"id": number, "physicalLocation": physical(one.span), "message": {"text": one.text}}
            for number, one in enumerate(finding.related, 1)
        ]
    if proposed := fixes(finding, texts):
        made["fixes"] = proposed
    return made


def _suppression(one: Suppressed) -> dict[str, Any]:
    made: dict[str, Any] = {"kind": "inSource", "location": {"physicalLocation": physical(one.place)}}
    return made | ({"justification": one.reason} if one.reason else {})


class _Fingerprints:
    """What tells findings apart and stays when lines move: code, file, place in the document, number among equals."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._contexts = Contexts(texts)
        self._seen: Counter[str] = Counter()

    def of(self, finding: Finding) -> str:
        key = "\0".join((finding.code, finding.span.file, self._contexts.of(finding)))
        self._seen[key] += 1
        return hashlib.sha256(f"{key}\0{self._seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]

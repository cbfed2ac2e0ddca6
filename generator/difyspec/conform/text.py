"""Results for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from difyspec.conform.difference import ABSENT
from difyspec.conform.verdict import Result, Verdict, totals, verdicts

_LONGEST, _LONGEST_EXAMPLE = 300, 60
_NAMES = {"provider": "credentials of the provider"}


def failing(result: Result, reference: str) -> str:
    """A case that differs, and its first difference. `reference` names the plugin it is compared with."""
    record, first = result.record, result.differences[0]
    about = " ".join(one for one in (record.type, record.action, record.case, record.model or "") if one)
    more = len(result.differences) - 1
    lines = [
        f"{record.id}  {about}" + (f"  (known bug: {record.bug})" if record.bug else ""),
        f"    {first.path}" + (f"  and {more} more" if more else ""),
        f"      {reference}: {shown(first.expected)}",
        f"      {'now':<{len(reference)}}: {shown(first.actual)}",
    ]
    lines += [f"      {one}" for one in (first.hint, _unexpected(result)) if one]
    return "\n".join(lines) + "\n"


def _unexpected(result: Result) -> str:
    """The error that a plugin ended with where the other one had a result: it explains requests that are missing."""
    ended = result.run.outcome
    if ended.get("ok") or not result.record.outcome.get("ok"):
        return ""
    return f"it ended with {ended.get('error_class')}: {shown(ended.get('message') or '')}"


def summary(results: Sequence[Result], *, requests_only: bool) -> str:
    """Totals by type and action, then the verdict on each type."""
    if not results:
        return "no case was chosen\n"
    return "\n".join([*_totals(results), "", *_verdicts(results, requests_only=requests_only)]) + "\n"


def shown(value: Any, longest: int = _LONGEST) -> str:
    """A value as JSON, cut where it is long."""
    if value is ABSENT:
        return "<absent>"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def _totals(results: Sequence[Result]) -> Iterator[str]:
    for one in totals(results):
        yield f"{one.type:<16} {one.action:<18} {one.same:>5}/{one.cases}"
    same = sum(one.same for one in results)
    yield f"{'TOTAL':<35} {same:>5}/{len(results)}  ({100 * same / len(results):.1f} %)"


def _verdicts(results: Sequence[Result], *, requests_only: bool) -> Iterator[str]:
    yield "May it replace the other?" + (" (Only requests were compared.)" if requests_only else "")
    for one in verdicts(results):
        yield from _verdict(one)


def _verdict(one: Verdict) -> Iterator[str]:
    name = _NAMES.get(one.type, one.type)
    if one.alike:
        yield (
            f"  {name}: yes, {_cases(one.cases)} alike"
            if one.proven
            else f"  {name}: cannot tell, no call had a result"
        )
        return
    yield f"  {name}: no, {one.cases - one.same} of {_cases(one.cases)} {'differs' if one.cases == 1 else 'differ'}"
    for kind in one.kinds:
        yield f"    {kind.cases:>4} x {kind.path}"
        yield from (f"           {_example(example)}" for example in kind.examples)


def _example(result: Result) -> str:
    first = result.differences[0]
    before, after = (shown(one, _LONGEST_EXAMPLE) for one in (first.expected, first.actual))
    return f"{result.record.id}: {before} became {after}"


def _cases(number: int) -> str:
    return "1 case" if number == 1 else f"{number} cases"


def escapes(results: Iterable[Result]) -> str:
    """A note about hosts that were sought by means that are not scripted; empty if there are none."""
    hosts = sorted({host for one in results for host in one.run.escaped})
    if not hosts:
        return ""
    return (
        f"{', '.join(hosts)}: sought by other means than httpx, requests, urllib3 and urllib. Such connections are "
        "refused and not compared.\n"
    )

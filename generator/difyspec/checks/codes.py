"""All codes that findings can have: those of the catalogue and those of the rules."""

from __future__ import annotations

from functools import cache

from difyspec.diagnostics import Severity
from difyspec.diagnostics.catalogue import ENTRIES
from difyspec.diagnostics.catalogue.entry import Entry


def entry_of(code: str) -> Entry:
    """The page of a code; `KeyError` for a code that nothing has. Rules are only loaded where it is one of theirs."""
    return ENTRIES[code] if code in ENTRIES else _of_rules()[code]


@cache
def severities() -> dict[str, Severity]:
    """Every code with its own severity, in order."""
    from difyspec.checks.registry import rules

    found = {code: entry.severity for code, entry in ENTRIES.items()} | {rule.code: rule.severity for rule in rules()}
    return dict(sorted(found.items()))


@cache
def compared() -> frozenset[str]:
    """The codes of rules that compare plugins with each other: they only speak when that is asked for."""
    from difyspec.checks.registry import rules
    from difyspec.checks.rule import View

    return frozenset(rule.code for rule in rules() if rule.view is View.MANY)


def _of_rules() -> dict[str, Entry]:
    from difyspec.checks.registry import rules

    return {rule.code: rule.entry for rule in rules()}

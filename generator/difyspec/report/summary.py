"""How many findings there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from difyspec.diagnostics import Finding, Severity
from difyspec.diagnostics.wording import counted, joined

_FEW = 5  # findings that need no table: one sees them all
_WORDS = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note"))


def summary(findings: Iterable[Finding]) -> str:
    """``2 errors and 1 warning in 1 file``; ``no findings``."""
    found = list(findings)
    if not found:
        return "no findings"
    counts = Counter(one.severity for one in found)
    parts = [counted(counts[severity], noun) for severity, noun in _WORDS if counts[severity]]
    files = len({one.span.file for one in found})
    return f"{joined(parts)} in {counted(files, 'file')}"


def by_code(findings: Iterable[Finding]) -> str:
    """A line for each code with how often it was found and what it means; empty where there are few findings."""
    found = Counter(one.code for one in findings)
    if found.total() <= _FEW or len(found) == 1:
        return ""
    from difyspec.checks.codes import entry_of  # a hundred modules, which the few need not wait for

    digits = len(str(max(found.values())))
    lines = (f"{number:{digits}} x {code}  {entry_of(code).title}\n" for code, number in sorted(found.items()))
    return "".join(lines) + "\n"

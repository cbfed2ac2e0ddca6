"""What is found wrong with a plugin while it is imported. None of it keeps the rest from being imported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from difyspec.diagnostics import Finding, Severity, Span, finding


@dataclass(slots=True)
class Reports:
    """Collects findings."""

    findings: list[Finding] = field(default_factory=list)

    def say(self, code: str, span: Span, message: str, related: Iterable[tuple[Span, str]] = ()) -> None:
        """Adds a finding."""
        self.findings.append(finding(code, span, message, related=related))


def harmless(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings about files that are then copied as they are: what would be an error in a spec is none here."""
    return tuple(
        replace(one, severity=Severity.WARNING) if one.severity is Severity.ERROR and one.code != "D750" else one
        for one in findings
    )

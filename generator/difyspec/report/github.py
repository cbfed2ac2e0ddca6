"""Findings as annotations of a GitHub workflow run."""

from __future__ import annotations

from collections.abc import Mapping

from difyspec.diagnostics import Finding, Severity
from difyspec.report.aside import Aside

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def workflow_commands(findings: tuple[Finding, ...], texts: Mapping[str, str], *, color: bool, aside: Aside) -> str:
    """One workflow command a finding."""
    del texts, color, aside
    return "".join(f"{_command(one)}\n" for one in findings)


def _command(finding: Finding) -> str:
    from difyspec.checks.codes import entry_of  # not needed to generate, and a hundred modules

    span = finding.span
    places = {"file": span.file, "line": str(span.line), "col": str(span.column)}
    if span.end_line > span.line:
        places["endLine"] = str(span.end_line)
    elif span.end_column > span.column:
        places["endColumn"] = str(span.end_column - 1)  # GitHub counts the last character in
    places["title"] = f"{finding.code} {entry_of(finding.code).title}"
    written = ",".join(f"{key}={_property(value)}" for key, value in places.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(_message(finding))}"


def _message(finding: Finding) -> str:
    lines = [finding.message]
    if finding.suggestion is not None:
        lines.append(f"Did you mean: {finding.suggestion}")
    lines.append(finding.help)
    lines.extend(f"{one.span}: {one.text}" for one in finding.related)
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

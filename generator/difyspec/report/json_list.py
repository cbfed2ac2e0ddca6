"""Findings for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from difyspec.diagnostics import Finding, Span
from difyspec.report.aside import Aside


def json_list(findings: tuple[Finding, ...], texts: Mapping[str, str], *, color: bool, aside: Aside) -> str:
    """A JSON list of objects; lines and columns are 1-based, columns count characters, ends are exclusive."""
    del texts, color, aside
    return json.dumps([_object(one) for one in findings], ensure_ascii=False, indent=2) + "\n"


def _object(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        **_place(finding.span),
        "suggestion": finding.suggestion,
        "fix": finding.fix.safety.value if finding.fix is not None else None,
        "related": [{"message": one.text, **_place(one.span)} for one in finding.related],
    }


def _place(span: Span) -> dict[str, Any]:
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }

"""Places as SARIF names them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from difyspec.diagnostics import Span
from difyspec.source.upward import absolute

ROOT = "%SRCROOT%"
_SAFE = "/-._~!$&'()*+,;=@"  # of what a path may hold as it is (RFC 3986), without `:`, which would end a scheme


def physical(span: Span) -> dict[str, Any]:
    """A `physicalLocation`."""
    return {"artifactLocation": artifact(span.file), "region": region(span)}


def artifact(file: str) -> dict[str, Any]:
    """An `artifactLocation`: relative to where difyspec runs; what lies outside of that has its whole address."""
    path = absolute(file)
    if not path.is_relative_to(Path.cwd()):
        return {"uri": path.as_uri()}
    return {
        "uri": quote(path.relative_to(Path.cwd()).as_posix(), safe=_SAFE, errors="surrogateescape"),
        "uriBaseId": ROOT,
    }


def region(span: Span) -> dict[str, int]:
    """A `region`; both sides count from 1 and end before the end column, and both count characters (`columnKind`)."""
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }

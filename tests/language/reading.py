"""What the tests of the language share: reading a piece of a spec, and looking at what stands at a span."""

from __future__ import annotations

from pathlib import Path

import pytest
from difyspec.diagnostics import Finding, Span
from difyspec.language import Document, read
from difyspec.source import SourceFile, read_text

ROOT = Path(__file__).parents[2]
SKETCHES = ROOT.parent / "shared" / "sketches"
HEAD = "spec: 1\nprovider: acme\n"


def source(text: str, file: str = "provider.yaml") -> SourceFile:
    """A file that YAML can read."""
    made, findings = read_text(file, text)
    assert not findings, findings
    return made


def complete(text: str) -> str:
    """A piece of a spec with the keys that every spec has."""
    head = "" if "spec:" in text.split("\n", 2)[0] or "\nspec:" in text else "spec: 1\n"
    provider = "" if any(line.startswith("provider:") for line in text.split("\n")) else "provider: acme\n"
    return text + ("" if text.endswith("\n") else "\n") + head + provider


def document(text: str) -> Document:
    """The document of a piece that has no mistakes."""
    found, findings = read([source(complete(text))])
    assert not findings, findings
    assert found is not None
    return found


def findings(text: str) -> tuple[Finding, ...]:
    """The findings about a piece."""
    return read([source(complete(text))])[1]


def finding(text: str, code: str) -> Finding:
    """The one finding about a piece."""
    found = findings(text)
    assert [one.code for one in found] == [code], found
    return found[0]


def stretch(text: str, span: Span) -> str:
    """What stands at a span."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    if span.line == span.end_line:
        return lines[0][span.column - 1 : span.end_column - 1]
    return "\n".join([lines[0][span.column - 1 :], *lines[1:-1], lines[-1][: span.end_column - 1]])


def sketches() -> list[Path]:
    """The sketches, or a skipped test where they are not there."""
    if not SKETCHES.is_dir():
        pytest.skip(f"{SKETCHES} is not there")
    return sorted(SKETCHES.glob("*.yaml"))

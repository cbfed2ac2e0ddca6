"""Fixes as SARIF gives them to editors: text to put in place of a region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from difyspec.diagnostics import Finding, Span
from difyspec.diagnostics.fix import Fix
from difyspec.edit.fixing import PLUGIN, SPEC, apply_fixes
from difyspec.report.sarif.places import artifact, region
from difyspec.source import SourceFile
from difyspec.source.lines import Lines


def fixes(finding: Finding, texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """What would end a finding: its fix if it has one that can be made, else what was most likely meant."""
    made = _made(finding.fix, texts) if finding.fix is not None else None
    if made is not None:
        return [made]
    if finding.suggestion is not None:
        return [_change(f"Write {finding.suggestion}", finding.span, finding.suggestion)]
    return []


def _made(fix: Fix, texts: Mapping[str, str]) -> dict[str, Any] | None:
    text = texts.get(fix.file)
    if text is None:
        return None
    reader = SPEC if fix.of_spec else PLUGIN
    after = apply_fixes(SourceFile(fix.file, text, reader.read(text)), [fix], reader).text
    if after == text:
        return None
    start = _shared(text, after)
    same = _shared(text[start:][::-1], after[start:][::-1])
    place = Lines(fix.file, text).span(start, len(text) - same)
    description = "A safe fix" if fix.safe else "A fix that is most likely meant"
    return _change(description, place, after[start : len(after) - same])


def _change(description: str, place: Span, text: str) -> dict[str, Any]:
    replacement = {"deletedRegion": region(place), "insertedContent": {"text": text}}
    change = {"artifactLocation": artifact(place.file), "replacements": [replacement]}
    return {"description": {"text": description}, "artifactChanges": [change]}


def _shared(one: str, other: str) -> int:
    """The length of the common beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))

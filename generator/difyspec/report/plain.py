"""Findings for people: the place, what is wrong, the line with the place underlined, what to do."""

from __future__ import annotations

from collections.abc import Mapping

import click

from difyspec.diagnostics import Finding, Severity, Span
from difyspec.report.aside import Aside
from difyspec.report.cells import printable
from difyspec.report.excerpt import excerpt
from difyspec.report.summary import by_code, summary

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def plain(findings: tuple[Finding, ...], texts: Mapping[str, str], *, color: bool, aside: Aside) -> str:
    """One block a finding, then how many there are, of each code where they are many; empty without findings."""
    if not findings:
        return ""
    blocks = [_block(one, texts, color) for one in findings]
    besides = f" ({aside})" if str(aside) else ""
    return "\n\n".join(blocks) + f"\n\n{by_code(findings)}{summary(findings)}{besides}\n"


def _block(finding: Finding, texts: Mapping[str, str], color: bool) -> str:
    tone = _COLORS[finding.severity]
    name = _styled(f"{finding.severity} {finding.code}", color, fg=tone, bold=True)
    lines = [f"{_styled(_line(str(finding.span)), color, bold=True)}: {name}: {_line(finding.message)}"]
    lines += _shown(finding.span, texts, color, tone)
    for related in finding.related:
        lines.append(f"  {_line(str(related.span))}: {_line(related.text)}")
        lines += _shown(related.span, texts, color, "blue")
    if finding.suggestion is not None:
        lines.append(f"  {_styled('did you mean', color, bold=True)}: {_line(finding.suggestion)}")
    lines.append(f"  {_styled('help', color, bold=True)}: {_line(finding.help)}")
    return "\n".join(lines)


def _shown(span: Span, texts: Mapping[str, str], color: bool, tone: str) -> list[str]:
    text = texts.get(span.file)
    found = excerpt(text, span) if text is not None else None
    if found is None:
        return []
    number = f"{found.number:5}"
    carets = _styled(found.carets, color, fg=tone, bold=True)
    return [f"{number} | {found.line}", f"{' ' * len(number)} | {found.indent}{carets}"]


def _line(text: str) -> str:
    return printable(text.replace("\r\n", "\n").replace("\n", "\\n"))


def _styled(text: str, color: bool, fg: str | None = None, bold: bool = False) -> str:
    return click.style(text, fg=fg, bold=bold) if color else text

"""Making findings: what is fixed for a code comes from its entry."""

from __future__ import annotations

from collections.abc import Iterable

from difyspec.diagnostics.catalogue import entry
from difyspec.diagnostics.finding import Finding, Related
from difyspec.diagnostics.span import Span


def finding(
    code: str,
    span: Span,
    message: str,
    help: str | None = None,
    *,
    suggestion: str | None = None,
    related: Iterable[tuple[Span, str]] = (),
) -> Finding:
    """A finding with the severity of its code, and with the entry's fix where `help` is not given."""
    known = entry(code)
    places = tuple(Related(place, text) for place, text in related)
    return Finding(code, known.severity, message, help or known.fix, span, places, suggestion)

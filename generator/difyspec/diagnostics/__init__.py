"""Findings: what they are, where they point, which there can be. Nothing here knows how they are shown."""

from difyspec.diagnostics.build import finding
from difyspec.diagnostics.explain import described, listed, overview
from difyspec.diagnostics.finding import Finding, Related, Severity, blocking, ordered
from difyspec.diagnostics.span import Span, at
from difyspec.diagnostics.suggest import near, nearest

__all__ = [
    "Finding",
    "Related",
    "Severity",
    "Span",
    "at",
    "blocking",
    "described",
    "finding",
    "listed",
    "near",
    "nearest",
    "ordered",
    "overview",
]

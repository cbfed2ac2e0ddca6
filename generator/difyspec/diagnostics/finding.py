"""One finding: what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from difyspec.diagnostics.fix import Fix
from difyspec.diagnostics.span import Span


class Severity(StrEnum):
    """How bad a finding is: an error keeps a plugin from being written, warnings and infos do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Related:
    """Another place a finding speaks of, e.g. the first of two equal keys."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `message` is one sentence about what is wrong, `help` one about what to do.

    A message starts small and has no full stop (it follows "error D101: "), a help is a whole sentence. Names that a
    user wrote or could write stand in backticks.

    `suggestion` is the text to write instead of what stands at `span`, where there is an obvious one, `fix` the change
    that ends the defect, where that can be made without asking. The entry of `code` in the catalogue explains it at
    length.
    """

    code: str
    severity: Severity
    message: str
    help: str
    span: Span
    related: tuple[Related, ...] = ()
    suggestion: str | None = None
    fix: Fix | None = None


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by file, position, code and message, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda one: (one.span, one.code, one.message)))


def blocking(findings: Iterable[Finding]) -> bool:
    """Whether one of them is an error."""
    return any(one.severity is Severity.ERROR for one in findings)

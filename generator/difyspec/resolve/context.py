"""What every part of resolution shares: the document, what lies beside it, and where findings go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from difyspec.diagnostics import Finding, Severity, Span, finding
from difyspec.diagnostics.catalogue import entry
from difyspec.language import habits
from difyspec.language.models.document import Document
from difyspec.provider.plugin import Key, Origins
from difyspec.resolve.words import known
from difyspec.source import SpecFolder


@dataclass(slots=True)
class Context:
    """One run. Findings and origins are collected; everything else is read only.

    `flawed` says that reading the spec found errors: then what seems to be missing or unused may only not have been
    understood, and nothing is said about it. Findings of the codes in `muted` would only follow from another one.
    """

    document: Document
    folder: SpecFolder
    flawed: bool = False
    findings: list[Finding] = field(default_factory=list)
    origins: Origins = field(default_factory=Origins)
    muted: frozenset[str] = frozenset()

    @property
    def explicit(self) -> bool:
        """Whether what every loader needs is written out."""
        return self.document.conventions != "as_imported"

    def say(
        self,
        code: str,
        span: Span,
        message: str,
        help: str | None = None,
        *,
        suggestion: str | None = None,
        related: Iterable[tuple[Span, str]] = (),
    ) -> None:
        """Adds a finding. What an imported plugin was published with does not keep it from being written again."""
        if code in self.muted:
            return
        made = finding(code, span, message, help, suggestion=suggestion, related=related)
        if not self.explicit and made.severity is Severity.ERROR and entry(code).of_plugin:
            made = replace(made, severity=Severity.WARNING)
        self.findings.append(made)

    def unknown(
        self, code: str, span: Span, message: str, name: str, candidates: Iterable[str], what: str
    ) -> str | None:
        """Adds a finding about a name that is not there: which ones there are, and the nearest, which is returned."""
        names = list(candidates)
        guess = habits.guess(name, names)
        self.say(code, span, message, known(names, what), suggestion=guess)
        return guess

    def unread(self, table: str, name: str) -> bool:
        """Whether a name of a table such as ``conditions`` was declared in a way that could not be read."""
        found = getattr(self.document, table)
        return table in self.document.broken or (found is not None and name in found.broken)

    def place(self, span: Span, *key: str) -> None:
        """Remembers where a value of the provider was written."""
        self.origins.places[key] = span

    def origin(self, key: Key) -> Span | None:
        """Where a value was written, if that is known."""
        return self.origins.places.get(key)

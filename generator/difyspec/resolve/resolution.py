"""What resolving a spec comes to."""

from __future__ import annotations

from dataclasses import dataclass, field

from difyspec.diagnostics import Finding
from difyspec.provider.plugin import Origins, Provider


@dataclass(frozen=True, slots=True)
class Resolution:
    """The provider (None if a finding is an error), where its values were written, and all findings.

    `draft` is the provider where nothing but hooks is missing: skeletons of them are made from it.
    """

    provider: Provider | None
    origins: Origins = field(default_factory=Origins)
    findings: tuple[Finding, ...] = ()
    draft: Provider | None = None

"""What a check found, and what of it counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from difyspec.diagnostics import Finding, Span
    from difyspec.policy.baseline import Entry


@dataclass(slots=True)
class Checked:
    """One spec or plugin that was checked: its folder, all that was found in it, and the texts this points into."""

    folder: Path
    findings: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that a comment suppresses, where that stands, and the reason it gives."""

    finding: Finding
    place: Span
    reason: str


@dataclass(slots=True)
class Judged:
    """What counts of what was found.

    `findings` are what people are to see, `known` what a baseline holds, `entries` what each baseline asked for would
    hold if it were written now, by its absolute path. `failed` is whether the check fails.
    """

    findings: list[Finding] = field(default_factory=list)
    suppressed: list[Suppressed] = field(default_factory=list)
    known: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    entries: dict[Path, Counter[Entry]] = field(default_factory=dict)
    failed: bool = False

    @property
    def all(self) -> bool:
        """Whether these are all findings that there were."""
        return not self.suppressed and not self.known

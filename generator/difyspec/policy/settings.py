"""What people set: which codes are looked at, how bad they are, where they are not minded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from difyspec.diagnostics import Finding, Severity
from difyspec.layout.globs import sdk_matches

_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


class FailOn(StrEnum):
    """From which severity on a finding makes a check fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Selection:
    """One place that selects codes by their beginnings: the longest that fits decides, `ignore` between equals.

    A `closed` one leaves out whatever it does not name.
    """

    chosen: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    closed: bool = False

    def says(self, code: str) -> bool | None:
        """Whether a code is looked at; None where this place says nothing about it."""
        inside, outside = _longest(self.chosen, code), _longest(self.ignored, code)
        if inside == outside == -1:
            return False if self.closed else None
        return inside > outside


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings with their defaults; of `selections` and `severities` the later go before the earlier.

    `home` is the absolute folder that the patterns of `per_file` are relative to. `baseline` is absolute.
    """

    home: Path
    selections: tuple[Selection, ...] = ()
    severities: tuple[Mapping[str, Severity], ...] = ()
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fail_on: FailOn = FailOn.ERROR
    baseline: Path | None = None

    def counts(self, finding: Finding, path: Path) -> bool:
        """Whether a finding in a file (an absolute path) counts. Errors always do."""
        return finding.severity is Severity.ERROR or self.looks_at(finding.code, path)

    def looks_at(self, code: str, path: Path) -> bool:
        """Whether findings of a code that are no errors count in a file (an absolute path)."""
        said = (one.says(code) for one in reversed(self.selections))
        if next((one for one in said if one is not None), True) is False:
            return False
        return not any(_longest(codes, code) >= 0 and self._in(pattern, path) for pattern, codes in self.per_file)

    def severity(self, finding: Finding) -> Severity:
        """How bad a finding is here. Errors stay errors."""
        if finding.severity is Severity.ERROR:
            return Severity.ERROR
        for given in reversed(self.severities):
            best = max((one for one in given if finding.code.startswith(one)), key=len, default=None)
            if best is not None:
                return given[best]
        return finding.severity

    def fails(self, findings: Iterable[Finding]) -> bool:
        """Whether a check that found this fails."""
        if self.fail_on is FailOn.NEVER:
            return False
        least = _RANK[Severity(self.fail_on.value)]
        return any(_RANK[one.severity] >= least for one in findings)

    def _in(self, pattern: str, path: Path) -> bool:
        if not path.is_relative_to(self.home):
            return False
        name = path.relative_to(self.home).as_posix()
        if "/" not in pattern:
            name = path.name
        elif pattern.endswith(("/", "/**")):
            pattern = pattern.removesuffix("**") + "**/*"
        return bool(sdk_matches(pattern, [name]))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says; it goes before every file."""

    selection: Selection = field(default_factory=Selection)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    fail_on: FailOn | None = None
    baseline: Path | None = None

    def over(self, settings: Settings) -> Settings:
        """The settings of a file with these before them."""
        return Settings(
            settings.home,
            (*settings.selections, self.selection),
            (*settings.severities, self.severity),
            settings.per_file,
            self.fail_on or settings.fail_on,
            self.baseline or settings.baseline,
        )


def _longest(prefixes: Iterable[str], code: str) -> int:
    """The length of the longest beginning that fits; -1 without one."""
    return max((len(one) for one in prefixes if code.startswith(one)), default=-1)

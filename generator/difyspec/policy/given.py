"""What a judgement takes into account beside the findings: settings and baselines, all of it read beforehand."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from difyspec.diagnostics import Finding
from difyspec.policy.baseline import Baseline
from difyspec.policy.reading import Read


@dataclass(frozen=True, slots=True)
class Held:
    """A baseline: how people see its file, its text and entries, and what is wrong with it."""

    shown: str
    text: str
    baseline: Baseline
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """The world outside of the findings.

    `here` is the absolute folder from which relative paths count. `settings` are those of each folder that was checked,
    as the check names it; folders with the same files have the same object. `baselines` are by their absolute paths;
    `there` are the files, as absolute paths, that baselines name and that exist.
    """

    here: Path
    settings: Mapping[Path, Read]
    baselines: Mapping[Path, Held] = field(default_factory=dict)
    there: frozenset[Path] = frozenset()

    def absolute(self, path: str | Path) -> Path:
        """A path from the root, without ``..``; links stay as they are."""
        return Path(os.path.normpath(self.here / path))

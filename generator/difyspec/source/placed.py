"""Files that say how to check something: settings and baselines, as they were read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from difyspec.diagnostics import Finding
from difyspec.source.load import load_text
from difyspec.source.upward import shown


@dataclass(frozen=True, slots=True)
class Placed:
    """A file as it was read: its absolute path, how people see it, its text; None where it has none, see `findings`."""

    path: Path
    shown: str
    text: str | None
    findings: tuple[Finding, ...] = ()
    exists: bool = True


def placed(path: Path) -> Placed:
    """The file at an absolute path."""
    file = shown(path)
    text, findings = load_text(path, file)
    return Placed(path, file, text, tuple(findings), path.exists())

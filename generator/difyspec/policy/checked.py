"""What a check found, before anybody asks what of it counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from difyspec.diagnostics import Finding


@dataclass(slots=True)
class Checked:
    """One spec or plugin that was checked: its folder, all that was found in it, and the texts this points into."""

    folder: Path
    findings: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

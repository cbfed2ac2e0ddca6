"""Links to nothing in folders of specs and plugins: whoever made them believes that something is checked there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from difyspec.diagnostics import Finding


def broken_links(folders: Iterable[Path]) -> list[Finding]:
    """A finding for each link right in one of the folders that leads nowhere."""
    broken = [path for folder in folders for path in _entries(folder) if path.is_symlink() and not path.exists()]
    if not broken:
        return []
    from difyspec.diagnostics import at, finding

    remedy = "Remove the link, or make what it leads to."
    shown = [path.as_posix() for path in broken]
    return [finding("D006", at(one), f"`{one}` is a link to nothing", remedy) for one in shown]


def _entries(folder: Path) -> list[Path]:
    try:
        return [folder / name for name in sorted(os.listdir(folder)) if not name.startswith(".")]
    except OSError:
        return []

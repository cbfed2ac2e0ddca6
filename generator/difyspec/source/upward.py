"""Where the settings of a folder lie: in it or above it.

Looks at names and bytes only and imports nothing of the compiler, since every check starts here.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

OWN = "difyspec.toml"
SHARED = "pyproject.toml"
# `[tool.difyspec]`, `[tool.difyspec.severity]`, `tool.difyspec.select =`, or `difyspec =` below `[tool]`: perhaps ours.
_TABLE = re.compile(rb"^[ \t]*(?:\[+\s*)?(?:[\"']?tool[\"']?\s*\.\s*)?[\"']?difyspec[\"']?\s*[].=]", re.MULTILINE)
_MOST = 5_000_000  # bytes


def settings_files(folder: Path) -> tuple[Path, ...]:
    """The files that may hold the settings for what lies in a folder, as absolute paths, nearest first.

    The search ends where a repository does: at a folder with ``.git``.
    """
    found: list[Path] = []
    here = absolute(folder)
    for one in (here, *here.parents):
        found += [one / name for name in (OWN, SHARED) if _counts(one / name)]
        if (one / ".git").exists():
            break
    return tuple(found)


def absolute(path: str | Path) -> Path:
    """A path from the root, without ``..``; links stay as they are, since messages name them."""
    return Path(os.path.normpath(Path(path).absolute()))


def shown(path: Path) -> str:
    """An absolute path as people see it from where they are."""
    return Path(os.path.relpath(path)).as_posix()


def _counts(path: Path) -> bool:
    try:
        if path.name == OWN or not path.is_file():
            return path.is_file()
        with path.open("rb") as file:
            return _TABLE.search(file.read(_MOST)) is not None
    except OSError:
        return False

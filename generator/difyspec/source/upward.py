"""The files that say how to check a folder: where its settings lie, in it or above it, and what stands in them.

The search looks at names and bytes only, since every check starts with it.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from difyspec.diagnostics import Finding
from difyspec.source.load import load_text

OWN = "difyspec.toml"
SHARED = "pyproject.toml"
# `[tool.difyspec]`, `[tool.difyspec.severity]`, `tool.difyspec.select =`, or `difyspec =` below `[tool]`: perhaps ours.
_TABLE = re.compile(rb"^[ \t]*(?:\[+\s*)?(?:[\"']?tool[\"']?\s*\.\s*)?[\"']?difyspec[\"']?\s*[].=]", re.MULTILINE)
_MOST = 5_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Placed:
    """A file as it was read: its absolute path, how people see it, its text; None where it has none, see `findings`."""

    path: Path
    shown: str
    text: str | None
    findings: tuple[Finding, ...] = ()
    exists: bool = True


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


def placed(path: Path) -> Placed:
    """The file at an absolute path."""
    file = shown(path)
    text, findings = load_text(path, file)
    return Placed(path, file, text, tuple(findings), path.exists())


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

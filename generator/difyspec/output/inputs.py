"""The files of a spec: what a plugin is made from."""

from __future__ import annotations

import os
from pathlib import Path


def read_inputs(spec: Path) -> dict[str, bytes]:
    """Path within the folder → content, for every file of a spec's folder but caches; hidden ones in ``files/`` only.

    A file that cannot be read is as if empty; reading the spec says what is wrong with it.
    """
    found: dict[str, bytes] = {}
    pending = [""]
    while pending:
        folder = pending.pop()
        for entry in _entries(spec / folder):
            path = f"{folder}{entry.name}"
            if _skipped(path) or not _is_text(path):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(f"{path}/")
            elif _is_file(entry):
                found[path] = _content(entry.path)
    return dict(sorted(found.items()))


def _skipped(name: str) -> bool:
    """As `source.load.skipped`; a check must start without reading YAML, so it is said here again."""
    base = name.rpartition("/")[2]
    kept = name.startswith("files/") and base not in (".DS_Store", ".git")
    return base == "__pycache__" or (base.startswith(".") and not kept)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether it is one; links may lead in circles."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _is_text(name: str) -> bool:
    """Whether a name is UTF-8: the bytes of others are read as halves of surrogate pairs."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""

"""The files of a spec: what a plugin is made from."""

from __future__ import annotations

import os
from pathlib import Path


def read_inputs(spec: Path) -> dict[str, bytes]:
    """Path within the folder → content, for every file of a spec's folder but hidden ones and caches.

    A file that cannot be read is as if empty; reading the spec says what is wrong with it.
    """
    found: dict[str, bytes] = {}
    pending = [""]
    while pending:
        folder = pending.pop()
        for entry in _entries(spec / folder):
            path = f"{folder}{entry.name}"
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(f"{path}/")
            elif entry.is_file():
                found[path] = _content(entry.path)
    return dict(sorted(found.items()))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""

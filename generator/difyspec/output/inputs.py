"""The digests of a spec's files: what a plugin was made from."""

from __future__ import annotations

import os
from pathlib import Path

from difyspec.output.digest import Digest, digest


def read_inputs(spec: Path) -> dict[str, Digest]:
    """Path within the folder → digest, for every file of a spec's folder but hidden ones and caches.

    A file that cannot be read has the digest of nothing; reading the spec says what is wrong with it.
    """
    found: dict[str, Digest] = {}
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
                found[path] = digest(_content(entry.path))
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

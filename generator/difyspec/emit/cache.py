"""Results that are dear to compute, kept between runs by the digest of everything they depend on.

A cache may be deleted at any time; nothing but time is lost. Entries that are not what was written are not used.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Protocol


class Cache(Protocol):
    """Texts by key."""

    def get(self, key: str) -> str | None:
        """The text kept under a key, or None."""

    def put(self, key: str, text: str) -> None:
        """Keep a text."""


def key_of(*parts: str) -> str:
    """The digest of some texts, in their order."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode()
        digest.update(b"%d:" % len(raw))
        digest.update(raw)
    return digest.hexdigest()


class MemoryCache:
    """A cache as long as its object lives."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """The text kept under a key, or None."""
        return self._texts.get(key)

    def put(self, key: str, text: str) -> None:
        """Keep a text."""
        self._texts[key] = text


class DiskCache:
    """A cache in a folder: one file an entry, its first line the digest of the rest.

    Files are replaced as a whole, so that two runs at a time do no harm; a folder that cannot be written only makes
    the next run slower.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> str | None:
        """The text kept under a key; None where there is none, or not the one that was written."""
        try:
            digest, _, text = self._path(key).read_bytes().decode().partition("\n")
        except (OSError, UnicodeDecodeError):
            return None
        return text if digest == key_of(text) else None

    def put(self, key: str, text: str) -> None:
        """Keep a text, if that is possible."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(f"{key_of(text)}\n{text}".encode())
                Path(temporary).replace(path)
            except OSError:
                Path(temporary).unlink(missing_ok=True)
        except OSError:
            return

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

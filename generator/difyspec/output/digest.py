"""What a file holds, in 64 letters."""

from __future__ import annotations

from hashlib import sha256

type Digest = str


def digest(content: bytes) -> Digest:
    """The SHA-256 of a content, in hexadecimal."""
    return sha256(content).hexdigest()

"""Bodies as callers give them to HTTP libraries."""

from __future__ import annotations

from typing import Any


def content(body: Any) -> bytes | None:
    """The bytes of what a caller gave: text, bytes, a file or an iterable of pieces."""
    if body is None or isinstance(body, bytes):
        return body
    if isinstance(body, bytearray | memoryview):
        return bytes(body)
    if isinstance(body, str):
        return body.encode()
    pieces = [body.read()] if hasattr(body, "read") else list(body)
    return b"".join(piece if isinstance(piece, bytes) else str(piece).encode() for piece in pieces)

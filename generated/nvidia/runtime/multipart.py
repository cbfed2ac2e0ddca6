"""Forms with files, as HTTP carries them (RFC 7578). A file may lack a media type, which httpx would guess."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping

type File = tuple[str, bytes, str | None]
"""Name, content, media type (None: not said)."""

_ESCAPES = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})


def encoded(fields: Mapping[str, str | Iterable[str]], files: Mapping[str, File]) -> tuple[bytes, str]:
    """The body and its content type. A field that is a list is sent once an element."""
    boundary = secrets.token_hex(16)
    parts: list[bytes] = []
    for name, value in fields.items():
        for text in [value] if isinstance(value, str) else value:
            parts += [_head(boundary, f'name="{_quoted(name)}"'), text.encode("utf-8", "replace"), b"\r\n"]
    for name, (filename, content, kind) in files.items():
        about = f'name="{_quoted(name)}"; filename="{_quoted(filename)}"'
        parts += [_head(boundary, about, kind), content, b"\r\n"]
    parts.append(f"--{boundary}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={boundary}"


def _head(boundary: str, about: str, kind: str | None = None) -> bytes:
    typed = "" if kind is None else f"Content-Type: {kind}\r\n"
    return f"--{boundary}\r\nContent-Disposition: form-data; {about}\r\n{typed}\r\n".encode()


def _quoted(name: str) -> str:
    return name.translate(_ESCAPES)

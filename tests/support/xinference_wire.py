"""How the loopback server fails, what it remembers of a request, and how it reads one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Any


@dataclass(frozen=True)
class Status:
    """An answer of this status; its body is Xinference's ``{"detail": …}`` unless one is given."""

    status: int
    body: Any = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Raw:
    """A 200 whose body is this text, e.g. a proxy's HTML page."""

    text: str = "<html><body>Welcome to the proxy</body></html>"
    type: str = "text/html"


@dataclass(frozen=True)
class Silence:
    """No answer for so many seconds, then the connection is closed: a read timeout for whoever waits less."""

    seconds: float = 30


@dataclass(frozen=True)
class Drop:
    """A stream that breaks after so many chunks; 0 breaks before any answer."""

    after: int = 2


@dataclass(frozen=True)
class ErrorEvent:
    """A stream that carries an error event after so many chunks and ends."""

    after: int = 2
    message: str = "the model ran out of memory"


type Failure = Status | Raw | Silence | Drop | ErrorEvent


@dataclass
class Request:
    """What the server was asked: `body` is parsed JSON, or the fields of a form (a file is its bytes)."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any = None
    files: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)


def parse(content: bytes, content_type: str) -> tuple[Any, dict[str, tuple[str | None, str | None]]]:
    """A request's body: JSON, or a multipart form with, for each file, its name and content type."""
    if content_type.startswith("multipart/"):
        form = message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + content)
        fields: dict[str, Any] = {}
        files: dict[str, tuple[str | None, str | None]] = {}
        for part in form.get_payload():
            assert not isinstance(part, str)
            name = str(part.get_param("name", header="content-disposition"))
            raw = part.get_payload(decode=True)
            assert isinstance(raw, bytes)
            if part.get_filename() is None:
                fields[name] = raw.decode()
            else:
                fields[name] = raw
                files[name] = (part.get_filename(), part.get("content-type"))
        return fields, files
    return (json.loads(content) if content else None), {}

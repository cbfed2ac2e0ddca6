"""What a scripted server answers, as a recording writes it and as bytes."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

REASONS = {
    200: "OK",
    201: "Created",
    204: "No Content",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    422: "Unprocessable Entity",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
}

CONNECT, READ_TIMEOUT = "connect", "read_timeout"
"""The two ways in which no answer comes: the connection is refused, or the server stays silent."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. `chunks` are the body as it arrives, `drop` breaks the connection after the last of them.

    `fails` is `CONNECT` or `READ_TIMEOUT` where there is no answer, else None.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    chunks: tuple[bytes, ...] = ()
    drop: bool = False
    fails: str | None = None

    @property
    def reason(self) -> str:
        """The words after the status."""
        return REASONS.get(self.status, "")


def compact(value: object) -> str:
    """JSON without blanks."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def reply(response: Mapping[str, Any], content: bytes = b"") -> Reply:
    """The answer that a recording describes. `content` is the body where a recording keeps only its digest."""
    if "raise" in response:
        return Reply(fails=response["raise"])
    chunks = tuple(one for one in _chunks(response, content) if one)
    return Reply(response["status"], response.get("headers") or {}, chunks, bool(response.get("drop")))


def _chunks(response: Mapping[str, Any], content: bytes) -> list[bytes]:
    if "sse" in response:
        return [_event(one) for one in response["sse"]]
    if "jsonl" in response:
        return [(compact(one) + "\n").encode() for one in response["jsonl"]]
    if "json" in response:
        return [compact(response["json"]).encode()]
    if "text" in response:
        return [str(response["text"]).encode()]
    if "bytes_base64" in response:
        return [base64.b64decode(response["bytes_base64"])]
    return [content]


def _event(event: Any) -> bytes:
    """One event of a stream: a text and JSON as data, ``{"raw": text}`` as it is."""
    if isinstance(event, dict) and set(event) == {"raw"}:
        return str(event["raw"]).encode()
    return f"data: {event if isinstance(event, str) else compact(event)}\n\n".encode()


def described(content: bytes) -> dict[str, Any]:
    """How a recording writes a body of bytes, such as audio: length, digest, and the bytes."""
    return {
        "bytes_len": len(content),
        "bytes_sha256": hashlib.sha256(content).hexdigest(),
        "bytes_base64": base64.b64encode(content).decode(),
    }

"""What a plugin sent, as a recording writes it."""

from __future__ import annotations

import hashlib
import importlib
import json
import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

# These depend on the HTTP library or on the connection, and say nothing about the plugin.
_DROPPED = frozenset(("user-agent", "accept-encoding", "connection", "content-length", "host"))
_DROPPED_PREFIX = "x-stainless-"
_LONG, _LONG_PART, _HEAD = 6000, 4000, 60

type Headers = Iterable[tuple[str | bytes, str | bytes]]


def request(method: str, url: str, headers: Headers, body: bytes | None) -> dict[str, Any]:
    """A request with its headers lower-cased and sorted, and its body parsed: JSON, a multipart form, text or bytes."""
    raw = {_text(name).lower(): _text(value) for name, value in headers}
    kind, content = _body(raw.get("content-type", ""), body or b"")
    made = {"method": method.upper(), "url": url, "headers": _headers(raw), "body": content}
    return made if kind is None else {**made, "body_kind": kind}


def shortened(value: Any) -> Any:
    """The value with texts of more than 6000 characters replaced by length, digest and beginning."""
    if isinstance(value, str) and len(value) > _LONG:
        digest = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
        return {"long_text": {"len": len(value), "sha256": digest, "head": value[:_HEAD]}}
    if isinstance(value, dict):
        return {name: shortened(one) for name, one in value.items()}
    if isinstance(value, list):
        return [shortened(one) for one in value]
    return value


def digest(content: bytes) -> dict[str, Any]:
    """Bytes by length and digest."""
    return {"len": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _headers(raw: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in raw.items() if name not in _DROPPED}
    if kept.get("content-type", "").lower().startswith("multipart/form-data"):
        kept["content-type"] = "multipart/form-data"  # the boundary is random
    return {name: kept[name] for name in sorted(kept) if not name.startswith(_DROPPED_PREFIX)}


def _body(content_type: str, content: bytes) -> tuple[str | None, Any]:
    """What kind of body it is (None for JSON and for none at all), and the body."""
    if not content:
        return None, None
    if content_type.lower().startswith("multipart/form-data"):
        return "multipart", _parts(content_type, content)
    if "msgpack" in content_type.lower() and (unpacked := _unpacked(content)) is not None:
        return "msgpack", unpacked
    try:
        return None, json.loads(content)
    except ValueError:
        found = _legible(content)
        return ("text", found["text"]) if "text" in found else ("bytes", found)


def _unpacked(content: bytes) -> Any:
    try:
        return importlib.import_module("ormsgpack").unpackb(content)
    except (ImportError, ValueError):
        return None


def _legible(content: bytes) -> dict[str, Any]:
    """Bytes as a text if they are one of moderate length, else by their digest."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return digest(content)
    return {"text": text} if len(text) <= _LONG_PART and "\0" not in text else digest(content)


def _parts(content_type: str, content: bytes) -> Any:
    """The parts of a form, sorted by name and file name; files by their digest."""
    boundary = re.search(r'boundary="?([^";]+)"?', content_type)
    if boundary is None:
        return digest(content)
    parts = []
    for chunk in content.split(b"--" + boundary[1].encode())[1:]:
        if chunk.startswith(b"--"):
            break
        parts.append(_part(chunk))
    return sorted(parts, key=lambda part: (str(part.get("name")), str(part.get("filename"))))


def _part(chunk: bytes) -> dict[str, Any]:
    head, _, content = chunk.lstrip(b"\r\n").partition(b"\r\n\r\n")
    content = content.removesuffix(b"\r\n")
    lines = (line.partition(":") for line in head.decode("utf-8", "replace").split("\r\n"))
    headers = {name.strip().lower(): value.strip() for name, _, value in lines}
    disposition = headers.get("content-disposition", "")
    name = re.search(r'\bname="([^"]*)"', disposition)
    file = re.search(r'\bfilename="([^"]*)"', disposition)
    made: dict[str, Any] = {"name": name[1] if name else None}
    if file:
        made["filename"] = PurePath(file[1]).name  # the folder is a temporary one
    if "content-type" in headers:
        made["content_type"] = headers["content-type"]
    return {**made, **(digest(content) if file else _legible(content))}

"""Streams of events: bytes in any chunks become events, each handed on as soon as it is complete.

Every byte is looked at a bounded number of times, so one line of many megabytes costs no more than many short ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

DONE = "[DONE]"
LONGEST = 1 << 28
"""The longest piece, in bytes; one that is longer comes in parts."""
_KEPT = 65536
"""How much text outside of events is kept, in characters, to say what a server answered instead."""


@dataclass(frozen=True, eq=False, repr=False)
class Event:
    """One event: its name, its text, and the text parsed if it is JSON (`is_json`)."""

    name: str
    text: str
    json: Any = None
    is_json: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class Stray:
    """What a stream held outside of events; given last, and only if there was something."""

    text: str


def pieces(chunks: Iterable[bytes], delimiter: bytes) -> Iterator[bytes]:
    """The texts between delimiters; what follows the last one comes last unless it is empty."""
    pending: list[bytes] = []
    size = 0
    overlap = len(delimiter) - 1
    tail = b""
    for chunk in chunks:
        if delimiter not in tail + chunk:
            pending.append(chunk)
            size += len(chunk)
            if size > LONGEST:
                yield b"".join(pending)
                pending, size = [], 0
            tail = (tail + chunk)[-overlap:] if overlap else b""
            continue
        *complete, rest = (b"".join(pending) + chunk).split(delimiter)
        yield from complete
        pending, size = [rest], len(rest)
        tail = rest[-overlap:] if overlap else b""
    if last := b"".join(pending):
        yield last


def lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Lines that end in LF, CR or both, decoded; wrong UTF-8 becomes replacement characters."""
    for number, line in enumerate(pieces(_unix(chunks), b"\n")):
        yield line.decode("utf-8-sig" if number == 0 else "utf-8", "replace")


def events(chunks: Iterable[bytes]) -> Iterator[Event | Stray]:
    """Events of an event stream, or of lines of JSON.

    A data line that is complete by itself (JSON, or the end mark) is an event at once: servers that leave out the
    empty line between events are understood, and nothing waits for it. Comments are skipped.
    """
    name, data, stray, kept = "", list[str](), list[str](), 0
    for line in lines(chunks):
        field, value = _field(line)
        if not data and field in ("data", "") and (event := _complete(name, value)):
            yield event
            name = ""
        elif field == "event":
            name = value
        elif field == "data":
            data.append(value)
        elif not line.strip():
            if data:
                yield _event(name, "\n".join(data))
            name, data = "", []
        elif field == "" and kept < _KEPT:
            stray.append(line)
            kept += len(line)
    if data:
        yield _event(name, "\n".join(data))
    if stray:
        yield Stray("\n".join(stray)[:_KEPT])


def delimited(chunks: Iterable[bytes], delimiter: str) -> Iterator[Event | Stray]:
    """Events of a server that puts its own text between them; line ends in `delimiter` may be written as escapes."""
    mark = delimiter.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t")
    for piece in pieces(chunks, mark.encode()):
        text = piece.decode("utf-8", "replace").strip().removeprefix("data:").strip()
        if text:
            yield _event("", text)


def _unix(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Chunks with LF as the only line end; CR and LF may come in different chunks."""
    after_cr = False
    for chunk in chunks:
        new = chunk[1:] if after_cr and chunk.startswith(b"\n") else chunk
        if new:
            yield new.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in new else new
        if chunk:
            after_cr = chunk.endswith(b"\r")


def _field(line: str) -> tuple[str, str]:
    """(field, value) of a line; a comment is of the field ``:``, anything unknown of none, whole."""
    if line.startswith("data:"):
        return "data", line[5:].removeprefix(" ")
    if line.startswith(":"):
        return ":", ""
    head, colon, value = line.partition(":")
    if colon and head in ("event", "id", "retry"):
        return head, value.removeprefix(" ").strip()
    return "", line


def _complete(name: str, text: str) -> Event | None:
    """The event that one line is by itself, if it is one."""
    bare = text.strip()
    if bare == DONE:
        return Event(name, DONE)
    if bare.startswith("{") and bare.endswith("}"):
        event = _event(name, bare)
        return event if event.is_json else None
    return None


def _event(name: str, text: str) -> Event:
    try:
        return Event(name, text, json.loads(text), True)
    except (ValueError, RecursionError):
        return Event(name, text.strip())

"""Each case in a process of its own, forked from the one that loaded the plugin: none finds what another left."""

from __future__ import annotations

import json
import os
import select
import signal
import time
from collections.abc import Callable
from typing import Any

_monotonic = time.monotonic
_BLOCK = 1 << 16


class CaseTimeoutError(Exception):
    """A case did not end in time."""


class CaseDiedError(Exception):
    """The process of a case ended without a word."""


def isolated(run: Callable[[], dict[str, Any]], limit: float) -> dict[str, Any]:
    """What `run` returns in a forked process; here, where processes cannot be forked.

    Raises `CaseTimeoutError` after `limit` seconds and `CaseDiedError` if the process just ends.
    """
    if not hasattr(os, "fork"):
        return run()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _report(run, writer)
    os.close(writer)
    try:
        text = _read(reader, _monotonic() + limit)
    except CaseTimeoutError:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.close(reader)
        os.waitpid(child, 0)
    if not text:
        raise CaseDiedError
    found: dict[str, Any] = json.loads(text)
    return found


def _report(run: Callable[[], dict[str, Any]], writer: int) -> None:
    """In the child: runs, reports and ends at once, without anything that the parent will do at its end."""
    try:
        left = memoryview(json.dumps(run()).encode())
        while left:
            left = left[os.write(writer, left) :]
    finally:
        os._exit(0)


def _read(reader: int, deadline: float) -> bytes:
    pieces: list[bytes] = []
    while True:
        ready, _, _ = select.select([reader], [], [], max(deadline - _monotonic(), 0.0))
        if not ready:
            raise CaseTimeoutError
        piece = os.read(reader, _BLOCK)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)

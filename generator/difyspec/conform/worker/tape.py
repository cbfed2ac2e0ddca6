"""The exchanges of one case: every request a plugin makes arrives here, is answered and kept."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from .reply import Reply
from .request import Headers, request, shortened

MOST_REQUESTS = 250
"""A case that sends more than these is in a loop."""

type Answer = Callable[[dict[str, Any]], tuple[dict[str, Any], Reply]]
"""Given a request as recordings write it: the answer as they write it, and the answer itself."""


class EndlessError(RuntimeError):
    """A case sends one request after the other."""


class Tape:
    """What was sent and answered so far.

    `escaped` are hosts that were sought past the scripted libraries, `concurrent` says whether requests were sent by
    other threads than the one that began, so that their order is a matter of chance.
    """

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.exchanges: list[dict[str, Any]] = []
        self.escaped: list[str] = []
        self.concurrent = False
        self._home = threading.get_ident()

    def exchange(
        self, library: str, method: str, url: str, headers: Headers, body: bytes | None, timeout: object = None
    ) -> Reply:
        """Answers a request of an HTTP library, which has to turn the reply into what it would return or raise."""
        if len(self.exchanges) >= MOST_REQUESTS:
            raise EndlessError(f"more than {MOST_REQUESTS} requests")
        self.concurrent |= threading.get_ident() != self._home
        asked = request(method, url, headers, body)
        described, made = self._answer(asked)
        client = {"lib": library, "timeout": seconds(timeout)}
        self.exchanges.append({"request": shortened(asked), "response": described, "client": client})
        return made


class _Nowhere(Tape):
    """Where requests go that are made while no case runs, e.g. while the plugin is loaded."""

    def exchange(
        self, library: str, method: str, url: str, headers: Headers, body: bytes | None, timeout: object = None
    ) -> Reply:
        self.escaped.append(url)
        return Reply(fails="connect")


current: Tape = _Nowhere(lambda _: ({}, Reply(fails="connect")))
"""The tape of the case that runs."""


def insert(tape: Tape) -> Tape:
    """Makes a tape the current one."""
    global current  # noqa: PLW0603  (libraries are patched once, cases come and go)
    current = tape
    return tape


def seconds(timeout: object) -> Any:
    """A timeout of any library in seconds, by phase where it has phases."""
    if timeout is None or isinstance(timeout, int | float | dict):
        return timeout
    if isinstance(timeout, tuple):
        return [seconds(one) for one in timeout]
    phases = {name: getattr(timeout, name, None) for name in ("connect", "read", "write", "pool")}
    known = {name: value for name, value in phases.items() if isinstance(value, int | float)}
    return known or str(timeout)

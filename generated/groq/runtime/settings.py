"""What requests of one call are bound to: endpoint, headers, timeouts, retries, error table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

import httpx

from . import errors
from .records import dataclass

_LONGEST_WAIT = 30.0


@dataclass(frozen=True)
class Timeout:
    """Seconds. None, or a number that is not positive, keeps the shipped value; there is no total by default.

    `read` is the longest silence of the server, `total` the longest time until an answer is complete.
    """

    connect: float | None = None
    read: float | None = None
    write: float | None = None
    total: float | None = None

    def httpx(self) -> httpx.Timeout:
        """For one request."""
        connect = positive(self.connect) or 10.0
        read, write = positive(self.read) or 300.0, positive(self.write) or 60.0
        total = positive(self.total)
        if total:
            connect, read, write = min(connect, total), min(read, total), min(write, total)
        return httpx.Timeout(connect=connect, read=read, write=write, pool=connect)


@dataclass(frozen=True)
class Retry:
    """How often a request is tried, the first time included, and after which HTTP statuses again.

    Tried again as well is what never reached the server, and with `timeouts` what it did not answer in time. Waits
    `wait` seconds, then twice as long each time, or as long as the server asks (at most 30 seconds). Nothing is tried
    again once something of an answer was handed on.
    """

    attempts: int | None = 1
    statuses: tuple[int, ...] = (408, 409, 429, 500, 502, 503, 504)
    wait: float | None = None
    timeouts: bool = False

    def pause(self, attempt: int, asked: float | None) -> float:
        """Seconds to wait after the `attempt`-th try (from 1)."""
        first = 0.5 if self.wait is None else max(self.wait, 0.0)
        return min(first * 2 ** (attempt - 1) if asked is None else asked, _LONGEST_WAIT)


@dataclass(frozen=True, eq=False, repr=False)
class Settings:
    """What requests of one call are bound to."""

    endpoint: str
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    timeout: Timeout = Timeout()
    retry: Retry = Retry()
    table: errors.Table = errors.Table("")


def positive(seconds: float | None) -> float | None:
    """The seconds, None unless there are some."""
    return float(seconds) if seconds is not None and seconds > 0 else None

"""How long a server may go on without saying anything: signs of life keep a connection open, but are no answer."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from . import refusals
from .settings import Settings


class Patience:
    """Ends when a server sent for as long as it may be silent, and none of it was worth anything."""

    __slots__ = ("_limit", "_settings", "_since")

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._limit = settings.timeout.httpx().read or 0.0
        self._since: float | None = None

    def heard(self) -> None:
        """Something was said: starts anew."""
        self._since = None

    def wait(self) -> None:
        """Something was sent that says nothing, or not yet. Raises errors.Failure (connection) at the end."""
        now = time.monotonic()
        if self._since is None:
            self._since = now
        elif now - self._since > self._limit:
            raise refusals.timed_out(self._settings, f"nothing but signs of life for {self._limit:g} s")

    def over(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The chunks, each of which says nothing until something is `heard`."""
        for chunk in chunks:
            self.wait()
            yield chunk

"""Facts that servers told of models, kept for a while: by server, credentials and model. Clients are kept so too."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from . import errors

KEPT = 300.0
"""Seconds for which facts are kept."""
FAILED = 15.0
"""Seconds for which a failure is kept; only those who cannot wait see it again."""
_ENTRIES = 512


class Cache[F]:
    """Facts or failures by key. Safe for threads; two of them may ask for one key at the same time."""

    def __init__(
        self, entries: int = _ENTRIES, kept: float = KEPT, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._entries = entries
        self._seconds = kept
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, F | errors.Failure]] = OrderedDict()

    def get(self, key: str, fetch: Callable[[], F], *, patient: bool) -> F:
        """The facts kept, or those that `fetch` gives. Raises its Failure; not `patient`: also one kept."""
        kept = self._look(key)
        if isinstance(kept, errors.Failure):
            if not patient:
                raise kept
        elif kept is not None:
            return kept
        try:
            facts = fetch()
        except errors.Failure as failure:
            self._keep(key, failure, FAILED)
            raise
        self._keep(key, facts, self._seconds)
        return facts

    def put(self, key: str, facts: F) -> None:
        """Keeps facts that were just fetched."""
        self._keep(key, facts, self._seconds)

    def clear(self) -> None:
        """Forgets everything."""
        with self._lock:
            self._kept.clear()

    def _look(self, key: str) -> F | errors.Failure | None:
        with self._lock:
            until, kept = self._kept.get(key, (0.0, None))
            return kept if until > self._clock() else None

    def _keep(self, key: str, value: F | errors.Failure, seconds: float) -> None:
        with self._lock:
            self._kept[key] = (self._clock() + seconds, value)
            self._kept.move_to_end(key)
            while len(self._kept) > self._entries:
                self._kept.popitem(last=False)


def key(connection: str, server: str, model: str, type_: str, credentials: Mapping[str, Any]) -> str:
    """A key that two different tenants, servers or models never share, and that holds no credential."""
    text = json.dumps([connection, server, model, type_, credentials], sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

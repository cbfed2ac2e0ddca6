"""Time stands still, and randomness repeats itself."""

from __future__ import annotations

import contextlib
import itertools
import random
import secrets
import time
import uuid
from importlib import import_module
from typing import Any

NOW = 1750000000.0
"""The time of every case, in seconds since 1970."""

_SEED = 7


def stop() -> None:
    """Stops the clock. Who sleeps wakes at once, so that what is tried again shows as one more exchange."""
    time.time = lambda: NOW
    time.sleep = lambda *_: None
    secrets.token_hex = lambda nbytes=None: "ab" * (nbytes or 16)
    secrets.token_bytes = lambda nbytes=None: b"\xab" * (nbytes or 16)
    wind()


def wind() -> None:
    """Starts random numbers and identifiers anew, for the next case."""
    random.seed(_SEED)
    with contextlib.suppress(ImportError):
        import_module("numpy").random.seed(_SEED)
    numbers = itertools.count(1)

    def made(*_: Any, **__: Any) -> uuid.UUID:
        return uuid.UUID(f"00000000-0000-4000-8000-{next(numbers):012d}")

    uuid.uuid4 = uuid.uuid1 = made

"""Specs in which a check found nothing, so that the next one need not look again.

An entry is an empty file named by the digest of everything that the findings depend on: the compiler and the spec.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from difyspec.cli.caches import cache_folder
from difyspec.cli.standing import Standing
from difyspec.output.digest import digest


def is_clean(now: Standing) -> bool:
    """Whether this very compiler found nothing in this very spec."""
    return _entry(now).exists()


def remember_clean(now: Standing) -> None:
    """Remembers that nothing was found, if that is possible."""
    entry = _entry(now)
    with contextlib.suppress(OSError):
        entry.parent.mkdir(parents=True, exist_ok=True)
        entry.touch()


def _entry(now: Standing) -> Path:
    key = digest(json.dumps([now.provider, now.compiler, dict(sorted(now.inputs.items()))]).encode())
    return cache_folder() / "clean" / key

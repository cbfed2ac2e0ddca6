"""Modules that a case imported while it ran: imported here too, so that the next case need not."""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Iterable
from contextlib import suppress


def imported_since(known: frozenset[str], folder: str) -> list[str]:
    """The modules that were imported since `known` was taken; not the plugin's own, which lie in `folder`."""
    fresh = [(name, module) for name, module in list(sys.modules.items()) if name not in known]
    return [name for name, module in fresh if not (getattr(module, "__file__", None) or folder).startswith(folder)]


def warm(names: Iterable[str]) -> None:
    """Imports modules of libraries. One that cannot be imported by itself is left to the case that wants it."""
    fresh = [name for name in names if name not in sys.modules]
    for name in fresh:
        with suppress(Exception):
            importlib.import_module(name)
    if fresh:
        gc.freeze()  # what is loaded is shared with the processes of the next cases

"""Certificates: reading those of all authorities takes longer than a case, and no connection is made."""

from __future__ import annotations

import ssl
from importlib import import_module
from typing import Any


def skip() -> None:
    """Leaves out the authorities that every client reads; files that a plugin names itself are read."""
    try:
        usual = str(import_module("certifi").where())
    except ImportError:
        usual = ""
    contexts: Any = ssl.SSLContext
    read = contexts.load_verify_locations

    def load_verify_locations(context: Any, cafile: Any = None, capath: Any = None, cadata: Any = None) -> None:
        if str(cafile) != usual:
            read(context, cafile, capath, cadata)

    contexts.load_verify_locations = load_verify_locations
    contexts.load_default_certs = lambda *_: None

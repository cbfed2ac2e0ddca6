"""Where caches lie. They may be deleted at any time; nothing but time is lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the user's caches of this tool lie: ``DIFYSPEC_CACHE_DIR``, or the platform's place for caches."""
    own = environment.get("DIFYSPEC_CACHE_DIR")
    if own:
        return Path(own)
    if sys.platform == "win32":
        base = Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "difyspec"

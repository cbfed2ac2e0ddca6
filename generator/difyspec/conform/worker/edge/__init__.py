"""The edge of the process: HTTP libraries answer from the tape, and nothing else leaves it."""

from __future__ import annotations

import contextlib
from importlib import import_module

_LIBRARIES = ("of_httpx", "of_requests", "of_urllib3", "of_urllib")


def close() -> None:
    """Patches the HTTP libraries that are installed, and blocks sockets and name resolution."""
    import_module(f"{__name__}.sockets").block()
    import_module(f"{__name__}.certificates").skip()
    for name in _LIBRARIES:
        with contextlib.suppress(ImportError):
            import_module(f"{__name__}.{name}").patch()

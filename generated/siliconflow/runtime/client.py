"""The HTTP client of this process."""

from __future__ import annotations

import logging
import os
import threading
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

_lock = threading.Lock()
_clients: dict[int, httpx.Client] = {}


def client() -> httpx.Client:
    """The HTTP client of this process. It keeps connections alive and no cookies: users share it."""
    process = os.getpid()  # connections cannot be shared with a forked process
    found = _clients.get(process)
    if found is None:
        with _lock:
            found = _clients.get(process) or _clients.setdefault(process, _new_client())
    return found


def _new_client() -> httpx.Client:
    logging.getLogger("httpx").setLevel(logging.WARNING)  # below, it tells whole addresses, which may hold a key
    limits = httpx.Limits(max_connections=1000, max_keepalive_connections=100, keepalive_expiry=4.0)
    cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    return httpx.Client(limits=limits, cookies=cookies)

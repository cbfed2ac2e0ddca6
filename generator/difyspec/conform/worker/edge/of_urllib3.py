"""urllib3, where it is used without requests."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .. import tape
from ..reply import CONNECT, READ_TIMEOUT
from .sent import content

_USUAL_PORTS = (None, 80, 443)


def patch() -> None:
    """Answers what urllib3 sends; `ImportError` where it is not installed."""
    pools, exceptions = import_module("urllib3.connectionpool"), import_module("urllib3.exceptions")
    from .scripted_response import ScriptedResponse

    def urlopen(pool: Any, method: str, url: str, body: Any = None, headers: Any = None, **more: Any) -> Any:
        full = url if "://" in url else f"{_origin(pool)}{url}"
        sent = list((headers if headers is not None else pool.headers or {}).items())
        made = tape.current.exchange("urllib3", method, full, sent, content(body), more.get("timeout"))
        if made.fails == CONNECT:
            raise exceptions.MaxRetryError(pool, url, OSError(111, "Connection refused"))
        if made.fails == READ_TIMEOUT:
            raise exceptions.ReadTimeoutError(pool, url, "Read timed out.")
        answer = ScriptedResponse(made, method, {"request_url": full})
        if more.get("preload_content", True):
            answer.read(cache_content=True)
            answer._body = b"".join(made.chunks)
        return answer

    pools.HTTPConnectionPool.urlopen = urlopen


def _origin(pool: Any) -> str:
    port = "" if pool.port in _USUAL_PORTS else f":{pool.port}"
    return f"{pool.scheme}://{pool.host}{port}"

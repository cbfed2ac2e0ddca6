"""httpx, and httpx2, which newer client libraries of vendors use."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from .. import tape
from ..reply import CONNECT, READ_TIMEOUT, Reply

_BROKEN = "peer closed connection without sending complete message body (incomplete chunked read)"


def patch() -> None:
    """Answers what httpx sends; `ImportError` where neither of the two is installed."""
    found = [name for name in ("httpx", "httpx2") if find_spec(name) is not None]
    if not found:
        raise ImportError("httpx")
    for name in found:
        _patch(import_module(name), name)


def _patch(library: Any, name: str) -> None:
    def handle_request(_: Any, request: Any) -> Any:
        made = _exchange(library, name, request, request.read())
        return library.Response(made.status, headers=dict(made.headers), content=_chunks(library, made, request))

    async def handle_async_request(_: Any, request: Any) -> Any:
        made = _exchange(library, name, request, await request.aread())
        content = _later(_chunks(library, made, request))
        return library.Response(made.status, headers=dict(made.headers), content=content)

    library.HTTPTransport.handle_request = handle_request
    library.AsyncHTTPTransport.handle_async_request = handle_async_request
    library.Client().close()  # imports what a first client imports, so that not every case has to


def _exchange(library: Any, name: str, request: Any, content: bytes) -> Reply:
    """The answer; raises as httpx does where there is none."""
    if request.url.scheme not in ("http", "https"):
        said = "Request URL is missing an 'http://' or 'https://' protocol."
        raise library.UnsupportedProtocol(said, request=request)
    headers, timeout = request.headers.multi_items(), request.extensions.get("timeout")
    made = tape.current.exchange(name, request.method, str(request.url), headers, content, timeout)
    if made.fails == CONNECT:
        raise library.ConnectError("[Errno 111] Connection refused", request=request)
    if made.fails == READ_TIMEOUT:
        raise library.ReadTimeout("The read operation timed out", request=request)
    return made


def _chunks(library: Any, made: Reply, request: Any) -> Iterator[bytes]:
    yield from made.chunks
    if made.drop:
        raise library.RemoteProtocolError(_BROKEN, request=request)


async def _later(chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk

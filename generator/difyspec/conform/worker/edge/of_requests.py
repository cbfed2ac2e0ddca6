"""requests."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .. import tape
from ..reply import CONNECT, READ_TIMEOUT
from .sent import content


def patch() -> None:
    """Answers what requests sends; `ImportError` where it is not installed."""
    adapters, exceptions = import_module("requests.adapters"), import_module("requests.exceptions")
    from .scripted_response import ScriptedResponse

    def send(
        adapter: Any, request: Any, stream: bool = False, timeout: Any = None, *_: Any, **__: Any
    ) -> Any:  # the arguments that are left out concern the connection
        headers = list(request.headers.items())
        made = tape.current.exchange("requests", request.method, request.url, headers, content(request.body), timeout)
        if made.fails == CONNECT:
            said = "Failed to establish a new connection: [Errno 111] Connection refused"
            raise exceptions.ConnectionError(said, request=request)
        if made.fails == READ_TIMEOUT:
            raise exceptions.ReadTimeout("Read timed out.", request=request)
        answer = adapter.build_response(request, ScriptedResponse(made, request.method, {"request_url": request.url}))
        if not stream and not made.drop:
            _ = answer.content  # reads it, as requests does
        return answer

    adapters.HTTPAdapter.send = send

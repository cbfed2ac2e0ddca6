"""The plugin in the working directory, run by the SDK as in `inprocess_worker`, and the edge of its network moved.

Whatever it sends by httpx goes to the port that each message names, headers and path kept, and waits no longer for a
silent server than the message says; nobody waits before a second try.
"""

import dify_plugin  # noqa: F401  (first: it patches the process)

# isort: split
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

sys.path.append(str(Path(__file__).parents[2]))

from tests.support import inprocess_worker


class Edge:
    """Where requests go."""

    def __init__(self) -> None:
        self.port, self.patience = 0, 0.0
        self._send: Callable[[httpx.HTTPTransport, httpx.Request], httpx.Response] = httpx.HTTPTransport.handle_request

    def aim(self, message: dict[str, Any]) -> None:
        """At the port that a message names, with the patience that it wants, in seconds."""
        self.port, self.patience = message["port"], message["patience"]

    def moved(self) -> Callable[[httpx.HTTPTransport, httpx.Request], httpx.Response]:
        """What sends a request there instead, and is not as patient as it asks to be."""

        def handle_request(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
            request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self.port)
            asked = request.extensions["timeout"]
            request.extensions["timeout"] = {
                phase: min(asked[phase] or self.patience, self.patience) for phase in asked
            }
            return self._send(transport, request)

        return handle_request


def main() -> None:
    edge, pause = Edge(), time.sleep
    setattr(httpx.HTTPTransport, "handle_request", edge.moved())  # noqa: B010  (mypy lets no method be assigned)
    setattr(time, "sleep", lambda seconds: pause(min(float(seconds), 0.001)))  # noqa: B010
    inprocess_worker.main(edge.aim)


if __name__ == "__main__":
    main()

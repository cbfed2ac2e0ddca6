"""A loopback server that speaks Xinference's API, fails as it is told, and remembers what it was asked.

    with XinferenceServer(api_key="key") as server:
        server.fail("/v1/chat/completions", Status(503), times=1)
        gate = server.hold("/v1/audio/speech")      # the second chunk waits until gate.set()
        ...
        assert server.requests("/v1/embeddings")[0].body["input"] == ["ping"]

It imports only the standard library, so a test may also run it in a process of its own.
"""

from __future__ import annotations

import threading
from http.server import ThreadingHTTPServer
from typing import Any, Self

from tests.support import xinference_answers as answers
from tests.support.xinference_handler import Handler
from tests.support.xinference_wire import Drop, ErrorEvent, Failure, Raw, Request, Silence, Status

__all__ = ["Drop", "ErrorEvent", "Raw", "Request", "Silence", "Status", "XinferenceServer"]


class XinferenceServer:
    """The server; a context manager. Paths in its methods start with ``/v1``.

    `models` are descriptions by uid, `api_key` is what it asks for (None: nothing), `aborted` the paths of streams that
    the client left before their end.
    """

    def __init__(self, api_key: str | None = None, models: dict[str, dict[str, Any]] | None = None) -> None:
        self.api_key = api_key
        self.models = answers.MODELS if models is None else models
        self.log: list[Request] = []
        self.aborted: list[str] = []
        self.stopping = threading.Event()
        self._failures: dict[str, list[Failure | None]] = {}
        self._gates: dict[str, tuple[threading.Event, int]] = {}
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._http.context = self  # type: ignore[attr-defined]
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        for gate, _after in self._gates.values():
            gate.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """``http://127.0.0.1:PORT``, without ``/v1``."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def fail(self, path: str, failure: Failure, times: int = 1000) -> None:
        """The next `times` requests to `path` fail so; further calls are added at the end."""
        self._failures.setdefault(path, []).extend([failure] * times)

    def hold(self, path: str, after: int = 1) -> threading.Event:
        """Streams at `path` stop after so many chunks until the event that is returned is set."""
        return self._gates.setdefault(path, (threading.Event(), after))[0]

    def requests(self, path: str) -> list[Request]:
        """What came to `path`, oldest first."""
        with self._lock:
            return [request for request in self.log if request.path == path]

    # ---- what the handler asks ----

    def gate(self, path: str, sent: int) -> threading.Event | None:
        """What holds the streams at a path when so many chunks were sent, if anything."""
        gate, after = self._gates.get(path, (None, 0))
        return gate if sent == after else None

    def record(self, request: Request) -> Failure | None:
        """Remembers a request and says how it fails."""
        with self._lock:
            self.log.append(request)
            waiting = self._failures.get(request.path)
            return waiting.pop(0) if waiting else None

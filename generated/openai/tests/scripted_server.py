"""A server on the loopback interface that speaks the built-in protocols, or fails as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from . import answers, described
from .expected import PATHS, Described, Failing

# By the end of the path: what answers at once, and what does so in a stream.
_JSON: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "/chat/completions": answers.chat,
    "/completions": answers.completion,
    "/responses": answers.response,
    "/messages": answers.message,
    "/embeddings": answers.embeddings,
    "/rerank": answers.ranking,
    "/moderations": answers.moderation,
}
_STREAMS: dict[str, Callable[[dict[str, Any]], Iterable[dict[str, Any]]]] = {
    "/chat/completions": answers.chat_events,
    "/completions": answers.completion_events,
    "/responses": answers.response_events,
    "/messages": answers.message_events,
}


class ScriptedServer:
    """Runs while it is entered. `failing` set: every request gets that answer."""

    def __init__(self) -> None:
        self.failing: Failing | None = None
        self.described: Described | None = None
        """The JSON of its own that the server speaks, if it does."""
        self.paths: list[str] = []
        """The path of each request so far."""
        self.unknown: list[str] = []
        """Those that no built-in protocol asks for."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.port: int = self._server.server_address[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(script: ScriptedServer) -> type[_Handler]:
    return type("_Scripted", (_Handler,), {"script": script})


class _Handler(BaseHTTPRequestHandler):
    script: ScriptedServer

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def _answer(self, content: bytes) -> None:
        path = self.path.partition("?")[0]
        self.script.paths.append(path)
        path = next((usual for own, usual in PATHS.items() if path.endswith(own)), path)
        known = next((end for end in _JSON if path.endswith(end)), None)
        if self.script.failing is not None:
            self._json(self.script.failing.status, self.script.failing.body)
        elif self.script.described is not None and content and not self.script.described.places:
            self._send(200, "audio/mpeg", answers.AUDIO)
        elif self.script.described is not None and content:
            self._json(200, described.answer(self.script.described, json.loads(content)))
        elif path.endswith("/audio/transcriptions"):
            self._json(200, {"text": answers.TEXT})
        elif path.endswith("/audio/speech"):
            self._send(200, "audio/mpeg", answers.AUDIO)
        elif known is not None:
            self._protocol(known, json.loads(content))
        else:
            self.script.unknown.append(path)
            self._json(404, {"error": {"message": f"nothing is scripted for {path}"}})

    def _protocol(self, name: str, body: dict[str, Any]) -> None:
        if body.get("stream") and name in _STREAMS:
            events = [f"data: {json.dumps(event)}\n\n" for event in _STREAMS[name](body)]
            self._send(200, "text/event-stream", "".join([*events, "data: [DONE]\n\n"]).encode())
        else:
            self._json(200, _JSON[name](body))

    def _json(self, status: int, body: Any) -> None:
        self._send(status, "application/json", json.dumps(body).encode())

    def _send(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: tests that fail say enough."""

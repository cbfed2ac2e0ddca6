"""The loopback server's HTTP side: routes, authentication, streams that can be held or broken."""

from __future__ import annotations

import json
import select
import socket
import struct
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any

from tests.support import xinference_answers as answers
from tests.support.xinference_wire import Drop, ErrorEvent, Failure, Raw, Request, Silence, Status, parse

if TYPE_CHECKING:
    from tests.support.xinference_server import XinferenceServer

_TYPES = {
    "/v1/chat/completions": "LLM",
    "/v1/completions": "LLM",
    "/v1/embeddings": "embedding",
    "/v1/rerank": "rerank",
    "/v1/audio/transcriptions": "audio",
    "/v1/audio/speech": "audio",
}
_OPEN = ("/v1/cluster/auth",)


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"

    @property
    def context(self) -> XinferenceServer:
        """The server it belongs to."""
        return self.server.context  # type: ignore[attr-defined, no-any-return]

    def log_message(self, format: str, *args: object) -> None:
        """Prints nothing."""

    def do_GET(self) -> None:
        """Models and whether a key is asked for."""
        self._serve()

    def do_POST(self) -> None:
        """Everything that models do."""
        self._serve()

    def _serve(self) -> None:
        content = self.rfile.read(int(self.headers.get("content-length") or 0))
        body, files = parse(content, self.headers.get("content-type") or "")
        path = self.path.partition("?")[0]
        headers = {name.lower(): value for name, value in self.headers.items()}
        failure = self.context.record(Request(self.command, path, headers, body, files))
        if not self._failed(failure):
            self._answer(path, body, failure)

    def _failed(self, failure: Failure | None) -> bool:
        """Sends a failure that needs no answer of the model's; says whether it did."""
        match failure:
            case Status(status, body, headers):
                self._json(status, {"detail": f"scripted {status}"} if body is None else body, dict(headers))
            case Raw(text, type_):
                self._send(200, text.encode(), type_)
            case Silence(seconds):
                self.context.stopping.wait(seconds)
                self._break()
            case Drop(0):
                self._break()
            case _:
                return False
        return True

    def _answer(self, path: str, body: Any, failure: Failure | None) -> None:
        key = self.context.api_key
        if key is not None and path not in _OPEN and self.headers.get("authorization") != f"Bearer {key}":
            return self._json(401, {"detail": "Could not validate credentials"})
        if self.command == "GET":
            return self._model(path)
        if path not in _TYPES:
            return self._json(404, {"detail": "Not Found"})
        model = self.context.models.get(body["model"])
        if model is None:
            return self._json(400, {"detail": f"Model not found in the model list, uid: {body['model']}"})
        if model["model_type"] != _TYPES[path]:
            return self._json(500, {"detail": f"Model {model['model_name']} is not for {path}"})
        return self._call(path, body, failure)

    def _model(self, path: str) -> None:
        uid = path.removeprefix("/v1/models").removeprefix("/")
        models = self.context.models
        if path == "/v1/cluster/auth":
            self._json(200, {"auth": self.context.api_key is not None})
        elif not path.startswith("/v1/models"):
            self._json(404, {"detail": "Not Found"})
        elif not uid:
            data = [answers.description(one, model) for one, model in models.items()]
            self._json(200, {"object": "list", "data": data})
        elif uid in models:
            self._json(200, answers.description(uid, models[uid]))
        else:
            self._json(400, {"detail": f"Model not found in the model list, uid: {uid}"})

    def _call(self, path: str, body: Any, failure: Failure | None) -> None:
        match path, bool(body.get("stream")):
            case "/v1/chat/completions", False:
                self._json(200, answers.chat(body))
            case "/v1/completions", False:
                self._json(200, answers.completion(body))
            case "/v1/chat/completions", True:
                self._stream(path, "text/event-stream", _events(answers.chat_chunks(body), failure), failure)
            case "/v1/completions", True:
                self._stream(path, "text/event-stream", _events(answers.completion_chunks(body), failure), failure)
            case "/v1/embeddings", _:
                self._json(200, answers.embeddings(body))
            case "/v1/rerank", _:
                self._json(200, answers.rerank(body))
            case "/v1/audio/transcriptions", _:
                self._json(200, {"text": f"heard {len(body['file'])} bytes"})
            case _:
                self._stream(path, "audio/mpeg", answers.speech(body), failure)

    # ---- sending ----

    def _json(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        self._send(status, json.dumps(body).encode(), "application/json", headers)

    def _send(self, status: int, content: bytes, type_: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": type_, "Content-Length": str(len(content))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _stream(self, path: str, type_: str, chunks: Iterable[bytes], failure: Failure | None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", type_)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for number, chunk in enumerate(chunks):
            if isinstance(failure, Drop) and number == failure.after:
                return self._break(reset=False)
            if not self._passed(path, number) or not self._sent(chunk):
                self.context.aborted.append(path)
                self.close_connection = True
                return None
        self.wfile.write(b"0\r\n\r\n")
        return None

    def _sent(self, chunk: bytes) -> bool:
        try:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
        except OSError:
            return False
        return True

    def _passed(self, path: str, sent: int) -> bool:
        """Waits at the gate of a path; false if the client left meanwhile."""
        gate = self.context.gate(path, sent)
        while gate is not None and not gate.wait(0.01):
            readable, _, _ = select.select([self.connection], [], [], 0)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                return False
        return True

    def _break(self, *, reset: bool = True) -> None:
        """Ends the connection in the middle of whatever was said.

        A reset, as of a crash, takes with it what the client has not read yet; without one, it reads that first.
        """
        if reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        else:
            self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True


def _events(chunks: Iterator[dict[str, Any]], failure: Failure | None) -> Iterator[bytes]:
    """Server-sent events; an error event instead of the rest if it shall fail so."""
    for number, chunk in enumerate(chunks):
        if isinstance(failure, ErrorEvent) and number == failure.after:
            yield _event({"error": failure.message})
            return
        yield _event(chunk)
    yield b"data: [DONE]\n\n"


def _event(data: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(data).encode() + b"\n\n"

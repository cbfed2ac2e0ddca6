"""A scripted server on a loopback socket: it answers byte for byte what a test wants, and remembers what it was asked.

    with Loopback() as server:
        server.reply(answer(429, {"error": {"message": "slow down"}}), answer(200, {"ok": True}))
        ...
        assert server.requests[0].headers["authorization"] == "Bearer k"

Replies are used up in order; the last one stays. It imports only the standard library.
"""

from __future__ import annotations

import json
import socket
import socketserver
import struct
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from io import BufferedIOBase
from typing import Any, Self

type Part = bytes | float | threading.Event | None
"""Bytes to send, seconds to wait, an event to wait for, or None: break the connection."""


class Bare(bytes):
    """Bytes that are sent as they are, without the frame of a chunk."""


@dataclass(frozen=True)
class Request:
    """What the server was asked; header names are lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    connection: int

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """An answer. `parts` are sent one after the other; `chunked` frames each as a chunk, otherwise the end closes."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    parts: Iterable[Part] = ()
    chunked: bool = True


def answer(status: int, body: Any, **headers: str) -> Reply:
    """An answer of JSON, or of HTML if the body is a text."""
    is_text = isinstance(body, str)
    content = body.encode() if is_text else json.dumps(body).encode()
    kind = "text/html" if is_text else "application/json"
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(
        status, {"Content-Type": kind, "Content-Length": str(len(content)), **named}, (content,), chunked=False
    )


def stream(*parts: Part, content_type: str = "text/event-stream") -> Reply:
    """A stream of events, each part in a chunk of its own."""
    return Reply(200, {"Content-Type": content_type}, parts)


class Loopback:
    """The server. `url` is its address; `closed` is set when a client gave up during an answer."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.closed = threading.Event()
        self._replies: list[Reply | Callable[[Request], Reply]] = []
        self._connections = 0
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            disable_nagle_algorithm = True

            def handle(self) -> None:
                outer._connections += 1
                number = outer._connections
                while outer._serve(self.connection, self.rfile, number):
                    pass

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, *_: object) -> None:
                """A client that goes away is no error here."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def reply(self, *replies: Reply | Callable[[Request], Reply]) -> None:
        """Sets the answers to come."""
        self._replies = list(replies)

    def _serve(self, connection: socket.socket, source: BufferedIOBase, number: int) -> bool:
        """Answers one request; whether the connection stays."""
        line = source.readline().decode().split()
        if len(line) < 2:
            return False
        headers: dict[str, str] = {}
        while raw := source.readline().decode("latin-1").strip():
            name, _, value = raw.partition(":")
            headers[name.lower()] = value.strip()
        body = source.read(int(headers.get("content-length", "0")))
        request = Request(line[0], line[1], headers, body, number)
        self.requests.append(request)
        reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        return self._send(connection, reply(request) if callable(reply) else reply)

    def _send(self, connection: socket.socket, reply: Reply) -> bool:
        framing = {"Transfer-Encoding": "chunked"} if reply.chunked else {}
        keeps = reply.chunked or "Content-Length" in reply.headers
        head = "".join(f"{name}: {value}\r\n" for name, value in {**reply.headers, **framing}.items())
        try:
            connection.sendall(f"HTTP/1.1 {reply.status} Scripted\r\n{head}\r\n".encode("latin-1"))
            for part in reply.parts:
                if part is None:
                    return False
                if not isinstance(part, bytes):
                    _wait(part, connection)
                elif part:
                    framed = reply.chunked and not isinstance(part, Bare)
                    connection.sendall(b"%x\r\n%s\r\n" % (len(part), part) if framed else part)
            if reply.chunked:
                connection.sendall(b"0\r\n\r\n")
        except OSError:
            self.closed.set()
            return False
        return keeps


def _wait(part: float | threading.Event, connection: socket.socket) -> None:
    """Waits; raises OSError as soon as the client has gone."""
    until = time.monotonic() + (part if isinstance(part, float | int) else 5.0)
    while time.monotonic() < until and not (isinstance(part, threading.Event) and part.is_set()):
        connection.settimeout(0.02)
        try:
            if connection.recv(1, socket.MSG_PEEK) == b"":
                raise BrokenPipeError
        except TimeoutError:
            pass
        finally:
            connection.settimeout(None)


def reset(connection: socket.socket) -> None:
    """Breaks a connection off so that the other side notices at once."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

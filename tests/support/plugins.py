"""A generated plugin, run as Dify runs it, and asked with the daemon's own messages.

Three ways in, one interface: `Serverless` (HTTP on a loopback port), `Stdio` (one line a message on standard input and
output, as in the daemon's local runtime), `InProcess` (the SDK's registration and executor in a process whose working
directory is the plugin). Each is a context manager around one process that serves one plugin.
"""

from __future__ import annotations

import json
import os
import queue
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

START_SECONDS = 60
ANSWER_SECONDS = 30
WORKER = Path(__file__).with_name("inprocess_worker.py")


@dataclass(eq=False)
class PluginError(Exception):
    """What the plugin answered instead of a result."""

    type: str
    message: str
    args_: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.type}: {self.message}"


class Plugin:
    """One running plugin. `stream` yields the data of each answer as it comes, `ask` returns them all.

    `app_id` is the app of Dify that asks; None for a call outside of one.
    """

    provider: str
    app_id: str | None = None

    def stream(self, action: str, **data: Any) -> Iterator[dict[str, Any]]:
        """The answers to one request; `PluginError` where the plugin reports one."""
        error: PluginError | None = None
        for event in self._events(message(self.provider, action, data, self.app_id)):
            if event.get("event") != "session":
                continue
            kind, content = event["data"]["type"], event["data"].get("data")
            if kind == "error":
                error = PluginError(content["error_type"], content["message"], content.get("args") or {})
            elif kind == "stream":
                yield content
        if error:
            raise error

    def ask(self, action: str, **data: Any) -> list[dict[str, Any]]:
        """All answers to one request."""
        return list(self.stream(action, **data))

    def _events(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        raise NotImplementedError


def message(provider: str, action: str, data: dict[str, Any], app_id: str | None = None) -> dict[str, Any]:
    """The daemon's request message."""
    return {
        "session_id": "s-1",
        "conversation_id": None,
        "message_id": None,
        "app_id": app_id,
        "endpoint_id": None,
        "context": {},
        "event": "request",
        "data": {"user_id": "u-1", "type": "model", "action": action, "provider": provider, **data},
    }


def start(folder: Path, method: str, **env: str) -> subprocess.Popen[bytes]:
    """``python -m main`` in the plugin's folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "main"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "INSTALL_METHOD": method, "PYTHONDONTWRITEBYTECODE": "1", **env},
    )


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the process; the SDK spins on a closed input, so it is killed."""
    process.kill()
    process.wait(timeout=10)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            pipe.close()


class Serverless(Plugin):
    """The plugin as an HTTP service."""

    def __init__(self, folder: Path, provider: str) -> None:
        self.provider = provider
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = int(free.getsockname()[1])

    def __enter__(self) -> Self:
        self._process = start(self._folder, "serverless", SERVERLESS_HOST="127.0.0.1", SERVERLESS_PORT=str(self._port))
        threading.Thread(target=_drain, args=(self._process.stdout,), daemon=True).start()
        self._said: list[bytes] = []
        threading.Thread(target=_drain, args=(self._process.stderr, self._said), daemon=True).start()
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self._process.poll() is not None:
                raise AssertionError(f"the plugin ended: {b''.join(self._said).decode()}")
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/health", timeout=2):
                    return self
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the plugin did not start")

    def __exit__(self, *_: object) -> None:
        stop(self._process)

    def _events(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        call = urllib.request.Request(
            f"http://127.0.0.1:{self._port}/invoke",
            json.dumps(request).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(call, timeout=ANSWER_SECONDS) as answer:
            for line in answer:
                if line.strip():
                    yield json.loads(line)


class _Lines(Plugin):
    """A plugin that is spoken to in lines."""

    _ready = "heartbeat"

    def __init__(self, folder: Path, provider: str) -> None:
        self.provider = provider
        self._folder = folder
        self._lines: queue.Queue[bytes | None] = queue.Queue()
        self.first: dict[str, Any] = {}

    def _start(self) -> subprocess.Popen[bytes]:
        return start(self._folder, "local")

    def __enter__(self) -> Self:
        self._process = self._start()
        self._said: list[bytes] = []
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=_drain, args=(self._process.stderr, self._said), daemon=True).start()
        self.first = self._next(START_SECONDS)
        while self.first.get("event") != self._ready and self._next(START_SECONDS).get("event") != self._ready:
            pass
        return self

    def __exit__(self, *_: object) -> None:
        stop(self._process)

    @property
    def said(self) -> str:
        """What it wrote to standard error so far: its log."""
        return b"".join(self._said).decode()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def _next(self, seconds: float) -> dict[str, Any]:
        line = self._lines.get(timeout=seconds)
        if line is None:
            raise AssertionError(f"the plugin ended: {self.said}")
        if not line.strip():
            return {}
        found: dict[str, Any] = json.loads(line)
        return found

    def _events(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()
        while True:
            event = self._next(ANSWER_SECONDS)
            if event.get("event") == "error":
                raise AssertionError(event)
            yield event
            if event.get("event") == "session" and event["data"]["type"] == "end":
                return


class Stdio(_Lines):
    """The plugin over standard input and output."""


class InProcess(_Lines):
    """The SDK's own registration and executor, without a transport of messages around them."""

    _ready = "ready"
    worker = WORKER

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, str(self.worker)],
            cwd=self._folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )


def _drain(pipe: Any, into: list[bytes] | None = None) -> None:
    try:
        for line in pipe:
            if into is not None:
                into.append(line)
    except ValueError:  # closed by `stop`
        return

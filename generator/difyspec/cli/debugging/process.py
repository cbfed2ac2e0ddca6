"""A plugin run as Dify runs it: ``python -m main``, one JSON a line over standard input and output."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

START_SECONDS = 60.0
_STOP_SECONDS = 3.0
_KEPT_LINES = 5  # of what the plugin wrote to stderr, for when it dies


class PluginError(Exception):
    """What a plugin answered instead of a result; `kind` is the name of the exception it raised."""

    def __init__(self, kind: str, message: str, trace: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.trace = trace


class PluginDiedError(Exception):
    """The plugin's process ended, or never answered; the text ends a sentence and says what it wrote last."""


class PluginProcess:
    """A running plugin. To be used in a ``with`` block, since it would run on for ever.

    `log` is told every line that is no answer.
    """

    def __init__(self, python: str, plugin: Path, log: Callable[[str], None]) -> None:
        self._log = log
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._last: deque[str] = deque(maxlen=_KEPT_LINES)
        self._session = 0
        self._process = subprocess.Popen(
            [python, "-m", "main"],
            cwd=plugin,
            env=environment({"INSTALL_METHOD": "local"}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        for pump in (self._pump_answers, self._pump_errors):
            threading.Thread(target=pump, daemon=True).start()

    def __enter__(self) -> Self:
        try:
            self._await_start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def call(self, data: Mapping[str, Any]) -> Iterator[Any]:
        """Sends one request; what is streamed back, as it comes. Raises `PluginError` and `PluginDiedError`."""
        self._session += 1
        session = f"debug-{self._session}"
        request = {"session_id": session, "event": "request", "context": {}, "data": {"user_id": "debug", **data}}
        self._write(json.dumps({**dict.fromkeys(_UNUSED), **request}, ensure_ascii=False))
        while True:
            message = self._next(None)
            if message.get("session_id") != session:
                continue
            answer = message.get("data") or {}
            if answer.get("type") == "end":
                return
            if answer.get("type") == "error":
                raise _error(answer.get("data") or {})
            yield answer.get("data")

    def result(self, data: Mapping[str, Any]) -> Any:
        """Sends a request that has one answer; that answer, or None."""
        return next(iter(list(self.call(data))), None)

    def close(self) -> None:
        """Ends the process. It has nothing to save, and the SDK would take seconds to heed a request."""
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):
            self._process.stdin and self._process.stdin.close()

    def _await_start(self) -> None:
        """Waits for the first heartbeat: only then are requests read."""
        deadline = time.monotonic() + START_SECONDS
        while self._next(deadline).get("event") != "heartbeat":
            continue

    def _next(self, deadline: float | None) -> dict[str, Any]:
        """The next message of the plugin; other lines are logged."""
        while True:
            try:
                line = self._lines.get(timeout=None if deadline is None else max(deadline - time.monotonic(), 0.01))
            except queue.Empty:
                raise PluginDiedError(f"it did not start within {START_SECONDS:.0f} s") from None
            if line is None:
                raise PluginDiedError(self._obituary())
            message = _message(line)
            if message is not None and message.get("event") != "log":
                return message
            self._log(line)

    def _write(self, line: str) -> None:
        assert self._process.stdin is not None  # noqa: S101  # it was opened as a pipe
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except OSError:
            raise PluginDiedError(self._obituary()) from None

    def _pump_answers(self) -> None:
        for line in self._process.stdout or ():
            if line.strip():
                self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def _pump_errors(self) -> None:
        for line in self._process.stderr or ():
            self._last.append(line.rstrip("\n"))
            self._log(line.rstrip("\n"))

    def _obituary(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_STOP_SECONDS)
        time.sleep(0.05)  # the other pump may still hold its last lines
        said = next((line.strip() for line in reversed(self._last) if line.strip()), "")
        return f"it ended with code {self._process.returncode}" + (f" and said last: {said}" if said else "")


_UNUSED = ("conversation_id", "message_id", "app_id", "endpoint_id")


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of a plugin's process: ours, without settings of another run and without writing bytecode.

    A folder of generated files stays as it was generated.
    """
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("REMOTE_INSTALL_")}
    return {**inherited, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1", **settings}


def _message(line: str) -> dict[str, Any] | None:
    try:
        message = json.loads(line)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None


def _error(data: Mapping[str, Any]) -> PluginError:
    args = data.get("args") or {}
    message = str(args.get("description") or data.get("message") or "no reason given")
    return PluginError(str(data.get("error_type") or "error"), message, str(args.get("traceback") or ""))

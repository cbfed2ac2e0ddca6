"""A plugin in a process of its own, with its network, clock and chance scripted."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from difyspec.conform.compare import Run

WORKER = Path(__file__).with_name("worker")
_KEPT_LINES = 5
_STOP_SECONDS = 3.0
_START_SECONDS = 60.0
_SPARE_SECONDS = 30.0  # the worker itself ends a case at its limit; this much later the process is stuck


class UnusableError(Exception):
    """A plugin that cannot be loaded, or whose process ended; the text is a sentence that names its folder."""

    def __init__(self, plugin: Path, why: str) -> None:
        super().__init__(f"The plugin in {plugin.as_posix()} does not run: {why}.")


class PluginProcess:
    """A plugin, loaded. To be used in a ``with`` block.

    `python` is an interpreter that has what the plugin needs, `limit` how many seconds a case may take. After entering,
    `types` are the model types that the plugin has classes for, `python_version` and `versions` what it runs with.
    """

    def __init__(self, python: str, plugin: Path, limit: float = 60.0) -> None:
        self.folder = plugin
        self._limit = limit
        self._home = tempfile.mkdtemp(prefix="difyspec-conform-")
        self._last: deque[str] = deque(maxlen=_KEPT_LINES)
        self._late: float | None = None
        self.types: tuple[str, ...] = ()
        self.python_version = ""
        self.versions: dict[str, str] = {}
        self._process = subprocess.Popen(
            [python, str(WORKER)],
            cwd=plugin,
            env=_environment(self._home),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        self._pump = threading.Thread(target=self._pump_errors, daemon=True)
        self._pump.start()

    def __enter__(self) -> Self:
        try:
            loaded = self._read(_START_SECONDS)
        except BaseException:
            self.close()
            raise
        self.types = tuple(loaded["types"])
        self.python_version = loaded["python"]
        self.versions = loaded["versions"]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, case: Mapping[str, Any]) -> Run:
        """Carries out a case, as `worker` understands it. Raises `UnusableError` if the process ends."""
        self._write({"case": case, "limit": self._limit})
        return run_of(self._read(self._limit + _SPARE_SECONDS))

    def declarations(self) -> dict[str, Any]:
        """What the plugin declares, as the SDK understands it: forms, and models by type."""
        self._write({"ask": "declarations"})
        return self._read(_START_SECONDS)

    def close(self) -> None:
        """Ends the process and removes its home folder."""
        self._process.kill()
        self._process.wait()
        self._pump.join(_STOP_SECONDS)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def _write(self, message: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None  # noqa: S101  # it was opened as a pipe
        with contextlib.suppress(OSError):  # the answer will be missing, and its absence explained
            self._process.stdin.write(json.dumps(message) + "\n")
            self._process.stdin.flush()

    def _read(self, seconds: float) -> dict[str, Any]:
        """The next line of the process, which is ended if it takes too long."""
        assert self._process.stdout is not None  # noqa: S101  # it was opened as a pipe
        watch = threading.Timer(seconds, self._stop, (seconds,))
        watch.daemon = True
        watch.start()
        line = self._process.stdout.readline()
        watch.cancel()
        if not line:
            raise UnusableError(self.folder, self._obituary())
        told: dict[str, Any] = json.loads(line)
        if told.get("event") == "broken":
            raise UnusableError(self.folder, f"{told['kind']}: {' '.join(str(told['message']).split())}")
        return told

    def _stop(self, seconds: float) -> None:
        self._late = seconds
        self._process.kill()

    def _pump_errors(self) -> None:
        with contextlib.suppress(ValueError):  # closed while it is read
            for line in self._process.stderr or ():
                if line.strip():
                    self._last.append(line.strip())

    def _obituary(self) -> str:
        if self._late is not None:
            return f"it did not answer within {self._late:.0f} seconds"
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_STOP_SECONDS)
        self._pump.join(_STOP_SECONDS)
        said = f" and said last: {self._last[-1]}" if self._last else ""
        return f"its process ended with code {self._process.returncode}{said}"


def run_of(told: Mapping[str, Any]) -> Run:
    """What a worker tells of one record."""
    return Run(
        tuple(told["exchanges"]),
        told["outcome"],
        escaped=tuple(told.get("escaped") or ()),
        fillers=int(told.get("fillers") or 0),
        concurrent=bool(told.get("concurrent")),
    )


_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy")
_UNSTEADY = (*_PROXIES, "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "PYTHONPATH")


def _environment(home: str) -> dict[str, str]:
    """Ours, without what would make a case go differently on another machine, and without writing bytecode."""
    ours = {name: value for name, value in os.environ.items() if name not in _UNSTEADY}
    settings = {"HOME": home, "DIFYSPEC_CONFORM_HOME": home, "TIKTOKEN_CACHE_DIR": "", "INSTALL_METHOD": "local"}
    return {**ours, **settings, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "TZ": "UTC"}

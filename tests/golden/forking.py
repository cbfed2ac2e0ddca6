"""Plugins in the worker of `difyspec.conform`, in processes that are forked from one that has the SDK loaded."""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

from difyspec.conform.compare import Run
from difyspec.conform.process import WORKER, run_of
from difyspec.conform.records import Record

from tests.golden.zygote import receive, send

ZYGOTE = Path(__file__).with_name("zygote.py")


class BrokenError(Exception):
    """A plugin that the SDK does not load."""


class Zygote:
    """The process that plugins are forked from. To be used in a ``with`` block."""

    def __init__(self) -> None:
        self._home = tempfile.TemporaryDirectory()
        home = self._home.name
        settings = {"HOME": home, "DIFYSPEC_CONFORM_HOME": home, "TIKTOKEN_CACHE_DIR": "", "INSTALL_METHOD": "local"}
        steady = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "TZ": "UTC"}
        self._process = subprocess.Popen(
            [sys.executable, str(ZYGOTE), str(WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={"PATH": "/usr/bin:/bin", **settings, **steady},
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
        for pipe in (self._to, self._from):  # where the SDK is loaded, gevent made them return at once
            os.set_blocking(pipe, True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process and removes its home folder."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        with contextlib.suppress(OSError):
            self._home.cleanup()

    def runs(self, plugin: Path, wanted: Iterable[Record], together: bool = False) -> Generator[tuple[Record, Run]]:
        """What a plugin does in the cases of records, one after the other. Raises `BrokenError`.

        Those that run `together` share a process: quick, and a hint rather than a proof. Whoever does not take all of
        them closes this before asking for others.
        """
        send(self._to, {"plugin": str(plugin), "together": together})
        loaded = receive(self._from) or {}
        if loaded.get("event") != "loaded":
            raise BrokenError(f"{loaded.get('kind')}: {loaded.get('message')}")
        try:
            for record in wanted:
                send(self._to, dict(record.data))
                told = receive(self._from) or {}
                if "exchanges" not in told:
                    raise BrokenError(f"{record.id}: {told}")
                yield record, run_of(told)
        finally:
            send(self._to, {})


@cache
def zygote() -> Zygote:
    """One for all tests; it ends with them."""
    found = Zygote()
    atexit.register(found.close)
    return found

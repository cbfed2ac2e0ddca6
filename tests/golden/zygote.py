"""A process that has the SDK loaded and forks for each plugin: a plugin is up in the time that its own files take.

Started by path. Frames on standard input and output: eight bytes of length, then JSON. ``{"plugin": FOLDER}`` is
answered with ``{"event": "loaded"}`` or why it is not; cases follow, each answered as `difyspec.conform` does, until
``{}`` ends the plugin. Each case has a process of its own, unless the first frame says ``"together": true``: then they
share one, which takes a tenth of the time, and a case may find what another left.

Plugins that follow each other are nearly the same, so each content of a file is parsed once, before the process forks.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pickle
import runpy
import signal
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any, TextIO

import yaml

HEAD = 8
LIMIT = 60.0  # seconds a case may take


def receive(source: int) -> dict[str, Any] | None:
    """The next frame; None where there is no more."""
    length = int.from_bytes(_exactly(source, HEAD), "big")
    found: dict[str, Any] | None = json.loads(_exactly(source, length)) if length else None
    return found


def send(target: int, frame: dict[str, Any]) -> None:
    """Writes a frame."""
    content = json.dumps(frame, default=str).encode()
    left = memoryview(len(content).to_bytes(HEAD, "big") + content)
    while left:
        left = left[os.write(target, left) :]


def _exactly(source: int, length: int) -> bytes:
    pieces = b""
    while len(pieces) < length and (piece := os.read(source, length - len(pieces))):
        pieces += piece
    return pieces


class Parsed:
    """What the parsers of Python and of YAML made of texts, so that they need not do it again."""

    def __init__(self) -> None:
        self._code: dict[bytes, CodeType] = {}
        self._data: dict[str, bytes] = {}

    def learn(self, plugin: Path) -> None:
        """Parses what a plugin has that is new. A file that cannot be parsed is left to whoever loads it."""
        for folder, _, names in os.walk(plugin):
            for name in names:
                with contextlib.suppress(SyntaxError, ValueError, yaml.YAMLError):
                    if name.endswith(".py"):
                        self._learn_code(Path(folder, name))
                    elif name.endswith(".yaml"):
                        self._learn_data(Path(folder, name).read_text("utf-8"))

    def _learn_code(self, path: Path) -> None:
        content = path.read_bytes()
        if content not in self._code:
            self._code[content] = compile(content, path, "exec", dont_inherit=True)

    def _learn_data(self, text: str) -> None:
        if text not in self._data:
            self._data[text] = pickle.dumps(yaml.safe_load(text))

    def lend(self) -> None:
        """Has the parsers of this process look here first. Not to be undone: it is for a process that ends."""
        parse, load = SourceFileLoader.source_to_code, yaml.safe_load
        code, data = self._code, self._data

        def source_to_code(loader: Any, content: bytes, path: str, **options: Any) -> CodeType:
            return code.get(bytes(content)) or parse(loader, content, path, **options)

        def safe_load(stream: TextIO | str) -> Any:
            text = stream if isinstance(stream, str) else stream.read()
            return pickle.loads(data[text]) if text in data else load(text)

        setattr(SourceFileLoader, "source_to_code", source_to_code)  # noqa: B010  # mypy knows better
        setattr(yaml, "safe_load", safe_load)  # noqa: B010


def main() -> None:
    """Loads everything but a plugin, then serves."""
    source, target = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    serving = _worker(Path(sys.argv[1]))
    parsed = Parsed()
    while (asked := receive(source)) is not None:
        if not asked:  # the end of a plugin that had ended before
            continue
        parsed.learn(Path(asked["plugin"]))
        child = os.fork()
        if child == 0:
            try:
                parsed.lend()
                _serve(serving, asked, source, target)
            except BaseException as error:  # noqa: BLE001  # who waits must be told
                send(target, {"event": "broken", "kind": type(error).__name__, "message": str(error)})
            finally:
                os._exit(0)
        if os.waitpid(child, 0)[1]:
            send(target, {"event": "broken", "kind": "Crash", "message": "its process was ended"})


def _worker(folder: Path) -> Any:
    """What serves in the worker of `difyspec.conform`, its network and its clock scripted, the SDK loaded."""
    sys.path[:] = [one for one in sys.path if Path(one or ".").resolve() != Path(__file__).resolve().parent]
    serving = runpy.run_path(str(folder / "__main__.py"), run_name="starting")["serving"]()
    serving.prepare()
    for name in ("dify_plugin.config.config", "dify_plugin.core.plugin_registration"):
        importlib.import_module(name)
    gc.freeze()
    return serving


def _serve(serving: Any, asked: dict[str, Any], source: int, target: int) -> None:
    os.chdir(asked["plugin"])
    plugin = serving.Plugin()
    serving.settle()
    together = bool(asked.get("together"))
    if together:
        del os.fork  # what carries out cases does it in this process then
    send(target, {"event": "loaded"})
    while case := receive(source):
        signal.setitimer(signal.ITIMER_REAL, LIMIT if together else 0.0)  # ends the process
        found = serving.carried_out(plugin, case, LIMIT)
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        send(target, found)


if __name__ == "__main__":
    main()

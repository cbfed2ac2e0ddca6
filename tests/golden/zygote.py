"""A process that has the SDK loaded and forks for each plugin: a plugin is up in the time that its own files take.

Started by path. Frames on standard input and output: eight bytes of length, then JSON. ``{"plugin": FOLDER}`` is
answered with ``{"event": "loaded"}`` or why it is not; cases follow, each answered as `difyspec.conform` does, until
``{}`` ends the plugin.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import sys
from pathlib import Path
from typing import Any

HEAD = 8


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


def main() -> None:
    """Loads everything but a plugin, then serves."""
    source, target = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    serving = _worker(Path(sys.argv[1]))
    while (asked := receive(source)) is not None:
        if not asked:  # the end of a plugin that had ended before
            continue
        child = os.fork()
        if child == 0:
            try:
                _serve(serving, asked["plugin"], source, target)
            except BaseException as error:  # noqa: BLE001  # who waits must be told
                send(target, {"event": "broken", "kind": type(error).__name__, "message": str(error)})
            finally:
                os._exit(0)
        os.waitpid(child, 0)


def _worker(folder: Path) -> Any:
    """What serves in the worker of `difyspec.conform`, its network and its clock scripted, the SDK loaded."""
    sys.path[:] = [one for one in sys.path if Path(one or ".").resolve() != Path(__file__).resolve().parent]
    serving = runpy.run_path(str(folder / "__main__.py"), run_name="starting")["serving"]()
    serving.prepare()
    for name in ("dify_plugin.config.config", "dify_plugin.core.plugin_registration"):
        importlib.import_module(name)
    gc.freeze()
    return serving


def _serve(serving: Any, folder: str, source: int, target: int) -> None:
    os.chdir(folder)
    plugin = serving.Plugin()
    serving.settle()
    send(target, {"event": "loaded"})
    while case := receive(source):
        send(target, serving.carried_out(plugin, case, 60.0))


if __name__ == "__main__":
    main()

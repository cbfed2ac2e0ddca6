"""The conversation with difyspec: one JSON a line in, one JSON a line out."""

from __future__ import annotations

import contextlib
import gc
import json
import logging
import os
import platform
import shutil
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TextIO

from . import edge, steady, tape
from .declared import declarations
from .isolate import CaseDiedError, CaseTimeoutError, isolated
from .outcome import outcome
from .plugin import Plugin
from .recorded import Recorded
from .scripted import Scripted
from .steady import clock, tokenizers
from .warm import imported_since, warm

_TOLD = ("dify_plugin", "httpx", "requests", "openai", "urllib3")


def serve() -> None:
    """Loads the plugin, says so, and answers until the input ends. What a plugin prints goes to stderr."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    prepare()
    try:
        plugin = Plugin()
    except Exception as error:  # noqa: BLE001  (any mistake of a plugin shows here first)
        _say(out, {"event": "broken", "kind": type(error).__name__, "message": str(error)})
        return
    settle()
    _say(
        out, {"event": "loaded", "types": plugin.types(), "python": platform.python_version(), "versions": _versions()}
    )
    for line in sys.stdin:
        asked = json.loads(line)
        if asked.get("ask") == "declarations":
            _say(out, declarations(plugin))
        else:
            _say(out, carried_out(plugin, asked["case"], float(asked["limit"])))


def prepare() -> None:
    """Before a plugin is loaded: no network but a scripted one, and a clock that stands still."""
    logging.disable(logging.CRITICAL)
    edge.close()
    steady.hold()


def settle() -> None:
    """After a plugin was loaded."""
    tokenizers.replace_transformers()
    gc.collect()
    gc.freeze()  # forked processes share what is loaded


def carried_out(plugin: Plugin, case: Mapping[str, Any], limit: float) -> dict[str, Any]:
    """Exchanges and outcome of a case; `limit` is how many seconds it may take."""
    known = frozenset(sys.modules)
    try:
        ended = isolated(lambda: _run(plugin, case, known), limit)
        warm(ended.pop("imported"))
        return ended
    except CaseTimeoutError:
        return _lost("Timeout", f"it did not end within {limit:.0f} s")
    except CaseDiedError:
        return _lost("Crash", "its process ended")
    finally:
        _empty(Path.home())


def _run(plugin: Plugin, case: Mapping[str, Any], known: frozenset[str]) -> dict[str, Any]:
    clock.wind()
    server = Recorded(case["exchanges"]) if "exchanges" in case else Scripted(case.get("scenario") or {})
    running = tape.insert(tape.Tape(server.answer))
    ended = outcome(plugin, case)
    return {
        "outcome": ended,
        "exchanges": running.exchanges,
        "escaped": sorted(set(running.escaped)),
        "fillers": server.fillers,
        "concurrent": running.concurrent,
        "imported": imported_since(known, plugin.folder),
    }


def _lost(kind: str, message: str) -> dict[str, Any]:
    return {"exchanges": [], "outcome": {"ok": False, "error_class": kind, "message": message}, "escaped": []}


def _empty(home: Path) -> None:
    """Removes what a case left in the home folder, which is a temporary one."""
    if home == Path(os.environ.get("DIFYSPEC_CONFORM_HOME", "/nowhere")):
        for left in home.iterdir():
            shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


def _versions() -> dict[str, str]:
    found = {}
    for name in _TOLD:
        with contextlib.suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _say(out: TextIO, message: dict[str, Any]) -> None:
    out.write(json.dumps(message, default=str) + "\n")
    out.flush()

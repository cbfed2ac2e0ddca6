"""The plugin, loaded by the SDK as Dify loads it, and the server it talks to."""

from __future__ import annotations

# isort: off
# The SDK patches sockets and threads, so it comes before everything that uses them.
import dify_plugin  # noqa: F401

# isort: on
import os
import sys
from collections.abc import Iterator

import pytest

from .detour import detour
from .expected import PLUGIN
from .plugin import Plugin
from .scripted_server import ScriptedServer


@pytest.fixture(scope="session")
def plugin() -> Plugin:
    """The plugin. The SDK reads it from the working directory, once per process."""
    os.chdir(PLUGIN)
    if str(PLUGIN) not in sys.path:
        sys.path.insert(0, str(PLUGIN))
    return Plugin()


@pytest.fixture
def server(plugin: Plugin, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedServer]:  # noqa: ARG001
    """A fresh server: whatever address the plugin calls, it answers, and nobody waits before a second try."""
    monkeypatch.setattr("runtime.http.Retry.pause", lambda *_: 0.0)
    with ScriptedServer() as running:
        detour(monkeypatch, running.port)
        yield running

"""Plugins in processes of their own, and the command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from difyspec.conform import compare
from difyspec.conform.process import PluginProcess

from tests.conform.handwritten import FIXTURES
from tests.support.commands import Ran, Run

type Ask = Callable[..., compare.Run]


@pytest.fixture(scope="module")
def probe() -> Iterator[PluginProcess]:
    """The plugin whose model does what its name says."""
    with PluginProcess(sys.executable, FIXTURES / "probe", limit=20) as process:
        yield process


@pytest.fixture
def ask(probe: PluginProcess) -> Ask:
    """Asks the model of a name, with the answers that a recording would have; none: nobody answers."""

    def asked(model: str, *responses: dict[str, Any], **request: Any) -> compare.Run:
        made: dict[str, Any] = {
            "method": "POST",
            "url": "https://probe.example.test/v1/chat/completions",
            "headers": {},
            "body": None,
        }
        exchanges = [{"request": {**made, **request}, "response": one} for one in responses]
        args = {"prompt_messages": [{"role": "user", "content": "hi"}]}
        case = {"model_type": "llm", "action": "invoke", "model": model, "credentials": {"api_key": "k"}, "args": args}
        return probe.run({**case, "exchanges": exchanges})

    return asked


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


@pytest.fixture
def run(project: Path, tmp_path: Path) -> Run:
    """Runs ``difyspec`` in the project, in a process of its own."""

    def command(*arguments: str, **more: str) -> Ran:
        settings = {**os.environ, "DIFYSPEC_CACHE_DIR": str(tmp_path / "cache"), **more}
        wanted = [sys.executable, "-m", "difyspec.cli", *arguments]
        done = subprocess.run(wanted, cwd=project, env=settings, capture_output=True, text=True, timeout=300)
        assert "Traceback" not in done.stdout + done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return command

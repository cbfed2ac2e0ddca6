"""``debug`` on a generated plugin, in Dify's own SDK, against a server."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.xinference_server import XinferenceServer

SPEC = Path(__file__).parents[2] / "spec/xinference"


@pytest.fixture
def xinference(run: Run, project: Path) -> Path:
    """The project with the plugin of Xinference."""
    shutil.copytree(SPEC, project / "spec/xinference")
    done = run("generate")
    assert done.code == 0, done.out
    return project


def test_answers_stream_in(run: Run, xinference: Path) -> None:
    with XinferenceServer(api_key="key") as server:
        form = [f"server_url={server.url}", "api_key=key", "model_uid=chat"]
        given = [part for one in form for part in ("--credential", one)]
        done = run("debug", "xinference", *given, "--model", "mine", "--message", "Hello there")
        assert (done.code, done.out) == (0, "Echo: Hello there\n"), done.err
        assert "learned context_length: 8192" in done.err
        assert run("check").code == 0, "running a plugin leaves nothing in it"
        given[3] = "api_key=wrong"
        done = run("debug", "xinference", *given, "--model", "mine", "--message", "Hello there")
        assert (done.code, done.out) == (1, "")
        assert "CredentialsValidateFailedError" in done.err
        assert "Traceback" not in done.err

"""No case knows of another, of the machine or of the time; and none can hold up the rest."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from difyspec.conform.process import PluginProcess, UnusableError

from tests.conform.conftest import Ask
from tests.conform.handwritten import FIXTURES, change, fjord

HI = {"prompt_messages": [{"role": "user", "content": "hi"}]}


def test_each_case_finds_a_fresh_process_and_home(ask: Ask) -> None:
    assert [ask("count").outcome["result"]["text"] for _ in range(3)] == ["1 1"] * 3


def test_time_chance_and_identifiers_are_the_same_each_time(ask: Ask) -> None:
    first, second = (json.loads(ask("chance").outcome["result"]["text"]) for _ in range(2))
    assert first == second
    assert first[0] == 1750000000.0
    assert first[3] is None


def test_what_a_plugin_prints_does_no_harm(ask: Ask) -> None:
    assert ask("noisy").outcome["result"]["text"] == "quiet"


def test_a_case_that_dies_is_told_and_the_next_one_goes_on(ask: Ask) -> None:
    assert ask("die").outcome == {"ok": False, "error_class": "Crash", "message": "its process ended"}
    assert ask("count").outcome["ok"]


def test_a_case_that_hangs_is_ended() -> None:
    with PluginProcess(sys.executable, FIXTURES / "probe", limit=2.0) as process:
        case: dict[str, Any] = {
            "model_type": "llm",
            "action": "invoke",
            "model": "hang",
            "credentials": {},
            "args": HI,
            "exchanges": [],
        }
        assert process.run(case).outcome["error_class"] == "Timeout"
        assert process.run({**case, "model": "count"}).outcome["ok"]


def test_requests_without_end_are_ended(ask: Ask) -> None:
    done = ask("endless", {"status": 200, "headers": {}, "json": {}}, method="GET")
    assert "more than 250 requests" in done.outcome["message"]


def test_what_validation_learns_is_kept_apart(probe: PluginProcess) -> None:
    about = {"model_type": "provider", "action": "validate_provider", "model": None}
    done = probe.run({**about, "args": {}, "exchanges": [], "credentials": {"api_key": "k"}})
    assert done.outcome == {"ok": True, "result": {}, "credentials_after": {"learned": "yes"}}


def test_a_plugin_that_cannot_be_loaded_says_why(tmp_path: Path) -> None:
    folder = fjord(tmp_path / "plugin")
    change(folder, "models/llm/llm.py", "from dify_plugin import", "from nowhere import")
    with pytest.raises(UnusableError, match=r"does not run: .*No module named 'nowhere'"):
        PluginProcess(sys.executable, folder).__enter__()


def test_an_interpreter_without_the_sdk_says_so(tmp_path: Path) -> None:
    folder = fjord(tmp_path / "plugin")
    bare = tmp_path / "bare"
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')
    bare.chmod(0o755)
    with pytest.raises(UnusableError, match="No module named 'dify_plugin'"):
        PluginProcess(str(bare), folder).__enter__()

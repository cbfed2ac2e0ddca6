"""The verdicts are those of the replayer that comes with the golden recordings, record by record."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conform.handwritten import SHARED, change, corpus_plugin
from tests.support.commands import Run

GOLDEN = SHARED / "golden"
GENERATED = Path(__file__).parents[2] / "generated"
pytestmark = pytest.mark.skipif(not GOLDEN.is_dir(), reason="needs ../shared/golden")

REQUESTS = ("--requests-only", "--skip-bugs", "--ignore-headers", "accept,accept-charset")
STRICT = ("--errors", "strict", "--ignore-headers", "")
MESSAGES = ("--errors", "message", "--bugs", "requests", "--ignore-headers", "accept")

# The model that tests the credentials of the provider.
MODELS = {"groq": "openai/gpt-oss-20b", "togetherai": "", "upstage": "solar-1-mini-chat"}


def endpoint(provider: str) -> str:
    """Where the recorded chats went."""
    with (GOLDEN / f"{provider}.jsonl").open(encoding="utf-8") as lines:
        urls = [one["request"]["url"] for line in lines for one in json.loads(line)["exchanges"]]
    return str(next(url for url in urls if url.endswith("/chat/completions"))).removesuffix("/chat/completions")


def mismatches(plugin: Path, provider: str, options: tuple[str, ...], report: Path) -> set[str]:
    """The records that differ, as the replayer says."""
    wanted = [sys.executable, str(GOLDEN / "replay.py"), "--plugin", str(plugin), "--json-report", str(report)]
    subprocess.run([*wanted, "--golden", str(GOLDEN / f"{provider}.jsonl"), *options], capture_output=True, check=False)
    return {one["id"] for one in json.loads(report.read_text("utf-8"))["mismatches"]}


def conformed(run: Run, plugin: Path, provider: str, options: tuple[str, ...]) -> dict[str, Any]:
    """What the command says."""
    done = run("conform", str(plugin), "--golden", str(GOLDEN / f"{provider}.jsonl"), "--format", "json", *options)
    found: dict[str, Any] = json.loads(done.out)
    assert done.code == (0 if found["same"] else 1)
    return found


@pytest.mark.slow
@pytest.mark.parametrize(("provider", "options"), [("groq", REQUESTS), ("togetherai", STRICT), ("upstage", MESSAGES)])
def test_the_same_records_differ(run: Run, tmp_path: Path, provider: str, options: tuple[str, ...]) -> None:
    plugin = corpus_plugin(tmp_path / provider, provider, endpoint(provider), MODELS[provider])
    change(plugin, "models/llm/llm.py", "tools, stop, stream)", "tools, None, stream)")
    said = conformed(run, plugin, provider, options)
    differing = {one["id"] for one in said["cases"] if not one["same"]}
    assert differing == mismatches(plugin, provider, options, tmp_path / "report.json")
    assert 0 < len(differing) < len(said["cases"])


@pytest.mark.slow
@pytest.mark.parametrize("provider", ["groq", "togetherai"])
def test_the_same_records_differ_for_generated_plugins(run: Run, tmp_path: Path, provider: str) -> None:
    plugin = GENERATED / provider
    if not plugin.is_dir():
        pytest.skip(f"generated/{provider} is not there")
    said = conformed(run, plugin, provider, REQUESTS)
    differing = {one["id"] for one in said["cases"] if not one["same"]}
    assert differing == mismatches(plugin, provider, REQUESTS, tmp_path / "report.json")
    assert len(differing) < len(said["cases"])


def test_a_plugin_that_does_all_that_was_recorded(run: Run, tmp_path: Path) -> None:
    plugin = corpus_plugin(tmp_path / "groq", "groq", endpoint("groq"), MODELS["groq"])
    said = conformed(run, plugin, "groq", STRICT)
    assert (said["same"], len(said["cases"])) == (True, 204)
    assert [one["replaceable"] for one in said["types"]] == [True, True, True]


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("super()._invoke(model,", 'super()._invoke(model + "x",', "$.requests[0].body.model"),
        ("parameters, tools, stop", "parameters | dict(n=1), tools, stop", "$.requests[0].body.n"),
        ("tools, stop, stream)", "tools, None, stream)", "$.requests[0].body.stop"),
        ('"chat"', '"completion"', "$.requests[0].body.messages"),
        ("openai/v1", "openai/v2", "$.requests[0].url"),
    ],
)
def test_a_change_shows_where_it_was_made(run: Run, tmp_path: Path, old: str, new: str, path: str) -> None:
    plugin = corpus_plugin(tmp_path / "groq", "groq", endpoint("groq"), MODELS["groq"])
    change(plugin, "models/llm/llm.py", old, new)
    said = conformed(run, plugin, "groq", (*REQUESTS, "--type", "llm", "--case", "stop_"))
    first = [one["differences"][0]["path"] for one in said["cases"] if one["differences"]]
    assert path in first

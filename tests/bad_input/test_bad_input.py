"""Every command on everything that no one should hand it: a finding or a refusal, soon, and never a traceback."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bad_input.inputs import HARMLESS, INPUTS
from tests.checks.archive import BASE

WORKER = Path(__file__).with_name("worker.py")
SECONDS = 30  # the slowest takes three on a machine with nothing else to do
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
SPEC = """spec: 1
provider: acme
label: Acme
plugin: {author: acme, version: 0.0.1, created_at: '2026-01-02T03:04:05Z'}
credentials: {provider: [api_key]}
models: {llm: {predefined: [acme-large: {mode: chat, context_size: 8192}]}}
transport: {endpoint: 'https://api.acme.example/v1', auth: {bearer: $(cred.api_key)}, llm: openai.chat}
validation: {provider: {llm: acme-large}}
"""
ICON = BASE.files["_assets/icon.svg"]
ON_PLUGINS = (
    ("check", "plugins/acme"),
    ("check", "--format", "json", "plugins/acme"),
    ("check", "--cross", "plugins/acme", "plugins/sound"),
    ("import", "plugins/acme", "--specs", "made", "--verify"),
)
ON_SPECS = (
    ("check", "acme"),
    ("check", "--format", "json", "spec/acme"),
    ("show", "acme"),
    ("show", "acme", "acme-large"),
    ("generate",),
    ("generate", "--format", "json"),
    ("add", "model", "acme", "llm", "acme-small", "--set", "mode=chat", "--context-size", "8192"),
    ("fmt", "--check", "--format", "json"),
    ("fmt",),
)
# Of a plugin these say nothing, or nothing that is an error: its Python is not named by any declaration.
ELSEWHERE = frozenset(("deep Python", "a module of 50 MB", "an unreadable folder", *HARMLESS))


def plugin(folder: Path) -> None:
    for name, data in BASE.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A sound plugin twice, and a sound spec."""
    plugin(tmp_path / "plugins/acme")
    plugin(tmp_path / "plugins/sound")
    (tmp_path / "spec/acme").mkdir(parents=True)
    (tmp_path / "spec/acme/provider.yaml").write_text(SPEC, "utf-8")
    (tmp_path / "spec/acme/icon.svg").write_bytes(ICON)
    return tmp_path


def ran(home: Path, commands: tuple[tuple[str, ...], ...]) -> list[dict[str, Any]]:
    """How each command ended; a process that died has not answered for all of them."""
    # Root may read everything: without these rights it may not.
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if shutil.which("setpriv") else []
    environment = {**os.environ, "DIFYSPEC_CACHE_DIR": str(home / "cache")}
    done = subprocess.run(
        [*(drop if os.geteuid() == 0 else []), sys.executable, str(WORKER)],
        cwd=home,
        env=environment,
        input="".join(f"{json.dumps(one)}\n" for one in commands),
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS * len(commands),
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(commands), (done.returncode, done.stderr[-2000:])
    return answers


def judged(command: tuple[str, ...], answer: dict[str, Any]) -> None:
    told = (command, answer["code"], answer["text"][-2000:])
    assert answer["code"] in (0, 1, 2), told
    assert answer["seconds"] < SECONDS, told
    assert "Traceback" not in answer["text"], told
    assert not STEERING.search(answer["text"]), told


def placed(text: str) -> bool:
    """Whether there are findings, each with a place, a code, what is wrong and what to do."""
    found = json.loads(text.rpartition("]")[0] + "]")
    return bool(found) and all(
        one["file"] and one["line"] >= 1 and one["column"] >= 1 and one["message"] and one["help"] for one in found
    )


def test_sound_folders_are_taken(home: Path) -> None:
    generated = tuple(one for one in ON_SPECS if one[0] == "generate")
    answers = ran(home, ON_PLUGINS + generated + ON_SPECS)
    formatted = ("fmt", "--check", "--format", "json")
    codes = {one: answer["code"] for one, answer in zip(ON_PLUGINS + generated + ON_SPECS, answers, strict=True)}
    assert codes.pop(formatted) == 1  # the spec is written in a shorter way than `fmt` would
    assert [one for one, code in codes.items() if code] == [], answers


@pytest.mark.parametrize("kind", INPUTS)
def test_plugins(home: Path, kind: str) -> None:
    INPUTS[kind](home / "plugins/acme", home / "plugins/acme/manifest.yaml")
    answers = ran(home, ON_PLUGINS)
    for command, answer in zip(ON_PLUGINS, answers, strict=True):
        judged(command, answer)
    if kind not in ELSEWHERE:
        assert [one["code"] for one in answers[:3]] == [1, 1, 1], answers[0]
        assert placed(answers[1]["text"])


@pytest.mark.parametrize("kind", INPUTS)
def test_specs(home: Path, kind: str) -> None:
    INPUTS[kind](home / "spec/acme", home / "spec/acme/provider.yaml")
    answers = ran(home, ON_SPECS)
    for command, answer in zip(ON_SPECS, answers, strict=True):
        judged(command, answer)
    if kind not in HARMLESS and kind not in ("nothing at all", "no main file"):
        assert all(one["code"] != 0 for one in answers[:7]), answers
        assert placed(answers[1]["text"])


@pytest.mark.parametrize("kind", ["noise", "deep brackets", "a fifo in its place"])
def test_conform(home: Path, kind: str) -> None:
    INPUTS[kind](home / "plugins/acme", home / "plugins/acme/manifest.yaml")
    commands = (
        ("conform", "plugins/sound", "--against", "plugins/acme"),
        ("conform", "plugins/acme", "--against", "plugins/sound", "--format", "json"),
    )
    for command, answer in zip(commands, ran(home, commands), strict=True):
        judged(command, answer)
        assert answer["code"] != 0

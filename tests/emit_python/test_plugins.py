"""Whole plugins: laid out, typed, loaded by the real SDK, and passing the tests they bring."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import black
import pytest
from black.mode import TargetVersion
from difyspec.emit import EmitInputs, emit
from difyspec.emit.plugin_registry import PLUGIN
from difyspec.emit.python.printer import WIDTH
from difyspec.provider.plugin import Provider

from tests.emit import sample
from tests.emit_python import wide, xinference

MODE = black.Mode(line_length=WIDTH, target_versions={TargetVersion.PY312})
CASES: dict[str, tuple[Provider, EmitInputs]] = {
    "xinference": (xinference.provider(), xinference.inputs()),
    "wide": (wide.provider(), wide.inputs()),
    "acme": (sample.provider(), sample.inputs()),
    "hurting": (sample.provider(sample.hurting), sample.inputs()),
}
# Rules for imports, names and simplifications; the runtime has its own check, entities another generator.
RULES = "E,F,I,W,B,C4,N,PIE,RET,SIM,UP"


@pytest.fixture(scope="module", params=sorted(CASES))
def plugin(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an emitted plugin."""
    name = str(request.param)
    folder = tmp_path_factory.mktemp(name) / name
    provider, inputs = CASES[name]
    for path, content in emit(provider, inputs).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    arguments = [sys.executable, "-m", *command]
    return subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize("name", sorted(CASES))
def test_black_has_nothing_to_change(name: str) -> None:
    provider, _ = CASES[name]
    made = [one for emitter in PLUGIN for one in emitter(provider) if one[0].endswith(".py")]
    clean = [text for _, text in made if max(map(len, text.splitlines())) <= WIDTH]
    assert [text for text in clean if black.format_str(text, mode=MODE) != text] == []
    # A line that is too long is a text of the spec's; such a file goes through black itself.
    assert len(clean) >= len(made) - (name in ("wide", "hurting")) * 3


def test_ruff_has_nothing_to_say(plugin: Path) -> None:
    options = [
        "--isolated",
        "--exclude",
        "entities.py",
        "--line-length",
        str(WIDTH),
        "--target-version",
        "py312",
        "--select",
        RULES,
    ]
    texts = ["--ignore", "E501"] if plugin.name == "hurting" else []
    folders = ("adapter", "models", "provider", "tests", "main.py")
    done = run(plugin, "ruff", "check", "--no-cache", "--select", RULES, *options, *texts, *folders)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_the_types_fit(plugin: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    cache = tmp_path_factory.getbasetemp() / "mypy"
    done = run(plugin, "mypy", "--strict", "--cache-dir", str(cache), ".")
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_its_own_tests_pass(plugin: Path) -> None:
    # With hostile words for its default, the address is none, so nothing can be called there.
    files = ["tests/test_declarations.py"] if plugin.name == "hurting" else ["tests"]
    done = run(plugin, "pytest", "-q", "-p", "no:cacheprovider", *files)
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout


ROWS = '    error_rows = (__import__("runtime.errors").errors.Row("connection", ((401, 401),)),)'
BROKEN = {
    "a form without a field": ("provider/xinference.yaml", "- variable: max_retries", "- variable: tries"),
    "another name": ("adapter/connection.py", 'name = "Xorbits Inference"', 'name = "Another"'),
    "another kind of failure": ("adapter/connection.py", "    facts = ", f"{ROWS}\n    facts = "),
    "no such parameter": ("adapter/custom/llm.yaml", "- name: top_p", "- name: top_q"),
    "no class": ("models/rerank/rerank.py", "reranking.RerankingModel[Credentials, Discovered]", "object"),
    "a hook with a mistake": ("hooks.py", "return openai_speech.speak(", "return openai_speech.sing("),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", BROKEN)
def test_its_own_tests_notice(case: str, tmp_path: Path) -> None:
    provider, inputs = CASES["xinference"]
    files = dict(emit(provider, inputs))
    path, old, new = BROKEN[case]
    assert old.encode() in files[path], "the mutation has nothing to change"
    files[path] = files[path].replace(old.encode(), new.encode())
    for name, content in files.items():
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    done = run(tmp_path, "pytest", "-q", "-x", "-p", "no:cacheprovider")
    assert done.returncode == 1, done.stdout


def test_emission_is_the_same_every_time() -> None:
    def once() -> dict[str, Any]:
        return dict(emit(wide.provider(), wide.inputs()))

    assert once() == once()

"""Real providers, written as sketches: everything they say comes out as typed Python that loads and answers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from difyspec.cli.scaffold.hooks import write_missing_hooks
from difyspec.compile import compile_spec

ROOT = Path(__file__).parents[2]
SKETCHES = ROOT.parent / "shared" / "sketches"
ICON = ROOT / "spec" / "xinference" / "icon.svg"

# The sketches were never compiled, and show models and icons in part; what is wrong or missing in them, put right.
EDITS: dict[str, list[tuple[str, str]]] = {
    "azure_openai": [],
    "deepseek": [],
    "gpustack": [],
    "jina": [],
    "mistralai": [("'mistral-small-latest'", "'mistral-large-latest'")],
    "openai_api_compatible": [(r"^icons:.*\n", "")],
    "siliconflow": [
        (r"^icons:.*\n", ""),
        (r"^  icon: .*\n", ""),
        (r"frequency_penalty: \{default: 1.1\}", "frequency_penalty: {default: 0.5}"),
    ],
    "tongyi": [(r"^icons:.*\n", ""), ("int, default: 8192, min: 1}", "int, default: 1024, min: 1}")],
    "xinference": [],
}
# Skeletons of hooks fail when they are called, so only what is declared can be tried.
HOOKED = {"azure_openai", "jina", "tongyi", "xinference"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SKETCHES.is_dir(), reason="the sketches are not beside the project"),
]


@pytest.fixture(scope="module", params=sorted(EDITS))
def plugin(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the plugin that a sketch becomes."""
    name = str(request.param)
    spec, folder = tmp_path_factory.mktemp("spec") / name, tmp_path_factory.mktemp("plugin") / name
    text = (SKETCHES / f"{name}.yaml").read_text("utf-8")
    for old, new in EDITS[name]:
        assert re.search(old, text, re.MULTILINE), f"{old} is not in the sketch"
        text = re.sub(old, new, text, flags=re.MULTILINE)
    spec.mkdir()
    (spec / "provider.yaml").write_text(text, "utf-8")
    (spec / "icon.svg").write_bytes(ICON.read_bytes())
    assert bool(write_missing_hooks(spec)) is (name in HOOKED or name == "openai_api_compatible")
    compilation = compile_spec(spec)
    assert compilation.files is not None, [f"{one.code} {one.message}" for one in compilation.findings]
    for path, content in compilation.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    arguments = [sys.executable, "-m", *command]
    return subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)


def test_the_types_fit(plugin: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    cache = tmp_path_factory.getbasetemp() / "mypy"
    done = run(plugin, "mypy", "--strict", "--cache-dir", str(cache), ".")
    assert done.returncode == 0, done.stdout


def test_its_own_tests_pass(plugin: Path) -> None:
    files = ["tests/test_declarations.py"] if plugin.name in HOOKED else ["tests"]
    done = run(plugin, "pytest", "-q", "-p", "no:cacheprovider", *files)
    assert done.returncode == 0, done.stdout


def test_there_is_little_to_review(plugin: Path) -> None:
    """Under 60 lines a model type, but for language models with a dozen switches: about three a switch."""
    if plugin.name in HOOKED:
        pytest.skip("it takes more than a spec")
    lengths = {path.stem: len(path.read_text("utf-8").splitlines()) for path in plugin.glob("models/*/*.py")}
    if plugin.name in ("gpustack", "openai_api_compatible"):
        assert lengths.pop("llm") < 140
    assert max(lengths.values()) < 60

"""Each folder of ``tests/cases/`` holds a spec beside exactly the plugin that comes of it.

Files that are copied as they are (the runtime, helpers of the plugin's tests, its lock of dependencies) are compared
with what they are copies of. ``DIFYSPEC_RECORD=1 pytest tests/test_cases.py`` writes what is expected anew; read the
difference before you keep it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import black
import pytest
import yaml
from difyspec.compile import Compilation, compile_spec

ROOT = Path(__file__).parent / "cases"
PACKAGE = Path(__file__).parents[1] / "generator" / "difyspec"
CASES = sorted(path.name for path in ROOT.iterdir() if (path / "spec").is_dir())
RECORD = os.environ.get("DIFYSPEC_RECORD") == "1"


def source_of(path: str) -> Path | None:
    """What a file of a plugin is a copy of."""
    if path.startswith("runtime/"):
        return PACKAGE / path
    if path.startswith("tests/"):
        copied = PACKAGE / "plugin_tests" / path.removeprefix("tests/")
        return copied if copied.is_file() else None
    return PACKAGE / "emit" / "plugin_requirements.txt" if path == "requirements.txt" else None


def compiled(case: str, monkeypatch: pytest.MonkeyPatch) -> Compilation:
    monkeypatch.chdir(ROOT / case)
    return compile_spec(Path("spec"))


def files_of(compilation: Compilation) -> Mapping[str, bytes]:
    assert compilation.files is not None, compilation.findings
    return compilation.files


@pytest.mark.parametrize("case", CASES)
def test_plugin(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    files = files_of(compiled(case, monkeypatch))
    own = {path: content for path, content in files.items() if source_of(path) is None}
    expected = ROOT / case / "expected"
    if RECORD:
        shutil.rmtree(expected, ignore_errors=True)
        for path, content in own.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(content)
    on_disk = {path.relative_to(expected).as_posix(): path for path in expected.rglob("*") if path.is_file()}
    assert sorted(own) == sorted(on_disk)
    for path, content in own.items():
        assert content.decode("utf-8") == on_disk[path].read_text("utf-8"), path


@pytest.mark.parametrize("case", CASES)
def test_copies_are_copies(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, content in files_of(compiled(case, monkeypatch)).items():
        source = source_of(path)
        # Above the lock stands a line that says where it came from.
        assert source is None or content.endswith(source.read_bytes()), path


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_said(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert compiled(case, monkeypatch).findings == ()


@pytest.mark.parametrize("case", CASES)
def test_python_is_as_black_would_write_it(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mode = black.Mode(line_length=120)
    for path, content in files_of(compiled(case, monkeypatch)).items():
        if path.endswith(".py") and source_of(path) is None:
            text = content.decode("utf-8")
            assert black.format_str(text, mode=mode) == text, path


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_same_bytes_with_any_hash_seed(seed: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "difyspec.cli", "generate", "--specs", str(tmp_path / "spec")]
    for case in CASES:
        shutil.copytree(ROOT / case / "spec", tmp_path / "spec" / case)
    env = {**os.environ, "PYTHONHASHSEED": seed, "DIFYSPEC_CACHE_DIR": str(tmp_path / "cache")}
    subprocess.run([*command, "--out", str(tmp_path / "out")], check=True, env=env, capture_output=True)
    for case in CASES:
        for path in sorted((ROOT / case / "expected").rglob("*.py")):
            written = tmp_path / "out" / case / path.relative_to(ROOT / case / "expected")
            # The header names the folder of the spec, which is another one here.
            assert written.read_text("utf-8").replace(f"spec/{case};", "spec;") == path.read_text("utf-8").replace(
                f"spec/{case};", "spec;"
            )


@pytest.mark.parametrize("case", CASES)
@pytest.mark.slow
def test_the_plugin_passes_its_own_tests_mypy_and_ruff(
    case: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path, content in files_of(compiled(case, monkeypatch)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    ran = subprocess.run(tests, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    cache = str(tmp_path_factory.getbasetemp() / "mypy")  # most modules are the same in all plugins
    for tool in (["mypy", "--cache-dir", cache, "."], ["ruff", "check", "--no-cache", "."]):
        ran = subprocess.run([sys.executable, "-m", *tool], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr


def test_hostile_texts_come_out_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    files = files_of(compiled("hostile", monkeypatch))
    spec = yaml.safe_load(Path("spec/provider.yaml").read_text("utf-8"))
    provider = yaml.safe_load(files["provider/hostile.yaml"])
    manifest = yaml.safe_load(files["manifest.yaml"])
    assert provider["label"] == spec["label"]
    assert [provider["description"]["en_US"], provider["description"]["zh_Hans"]] == spec["description"]
    assert manifest["description"] == {"en_US": spec["plugin"]["description"]}
    assert manifest["label"] == {"en_US": "yes"}
    fields = {one["variable"]: one for one in provider["provider_credential_schema"]["credential_form_schemas"]}
    options = {one["value"]: one["label"]["en_US"] for one in fields["class"]["options"]}
    assert options == {"it's": "0x1F", 'a"b': "- list", "back\\slash": "# hash"}
    [model] = [
        found
        for path, content in files.items()
        if path.startswith("models/llm/") and path.endswith(".yaml") and "_position" not in path
        for found in [yaml.safe_load(content)]
        if found["model"] == 'it\'s {a} "model"'
    ]
    rules = {rule["name"]: rule for rule in model["parameter_rules"]}
    assert rules["temperature"]["help"]["en_US"] == spec["parameters"]["temperature"]["help"]
    assert rules["stop_word"]["options"] == spec["parameters"]["stop_word"]["options"]
    assert rules["stop_word"]["default"] == spec["parameters"]["stop_word"]["default"]

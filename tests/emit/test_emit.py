"""All emitters together: whose file wins, what is vendored, how often dear tools run, equal bytes for equal input."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from difyspec.emit import emit
from difyspec.emit.cache import DiskCache
from difyspec.provider.plugin import SpecFile

from tests.emit import sample

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return emit(sample.provider(), sample.inputs())


def test_a_plugin_has_all_of_its_files(files: dict[str, bytes]) -> None:
    expected = {
        ".difyignore",
        "PRIVACY.md",
        "README.md",
        "_assets/icon.svg",
        "adapter/custom/llm.yaml",
        "adapter/custom/rerank.yaml",
        "adapter/entities.py",
        "hooks.py",
        "main.py",
        "manifest.yaml",
        "models/llm/_position.yaml",
        "models/llm/a.yaml",
        "models/llm/acme-b.yaml",
        "models/llm/old.yaml",
        "models/text_embedding/_position.yaml",
        "models/text_embedding/embed.yaml",
        "notes/ünïcode.bin",
        "provider/acme.yaml",
        "pyproject.toml",
        "requirements.txt",
        "runtime/__init__.py",
        "runtime/entity.py",
        "runtime/urls.py",
    }
    assert expected <= set(files)
    assert list(files) == sorted(files)


def test_the_authors_files_are_copied_byte_for_byte(files: dict[str, bytes]) -> None:
    assert files["hooks.py"] == sample.HOOKS
    assert files["_assets/icon.svg"] == sample.ICON
    assert files["notes/ünïcode.bin"] == b"\xff\x00\r\n"


def test_every_generated_file_ends_with_one_line_break(files: dict[str, bytes]) -> None:
    own = {"hooks.py", "_assets/icon.svg", "notes/ünïcode.bin"}
    wrong = [
        path
        for path, content in files.items()
        if path not in own and (b"\r" in content or not content.endswith(b"\n") or content.endswith(b"\n\n"))
    ]
    assert not [path for path in wrong if not path.endswith("__init__.py")]


def test_an_own_file_takes_the_place_of_a_generated_one(files: dict[str, bytes]) -> None:
    mine = replace(sample.provider(), files=(SpecFile("README.md", "files/raw"),))
    changed = emit(mine, sample.inputs())
    assert changed["README.md"] == b"\xff\x00\r\n"
    assert set(files) - set(changed) == {"notes/ünïcode.bin"}


def test_without_transport_there_are_declarations_and_own_files_only() -> None:
    bare = emit(replace(sample.provider(), transport=None), sample.inputs())
    assert {path for path in bare if not path.startswith("models/")} == {
        "_assets/icon.svg",
        "hooks.py",
        "manifest.yaml",
        "notes/ünïcode.bin",
        "provider/acme.yaml",
    }


def test_hooks_bring_the_runtime_they_import() -> None:
    inputs = sample.inputs()
    runtime = {**inputs.runtime, "probe.py": "PROBE = 1\n", "other.py": "OTHER = 1\n"}
    hooks = {**inputs.spec_files, "hooks.py": b"from runtime.probe import PROBE\n"}
    files = emit(sample.provider(), replace(inputs, runtime=runtime, spec_files=hooks))
    assert files["runtime/probe.py"] == b"PROBE = 1\n"
    assert "runtime/other.py" not in files


def test_one_path_is_not_written_twice() -> None:
    base = sample.provider()
    catalogue = base.catalogues[0]
    twice = replace(catalogue, predefined=(*catalogue.predefined, catalogue.predefined[0]))
    with pytest.raises(ValueError, match=r"models/llm/a\.yaml"):
        emit(replace(base, catalogues=(twice,)), sample.inputs())


def test_a_file_that_is_not_there_is_an_error() -> None:
    with pytest.raises(LookupError):
        emit(replace(sample.provider(), files=(SpecFile("a", "nowhere"),)), sample.inputs())


def test_the_second_run_calls_neither_black_nor_the_generator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sample.inputs(DiskCache(tmp_path))
    files = emit(sample.provider(), first)
    assert first.formatter.calls > 0

    def forbidden(*_: object) -> str:
        raise AssertionError("the generator ran again")

    monkeypatch.setattr("difyspec.emit.entities.emitter.to_python", forbidden)
    second = sample.inputs(DiskCache(tmp_path))
    assert emit(sample.provider(), second) == files
    assert second.formatter.calls == 0


def test_black_changes_nothing_that_templates_write() -> None:
    inputs = sample.inputs()
    files = emit(sample.provider(), inputs)
    again = sample.inputs()
    for path in ("main.py", "adapter/entities.py"):
        assert again.formatter.format(files[path].decode()) == files[path].decode()


DIGEST = """
import hashlib
from difyspec.emit import emit
from tests.emit import sample
digest = hashlib.sha256()
for path, content in emit(sample.provider(sample.hurting), sample.inputs()).items():
    digest.update(path.encode() + b"\\0" + content + b"\\0")
print(digest.hexdigest())
"""


@pytest.mark.parametrize("seed", ["1", "4711"])
def test_the_hash_seed_changes_nothing(seed: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", DIGEST],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    digest = hashlib.sha256()
    for path, content in emit(sample.provider(sample.hurting), sample.inputs()).items():
        digest.update(path.encode() + b"\0" + content + b"\0")
    assert run.stdout.strip() == digest.hexdigest()

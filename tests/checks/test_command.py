"""``difyspec check`` on plugins that nobody generated, as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checks.archive import BASE


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "difyspec.cli", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=60)


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def with_context(size: str) -> dict[str, bytes]:
    name = "models/llm/acme-chat.yaml"
    return BASE.files | {name: BASE.files[name].replace(b"131072", size.encode())}


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return write(tmp_path / "acme", BASE.files)


def test_a_sound_plugin(sound: Path) -> None:
    ran = run("check", "acme", cwd=sound.parent)
    assert (ran.returncode, ran.stdout.strip(), ran.stderr) == (0, "no findings: acme", "")


def test_an_error_fails_and_shows_the_place(sound: Path) -> None:
    write(sound, with_context("[]"))
    (sound / "models/llm/acme-chat.yaml").write_text("model: acme-chat\nmodel_type: llm\n")
    ran = run("check", "acme", cwd=sound.parent)
    assert ran.returncode == 1
    assert "acme/models/llm/acme-chat.yaml:1:1: error D801" in ran.stdout
    assert "Traceback" not in ran.stderr


def test_warnings_do_not_fail(sound: Path) -> None:
    write(sound, with_context("'8192'"))
    ran = run("check", "acme", "--format", "json", cwd=sound.parent)
    assert ran.returncode == 0
    assert [(one["code"], one["file"], one["line"]) for one in json.loads(ran.stdout)] == [
        ("D864", "acme/models/llm/acme-chat.yaml", 6)
    ]


def test_a_folder_of_plugins_and_comparing_them(tmp_path: Path) -> None:
    write(tmp_path / "all/acme", with_context("8192"))
    write(tmp_path / "all/other", with_context("1048576"))
    assert run("check", "all", cwd=tmp_path).stdout == "no findings: all/acme, all/other\n"
    ran = run("check", "--cross", "all", cwd=tmp_path)
    assert "all/acme/models/llm/acme-chat.yaml:6:" in ran.stdout
    assert "D970" in ran.stdout


@pytest.mark.parametrize("files", [{}, {"notes.txt": b"hello"}, {"src/x.py": b"a"}])
def test_a_folder_that_is_no_plugin(tmp_path: Path, files: dict[str, bytes]) -> None:
    folder = tmp_path / "thing"
    folder.mkdir()
    write(folder, files)
    ran = run("check", "thing", "--format", "json", cwd=tmp_path)
    assert ran.returncode == 1
    assert [one["code"] for one in json.loads(ran.stdout)] == ["D806"]


def test_explain_knows_the_rules(tmp_path: Path) -> None:
    ran = run("explain", "D847", cwd=tmp_path)
    assert ran.stdout.startswith("D847 (warning): ")
    assert "use_template: max_tokens" in ran.stdout
    everything = run("explain", cwd=tmp_path).stdout
    assert all(code in everything for code in ("D001", "D801", "D973"))
    assert "Did you mean" in run("explain", "D8O1", cwd=tmp_path).stderr


def test_a_spec_is_held_against_the_rules_too(tmp_path: Path) -> None:
    spec = tmp_path / "spec/acme"
    text = """spec: 1
provider: acme
label: Acme
description: The models of Acme.
plugin: {author: acme, version: 0.1.0, created_at: '2025-01-31T12:00:00Z'}
credentials: {provider: [api_key]}
parameters:
  top_p: {template: top_p, default: 0.999}
models:
  llm:
    pricing: USD per 1K
    profiles:
      chat: {mode: chat, features: [tool-call], parameters: [top_p, max_tokens]}
    predefined:
      - acme-chat: {use: chat, context_size: 8192, max_tokens: {default: 512, max: 4096}, price: 15/75}
      - acme-chat-128k: {use: chat, context_size: 8192, max_tokens: {default: 512, max: 4096}, price: 0.01/0.02}
transport: {endpoint: 'https://api.acme.com/v1', auth: {bearer: $(cred.api_key)}, llm: openai.chat}
"""
    write(spec, {"provider.yaml": text.encode(), "icon.svg": BASE.files["_assets/icon.svg"]})
    ran = run("check", "spec/acme", "--format", "json", cwd=tmp_path)
    found = {(one["code"], one["line"], one["column"]) for one in json.loads(ran.stdout) if one["code"] >= "D8"}
    lines = text.splitlines()
    assert ("D841", 8, lines[7].index("0.999") + 1) in found
    assert ("D850", 15, lines[14].index("acme-chat") + 1) in found
    assert ("D862", 16, lines[15].index("8192") + 1) in found or (
        "D862",
        16,
        lines[15].index("context_size") + 1,
    ) in found

"""Files belong to the spec or plugin around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from difyspec.cli.checking.owners import owners
from difyspec.cli.workspace import Workspace

FILES = (
    "spec/acme/provider.yaml",
    "spec/acme/hooks/chat.py",
    "spec/acme/files/manifest.yaml",
    "spec/acme/files/models/llm/llm.py",
    "generated/acme/.difyspec.lock",
    "generated/acme/manifest.yaml",
    "generated/acme/models/llm/a.yaml",
    "plugins/groq/manifest.yaml",
    "plugins/groq/provider/provider.yaml",
    "plugins/groq/models/llm/a.yaml",
    "elsewhere/beta/provider.yaml",
    "elsewhere/beta/icon.svg",
    "notes.txt",
)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    monkeypatch.chdir(tmp_path)
    return Workspace(Path("spec"), Path("generated"))


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("spec/acme/provider.yaml", "spec/acme"),
        ("spec/acme/hooks/chat.py", "spec/acme"),
        ("spec/acme/files/models/llm/llm.py", "spec/acme"),
        ("generated/acme/models/llm/a.yaml", "generated/acme"),
        ("generated/acme/models/llm/deleted.yaml", "generated/acme"),
        ("plugins/groq/provider/provider.yaml", "plugins/groq"),
        ("plugins/groq/models", "plugins/groq"),
        ("plugins/groq", "plugins/groq"),
        ("elsewhere/beta/icon.svg", "elsewhere/beta"),
        ("./plugins/groq/manifest.yaml", "plugins/groq"),
    ],
)
def test_owner(workspace: Workspace, file: str, expected: str) -> None:
    assert owners(workspace, [file]) == (expected,)


@pytest.mark.parametrize("file", ["notes.txt", "nowhere/x.yaml", "plugins/x.yaml", "spec/x.yaml", "."])
def test_no_owner(workspace: Workspace, file: str) -> None:
    assert owners(workspace, [file]) == ()


def test_each_once_and_within_a_plugin(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert owners(workspace, FILES) == ("spec/acme", "generated/acme", "plugins/groq", "elsewhere/beta")
    monkeypatch.chdir("plugins/groq")
    assert owners(workspace, ["models/llm/a.yaml", "manifest.yaml"]) == (".",)

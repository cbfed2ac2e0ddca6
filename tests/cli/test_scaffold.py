"""``generate --scaffold`` writes skeletons of hooks that are missing, and nothing over what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import Run


@pytest.fixture
def hooked(acme: Path) -> Path:
    """The spec with two hooks that nobody wrote."""
    spec = acme / "spec/acme/provider.yaml"
    text = spec.read_text("utf-8")
    assert "  llm: openai.chat\n" in text
    text = text.replace("  llm: openai.chat\n", "  llm: {protocol: openai.chat, count_tokens: hooks.count_tokens}\n")
    spec.write_text(text + "errors: {classify: hooks.classify}\n", "utf-8")
    return acme


def test_without_it_missing_hooks_are_errors(run: Run, hooked: Path) -> None:
    done = run("generate")
    assert done.code == 1
    assert done.out.count("D501") == 2
    assert "--scaffold" in done.out
    assert not (hooked / "generated").exists()


def test_writes_skeletons_and_goes_on(run: Run, hooked: Path) -> None:
    done = run("generate", "--scaffold")
    assert done.code == 0, done.out + done.err
    assert "spec/acme/hooks.py: a skeleton to fill in" in done.err
    text = (hooked / "spec/acme/hooks.py").read_text("utf-8")
    assert "def count_tokens(call: " in text
    assert "def classify(" in text
    assert (hooked / "generated/acme/hooks.py").read_text("utf-8") == text
    before = text
    done = run("generate", "--scaffold")
    assert (done.code, done.err) == (0, "")
    assert (hooked / "spec/acme/hooks.py").read_text("utf-8") == before


def test_what_is_there_stays_and_grows_at_its_end(run: Run, hooked: Path) -> None:
    own = '"""Mine."""\n\nfrom typing import Any\n\n\ndef classify(problem: Any) -> None:\n    """Mine."""\n'
    (hooked / "spec/acme/hooks.py").write_text(own)
    assert run("generate", "--scaffold").code == 0
    text = (hooked / "spec/acme/hooks.py").read_text("utf-8")
    assert "def classify(problem: Any) -> None:\n" in text
    assert text.count("def classify") == 1
    assert text.index("def count_tokens") > text.index("def classify")


def test_a_folder_of_hooks_gets_a_file_a_hook(run: Run, hooked: Path) -> None:
    (hooked / "spec/acme/hooks").mkdir()
    done = run("generate", "--scaffold")
    assert done.code == 0, done.out
    names = sorted(path.name for path in (hooked / "spec/acme/hooks").iterdir())
    assert names == ["classify.py", "count_tokens.py"]


def test_hook_lines_are_counted(run: Run, hooked: Path) -> None:
    done = run("generate", "--scaffold", "--stats")
    lines = len((hooked / "spec/acme/hooks.py").read_text("utf-8").splitlines())
    assert f"  hooks: {lines} lines in 1 file\n" in done.out


def test_nothing_is_written_for_a_spec_with_other_errors(run: Run, hooked: Path) -> None:
    spec = hooked / "spec/acme/provider.yaml"
    spec.write_text(spec.read_text("utf-8").replace("- api_key", "- api_kee"), "utf-8")
    done = run("generate", "--scaffold")
    assert done.code == 1
    assert not (hooked / "spec/acme/hooks.py").exists()

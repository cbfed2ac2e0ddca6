"""Patterns against what they imitate: Python's own `Path.glob`, and the documented cases of Go's `filepath.Match`."""

from __future__ import annotations

from pathlib import Path

import pytest
from difyspec.layout.globs import BadPatternError, daemon_matches, sdk_matches

NAMES = (
    "manifest.yaml",
    "models/llm/a.yaml",
    "models/llm/b.yaml",
    "models/llm/.hidden.yaml",
    "models/llm/_position.yaml",
    "models/llm/[a].yaml",
    "models/llm/old/c.yaml",
    "models/llm/old/older/d.yaml",
    "models/tts/a-b.yaml",
    "models/tts/A.yaml",
    "models/x.yaml",
)
PATTERNS = (
    "models/llm/*.yaml",
    "./models/llm/*.yaml",
    "models//llm/*.yaml",
    "models/./llm/a.yaml",
    "models/llm/a.yaml",
    "models/*/*.yaml",
    "models/**/*.yaml",
    "**/*.yaml",
    "**/a.yaml",
    "models/**/old/*.yaml",
    "models/**",
    "models/llm/?.yaml",
    "models/llm/[ab].yaml",
    "models/llm/[!a].yaml",
    "models/llm/[a-b].yaml",
    "models/llm/[b-a].yaml",
    "models/llm/[[]a].yaml",
    "models/llm/[a",
    "models/llm/.*.yaml",
    "models/llm/*",
    "models/*.yaml",
    "models/tts/[A-Z].yaml",
    "*",
    "nothing/*.yaml",
    "models/llm/**/**/d.yaml",
)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_sdk_finds_what_pathlib_finds(pattern: str, tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.glob(pattern) if path.is_file()}
    assert set(sdk_matches(pattern, NAMES)) == found


@pytest.mark.parametrize("pattern", ["", "/models/*.yaml", "models/a**/x.yaml", "."])
def test_patterns_that_pathlib_cannot_use(pattern: str, tmp_path: Path) -> None:
    with pytest.raises((ValueError, NotImplementedError, IndexError)):
        list(tmp_path.glob(pattern))
    with pytest.raises(BadPatternError):
        sdk_matches(pattern, NAMES)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("models/llm/*.yaml", 5),
        ("./models/llm/*.yaml", 0),
        ("models/**/*.yaml", 7),
        ("**/*.yaml", 1),
        ("models/llm/[^a].yaml", 1),
        ("models/llm/[!a].yaml", 1),  # to Go a class of ! and a
        ("models/llm/\\[a].yaml", 1),
        ("models/llm/[a-b].yaml", 2),
        ("models/llm/[", 0),
        ("models/llm/\\", 0),
        ("models/llm/?.yaml", 2),
        ("", 0),
    ],
)
def test_the_daemon_matches_level_by_level(pattern: str, expected: int) -> None:
    assert len(daemon_matches(pattern, NAMES)) == expected

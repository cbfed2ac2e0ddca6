"""The ignore file against git itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from difyspec.layout.ignore import ignored, rules

NAMES = (
    "a.yaml",
    "a.log",
    "b/a.log",
    "b/keep.log",
    "b/c/a.yaml",
    "b/c/d/a.yaml",
    "docs/x.md",
    "docs/keep.md",
    "models/llm/a.yaml",
    "models/llm/_position.yaml",
    "#hash",
    "!bang",
    "space ",
    "[x].txt",
    "x.txt",
    "build/out",
    "src/build/out",
    "src/build.py",
)
FILES = (
    "*.log\n",
    "*.log\n!keep.log\n",
    "docs/\n!docs/keep.md\n",
    "docs/*\n!docs/keep.md\n",
    "/a.log\n",
    "b/\n",
    "b/c\n",
    "c/\n",
    "**/c\n",
    "b/**/a.yaml\n",
    "b/**\n",
    "models/llm/*.yaml\n!models/llm/a.yaml\n",
    "# comment\n\\#hash\n\\!bang\n",
    "space\\ \n",
    "trailing   \n",
    "[a-b].log\n",
    "[!a].log\n",
    "\\[x\\].txt\n",
    "?.txt\n",
    "build\n",
    "build/\n",
    "/build\n",
    "*\n!*.yaml\n",
    "*\n!*/\n!*.yaml\n",
    "\n\n\r\n*.md\r\n",
    "b/c/d/../a.yaml\n",
    "/\n",
    "a*/\n",
    "**\n",
    "**/a.yaml\n",
    "b/*/a.yaml\n",
)


@pytest.mark.parametrize("text", FILES)
def test_what_git_leaves_out(text: str, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / ".gitignore").write_bytes(text.encode())
    listing = subprocess.run(
        ["git", "-c", "core.excludesFile=", "ls-files", "--others", "--ignored", "--exclude-standard", "-z"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    expected = {name for name in listing.stdout.decode().split("\0") if name in NAMES}
    assert set(ignored(NAMES, rules(text))) == expected

"""docs/check.md tells of every setting, option and input that there is, and its examples are right."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from difyspec.cli.options import FORMATS
from difyspec.policy.directives import directives
from difyspec.policy.reading import KEYS
from pre_commit.clientlib import load_manifest

from tests.policy.reading import settings_of

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/check.md").read_text("utf-8")


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(text: str) -> list[str]:
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def examples(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_settings(tmp_path: Path) -> None:
    assert sorted(rows(section("Settings"))) == sorted(KEYS)
    [example] = examples(section("Settings"), "toml")
    (tmp_path / "difyspec.toml").write_text(example, "utf-8")
    read = settings_of(tmp_path)
    assert read.findings == ()
    assert not read.settings.looks_at("D920", tmp_path / "manifest.yaml")
    assert read.settings.looks_at("D922", tmp_path / "manifest.yaml")


def test_suppressions() -> None:
    found = [directives("a.yaml", one) for one in examples(section("Suppressing one finding"), "yaml")]
    assert [len(made) for made, _ in found] == [2, 1]
    assert [said for _, said in found] == [[], []]


def test_formats_and_inputs() -> None:
    assert rows(section("Output"))[1:] == list(FORMATS)
    inputs = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
    assert sorted(rows(section("GitHub Action"))) == sorted(inputs)


def test_hooks() -> None:
    [example] = examples(section("pre-commit"), "yaml")
    [repository] = yaml.safe_load(example)["repos"]
    there = [one["id"] for one in load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))]
    assert [one["id"] for one in repository["hooks"]] == there

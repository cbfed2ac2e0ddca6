"""Exit codes mean the same for every command; docs/exit-codes.md lists them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from difyspec.cli.app import COMMANDS
from difyspec.cli.refusal import ExitCode

from tests.support.commands import Run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/exit-codes.md").read_text("utf-8")
SPEC = "spec/acme/provider.yaml"

# What stands on the command line, and how it ends in a project whose plugin is in step.
WELL = [
    ["check"],
    ["check", "--full"],
    ["check", "--files", "notes.txt"],
    ["generate"],
    ["show", "acme"],
    ["show", "acme", "acme-large"],
    ["fmt", "--check"],
    ["explain", "D847"],
    ["schema", "--write", "schema.json"],
    ["add", "model", "acme", "llm", "acme-next", "--use", "chat", "--context-size", "8192", "--dry-run"],
]
# Names, files and words that are not there: whatever the command, it is the same code.
NOT_THERE = [
    ["check", "nobody"],
    ["check", "--select", "D1x"],
    ["check", "--baseline", "nothing.txt"],
    ["generate", "nobody"],
    ["show", "nobody"],
    ["show", "acme", "nothing", "--type", "tts"],
    ["fmt", "nobody"],
    ["explain", "D0000"],
    ["add", "model", "nobody", "llm", "x"],
    ["add", "model", "acme", "llm", "x", "--use", "nothing"],
    ["conform", "nobody", "--against", "acme"],
    ["conform", "acme", "--golden", "nothing.jsonl"],
    ["debug", "nobody"],
    ["import", "nothing"],
    ["schema", "--check"],
    ["nothing"],
    ["check", "--nothing"],
    ["check", "--specs", "elsewhere"],
    ["new", "acme"],
    ["schema", "--write", "spec"],
    ["check", "acme", "--write-baseline", "spec/acme/provider.yaml/known.txt"],
]


@pytest.mark.parametrize("arguments", WELL)
def test_nothing_wrong(run: Run, generated: Path, arguments: list[str]) -> None:
    (generated / "notes.txt").write_text("x")
    assert run(*arguments).code == ExitCode.OK


@pytest.mark.parametrize("arguments", NOT_THERE)
def test_what_cannot_be_done_as_asked(here: Run, generated: Path, arguments: list[str]) -> None:
    done = here(*arguments)
    assert done.code == ExitCode.USAGE
    assert done.err, "it says why"


@pytest.mark.parametrize(
    "arguments", [["check"], ["check", "--full"], ["generate"], ["show", "acme"], ["add", "model", "acme", "llm", "x"]]
)
def test_a_spec_with_an_error(here: Run, generated: Path, arguments: list[str]) -> None:
    spec = generated / SPEC
    spec.write_text(spec.read_text("utf-8").replace("openai.chat", "openai.chatt"), "utf-8")
    assert here(*arguments).code == ExitCode.FINDINGS


@pytest.mark.parametrize("arguments", [["fmt", "--check"], ["schema", "--write", "schema.json", "--check"]])
def test_what_is_not_as_it_should_be(here: Run, generated: Path, arguments: list[str]) -> None:
    spec = generated / SPEC
    spec.write_text(spec.read_text("utf-8").replace("spec: 1\n", "spec:   1\n"), "utf-8")
    (generated / "schema.json").write_text("{}")
    assert here(*arguments).code == ExitCode.FINDINGS


def test_the_page_lists_every_code_and_command() -> None:
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)}
    assert listed == {int(code) for code in ExitCode}
    commands = {
        name for line in PAGE.splitlines() for name in COMMANDS if line.startswith("| `") and f"`{name}" in line
    }
    assert commands == set(COMMANDS) - {"explain"}, "explain only reads what is in the package"

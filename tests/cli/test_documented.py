"""What documents, helps and findings tell people to type is understood by the command line."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from difyspec.cli.app import COMMANDS, app
from difyspec.cli.run import run
from difyspec.compile import compile_spec
from difyspec.diagnostics.catalogue import ENTRIES

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    ROOT / "README.md",
    *sorted(path for path in (ROOT / "docs").rglob("*.md") if path.name != "language.md"),
    *sorted((ROOT / "docs/examples").rglob("*.yml")),
]
_NAMES = "|".join(COMMANDS)
_LINE = re.compile(rf"^(?:\s*(?:run:|\$)?|.*# or:)\s*(?:\.venv/bin/)?difyspec ((?:{_NAMES})\b[^#\n]*)", re.MULTILINE)
_QUOTED = re.compile(rf"`(?:\.venv/bin/)?difyspec ((?:{_NAMES})\b[^`]*)`")


def calls(text: str) -> Iterator[str]:
    """The calls of difyspec in a text, with lines that go on joined."""
    joined = re.sub(r"\\\n\s*", " ", text)
    for pattern in (_LINE, _QUOTED):
        yield from (match[1].strip() for match in pattern.finditer(joined))


def texts() -> Iterator[tuple[str, str]]:
    """Where people are told what to type."""
    for path in DOCUMENTS:
        yield path.name, path.read_text("utf-8")
    for name in COMMANDS:
        command = app.get_command(click.Context(app), name)
        assert command is not None
        yield f"{name} --help", command.help or ""
    for code, entry in ENTRIES.items():
        yield code, entry.fix


FOUND = [(place, call) for place, text in texts() for call in calls(text)]


def test_there_are_calls_in_all_kinds_of_places() -> None:
    places = {place for place, _ in FOUND}
    assert {"README.md", "difyspec.yml", "D602", *(f"{name} --help" for name in COMMANDS)} <= places


@pytest.mark.parametrize(("place", "call"), FOUND)
def test_documented_calls_parse(place: str, call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, *arguments = shlex.split(call.split(" > ", maxsplit=1)[0])
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for one in arguments:  # what a document says about folders goes for whoever has them
        if "/" in one and "://" not in one and "=" not in one and not Path(one).suffix:
            Path(one).mkdir(parents=True, exist_ok=True)
    command = app.get_command(click.Context(app), name)
    assert command is not None
    if arguments:  # a command's bare name is only a mention of it
        command.make_context(name, [re.sub(r"^(?:PROVIDER|NAME)$", "acme", one) for one in arguments]).close()


def test_the_spec_of_the_readme_is_one_as_fmt_writes_it(tmp_path: Path) -> None:
    found = re.search(
        r"^```yaml\n(# yaml-language-server.*?)^```", DOCUMENTS[0].read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    assert found is not None
    assert run(["new", "acme", "--endpoint", "https://api.acme.example/v1", "--specs", tmp_path.as_posix()]) == 0
    spec = tmp_path / "acme/provider.yaml"
    spec.write_text(found[1], "utf-8")
    made = compile_spec(spec.parent, remarked=True)
    assert (made.findings, made.remarks) == ((), ())
    assert {"models/llm/acme-large.yaml", "models/text_embedding/acme-embed.yaml"} <= set(made.files or ())
    assert run(["fmt", "--check", spec.as_posix()]) == 0

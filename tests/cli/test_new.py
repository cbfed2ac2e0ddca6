"""A first spec compiles as it is, whatever it is about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from difyspec.cli.scaffold.icon import icon
from difyspec.cli.scaffold.spec_text import quoted

from tests.support.commands import Run

ADDRESS = ["--endpoint", "https://api.acme.example/v1"]


@pytest.mark.parametrize(
    "options",
    [
        ADDRESS,
        [*ADDRESS, "--model", "acme-large", "--model", "acme/small:free", "--model", "text-embedding=acme-embed"],
        [*ADDRESS, "--type", "tts"],
        [*ADDRESS, *(part for name in ("rerank", "speech2text", "tts", "moderation") for part in ("--type", name))],
        [],
        ["--type", "speech2text", "--type", "tts", "--type", "moderation"],
        ["--type", "llm", "--type", "text-embedding", "--type", "rerank"],
        ["--label", "Ünï: \"Cødé\" & <Söhne> {x} 'y' #1", "--author", "some-one"],
    ],
)
def test_compiles_as_it_is(run: Run, project: Path, options: list[str]) -> None:
    done = run("new", "acme", *options)
    assert (done.code, done.out) == (0, "spec/acme/provider.yaml\nspec/acme/icon.svg\n")
    from difyspec.compile import compile_spec

    compilation = compile_spec(project / "spec/acme")
    assert compilation.findings == ()
    assert compilation.files is not None
    assert run("fmt", "--check").code == 0


def test_says_what_it_was_told(run: Run, project: Path) -> None:
    run("new", "acme", *ADDRESS, "--model", "acme-large", "--label", "Acme: AI", "--author", "acme-inc")
    text = (project / "spec/acme/provider.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../docs/spec.schema.json\n")
    spec = yaml.safe_load(text)
    assert spec["label"] == "Acme: AI"
    assert spec["plugin"]["author"] == "acme-inc"
    assert spec["transport"]["endpoint"] == "https://api.acme.example/v1"
    assert [list(one) for one in spec["models"]["llm"]["predefined"]] == [["acme-large"]]
    created = spec["plugin"]["created_at"]
    assert isinstance(created, str), "quoted, so that no reader makes a date of it"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", created)


def test_the_editors_schema_is_found_from_other_folders(run: Run, project: Path) -> None:
    run("new", "acme", "--specs", "a/b/specs")
    first = (project / "a/b/specs/acme/provider.yaml").read_text("utf-8").splitlines()[0]
    assert first.endswith("$schema=../../../../docs/spec.schema.json")


def test_never_overwrites(run: Run, project: Path) -> None:
    (project / "spec/acme").mkdir(parents=True)
    (project / "spec/acme/notes.txt").write_text("mine")
    done = run("new", "acme")
    assert done.code == 2
    assert "spec/acme exists already; nothing was changed" in done.err
    assert [path.name for path in (project / "spec/acme").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Acme"], "small letters"),
        (["../acme"], "small letters"),
        ([""], "small letters"),
        (["acme", "--endpoint", "api.acme.example"], "http:// or https://"),
        (["acme", "--endpoint", "https://x/$(cred.y)"], "http:// or https://"),
        (["acme", "--author", "Acme Inc."], "at most 64"),
        (["acme", "--model", "x"], "--model needs --endpoint"),
        (["acme", "--type", "embeddings"], "text-embedding"),
    ],
)
def test_refuses(run: Run, project: Path, arguments: list[str], said: str) -> None:
    done = run("new", *arguments)
    assert done.code == 2
    assert said in done.err
    assert list(project.iterdir()) == []


def test_a_folder_that_cannot_be_written(run: Run, project: Path) -> None:
    (project / "spec").write_text("a file")
    done = run("new", "acme", "--specs", "spec/deeper")
    assert done.code == 2
    assert "cannot be written" in done.err


@pytest.mark.parametrize(
    "text", ["yes", "No", "null", "1.0", "a: b", "a #b", "- a", "*a", "", " a", "é", "{", "a\\nb", '"', "a-b/c d"]
)
def test_texts_are_read_back_as_they_are(text: str) -> None:
    assert yaml.safe_load(f"{{a: {quoted(text)}}}") == {"a": text}
    assert yaml.safe_load(f"- {quoted(text)}: {{b: c}}") == [{text: {"b": "c"}}]


@pytest.mark.parametrize(("label", "letter"), [("acme", "A"), ("  x", "X"), ("<&>", "&lt;"), ("", "?"), ("智谱", "智")])
def test_icon_shows_the_first_letter(label: str, letter: str) -> None:
    assert f">{letter}</text>" in icon(label)

"""Credentials for debugging: from options, files, questions and defaults."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from difyspec.cli.debugging.choice import chosen_model, model_parameters
from difyspec.cli.debugging.form import Field, Plugin, fill, pairs, read_plugin
from difyspec.cli.refusal import Refused

PROVIDER = """\
provider: acme
supported_model_types: [text-embedding, llm]
provider_credential_schema:
  credential_form_schemas:
    - {variable: api_key, label: {en_US: API Key}, type: secret-input, required: true}
    - {variable: region, label: {en_US: Region}, type: select, required: false, default: eu,
       options: [{value: eu, label: {en_US: EU}}, {value: us, label: {en_US: US}}]}
    - {variable: tenant, label: {en_US: Tenant}, type: text-input, required: true,
       show_on: [{variable: region, value: us}]}
model_credential_schema:
  model: {label: {en_US: Name}}
  credential_form_schemas:
    - {variable: url, label: {en_US: URL}, type: text-input, required: true}
    - {variable: context_size, label: {en_US: Size}, type: text-input, required: true, default: '4096',
       show_on: [{variable: __model_type, value: llm}]}
models:
  llm: {predefined: [models/llm/b.yaml, models/llm/a.yaml], position: models/llm/_position.yaml}
"""


@pytest.fixture
def plugin(tmp_path: Path) -> Plugin:
    files = {
        "manifest.yaml": "plugins: {models: [provider/acme.yaml]}",
        "provider/acme.yaml": PROVIDER,
        "models/llm/a.yaml": "model: org/a",
        "models/llm/b.yaml": "model: b",
        "models/llm/_position.yaml": "[b, org/a]",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return read_plugin(tmp_path)


def test_reads_forms_and_models(plugin: Plugin) -> None:
    assert plugin.provider == "acme"
    assert plugin.predefined == {"llm": ("b", "org/a")}
    assert [one.name for one in plugin.provider_form] == ["api_key", "region", "tenant"]
    assert [one.secret for one in plugin.provider_form] == [True, False, False]
    assert plugin.provider_form[1].options == ("eu", "us")


def test_the_form_depends_on_the_model(plugin: Plugin) -> None:
    assert plugin.form("llm", "b") == plugin.provider_form
    assert [one.name for one in plugin.form("llm", "mine")] == ["url", "context_size"]
    assert [one.name for one in plugin.form("text-embedding", "mine")] == ["url"]
    assert plugin.form("llm", "mine")[1].show_on == ()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"api_key": "k"}, {"api_key": "k", "region": "eu"}),
        ({"api_key": "k", "region": "us", "tenant": "t"}, {"api_key": "k", "region": "us", "tenant": "t"}),
        ({"api_key": "k", "tenant": "t"}, {"api_key": "k", "region": "eu", "tenant": "t"}),
    ],
)
def test_what_is_given_and_what_has_defaults(plugin: Plugin, given: dict[str, str], expected: dict[str, str]) -> None:
    assert fill(plugin.provider_form, given, ask=False) == expected


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, r"--credential api_key=\.\.\."),
        ({"api_key": "k", "region": "us"}, r"--credential tenant=\.\.\."),
        ({"apikey": "k"}, "Did you mean 'api_key'"),
        ({"xyz": "k"}, "There are: api_key, region, tenant"),
    ],
)
def test_what_is_missing_or_unknown(plugin: Plugin, given: dict[str, str], said: str) -> None:
    with pytest.raises(click.UsageError, match=said):
        fill(plugin.provider_form, given, ask=False)


def asked(monkeypatch: pytest.MonkeyPatch, answers: dict[str, str]) -> list[str]:
    """Answers questions by their label; the labels asked for."""
    labels: list[str] = []

    def prompt(label: str, **options: object) -> str:
        labels.append(label)
        return answers.get(label, str(options["default"]))

    monkeypatch.setattr(click, "prompt", prompt)
    return labels


def test_whoever_gave_nothing_is_asked_for_everything(plugin: Plugin, monkeypatch: pytest.MonkeyPatch) -> None:
    labels = asked(monkeypatch, {"API Key": "k", "Region": "us", "Tenant": "t"})
    assert fill(plugin.provider_form, {}, ask=True) == {"api_key": "k", "region": "us", "tenant": "t"}
    assert labels == ["API Key", "Region", "Tenant"]


def test_whoever_gave_something_is_asked_for_the_rest_that_is_due(
    plugin: Plugin, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = asked(monkeypatch, {"API Key": "k"})
    assert fill(plugin.provider_form, {"region": "eu"}, ask=True) == {"api_key": "k", "region": "eu"}
    assert labels == ["API Key"]


def test_an_empty_answer_to_what_is_not_required_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    asked(monkeypatch, {"Note": ""})
    assert fill([Field("note", "Note", False, False, None)], {}, ask=True) == {}


def test_pairs_from_options_and_files(tmp_path: Path) -> None:
    file = tmp_path / "credentials.yaml"
    file.write_text("api_key: 0012\nflag: yes\nurl: 'http://x'\n")
    assert pairs(["api_key=a=b", "empty="], file) == {"api_key": "a=b", "flag": "yes", "url": "http://x", "empty": ""}
    assert pairs([], file)["api_key"] == "0012", "no reader makes a number of it"
    (tmp_path / "c.json").write_text('{"api_key": "k"}')
    assert pairs([], tmp_path / "c.json") == {"api_key": "k"}


@pytest.mark.parametrize("text", ["- a", "a: [b]", "a: {b: c}", "text"])
def test_files_that_are_no_map_of_texts(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.yaml").write_text(text)
    with pytest.raises(click.UsageError, match="not a map of names to texts"):
        pairs([], tmp_path / "x.yaml")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no such file"):
        pairs([], tmp_path / "none.yaml")
    (tmp_path / "x.yaml").write_text("a: [")
    with pytest.raises(Refused, match="is not YAML"):
        pairs([], tmp_path / "x.yaml")
    with pytest.raises(click.UsageError, match="not of the form name=value"):
        pairs(["api_key"], None)


@pytest.mark.parametrize(
    ("type_", "model", "expected"),
    [
        (None, None, ("llm", "b")),
        (None, "org/a", ("llm", "org/a")),
        ("llm", "mine", ("llm", "mine")),
        ("text-embedding", "mine", ("text-embedding", "mine")),
    ],
)
def test_which_model_is_meant(plugin: Plugin, type_: str | None, model: str | None, expected: tuple[str, str]) -> None:
    assert chosen_model(plugin, type_, model) == expected


@pytest.mark.parametrize(
    ("type_", "model", "said"), [("tts", None, "no models of type tts"), ("text-embedding", None, "--model")]
)
def test_which_model_cannot_be_meant(plugin: Plugin, type_: str, model: str | None, said: str) -> None:
    with pytest.raises(click.UsageError, match=said):
        chosen_model(plugin, type_, model)


def test_model_parameters_have_types() -> None:
    given = ("temperature=0.5", "n=2", "flag=true", "stop=[a, b]", "text=x y", "open={a")
    assert model_parameters(given, None) == {
        "temperature": 0.5,
        "n": 2,
        "flag": True,
        "stop": ["a", "b"],
        "text": "x y",
        "open": "{a",
    }
    types = {"search": "text", "n": "int", "version": "string"}
    again = ('search={"a": [1', "n=2", "version=1.0")
    assert model_parameters(again, types) == {"search": '{"a": [1', "n": 2, "version": "1.0"}


@pytest.mark.parametrize(
    ("types", "said"), [({"temperature": "float"}, "Did you mean 'temperature'"), ({}, "There are: none")]
)
def test_parameters_that_the_model_does_not_have(types: dict[str, str], said: str) -> None:
    with pytest.raises(click.UsageError, match=said):
        model_parameters(("temprature=1",), types)

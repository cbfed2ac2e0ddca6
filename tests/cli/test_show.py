"""``show``: what something comes to and where it was written; names that are not there; nothing is written."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.report.specs import AZURE, folder
from tests.support.commands import Run

SPEC = "spec/acme/provider.yaml"


@pytest.fixture
def azure(acme: Path) -> Path:
    folder(acme / "spec", AZURE)
    return acme


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def test_a_provider(run: Run, acme: Path) -> None:
    spec = (acme / SPEC).read_text("utf-8")
    before = {path: path.read_bytes() for path in acme.rglob("*") if path.is_file()}
    done = run("show", "acme")
    assert (done.code, done.err) == (0, "")
    assert re.search(rf"^  name +acme +{SPEC}:{line_of(spec, 'provider: acme')}$", done.out, re.MULTILINE)
    assert re.search(rf"^  acme-large +\{{.*\}} +{SPEC}:{line_of(spec, '- acme-large')}$", done.out, re.MULTILINE)
    assert "library: api_key" in done.out
    assert re.search(r"^  memory +\d+ +convention$", done.out, re.MULTILINE)
    assert {path: path.read_bytes() for path in acme.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["spec/acme", "spec/acme/"])
def test_a_path_is_as_good_as_a_name(here: Run, acme: Path, name: str) -> None:
    assert here("show", name).out == here("show", "acme").out


def test_a_model_and_its_trace(here: Run, azure: Path) -> None:
    plain, traced = here("show", "azure", "o1"), here("show", "azure", "o1", "--trace")
    assert plain.code == traced.code == 0
    size = re.compile(r"^  context_size +200000 +spec/azure/provider.yaml:\d+( \(model o1\))?$", re.MULTILINE)
    assert size.search(plain.out)
    assert " over 3" not in plain.out
    assert size.search(traced.out)
    assert re.search(r"^ +over 3 +spec/azure/provider.yaml:\d+ \(override 1\)$", traced.out, re.MULTILINE)


def values(found: list[Any], block: str) -> dict[tuple[str, ...], Any]:
    return {tuple(one["path"]): one for one in found[0]["values"] if one["block"] == block}


def test_for_programs(run: Run, azure: Path) -> None:
    done = run("show", "azure", "o1", "--format", "json")
    found = json.loads(done.out)
    assert found[0]["name"] == ["azure", "llm", "o1"]
    size = values(found, "properties")[("context_size",)]
    line = line_of(AZURE, "- o1:")
    assert size["value"] == 200000
    assert size["origin"]["file"] == "spec/azure/provider.yaml"
    assert (size["origin"]["line"], size["origin"]["part"], size["origin"]["by"]) == (line, "model o1", "spec")
    assert [one["value"] for one in size["covers"]] == [3, 2, 1]
    temperature = values(found, "parameters")[("temperature", "max")]
    assert (temperature["value"], temperature["text"]) == (2.0, "2.0")
    assert values(found, "price")[("input",)]["value"] == "0.1"


def test_a_model_that_users_add(here: Run, azure: Path) -> None:
    given = ("--credential", "base_model_name=o1", "--credential", "limit=7")
    done = here("show", "azure", "mine", *given, "--format", "json")
    limits = values(json.loads(done.out), "parameters")
    assert limits[("max_tokens", "max")]["value"] == 7
    features = values(json.loads(done.out), "features")
    assert features[("video",)]["when"] == "cred.vision_support"


REFUSED = [
    (("acm",), 2, "There is no spec 'acm' in 'spec'. Did you mean 'acme'?"),
    (("zzz",), 2, "There is no spec 'zzz' in 'spec'. There are: acme, azure."),
    (("acme", "acme-lage"), 2, "'acme' has no model 'acme-lage', and users cannot add one. Did you mean 'acme-large'?"),
    (("acme", "acme-large", "--type", "tts"), 2, "'acme' has no tts model 'acme-large'"),
    (("azure", "x", "--credential", "limt=1"), 2, "Did you mean 'limit'?"),
    (("azure", "x", "--credential", "limit=many"), 2, "'limit' is a number, and 'many' is none."),
    (("azure", "x", "--credential", "vision_support=suport"), 2, "Did you mean 'support'?"),
    (("azure", "x", "--fact", "a=1"), 2, "There is no fact 'a' (there are no facts)."),
    (("azure", "x", "--credential", "limit=1", "--credential", "limit=2"), 2, "says two things about 'limit'"),
    (("azure", "x", "--credential", "limit"), 2, "--credential takes NAME=VALUE"),
    (("azure", "--credential", "limit=1"), 2, "say something about a MODEL"),
    ((), 2, "Missing argument 'PROVIDER'"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), REFUSED)
def test_what_is_not_there(here: Run, azure: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = here("show", *arguments)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_nearly_a_model_of_the_spec(here: Run, azure: Path) -> None:
    done = here("show", "azure", "gpt-4oo")
    assert done.code == 0
    assert done.err == "note: 'gpt-4oo' is nearly the model 'gpt-4o' of the spec.\n"


def test_a_spec_with_errors_shows_these(run: Run, acme: Path) -> None:
    spec = acme / SPEC
    spec.write_text(spec.read_text("utf-8").replace("openai.chat", "openai.chatt"), "utf-8")
    done = run("show", "acme")
    assert done.code == 1
    assert f"{SPEC}:" in done.out
    assert "openai.chatt" in done.out


def test_of_several_types_one_is_shown(here: Run, azure: Path) -> None:
    more = AZURE.replace(
        "transport:\n", "  rerank: {custom: {context_size: 512}}\ntransport:\n  rerank: jina.rerank\n", 1
    )
    (azure / "spec/azure/provider.yaml").write_text(more, "utf-8")
    done = here("show", "azure", "mine")
    assert done.err == "note: shown as llm; --type shows it as: rerank\n"
    assert here("show", "azure", "mine", "--type", "rerank").out.startswith("azure / rerank / mine  ")


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal")
def test_colours_on_terminals_only(acme: Path, settings: dict[str, str]) -> None:
    script = "import pty, sys; sys.exit(pty.spawn([sys.executable, '-m', 'difyspec.cli', 'show', 'acme']) and 0)"
    environment = {key: value for key, value in settings.items() if key != "NO_COLOR"} | {"TERM": "xterm"}
    for setting, expected in (({}, True), ({"NO_COLOR": "1"}, False)):
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=acme, env=environment | setting, capture_output=True, check=True
        )
        assert b"acme-large" in done.stdout
        assert (b"\x1b[" in done.stdout) is expected

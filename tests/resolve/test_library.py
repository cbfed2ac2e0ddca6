"""What is shipped is whole, is the SDK's in its facts and ours in its words."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import difyspec.resolve.library as shipped
import pytest
from difyspec.language import Choice, read
from difyspec.provider.texts import Text
from difyspec.resolve.library import library
from difyspec.source import load_file

FOLDER = Path(shipped.__file__).parent
SCRIPT = """
import json
from dify_plugin.entities.model import PARAMETER_RULE_TEMPLATE
print(json.dumps({name.value: rule for name, rule in PARAMETER_RULE_TEMPLATE.items()}))
"""


@pytest.fixture(scope="module")
def sdk() -> dict[str, dict[str, Any]]:
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, check=True, text=True)
    found: dict[str, dict[str, Any]] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize("name", ["fields", "parameters", "templates"])
def test_nothing_is_wrong_with_the_files(name: str) -> None:
    file, findings = load_file(FOLDER / f"{name}.yaml")
    assert file is not None
    _, said = read([file])
    assert [*findings, *said] == []


def test_templates_have_the_facts_of_the_sdk(sdk: dict[str, dict[str, Any]]) -> None:
    assert set(library().templates.names) == set(sdk)
    for entry in library().templates:
        rule = sdk[entry.name]
        assert entry.body.type == rule["type"]
        assert entry.body.template == entry.name
        for name in ("default", "min", "max", "precision", "required"):
            assert _plain(getattr(entry.body, name)) == rule.get(name), (entry.name, name)
        assert [one.value for one in entry.body.options or ()] == rule.get("options", [])


def _plain(value: Any) -> Any:
    if isinstance(value, Choice):
        value = value.cases[0].then.tree
    return None if value is None else json.loads(value.text)


def test_words_are_not_those_of_the_sdk(sdk: dict[str, dict[str, Any]]) -> None:
    theirs = {text for rule in sdk.values() for text in rule["help"].values()}
    ours = {value.text for entry in library().templates if entry.body.help for _, value in entry.body.help.entries}
    assert len(ours) == 16
    assert not ours & theirs


def test_everything_people_read_is_in_english_and_chinese() -> None:
    texts: list[Text | None] = [entry.body.label for entry in library().fields]
    for entry in (*library().parameters, *library().templates):
        texts += [entry.body.label, entry.body.help]
    assert all(text is not None and [one for one, _ in text.entries] == ["en_US", "zh_Hans"] for text in texts)

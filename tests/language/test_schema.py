"""The JSON Schema: valid, deterministic, and of one mind with the decoder on shapes and keys."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import jsonschema
import pytest
from difyspec.language import schema
from difyspec.language.editor import as_json, schema_text
from difyspec.source import load_file

from tests.language.reading import ROOT, complete, sketches, source
from tests.language.test_specs import OWN


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    made = schema()
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def spec(text: str) -> Any:
    root = source(complete(text)).root
    assert root is not None
    return as_json(root)


def test_it_accepts_the_sketches(validator: jsonschema.Draft202012Validator) -> None:
    for path in sketches():
        file, _ = load_file(path)
        assert file is not None
        assert file.root is not None
        assert [error.message for error in validator.iter_errors(as_json(file.root))] == [], path.name


@pytest.mark.parametrize("path", OWN, ids=lambda path: str(path.relative_to(ROOT)))
def test_it_accepts_own_specs(path: Any, validator: jsonschema.Draft202012Validator) -> None:
    file, _ = load_file(path)
    assert file is not None
    assert file.root is not None
    assert file.text.startswith("# yaml-language-server: $schema=")
    validator.validate(as_json(file.root))


@pytest.mark.parametrize(
    "text",
    [
        "lable: A\n",
        "plugin: {author: a, version: 0.1.0, memry: 1}\n",
        "plugin: {author: a}\n",
        "credentials: {model: [api_key: {requird: false}]}\n",
        "credentials: {model: [model_name: {type: text}]}\n",
        "credentials: {model: [a: {type: txt}]}\n",
        "credentials: {model: [a: {}, b: {}, {c: {}, d: {}}]}\n",
        "models: {lmm: {}}\n",
        "models: {llm: {custom: {context_sise: 1}}}\n",
        "models: {llm: {custom: {context_size: many}}}\n",
        "models: {llm: {predefined: {a: {}}}}\n",
        "models: {llm: {predefined: [a: {prise: 1}]}}\n",
        "models: {llm: {profiles: {p: {parameters: [temperature: {maximum: 1}]}}}}\n",
        "transport: {llm: {protocol: openai.chat, sned: []}}\n",
        "transport: {llm: {send: [{drpo: [a]}]}}\n",
        "transport: {endpoint: [{wehn: cred.a, then: b}]}\n",
        "transport: {endpoint: [{then: b}]}\n",
        "transport: {endpoint: [{when: cred.a, then: b, thne: c}]}\n",
        "transport: {stop: drop}\n",
        "groups: {model: [a]}\n",
        "label: [a, b, c]\n",
        "errors: {table: [{status: 402, is: bad}]}\n",
    ],
)
def test_it_refuses_what_the_decoder_refuses(text: str, validator: jsonschema.Draft202012Validator) -> None:
    assert not validator.is_valid(spec(text))


def test_every_key_is_explained(validator: jsonschema.Draft202012Validator) -> None:
    def walk(made: Any) -> None:
        if isinstance(made, dict):
            if made.get("additionalProperties") is False and "description" in made:
                for name, one in made["properties"].items():
                    assert one["description"], name
                    assert one["examples"], name
            for value in made.values():
                walk(value)
        elif isinstance(made, list):
            for value in made:
                walk(value)

    walk(validator.schema)


def test_examples_are_valid() -> None:
    whole = schema()
    definitions = whole["$defs"]
    for name, made in [("Document", whole), *definitions.items()]:
        for option in made.get("anyOf", [made]):
            for key, one in option.get("properties", {}).items():
                for example in one.get("examples", ()):
                    inner = {**one, "$defs": definitions}
                    assert jsonschema.Draft202012Validator(inner).is_valid(example), (name, key, example)


def test_it_is_the_same_for_every_hash_seed() -> None:
    code = "from difyspec.language.editor import schema_text; print(schema_text(), end='')"
    seeds = ("0", "1")
    texts = [
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout.decode()
        for seed in seeds
    ]
    assert texts[0] == texts[1] == schema_text()
    assert json.loads(texts[0]) == schema()

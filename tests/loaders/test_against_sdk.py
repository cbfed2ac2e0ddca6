"""Our statement of the SDK's rules against the SDK itself: declarations around every limit, and with any odd value."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from difyspec.loaders.refusals import Refusal
from difyspec.loaders.sdk.manifest import MANIFEST
from difyspec.loaders.sdk.model import MODEL
from difyspec.loaders.sdk.provider import PROVIDER
from difyspec.source.foreign import read_foreign

from tests.checks.archive import BASE
from tests.checks.test_any_shape import changed, paths
from tests.loaders.asking import Ask, asking

SHAPES = {"manifest": MANIFEST, "provider": PROVIDER, "model": MODEL}
FULL_MODEL = """
model: acme
label: {en_US: Acme, zh_Hans: 中}
model_type: llm
features: [tool-call]
fetch_from: predefined-model
deprecated: false
model_properties: {mode: chat, context_size: 8192}
parameter_rules:
  - {name: temperature, use_template: temperature, default: 0.5, min: 0, max: 2, precision: 2, required: false}
  - {name: style, type: string, label: {en_US: Style}, help: {en_US: Help}, options: [a, b], default: a}
pricing: {input: '0.5', output: '1.5', unit: '0.000001', currency: USD}
"""
FULL_FORM = """
model_credential_schema:
  model: {label: {en_US: Name}, placeholder: {en_US: Name}}
  credential_form_schemas:
    - variable: mode
      type: select
      required: false
      default: chat
      max_length: 5
      label: {en_US: Mode}
      placeholder: {en_US: Mode}
      options: [{value: chat, label: {en_US: Chat}, show_on: [{variable: a, value: b}]}]
      show_on: [{variable: __model_type, value: llm}]
help: {title: {en_US: Keys}, url: {en_US: https://example.com}}
description: {en_US: Acme}
background: '#FFF'
"""
FULL_MANIFEST = """
repo: https://example.com
icon_dark: icon.svg
"""
SOUND = {
    "manifest": BASE.files["manifest.yaml"].decode() + FULL_MANIFEST,
    "provider": BASE.files["provider/acme.yaml"].decode() + FULL_FORM,
    "model": FULL_MODEL,
}
ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    2,
    12,
    1.0,
    1.5,
    0.0,
    float("inf"),
    float("nan"),
    10**30,
    "",
    " ",
    "1",
    "1.0",
    "1.5",
    " 7 ",
    "yes",
    "Off",
    "t",
    "2",
    "nan",
    "1e5",
    "-3",
    "+4",
    "1_000",
    "abc",
    "llm",
    "x" * 2000,
    "2024-01-02",
    "2024-01-02T03:04:05Z",
    [],
    {},
    [None],
    ["a"],
    [1],
    {"en_US": "a"},
    {"en_US": None},
    {"zh_Hans": "a"},
    {"a": 1},
    [{}],
    [[]],
    "é",
    "1.0.0",
    "1.0rc1",
)
LIMITS: tuple[tuple[str, tuple[str | int, ...], tuple[Any, ...]], ...] = (
    ("manifest", ("author",), ("", "a", "a" * 63, "a" * 64, "a" * 65, "A", "a.b", "a_b-c", None)),
    ("manifest", ("name",), ("", "a", "a" * 127, "a" * 128, "a" * 129, "A", "a.b", "a_b-c", None)),
    (
        "manifest",
        ("version",),
        ("1", "1.0", "1.0.0", "1.2.3.4", "1.0.0-rc1", "1.0.0rc1", "1.0.0-foo", "v1.0", "1!1.0", ""),
    ),
    (
        "manifest",
        ("version",),
        ("1.0.post1", "1.0-1", "1.0.dev3", "1.0+local.1", "1.0+", "1..0", "1.0a", "1.0-preview_2"),
    ),
    ("manifest", ("meta", "minimum_dify_version"), (None, "1.0.0", "abc", "", 1.5, "1.5")),
    ("manifest", ("meta", "arch"), ([], ["amd64"], ["x86"], None, "amd64")),
    ("manifest", ("resource", "memory"), (0, 1, -1, "256", "256MB", 1.5, 1.0, None, True)),
    (
        "manifest",
        ("resource", "permission", "storage"),
        (
            *({"size": size} for size in (1023, 1024, 1025, 1073741823, 1073741824, 1073741825, "2048")),
            {"enabled": False},
            {},
            None,
        ),
    ),
    (
        "manifest",
        ("created_at",),
        ("2024-09-20", "2024-09-20T00:13:50", "2024-09-20 00:13:50-04:00", "yesterday", 5, "", None),
    ),
    (
        "manifest",
        ("created_at",),
        ("2024-09-20T00:13:50.29298939-04:00", "2024-13-20", "20240920", "2024-09-20T25:00:00Z"),
    ),
    (
        "provider",
        ("supported_model_types",),
        ([], ["llm"], ["text2img"], ["multimodal-embedding"], ["text_embedding"], None),
    ),
    ("provider", ("configurate_methods",), ([], ["predefined-model"], ["fetch-from-remote"], None, "predefined-model")),
    ("model", ("parameter_rules", 0, "precision"), (0, 2, 2.0, 2.5, "2", None, -1, "x")),
    ("model", ("parameter_rules", 0, "use_template"), (None, "", "temperature", "top_p", "warmth", 5)),
    ("model", ("parameter_rules", 1, "use_template"), (None, "", "temperature", "warmth", 5)),
    ("model", ("parameter_rules", 0, "type"), (None, "float", "int", "number", "")),
    ("model", ("features",), (None, [], ["polling"], ["telepathy"], ["vision", "vision"], "vision")),
    (
        "model",
        ("pricing",),
        (None, {}, {"input": "1", "unit": "1", "currency": "USD"}, {"input": 1, "unit": 1, "currency": 1}),
    ),
    ("model", ("pricing", "input"), ("1", "1e-6", "-1", "abc", "", " 1 ", "1_0", "inf", "nan", 0.5, None, True)),
    ("model", ("label",), (None, "", {}, [], False, 0, "text", {"en_US": ""}, {"zh_Hans": "a"})),
)


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    with asking() as asked:
        yield asked


def ours(kind: str, text: str) -> list[str]:
    """What we say of the same declaration."""
    root, findings = read_foreign("x.yaml", text)
    if root is None:
        return [one.message for one in findings] or ["empty"]
    refused: list[Refusal] = []
    SHAPES[kind].look(root, (), refused)
    return [one.message for one in refused]


def agree(ask: Ask, kind: str, data: Any) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    theirs, said = ask(kind, text), ours(kind, text)
    assert bool(theirs) == bool(said), f"{kind}\n{text[:1500]}\nSDK: {theirs}\nours: {said}"


@pytest.mark.parametrize("kind", SOUND)
def test_sound(ask: Ask, kind: str) -> None:
    assert ask(kind, SOUND[kind]) == ""
    assert ours(kind, SOUND[kind]) == []


@pytest.mark.parametrize(("kind", "path", "values"), LIMITS)
def test_around_limits(ask: Ask, kind: str, path: tuple[str | int, ...], values: tuple[Any, ...]) -> None:
    data = yaml.safe_load(SOUND[kind])
    for value in values:
        agree(ask, kind, changed(data, path, value))


@pytest.mark.parametrize("kind", SOUND)
def test_missing_keys(ask: Ask, kind: str) -> None:
    data = yaml.safe_load(SOUND[kind])
    for path in paths(data):
        if path and isinstance(path[-1], str):
            made = changed(data, path, None)
            place = made
            for step in path[:-1]:
                place = place[step]
            del place[path[-1]]
            agree(ask, kind, made)


@pytest.mark.parametrize("kind", SOUND)
def test_odd_values(ask: Ask, kind: str) -> None:
    data = yaml.safe_load(SOUND[kind])
    chosen = random.Random(kind)
    for path in paths(data):
        for value in chosen.sample(ODD, 16):
            # A map or a text of patterns is looked through key by key and letter by letter; the packer refuses it.
            if path and not (path[-1] == "predefined" and isinstance(value, dict | str)):
                agree(ask, kind, changed(data, path, value))

"""How things are said: prices, labels, changes to lists, voices, positions, definitions and profiles."""

from __future__ import annotations

import pytest
import yaml
from difyspec.importer.factor.changes import Change, list_changes
from difyspec.importer.factor.words import family, words_of
from hypothesis import given
from hypothesis import strategies as st

from tests.importer.importing import Trip, from_memory

MANIFEST = """
version: 0.0.1
type: plugin
author: acme
name: acme
label: {en_US: Acme}
description: {en_US: Acme}
created_at: '2024-01-01T00:00:00Z'
icon: a.svg
resource: {memory: 268435456}
plugins: {models: [provider/acme.yaml]}
meta: {version: 0.0.1, arch: [amd64, arm64], runner: {language: python, version: '3.12', entrypoint: main}}
"""
PROVIDER = """
provider: acme
label: {en_US: Acme}
icon_small: {en_US: a.svg}
supported_model_types: [%s]
configurate_methods: [predefined-model]
provider_credential_schema: {credential_form_schemas: []}
models: {%s: {predefined: [models/%s/*.yaml], position: models/%s/_position.yaml}}
extra: {python: {provider_source: provider/acme.py, model_sources: [models/%s/%s.py]}}
"""


def plugin(*models: str, type_: str = "llm", position: str | None = None) -> Trip:
    """A plugin with models of one type, in the order given; each is a flow map without its type."""
    files = {"manifest.yaml": MANIFEST, "provider/acme.yaml": PROVIDER % (type_, *[type_] * 5)}
    ids = []
    for number, text in enumerate(models):
        data = yaml.safe_load(f"{{{text}}}")
        ids.append(data["model"])
        data = {"model_type": type_, "label": {"en_US": data["model"]}, **data}
        files[f"models/{type_}/{data['model'] if '/' not in data['model'] else number}.yaml"] = yaml.safe_dump(data)
    files[f"models/{type_}/_position.yaml"] = yaml.safe_dump(ids) if position is None else position
    trip = from_memory({name: text.encode() for name, text in files.items()})
    assert trip.verify().identical
    return trip


def models(trip: Trip) -> str:
    """The section of the models, without its indentation."""
    section = trip.text.partition("\nmodels:\n")[2].partition("\n\nraw:")[0]
    return "\n".join(line[4:] for line in section.splitlines()[1:])


MODE = "model_properties: {mode: chat, context_size: 8}"


def test_a_model_that_says_nothing_unusual_is_one_line() -> None:
    assert models(plugin(f"model: a, {MODE}")) == "predefined:\n  - a: {mode: chat, context_size: 8}"


@pytest.mark.parametrize(
    ("pricing", "said"),
    [
        ("{input: '0.10', output: '0.20', unit: '0.000001', currency: USD}", "price: 0.10/0.20}"),
        ("{input: '2', unit: '0.000001', currency: USD}", "price: 2}"),
        ("{input: '0.10', output: '0.20', unit: '0.001', currency: RMB}", "price: 0.10/0.20 RMB per 1K}"),
        (
            "{input: '0', output: '0', unit: '0', currency: RMB}",
            "price: {input: '0', output: '0', unit: '0', currency: RMB}}",
        ),
        ("{input: '1', unit: '0.000001'}", "price: {input: '1', unit: '0.000001'}}"),
        ("{output: '1', unit: '0.000001', currency: USD}", "price: {output: '1', unit: '0.000001', currency: USD}}"),
        (
            "{input: 0.5, unit: '0.001', currency: USD}",
            "price: {unit: '0.001', currency: USD}, extra: {pricing: {input: 0.5}}}",
        ),
    ],
)
def test_prices(pricing: str, said: str) -> None:
    usual = "pricing: {input: '1', output: '2', unit: '0.000001', currency: USD}"
    text = models(
        plugin(f"model: a, {MODE}, {usual}", f"model: b, {MODE}, {usual}", f"model: c, {MODE}, pricing: {pricing}")
    )
    assert text.startswith("pricing: USD per 1M\n")
    assert said in text


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("{en_US: c}", ""),
        ("{en_US: C}", "label: C, "),
        ("{en_US: c, zh_Hans: c}", "label_languages: [en_US, zh_Hans], "),
        ("{en_US: C, zh_Hans: C}", "label: [C, C], "),
        ("{zh_Hans: 丙, en_US: C}", "label: [C, 丙], "),
        ("{en_US: $(model)}", "label: $$(model), "),
        ("{en_US: C, ja_JP: 丙}", "label: {en_US: C, ja_JP: 丙}, "),
        ("{en_US: C, zh_Hans: }", "label: [C, null], "),
    ],
)
def test_labels(label: str, said: str) -> None:
    text = models(plugin(f"model: a, {MODE}", f"model: b, {MODE}", f"model: c, {MODE}, label: {label}"))
    assert f"  - c: {{{said}mode: chat" in text or f"  - c: {{use: chat, {said}".rstrip(", ") in text


def test_no_labels_at_all() -> None:
    files = {"manifest.yaml": MANIFEST, "provider/acme.yaml": PROVIDER % ("llm", *["llm"] * 5)}
    files["models/llm/_position.yaml"] = "[a]"
    files["models/llm/a.yaml"] = "model: a\nmodel_type: llm\nmodel_properties: {mode: chat}\n"
    trip = from_memory({name: text.encode() for name, text in files.items()})
    assert "label_languages: []" in trip.text
    assert trip.verify().identical


def test_a_label_that_is_null_is_no_absent_one() -> None:
    assert "extra: {label: null}" in models(plugin(f"model: a, label: , {MODE}"))


@pytest.mark.parametrize(("default", "type_"), [("4096", "int"), ("0", "int"), ("007", "text"), ("1e3", "text")])
def test_a_field_whose_default_is_a_number_holds_numbers(default: str, type_: str) -> None:
    field = f"{{variable: limit, label: {{en_US: Limit}}, type: text-input, required: true, default: '{default}'}}"
    form = PROVIDER.replace("credential_form_schemas: []", f"credential_form_schemas: [{field}]")
    files = {"manifest.yaml": MANIFEST, "provider/acme.yaml": form % ("llm", *["llm"] * 5)}
    files["models/llm/_position.yaml"] = "[]"
    trip = from_memory({name: text.encode() for name, text in files.items()})
    assert f"- limit: {{type: {type_}, default: '{default}', label: Limit}}" in trip.text
    assert trip.verify().identical


RULES = "{name: temperature, use_template: temperature}, {name: top_p, use_template: top_p}"
SEED = "{name: seed, type: int, label: {en_US: Seed}, help: {en_US: The same seed leads to the same answer.}}"


def test_definitions_are_made_for_what_is_no_template() -> None:
    trip = plugin(
        f"model: a, {MODE}, parameter_rules: [{RULES}, {SEED}]", f"model: b, {MODE}, parameter_rules: [{SEED}]"
    )
    section = trip.text.partition("parameters:\n")[2].partition("\n\n")[0]
    assert section == "  seed: {type: int, label: Seed, help: The same seed leads to the same answer.}"
    assert "parameters: [temperature, top_p, seed]" in trip.text


def test_numbers_are_said_where_they_are_used() -> None:
    rule = "{name: max_tokens, use_template: max_tokens, min: 1, default: 512, max: %d}"
    trip = plugin(*(f"model: m{one}, {MODE}, parameter_rules: [{RULES}, {rule % one}]" for one in range(4096, 4102)))
    assert "max_tokens: {template: max_tokens, default: 512, min: 1, max: 4096}" in trip.text
    assert "- m4100: {use: chat, max_tokens: 4100}" in trip.text
    assert "max_tokens_" not in trip.text


def test_profiles_say_what_models_share() -> None:
    features = "features: [vision, tool-call]"
    rules = f"parameter_rules: [{RULES}, {SEED}]"
    trip = plugin(
        *(f"model: gpt-{one}, {MODE}, {features}, {rules}" for one in (1, 2, 3)),
        f"model: gpt-4, {MODE}, features: [vision], {rules}",
        "model: other, model_properties: {mode: completion}",
    )
    text = models(trip)
    assert text.startswith(
        "profiles:\n  chat: {mode: chat, context_size: 8, features: [vision, tool-call], parameters: ["
    )
    assert "- gpt-1: {use: chat}\n" in text
    assert "- gpt-4: {use: chat, features: [vision]}" in text
    assert "- other: {mode: completion}" in text


def test_retired_models_share_a_copy() -> None:
    rules = f"features: [vision, tool-call], parameter_rules: [{RULES}, {SEED}]"
    retired = [f"model: old-{one}, {MODE}, {rules}, deprecated: true" for one in range(4)]
    text = models(plugin(*(f"model: new-{one}, {MODE}, {rules}" for one in range(4)), *retired))
    assert "retired: {like: new, deprecated: true}" in text
    assert "- old-0: {use: retired}" in text


def test_positions_differ_by_changes_or_in_full() -> None:
    many = [f"model: m{one}, {MODE}" for one in range(6)]
    order = "[m0, m1, gone, m2, m3, m4, m5]"
    assert "position: [+gone: {after: m1}]" in models(plugin(*many, position=order))
    assert "position: [m0, gone, lost, stray]" in models(plugin(*many, position="[m0, gone, lost, stray]"))
    assert "listed: false" in models(plugin(*many, position="[m0, m1, m2]"))


def test_voices() -> None:
    voices = "[{mode: 't:a', name: A, language: [en-US]}, {mode: 't:b', name: b, language: [en-US, zh-Hans]}]"
    text = models(plugin(f"model: t, model_properties: {{default_voice: 't:a', voices: {voices}}}", type_="tts"))
    assert "default_voice: $(model):a" in text
    assert "voices: {language: [en-US], list: [a: A, b: {language: [en-US, zh-Hans]}], id: $(model):$(voice)}" in text


NAMES = st.lists(st.sampled_from("abcdefg"), unique=True, max_size=7)


@given(NAMES, NAMES)
def test_changes_lead_there(base: list[str], target: list[str]) -> None:
    made = list_changes(base, target)
    assert made is not None
    now = list(base)
    for one in made:
        if not one.added:
            now.remove(one.name)
        elif one.after is not None:
            now.insert(now.index(one.after) + 1, one.name)
        else:
            now.insert(now.index(one.before) if one.before is not None else len(now), one.name)
    assert now == target
    assert len(made) <= len(base) + len(target)


def test_changes_are_few() -> None:
    assert list_changes("abcd", "abcd") == ()
    assert list_changes("abcd", "abce") == (Change("d", added=False), Change("e", added=True))
    assert list_changes("abcd", "xabcd") == (Change("x", added=True, before="a"),)
    assert list_changes("aab", "ab") is None
    assert list_changes(["a"], ["a", " b"]) is None, "a name that needs quotes can have no sign"


def test_families() -> None:
    assert words_of("Qwen/Qwen3-VL-8B") == ["qwen3", "vl", "8b"]
    assert family(["gpt-5", "gpt-5-mini"], ["claude-3"]) == "gpt"
    assert family(["gpt-5", "gpt-5-mini"], ["gpt-4o", "gpt-4"]) == "gpt-5"
    assert family(["a-1", "b-2"], []) is None

"""Composition has one meaning: a model users add comes out as one in the spec of the same name would."""

from __future__ import annotations

from typing import Any

import pytest
from difyspec.diagnostics import Severity, blocking
from difyspec.provider.expressions import Choice, Condition
from difyspec.provider.models import CustomModel, Model, ModelType, ParameterRule
from difyspec.provider.plugin import Provider
from difyspec.provider.texts import Text, english
from difyspec.provider.values import NULL, DataList, DataMap, Scalar, text
from difyspec.resolve.names import Names
from difyspec.resolve.statics import decide
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from tests.resolve.specs import HEAD, provider_of, resolved

ATTRIBUTES = ("type", "label", "help", "required", "default", "min", "max", "precision", "options", "use_template")
BASE = """  llm: openai.chat
groups: {starts_a: [a*, -ab]}
parameters:
  effort: {type: string, options: [low, high], default: low}
  effort_long: {name: effort, type: string, options: [low, mid, high], default: mid, label: Long}
models:
  llm:
    profiles:
      chat:
        mode: chat
        context_size: 8192
        features: [tool-call, agent-thought]
        parameters: [temperature, top_p, max_tokens: {default: 16, min: 1, max: 4096}, effort]
    overrides:
"""

COLUMNS = st.sampled_from(
    [
        "context_size: 1",
        "context_size: 2",
        "features: [vision]",
        "features: [tool-call, video]",
        "features: [+vision]",
        "features: [-tool-call]",
        "parameters: [temperature: {default: 0.5}, max_tokens, top_k]",
        "parameters: [+top_k: {after: temperature}]",
        "parameters: [-top_p]",
        "parameters: [-effort, +effort_long]",
        "adjust: {temperature: {default: 0.25, max: 2.0}}",
        "adjust: {max_tokens: {default: 8}}",
        "max_tokens: 64",
        "max_tokens: {max: 32, default: 2}",
        "label: [Name, 名称]",
        "unset: [context_size]",
    ]
)
WHERE = st.sampled_from(
    ["match: a*", "match: '*b'", "match: ab", "group: starts_a", "match: ['b*', ab*]", "match: '*'"]
)
OVERRIDES = st.lists(st.tuples(WHERE, COLUMNS), max_size=4)
NAMES = st.sampled_from(["a", "b", "ab", "ba", "aab", "abb", "c"])


def written(overrides: list[tuple[str, str]], rest: str) -> str:
    lines = [f"      - {{{where}, {columns}, over: true}}\n" for where, columns in overrides] or ["      []\n"]
    return HEAD + BASE + "".join(lines) + rest


def holds(condition: Condition | None, name: str, provider: Provider) -> bool:
    if condition is None:
        return True
    found = decide(condition, name, Names(groups=dict(provider.groups)))
    assert found is not None
    return found


def chosen(choice: Choice[Any], name: str, provider: Provider) -> Any:
    value = next((case.then for case in choice.cases if holds(case.when, name, provider)), None)
    return None if value == NULL else value


def as_data(value: Any) -> Any:
    """A value of a rule in the form that dynamic ones have."""
    if isinstance(value, Text):
        return DataMap(value.entries)
    if isinstance(value, str):
        return text(value)
    return DataList(value) if isinstance(value, tuple) else value


def described(rule: ParameterRule) -> dict[str, Any]:
    return {name: as_data(getattr(rule, name)) for name in ATTRIBUTES if getattr(rule, name) is not None}


def at(custom: CustomModel, name: str, provider: Provider) -> dict[str, Any]:
    """What a custom model is for one name."""
    rules: dict[str, Any] = {}
    for one in custom.parameters or ():
        if holds(one.when, name, provider):
            dynamic = {key: chosen(choice, name, provider) for key, choice in one.dynamic}
            found = {**described(one.rule), **{key: value for key, value in dynamic.items() if value is not None}}
            assert one.rule.name not in rules, "one parameter twice"
            rules[one.rule.name] = found
    label = None if custom.label is None else chosen(custom.label, name, provider)
    properties = {key: chosen(choice, name, provider) for key, choice in custom.properties}
    return {
        "features": sorted(one.name for one in custom.features or () if holds(one.when, name, provider)),
        "properties": {key: value for key, value in properties.items() if value is not None},
        "rules": rules,
        "label": label if label is not None else name,
    }


def of(model: Model) -> dict[str, Any]:
    assert model.label is not None
    return {
        "features": sorted(one.text for one in model.features or ()),
        "properties": dict(model.properties or ()),
        "rules": {rule.name: described(rule) for rule in model.parameters or ()},
        "label": model.label if len(model.label.entries) > 1 else model.label.english,
    }


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(OVERRIDES, NAMES)
@example([("match: a*", "parameters: [-effort, +effort_long]")], "ab")
@example([("match: a*", "features: [vision]"), ("match: '*b'", "features: [+video]")], "ab")
@example([("match: a*", "max_tokens: 64"), ("match: '*b'", "parameters: [max_tokens]")], "ab")
def test_custom_and_predefined_models_agree(overrides: list[tuple[str, str]], name: str) -> None:
    known, findings = resolved(written(overrides, f"    predefined: [{name}: {{use: chat}}]\n"))
    assume(not blocking([one for one in findings if one.code != "D407"]))
    open_, said = resolved(written(overrides, "    custom: {use: chat}\n"))
    assume(not blocking(said))
    if known is None:
        known = provider_of(written(_fitting(overrides, name), f"    predefined: [{name}: {{use: chat}}]\n"))
    assert open_ is not None
    custom = open_.catalogue(ModelType.LLM).custom
    assert custom is not None
    assert at(custom, name, open_) == of(known.catalogue(ModelType.LLM).predefined[0])


def _fitting(overrides: list[tuple[str, str]], name: str) -> list[tuple[str, str]]:
    """Without the overrides that fit no model in the spec, which are findings."""
    kept = []
    for one in overrides:
        _, findings = resolved(written([one], f"    predefined: [{name}: {{use: chat}}]\n"))
        if "D407" not in [finding.code for finding in findings]:
            kept.append(one)
    return kept


def models(rest: str) -> tuple[Model, ...]:
    return provider_of(written([], rest)).catalogue(ModelType.LLM).predefined


def number(scalar: object) -> str:
    assert isinstance(scalar, Scalar)
    return scalar.text


def test_own_columns_win_over_overrides_and_overrides_over_profiles() -> None:
    spec = written(
        [("match: a*", "context_size: 1"), ("match: a*", "max_tokens: 64")],
        "    predefined: [a: {use: chat, context_size: 3}, ab: {use: chat}, b: {use: chat}]\n",
    )
    found = provider_of(spec).catalogue(ModelType.LLM).predefined
    assert [number(dict(one.properties or ())["context_size"]) for one in found] == ["3", "1", "8192"]


def test_a_whole_list_forgets_earlier_adjustments() -> None:
    spec = written(
        [("match: a*", "adjust: {temperature: {default: 0.25}}"), ("match: a*", "parameters: [temperature]")],
        "    predefined: [a: {use: chat}]\n",
    )
    (model,) = provider_of(spec).catalogue(ModelType.LLM).predefined
    (rule,) = model.parameters or ()
    assert number(rule.default) == "0.0"


def test_changes_keep_the_place_they_ask_for() -> None:
    (model,) = models("    predefined: [a: {use: chat, parameters: [+top_k: {after: temperature}, -top_p, +seed]}]\n")
    assert [rule.name for rule in model.parameters or ()] == ["temperature", "top_k", "max_tokens", "effort", "seed"]


def test_numbers_keep_their_spelling_and_prices_are_texts() -> None:
    (model,) = models("    pricing: USD per 1M\n    predefined: [a: {use: chat, price: 0.10/0.40, max_tokens: 8192}]\n")
    assert model.pricing is not None
    assert [number(one) for one in (model.pricing.input, model.pricing.output, model.pricing.unit)] == [
        "0.10",
        "0.40",
        "0.000001",
    ]


def test_explicit_rules_have_all_that_loaders_would_fill_in() -> None:
    (model,) = models("    predefined: [a: {use: chat, parameters: [temperature, json_schema]}]\n")
    first, second = model.parameters or ()
    assert (first.use_template, first.type, number(first.precision), number(first.required)) == (
        "temperature",
        "float",
        "2",
        "false",
    )
    assert first.label is not None
    assert first.help is not None
    assert (second.type, second.default) == ("text", None)


def test_as_imported_leaves_out_what_was_left_out() -> None:
    spec = written([], "    predefined: [a: {use: chat, parameters: [temperature]}]\n")
    (model,) = provider_of(spec + "conventions: as_imported\n").catalogue(ModelType.LLM).predefined
    (rule,) = model.parameters or ()
    assert rule == ParameterRule("temperature", use_template="temperature")
    assert model.label == english("a")  # a label that was left out is `unset: [label]`


def test_a_limit_moves_the_default_of_the_template_with_it() -> None:
    (model,) = models("    predefined: [a: {use: chat, parameters: [top_k: {max: 40}, max_tokens: {min: 100}]}]\n")
    assert [number(rule.default) for rule in model.parameters or ()] == ["40", "100"]


@pytest.mark.parametrize(
    ("label", "expected"), [("", "a"), ("label: Big", "Big"), ("label: $(model) mini", "a mini"), ("label: Yes", "Yes")]
)
def test_labels(label: str, expected: str) -> None:
    (model,) = models(f"    predefined: [a: {{use: chat{', ' if label else ''}{label}}}]\n")
    assert model.label is not None
    assert model.label.english == expected


def test_choices_by_name_are_decided() -> None:
    model, other = models(
        "    predefined:\n"
        "      - a: {use: chat, context_size: [{group: starts_a, then: 1}, {else: 2}]}\n"
        "      - ab: {use: chat, context_size: [{group: starts_a, then: 1}, {else: 2}]}\n"
    )
    assert number(dict(model.properties or ())["context_size"]) == "1"
    assert number(dict(other.properties or ())["context_size"]) == "2"


def test_defects_of_imported_plugins_do_not_block() -> None:
    spec = written([], "    predefined: [a: {use: chat, parameters: [temperature: {default: 3}]}]\n")
    assert "D301" in [one.code for one in resolved(spec)[1] if one.severity is Severity.ERROR]
    provider, findings = resolved(spec + "conventions: as_imported\n")
    assert provider is not None
    assert ("D301", Severity.WARNING) in [(one.code, one.severity) for one in findings]

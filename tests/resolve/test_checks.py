"""What is checked, beside the examples of `tests/diagnostics`: the same check where it must and must not speak."""

from __future__ import annotations

import pytest

from tests.resolve.specs import HEAD, codes

MODELS = """
models:
  llm:
    profiles:
      chat: {mode: chat, context_size: 8192, parameters: [temperature, max_tokens, think]}
    predefined:
      - acme-1: {use: chat}
      - acme-2: {use: chat}
parameters: {think: {type: boolean}}
validation: {provider: {llm: acme-1}}
"""
CUSTOM = MODELS.replace("    predefined:", "    custom: {use: chat}\n    predefined:")
QUIET = {"D215"}


def said(text: str, hooks: str | None = None) -> list[str]:
    """The codes without those on what small examples leave unused."""
    return [code for code in codes(text, hooks) if code not in QUIET]


def sent(step: str, models: str = CUSTOM) -> list[str]:
    return said(f"{HEAD}  llm:\n    protocol: openai.chat\n    send: [{step}]\n{models}")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("cred.region == us", []),
        ("cred.region == usa", ["D208"]),
        ("cred.region in eu|us", []),
        ("cred.region in eu|usa", ["D208"]),
        ("cred.region != usa", ["D208"]),
        ("cred.region has e", []),
        ("cred.region matches 'e*'", []),
        ("cred.region", ["D220"]),
        ("cred.api_key", ["D220"]),
        ("cred.context_size", []),
        ("cred.context_size > 3", []),
        ("cred.context_size == large", ["D221"]),
        ("cred.context_size has 3", ["D221"]),
        ("cred.context_size matches '3*'", ["D221"]),
        ("cred.vision_support", []),
        ("cred.vision_support == support", []),
        ("cred.vision_support == true", []),
        ("cred.vision_support == supported", ["D208"]),
        ("cred.vision_support > 1", ["D221"]),
        ("param.think", []),
        ("param.think == false", []),
        ("param.temperature >= 0.5", []),
        ("param.temperature", []),
        ("param.thinks", ["D202"]),
        ("given.think", []),
        ("given.thinks", ["D202"]),
        ("model == acme-1", ["D232"]),
        ("model.mode == chat", ["D232"]),
        ("model.mode == talk", ["D208"]),
        ("model.mood == chat", ["D210"]),
        ("model.features has vision", []),
        ("model.features has visoin", ["D208"]),
        ("model.features == vision", []),
        ("call.stream", []),
        ("call.query == x", ["D210"]),
        ("call.user", ["D220"]),
        ("error.status == 429", ["D212"]),
        ("item == x", ["D212"]),
        ("not (cred.region == us or param.think)", []),
    ],
)
def test_conditions(condition: str, expected: list[str]) -> None:
    assert sent(f'{{when: "{condition}", drop: [temperature]}}') == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("$(cred.context_size)", []),
        ("$(cred.context_size else 4096)", []),
        ("$(cred.context_size else 2048)", ["D305"]),
        ("$(cred.api_key)", ["D219"]),
        ("$(cred.vision_support)", ["D219"]),
        ("$(param.temperature)", ["D212"]),
        ("[{when: cred.vision_support, then: 1}, {else: 2}]", []),
        ("[{when: cred.region, then: 1}, {else: 2}]", ["D220"]),
    ],
)
def test_numbers(value: str, expected: list[str]) -> None:
    models = CUSTOM.replace("custom: {use: chat}", f"custom: {{use: chat, context_size: {value}}}")
    assert said(f"{HEAD}  llm: openai.chat\n{models}") == expected


ONE_NAME = """
models:
  llm:
    profiles: {chat: {mode: chat, context_size: 8192}}
    predefined:
      - acme-1: {use: chat, parameters: [effort, depth: {type: boolean}]}
      - acme-2: {use: chat, parameters: [effort: {options: [none]}, depth: {options: [flat, deep]}]}
parameters:
  effort: {type: string, options: [low, high]}
  depth: {type: string}
validation: {provider: {llm: acme-1}}
"""


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("param.effort in low|high", []),
        ("param.effort == none", []),
        ("param.effort == medium", ["D208"]),
        ("param.depth == true or param.depth in flat|deep", []),
        ("param.depth", []),
    ],
)
def test_parameters_that_models_define_in_several_ways(condition: str, expected: list[str]) -> None:
    assert sent(f'{{when: "{condition}", drop: [temperature]}}', ONE_NAME) == expected


@pytest.mark.parametrize(
    ("features", "expected"),
    [
        ("[vision: {when: model.features has tool-call}]", ["D212"]),
        ("[vision: {when: not able}]", ["D212"]),
    ],
)
def test_a_description_does_not_read_itself(features: str, expected: list[str]) -> None:
    models = CUSTOM.replace("custom: {use: chat}", f"custom: {{use: chat, features: {features}}}")
    conditions = "conditions: {able: model.features has tool-call}\n"
    uses = "    send: [{when: able, drop: [temperature]}]"
    assert said(f"{HEAD}  llm:\n    protocol: openai.chat\n{uses}\n{conditions}{models}") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Bearer-$(cred.region)-$(cred.context_size)", []),
        ("$(cred.region else eu)", []),
        ("$(cred.region else mars)", ["D208", "D305"]),
        ("$(cred.vision_support)", ["D219"]),
        ("x$(cred.vision_support)", ["D219"]),
        ("$(cred.regoin)", ["D204"]),
        ("$(discovered.size)", ["D205"]),
    ],
)
def test_texts(value: str, expected: list[str]) -> None:
    assert said(f"{HEAD}  headers: {{X: {value}}}\n  llm: openai.chat\n{CUSTOM}") == expected


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("{rename: {think: thinking.type}}", []),
        ("{rename: {thinks: thinking.type}}", ["D218"]),
        ("{drop: [stream_options]}", []),
        ("{drop: [temperatur]}", ["D218"]),
        ("{drop: [think]}, {rename: {think: x}}", ["D412"]),
        ("{when: param.think, drop: [think]}, {rename: {think: x}}", []),
        ("{rename: {think: x}}, {drop: [think]}", ["D412"]),
        ("{drop: [think]}, {set: {think: 1}}, {copy: {think: x}}", []),
        ("{set: {extra: $(cred.region)}}, {clamp: {extra: {max: 3}}}", []),
        ("{clamp: {temperature: {max: $(cred.region)}}}", ["D219"]),
        ("{append: {tools: {type: $(cred.regoin)}}}", ["D204"]),
        ("{match: acme-*, drop: [think]}", ["D232"]),
        ("{group: large, drop: [think]}", ["D206"]),
    ],
)
def test_steps(step: str, expected: list[str]) -> None:
    assert sent(step) == expected


@pytest.mark.parametrize(
    ("overrides", "models", "expected"),
    [
        ("{match: acme-*, max_tokens: 1}, {match: '*-1', max_tokens: 2}", MODELS, ["D406"]),
        ("{match: acme-*, max_tokens: 1}, {match: '*-1', max_tokens: 2, over: true}", MODELS, []),
        ("{match: acme-*, max_tokens: 1}, {match: '*-1', max_tokens: 1}", MODELS, []),
        ("{match: acme-1, max_tokens: 1}, {match: acme-2, max_tokens: 2}", MODELS, []),
        ("{match: a*, max_tokens: 1}, {match: '*z', max_tokens: 2}", CUSTOM, ["D406"]),
        ("{match: a*, max_tokens: 1}, {match: '/z$/', max_tokens: 2}", CUSTOM, []),
        ("{match: a*, features: [vision]}, {match: '*1', features: [video]}", MODELS, ["D406"]),
        ("{match: a*, features: [+vision]}, {match: '*1', features: [+vision]}", MODELS, ["D401"]),
        ("{match: b*, max_tokens: 1}", MODELS, ["D407"]),
        ("{match: b*, max_tokens: 1}", CUSTOM, []),
        ("{match: a*, when: cred.vision_support, features: [vision]}", MODELS, ["D415"]),
        ("{match: b*, when: cred.vision_support, features: [vision]}", CUSTOM, []),
        ("{match: a*, adjust: {top_p: {max: 1}}}", MODELS, ["D404"]),
        ("{match: a*, parameters: [+max_completion_tokens]}, {match: '*2', max_tokens: 5}", MODELS, ["D405"]),
    ],
)
def test_overrides(overrides: str, models: str, expected: list[str]) -> None:
    models = models.replace("    predefined:", f"    overrides: [{overrides}]\n    predefined:")
    assert said(f"{HEAD}  llm: openai.chat\n{models}") == expected


@pytest.mark.parametrize(
    ("cases", "models", "expected"),
    [
        ("{when: cred.vision_support, then: openai.chat}, {else: openai.completions}", CUSTOM, []),
        ("{when: cred.vision_support, then: openai.chat}", CUSTOM, ["D411"]),
        (
            "{when: cred.vision_support, then: openai.chat}, {when: not cred.vision_support, then: openai.chat}",
            CUSTOM,
            [],
        ),
        ("{match: acme-1, then: openai.chat}, {match: '*-2', then: openai.completions}", MODELS, []),
        ("{match: acme-1, then: openai.chat}", MODELS, ["D411"]),
        ("{match: acme-9, then: openai.chat}, {else: openai.chat}", MODELS, ["D407"]),
        ("{match: acme-9, then: openai.chat}, {else: openai.chat}", CUSTOM, []),
        ("{match: acme-1, then: jina.rerank}, {else: openai.chat}", MODELS, ["D223"]),
    ],
)
def test_protocols(cases: str, models: str, expected: list[str]) -> None:
    assert said(f"{HEAD}  llm: {{protocol: [{cases}]}}\n{models}") == expected


@pytest.mark.parametrize(
    ("name", "tested", "expected"),
    [
        ("$(model)-latest", "x*", ["D407"]),
        ("$(model)-latest", "*-latest", ["D232"]),
        ("$(cred.region)", "x*", []),
        ("[{when: cred.region == us, then: other}, {else: $(model)}]", "x*", []),
    ],
)
def test_patterns_test_the_names_that_the_server_knows(name: str, tested: str, expected: list[str]) -> None:
    llm = f"  llm:\n    protocol: openai.chat\n    send: [{{match: '{tested}', drop: [think]}}]\n"
    assert said(f"{HEAD}  wire_name: {name}\n{llm}{MODELS}") == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("{status: 4xx, is: bad_request}, {status: 429, is: rate_limit}", ["D412"]),
        ("{status: 429, is: rate_limit}, {status: 4xx, is: bad_request}", []),
        ("{code: 1, is: rate_limit}, {status: 400, code: 1, is: bad_request}", ["D412"]),
        ("{message: quota, is: rate_limit}, {message: quota exceeded, is: bad_request}", ["D412"]),
        ("{message: quota exceeded, is: rate_limit}, {message: quota, is: bad_request}", []),
        ("{when: error.status > 499, is: rate_limit}, {status: 500, is: bad_request}", []),
        ("{when: cred.vision_support, is: rate_limit}", ["D212"]),
        ("{when: param.think, is: rate_limit}", ["D212"]),
    ],
)
def test_error_rows(rows: str, expected: list[str]) -> None:
    assert said(f"{HEAD}  llm: openai.chat\n{CUSTOM}errors: {{table: [{rows}]}}\n") == expected


@pytest.mark.parametrize(
    ("hooks", "expected"),
    [
        ("def count(call): return 1", []),
        ("def count(call, more=None): return 1", []),
        ("def count(*values): return 1", []),
        ("def count(call, /): return 1", []),
        ("def count(call, *, exact): return 1", ["D503"]),
        ("def count(): return 1", ["D503"]),
        ("def count(call, text): return 1", ["D503"]),
        ("def cuont(call): return 1", ["D501"]),
        ("from x import count", ["D511", "D501"]),
        ("count = len", ["D501"]),
        ("async def count(call): return 1", ["D509"]),
        ("def count(call: return 1", ["D505"]),
        ("def count(call): return helper(call)\ndef helper(call): return 1", []),
        ("def count(call): return 1\ndef helper(call): return 1", ["D502"]),
        ("def count(call): return 1\ndef _helper(call): return 1", []),
        ("def count(call): return call.cred.regoin", ["D204"]),
        ("def count(call): return call.cred.region", []),
        ("def count(call): return call.discovered.size", ["D205"]),
        ("def count(call): return call.cred.model_dump()", []),
    ],
)
def test_hooks(hooks: str, expected: list[str]) -> None:
    text = f"{HEAD}  llm: {{protocol: openai.chat, count_tokens: hooks.count}}\n{CUSTOM}"
    assert said(text, hooks) == expected


def test_what_hooks_read_is_used() -> None:
    text = f"{HEAD}  llm: {{protocol: openai.chat, count_tokens: hooks.count}}\n{CUSTOM}"
    unused = codes(text, "def count(call): return 1").count("D215")
    assert codes(text, "def count(call):\n    c = call.cred\n    return c.region").count("D215") == unused - 1
    assert codes(text, "def count(call): return dict(call.cred)").count("D215") == 0


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("context_size: 8192", ["D409"]),
        ("context_size: 8193", []),
        ("adjust: {temperature: {max: 1.0}}", []),
        ("max_tokens: 4096", []),
        ("price: 1/2", ["D312"]),
        ("price: 1/2 USD per 1M", []),
        ("features: [+vision, +vison]", ["D209"]),
        ("parameters: [temperature, seed: {type: int}, brand_new: {type: int}]", []),
        ("parameters: [temperature, brand_new]", ["D202"]),
        ("parameters: [temperature: {options: [a]}]", ["D316"]),
        ("parameters: [{think: {min: 1}}]", ["D316"]),
        ("parameters: [temperature: {default: null}]", []),
        ("parameters: [-temperature, -temperature]", ["D115", "D402"]),
        ("unset: [context_size]", []),
        ("label: $(cred.region)", ["D415"]),
    ],
)
def test_columns(columns: str, expected: list[str]) -> None:
    models = MODELS.replace("acme-2: {use: chat}", f"acme-2: {{use: chat, {columns}}}")
    assert said(f"{HEAD}  llm: openai.chat\n{models}") == expected

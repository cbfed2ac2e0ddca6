"""Thinking that is switched: what `reasoning` says in a few lines is what steps of `send` say at length."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.support.compiled import plugin_of
from tests.support.loopback import Loopback, answer
from tests.support.plugins import InProcess

HEAD = """
spec: 1
provider: muse
label: Muse
plugin: {author: acme, version: 0.1.0, created_at: '2026-11-20T08:00:00Z'}
credentials:
  model:
    - server_url
    - support: {type: select, default: both, options: [both, always, never]}
    - mode: {type: select, name: compatibility, default: strict, options: [strict, extended]}
conditions:
  on: cred.support == always or (cred.support == both and param.enable_thinking == true)
  off: cred.support == never or (cred.support == both and param.enable_thinking == false)
  extended: cred.compatibility == extended
groups: {q: ['q-*']}
parameters:
  thinking: {type: boolean, label: Thinking}
  deep: {type: boolean, default: true, label: Deep}
  slow: {type: boolean, default: false, label: Slow}
models:
  llm:
    custom:
      mode: chat
      context_size: 1
      parameters: [temperature, enable_thinking, thinking, deep, slow, reasoning_effort]
transport:
  endpoint: $(cred.server_url)
  llm:
    protocol: openai.chat
"""
# Dialects of providers that there are: what `reasoning` says, and the same as steps.
DIALECTS = {
    "a switch in every place": (
        """
      param: enable_thinking
      on: on
      off: off
      switch: [{when: extended, at: [enable_thinking, thinking.type, chat_template_kwargs.enable_thinking]}]
      drop_off: [reasoning_effort]
""",
        """
      - {drop: [enable_thinking]}
      - when: extended and on
        set: {enable_thinking: true, thinking.type: enabled, chat_template_kwargs.enable_thinking: true}
      - when: extended and off
        set: {enable_thinking: false, thinking.type: disabled, chat_template_kwargs.enable_thinking: false}
      - {when: not on, drop: [reasoning_effort]}
""",
    ),
    "a type, and what a thinking model refuses": (
        "{param: thinking, switch: thinking.type, drop_on: temperature}",
        """
      - rename: {thinking: thinking.type}
        values: {true: enabled, false: disabled}
      - {when: param.thinking, drop: [temperature]}
""",
    ),
    "a template for some models": (
        """
      param: enable_thinking
      switch: [{group: q, at: chat_template_kwargs.enable_thinking}, {else: thinking.type}]
""",
        """
      - {group: q, rename: {enable_thinking: chat_template_kwargs.enable_thinking}}
      - {rename: {enable_thinking: thinking.type}, values: {true: enabled, false: disabled}}
""",
    ),
    "an effort of none": (
        "{param: enable_thinking, switch: {at: reasoning.effort, off: none}}",
        """
      - {when: param.enable_thinking == false, set: {reasoning.effort: none}}
      - {drop: [enable_thinking]}
""",
    ),
    "a default that users see and requests do not": (
        "{param: deep, switch: [deep.type, think], drop_off: temperature}",
        """
      - {rename: {deep: deep.type}, values: {true: enabled, false: disabled}}
      - {copy: {deep.type: think}, values: {enabled: true, disabled: false}}
      - {when: not param.deep, drop: [temperature]}
""",
    ),
    "a default that requests say": (
        "{param: deep, say_default: true, switch: deep.type}",
        """
      - {default: {deep: true}}
      - {rename: {deep: deep.type}, values: {true: enabled, false: disabled}}
""",
    ),
    "a default of off that requests do not say": (
        "{param: slow, switch: slow.type}",
        "\n      - {rename: {slow: slow.type}, values: {true: enabled, false: disabled}}\n",
    ),
    "a default of off that requests say": (
        "{param: slow, say_default: true, switch: slow.type}",
        """
      - {default: {slow: false}}
      - {rename: {slow: slow.type}, values: {true: enabled, false: disabled}}
""",
    ),
    "the parameter itself, for some models": (
        "{param: thinking, switch: [{group: q, at: thinking}, {match: never, at: [other, thinking.x]}]}",
        """
      - {group: q, rename: {thinking: kept}}
      - {drop: [thinking]}
      - {rename: {kept: thinking}}
""",
    ),
    "a word for one state": (
        "{param: thinking, switch: {at: [thinking.level, level], on: high}}",
        """
      - {when: not param.thinking, drop: [thinking]}
      - {rename: {thinking: thinking.level}, values: {true: high}}
      - {copy: {thinking.level: level}}
""",
    ),
    "the parameter itself": ("{param: enable_thinking, switch: enable_thinking}", "\n      - {drop: [nothing]}\n"),
}
# What steps of `send` put within the parameter that switches, and the same without `reasoning`.
WITHIN = {
    "a budget beside the switch": (
        """
    send:
      - {when: param.thinking, rename: {temperature: thinking.budget_tokens}}
    reasoning: {param: thinking, switch: thinking.type, drop_off: reasoning_effort}
""",
        """
    send:
      - {rename: {thinking: thinking.type}, values: {true: enabled, false: disabled}}
      - {when: param.thinking, rename: {temperature: thinking.budget_tokens}}
      - {when: not param.thinking, drop: [reasoning_effort]}
""",
    ),
    "a constant beside a switch by conditions": (
        """
    send:
      - {default: {top_k: 3}}
      - {when: on, set: {enable_thinking.budget: 1000}}
      - {when: on, copy: {top_k: enable_thinking.k}}
    reasoning: {param: enable_thinking, on: on, off: off, switch: enable_thinking.state}
""",
        """
    send:
      - {drop: [enable_thinking]}
      - {default: {top_k: 3}}
      - {when: on, set: {enable_thinking.state: true, enable_thinking.budget: 1000, enable_thinking.k: 3}}
      - {when: off, set: {enable_thinking.state: false}}
""",
    ),
}
CREDENTIALS = [
    {"support": support, "compatibility": mode}
    for support in ("both", "always", "never")
    for mode in ("strict", "extended")
]
PARAMETERS: list[dict[str, Any]] = [
    {"temperature": 0.5, "reasoning_effort": "low"} | more
    for more in (
        {},
        *({name: value} for name, value in product(("enable_thinking", "thinking", "deep", "slow"), (True, False))),
    )
]


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        reply = {"choices": [{"index": 0, "message": {"content": "hi", "reasoning": "hm"}, "finish_reason": "stop"}]}
        running.reply(answer(200, reply))
        yield running


def bodies(spec: str, folder: Path, server: Loopback) -> list[tuple[dict[str, Any], str]]:
    """What is sent, and what is shown, in every combination."""
    made = plugin_of(spec, folder)
    server.requests.clear()
    shown = []
    with InProcess(made, "muse") as plugin:
        for chosen, parameters, model in product(CREDENTIALS, PARAMETERS, ("q-1", "m-1")):
            asked = {
                "credentials": {"server_url": server.url, **chosen},
                "model_parameters": parameters,
                "model": model,
            }
            rest = {
                "prompt_messages": [{"role": "user", "content": "hi"}],
                "tools": None,
                "stop": None,
                "stream": False,
            }
            (chunk,) = plugin.ask("invoke_llm", model_type="llm", **asked, **rest)
            shown.append(str(chunk["delta"]["message"]["content"]))
    return list(zip((request.json for request in server.requests), shown, strict=True))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_few_lines_say_the_same(dialect: str, server: Loopback, tmp_path: Path) -> None:
    short, long = DIALECTS[dialect]
    few = bodies(f"{HEAD}    reasoning: {short}\n", tmp_path / "few", server)
    many = bodies(f"{HEAD}    send: {long}\n", tmp_path / "many", server)
    assert [body for body, _ in few] == [body for body, _ in many]
    assert len({str(body) for body, _ in few}) > 3
    # Thoughts are hidden where thinking is known to be off, and only there.
    switch = next(name for name in ("thinking", "deep", "slow", "enable_thinking") if f"param: {name}" in short)
    for (_, text), (chosen, given, _) in zip(few, product(CREDENTIALS, PARAMETERS, (1, 2)), strict=True):
        off = given.get(switch, switch != "slow" or "say_default" not in short) is False
        if "off: off" in short:
            off = chosen["support"] == "never" or (chosen["support"] == "both" and off)
        assert ("hm" in text) is not off, (chosen, given)


@pytest.mark.parametrize("dialect", WITHIN)
def test_what_steps_put_within_the_parameter_stands_beside_the_switch(
    dialect: str, server: Loopback, tmp_path: Path
) -> None:
    short, long = WITHIN[dialect]
    few = bodies(HEAD + short.lstrip("\n"), tmp_path / "few", server)
    many = bodies(HEAD + long.lstrip("\n"), tmp_path / "many", server)
    assert [body for body, _ in few] == [body for body, _ in many]
    assert any(isinstance(place, dict) and len(place) > 1 for body, _ in few for place in body.values())

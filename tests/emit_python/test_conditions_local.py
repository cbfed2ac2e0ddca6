"""Named conditions: a variable of the one method that needs them, a function where several do, and the same calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.support.compiled import plugin_of
from tests.support.loopback import Loopback, answer
from tests.support.plugins import InProcess

# The names are also those of modules, parameters and builtins of the generated code.
SPEC = """
spec: 1
provider: muse
label: Muse
plugin: {author: acme, version: 0.1.0, created_at: '2026-11-20T08:00:00Z'}
credentials:
  model:
    - server_url
    - kind: {type: select, default: plain, options: [plain, rich, none]}
conditions:
  chat: messages and not body
  messages: cred.kind != none
  body: cred.kind == rich
  bool: cred.kind == plain
  shared: model in q or bool
  alone: param.temperature >= 0.5
groups: {q: ['q-*']}
models:
  llm: {custom: {mode: chat, context_size: 1, parameters: [temperature, top_p: {when: shared}]}}
transport:
  endpoint: $(cred.server_url)
  llm:
    protocol: openai.chat
    send:
      - {when: chat, set: {chat: true}}
      - {when: messages, set: {said.messages: true}}
      - {when: not body, set: {said.body: false}}
      - {when: alone and shared, set: {warm: true}}
    user: [{when: shared, then: {as: user_id}}, {else: drop}]
    stop: [{when: alone, then: drop}, {else: send}]
"""


def expected(kind: str, model: str, temperature: float) -> dict[str, Any]:
    """What is sent besides what never changes."""
    shared, alone = model.startswith("q-") or kind == "plain", temperature >= 0.5
    said = {"messages": True} if kind != "none" else {}
    said |= {"body": False} if kind != "rich" else {}
    return {
        **({"chat": True} if kind == "plain" else {}),
        **({"said": said} if said else {}),
        **({"warm": True} if alone and shared else {}),
        **({"user_id": "u"} if shared else {}),
        **({} if alone else {"stop": ["."]}),
    }


@pytest.fixture(scope="module")
def plugin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plugin_of(SPEC, tmp_path_factory.mktemp("muse"))


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        running.reply(answer(200, {"choices": [{"index": 0, "message": {"content": "hi"}, "finish_reason": "stop"}]}))
        yield running


def test_calls_are_the_same(plugin: Path, server: Loopback) -> None:
    asked = list(product(("plain", "rich", "none"), ("q-1", "m-1"), (0.2, 0.7)))
    prompt = [{"role": "user", "content": "hi"}]
    with InProcess(plugin, "muse") as process:
        for kind, model, temperature in asked:
            process.ask(
                "invoke_llm",
                model_type="llm",
                model=model,
                credentials={"server_url": server.url, "kind": kind},
                model_parameters={"temperature": temperature},
                prompt_messages=prompt,
                tools=None,
                stop=["."],
                stream=False,
                user_id="u",
            )
    usual = {"model", "stream", "messages", "temperature"}
    sent = [{name: value for name, value in one.json.items() if name not in usual} for one in server.requests]
    assert sent == [expected(*one) for one in asked]


def test_what_one_method_needs_is_its_variable(plugin: Path) -> None:
    module = ast.parse((plugin / "models/llm/llm.py").read_text("utf-8"))
    assert {node.name for node in module.body if isinstance(node, ast.FunctionDef)} == {"_bool_", "_shared", "_alone"}
    methods = [node for part in module.body if isinstance(part, ast.ClassDef) for node in part.body]
    (send,) = (node for node in methods if isinstance(node, ast.FunctionDef) and node.name == "send")
    variables = [ast.unparse(node.targets[0]) for node in send.body if isinstance(node, ast.Assign)]
    # Each once, behind those it is made of, and none of a name that means something else there.
    assert variables == ["messages_", "body_", "chat_"]

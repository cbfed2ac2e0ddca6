"""Requests that say which app of Dify they come from: ``call.app_id`` in headers and bodies, in the real SDK."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.compiled import plugin_of
from tests.support.loopback import Loopback, Request, answer, stream
from tests.support.plugins import Plugin, Serverless, Stdio

APP = "5f0c6a7e-app"
SPEC = """
spec: 1
provider: acme
label: Acme
plugin: {author: acme-inc, version: 0.1.0, created_at: '2026-11-20T00:00:00Z'}
credentials:
  provider:
    - server_url
    - marked:
        {type: toggle, stored_as: enable_request_metadata, enabled: enabled, disabled: disabled, default: disabled}
conditions:
  marks: cred.marked and call.app_id matches '/./'
models:
  llm: {predefined: [big: {mode: chat, context_size: 8192}]}
  text-embedding: {predefined: [small: {context_size: 8192, max_chunks: 1}]}
transport:
  endpoint: $(cred.server_url)
  headers: {X-Dify-Source: [{when: marks, then: dify}]}
  llm:
    protocol: openai.chat
    send:
      - {when: cred.marked, set: {metadata.dify_app_id: $(call.app_id)}}
  text-embedding: {protocol: openai.embeddings, headers: {X-Dify-App-Id: [{when: marks, then: $(call.app_id)}]}}
validation: {provider: {get: models}}
"""


@pytest.fixture(scope="module", params=[Stdio, Serverless], ids=["stdio", "serverless"])
def plugin(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plugin]:
    with request.param(plugin_of(SPEC, tmp_path_factory.mktemp("acme")), "acme") as running:
        yield running


@pytest.fixture
def server() -> Iterator[Loopback]:
    """A scripted server, fresh for each test."""
    with Loopback() as running:
        yield running


def chat(plugin: Plugin, server: Loopback, *, marked: str, streamed: bool) -> Request:
    """The request of one conversation."""
    event = b'data: {"choices": [{"index": 0, "delta": {"content": "hi"}, "finish_reason": "stop"}]}\n\n'
    whole = answer(200, {"choices": [{"message": {"role": "assistant", "content": "hi"}}]})
    server.reply(stream(event) if streamed else whole)
    server.requests.clear()
    asked: dict[str, Any] = {"model_parameters": {}, "tools": [], "stop": [], "stream": streamed}
    plugin.ask(
        "invoke_llm",
        model_type="llm",
        model="big",
        credentials={"server_url": server.url, "enable_request_metadata": marked},
        prompt_messages=[{"role": "user", "content": "hello"}],
        **asked,
    )
    (made,) = server.requests
    return made


@pytest.mark.parametrize("streamed", [True, False])
def test_a_call_says_its_app_only_if_users_want_that(plugin: Plugin, server: Loopback, streamed: bool) -> None:
    plugin.app_id = APP
    made = chat(plugin, server, marked="enabled", streamed=streamed)
    assert made.headers["x-dify-source"] == "dify"
    assert made.json["metadata"] == {"dify_app_id": APP}
    made = chat(plugin, server, marked="disabled", streamed=streamed)
    assert "x-dify-source" not in made.headers
    assert "metadata" not in made.json


@pytest.mark.parametrize("app", [None, ""])
def test_a_call_outside_of_an_app_says_none(plugin: Plugin, server: Loopback, app: str | None) -> None:
    plugin.app_id = app
    made = chat(plugin, server, marked="enabled", streamed=True)
    assert "x-dify-source" not in made.headers
    assert "metadata" not in made.json


def test_other_types_say_it_as_well(plugin: Plugin, server: Loopback) -> None:
    plugin.app_id = APP
    server.reply(answer(200, {"data": [{"index": 0, "embedding": [1.0]}]}))
    plugin.ask(
        "invoke_text_embedding",
        model_type="text-embedding",
        model="small",
        credentials={"server_url": server.url, "enable_request_metadata": "enabled"},
        texts=["hello"],
        input_type="document",
    )
    (made,) = server.requests
    assert made.headers["x-dify-app-id"] == APP

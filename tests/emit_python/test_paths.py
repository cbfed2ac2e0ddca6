"""Paths behind the endpoint that depend on the model or on the form, in plugins as Dify runs them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.compiled import plugin_of
from tests.support.loopback import Loopback, Reply, Request, answer
from tests.support.plugins import InProcess, Plugin

SPEC = """
spec: 1
provider: acme
label: Acme
plugin: {author: acme-inc, version: 0.1.0, created_at: '2026-11-20T00:00:00Z'}
credentials: {provider: [server_url, team: {type: text, required: false}]}
groups: {old: ['*-1']}
models:
  llm: {predefined: [chat-1: {mode: chat, context_size: 100}, chat-2: {mode: chat, context_size: 100}]}
  text-embedding: {predefined: [embed-1: {context_size: 100}, embed-2: {context_size: 100}]}
  rerank: {predefined: [rank-1: {context_size: 100}, rank-2: {context_size: 100}]}
transport:
  endpoint: $(cred.server_url)/api
  llm:
    protocol: openai.chat
    path:
      - {group: old, then: /models/$(model)/chat}
      - {when: cred.team matches '/./', then: /$(cred.team)/chat}
  text-embedding:
    protocol: json
    path: [{group: old, then: /old/embed}, {else: /embed/$(call.input_type)}]
    request: {texts: $(call.items)}
    response: {vectors: 'vectors[]'}
  rerank:
    protocol: [{group: old, then: jina.rerank}, {else: json}]
    path: $(cred.team else 'ranking?all=1')
    request: {texts: $(call.items)}
    response: {results: results, index: index, score: relevance_score}
validation: {provider: {get: models}}
"""


def speak(_: Request) -> Reply:
    """Something that any of the protocols understands."""
    said = {"choices": [{"message": {"content": "ok"}, "finish_reason": "stop"}], "vectors": [[1.0]]}
    return answer(200, {**said, "results": [{"index": 0, "relevance_score": 0.5}]})


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        running.reply(speak)
        yield running


@pytest.fixture(scope="module")
def plugin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plugin]:
    with InProcess(plugin_of(SPEC, tmp_path_factory.mktemp("acme")), "acme") as running:
        yield running


CHAT: dict[str, Any] = {
    "model_type": "llm",
    "prompt_messages": [{"role": "user", "content": "hi"}],
    "model_parameters": {},
    "tools": [],
    "stop": [],
    "stream": False,
}
EMBED: dict[str, Any] = {"model_type": "text-embedding", "texts": ["hi"]}
RANK: dict[str, Any] = {"model_type": "rerank", "query": "hi", "docs": ["a"], "score_threshold": None, "top_n": None}


@pytest.mark.parametrize(
    ("action", "asked", "team", "path"),
    [
        ("invoke_llm", {**CHAT, "model": "chat-1"}, None, "/api/models/chat-1/chat"),
        ("invoke_llm", {**CHAT, "model": "chat-2"}, None, "/api/chat/completions"),
        ("invoke_llm", {**CHAT, "model": "chat-2"}, "red", "/api/red/chat"),
        ("invoke_llm", {**CHAT, "model": "chat-1"}, "red", "/api/models/chat-1/chat"),
        ("invoke_text_embedding", {**EMBED, "model": "embed-1", "input_type": "query"}, None, "/api/old/embed"),
        ("invoke_text_embedding", {**EMBED, "model": "embed-2", "input_type": "query"}, None, "/api/embed/query"),
        ("invoke_text_embedding", {**EMBED, "model": "embed-2", "input_type": "document"}, "a", "/api/embed/document"),
        ("invoke_rerank", {**RANK, "model": "rank-1"}, None, "/api/ranking?all=1"),
        ("invoke_rerank", {**RANK, "model": "rank-1"}, "red", "/api/red"),
        ("invoke_rerank", {**RANK, "model": "rank-2"}, None, "/api/ranking?all=1"),
        ("invoke_rerank", {**RANK, "model": "rank-2"}, "red", "/api/red"),
        # Values are escaped, so that they lead nowhere else.
        ("invoke_llm", {**CHAT, "model": "chat-2"}, "r/e d?x#y%", "/api/r/e%20d%3Fx%23y%25/chat"),
        ("invoke_rerank", {**RANK, "model": "rank-1"}, "http://other.example?x", "/api/http%3A//other.example%3Fx"),
    ],
)
def test_a_path_can_depend_on_the_call(
    plugin: Plugin, server: Loopback, action: str, asked: dict[str, Any], team: str | None, path: str
) -> None:
    server.requests.clear()
    plugin.ask(action, **asked, credentials={"server_url": server.url, "team": team})
    assert [made.path.removeprefix("/v1") for made in server.requests] == [path]

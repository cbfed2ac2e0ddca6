"""Facts at places of an answer: a server that describes itself, and one that lists its models, in the real SDK."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.compiled import plugin_of
from tests.support.loopback import Loopback, Reply, Request, answer
from tests.support.plugins import InProcess, Plugin, PluginError

SPEC = """\
spec: 1
provider: {provider}
label: Selfie
plugin: {{author: acme, version: 0.1.0, created_at: '2026-11-20T00:00:00Z'}}
credentials:
  model: [server_url, api_key: {{required: false}}]
discover:
  length: {{type: int, at: [max_input_length, max_model_len]}}
  batch: {{type: int, at: limits.batch, for: text-embedding}}
  ranks: {{type: bool, at: model_type.reranker}}
  mode: {{type: select, options: [chat, completion], at: 'can[]', values: {{generate: completion}}, for: llm}}
  sees: {{type: bool, at: 'can[]', is: [vision, images], for: llm, stored_as: supports_vision}}
  family: {{type: text, at: about.family}}
models:
  llm:
    custom:
      mode: $(discovered.mode else chat)
      context_size: $(discovered.length else 2048)
      features: [vision: {{when: discovered.sees}}]
      label: $(model) of $(discovered.family else nobody)
  text-embedding:
    custom: {{context_size: $(discovered.length else 512), max_chunks: $(discovered.batch else 1)}}
  rerank: {{custom: {{context_size: $(discovered.length else 512)}}}}
transport:
  endpoint: $(cred.server_url)/v1
  auth: {{bearer: $(cred.api_key)}}
  llm: openai.chat
  text-embedding: openai.embeddings
  rerank: jina.rerank
validation:
  model:
    discover: {discover}
    llm: {{get: []}}
    rerank:
      refuse:
        - {{when: not discovered.ranks, say: $(model) of $(discovered.family else nobody) ranks nothing.}}
"""
INFO = {
    "max_input_length": 8192,
    "limits": {"batch": "32"},
    "model_type": {"reranker": {"id2label": {}}},
    "can": ["generate", "images"],
    "about": {"family": "owl"},
}
VECTOR = {"data": [{"index": 0, "embedding": [0.1, 0.2]}], "usage": {"total_tokens": 1}}
RANKING = {"results": [{"index": 0, "relevance_score": 0.9}, {"index": 1, "relevance_score": 0.1}]}


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        yield running


def running(folder: Path, name: str, discover: str) -> InProcess:
    return InProcess(plugin_of(SPEC.format(provider=name, discover=discover), folder), name)


@pytest.fixture(scope="module")
def describing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plugin]:
    """One model a server, which describes it."""
    with running(tmp_path_factory.mktemp("info"), "selfie", "{get: 'about/$(model)/info'}") as plugin:
        yield plugin


@pytest.fixture(scope="module")
def listing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plugin]:
    """A server that lists its models."""
    with running(tmp_path_factory.mktemp("list"), "lister", "{get: models, list: data, id: root}") as plugin:
        yield plugin


def told(info: Any, call: Any) -> Any:
    """A server that answers questions with one thing and calls with another."""

    def reply(request: Request) -> Reply:
        return answer(200, info if request.method == "GET" else call)

    return reply


def validate(plugin: Plugin, server: Loopback, type_: str, model: str = "m", **more: Any) -> dict[str, Any]:
    asked = {"server_url": f"{server.url}/", "api_key": "key-1234", **more}
    [found] = plugin.ask("validate_model_credentials", model_type=type_, model=model, credentials=asked)
    kept: dict[str, Any] = found["credentials"]
    return kept


def schema(plugin: Plugin, type_: str, credentials: dict[str, Any]) -> dict[str, Any]:
    [found] = plugin.ask("get_ai_model_schemas", model_type=type_, model="m", credentials=credentials)
    made: dict[str, Any] = found["model_schema"]
    return made


def test_what_the_server_says_is_kept_and_describes_the_model(describing: Plugin, server: Loopback) -> None:
    server.reply(told(INFO, None))
    kept = validate(describing, server, "llm", "a b?/c")
    assert [(one.method, one.path) for one in server.requests] == [("GET", "/v1/about/a%20b%3F/c/info")]
    assert server.requests[0].headers["authorization"] == "Bearer key-1234"
    learnt = {"length": 8192, "mode": "completion", "supports_vision": True, "ranks": True, "family": "owl"}
    assert {name: kept[name] for name in kept if name not in ("server_url", "api_key")} == learnt
    made = schema(describing, "llm", kept)
    assert made["model_properties"] == {"mode": "completion", "context_size": 8192}
    assert (made["features"], made["label"]["en_US"]) == (["vision"], "m of owl")
    assert len(server.requests) == 1


def test_a_type_keeps_its_own_facts_and_is_called(describing: Plugin, server: Loopback) -> None:
    server.reply(told(INFO, VECTOR))
    kept = validate(describing, server, "text-embedding")
    assert (kept["batch"], kept["length"]) == (32, 8192)
    assert not {"mode", "supports_vision"} & kept.keys()
    assert [one.method for one in server.requests] == ["GET", "POST"]
    assert schema(describing, "text-embedding", kept)["model_properties"] == {"context_size": 8192, "max_chunks": 32}


def test_what_the_server_does_not_say_is_absent(describing: Plugin, server: Loopback) -> None:
    odd = {"max_input_length": "many", "can": {"a": 1}, "limits": None, "about": {"family": None}}
    server.reply(told(odd, None))
    kept = validate(describing, server, "llm")
    assert set(kept) == {"server_url", "api_key", "ranks", "supports_vision"}
    assert (kept["ranks"], kept["supports_vision"]) == (False, False)
    made = schema(describing, "llm", kept)
    assert made["model_properties"] == {"mode": "chat", "context_size": 2048}


def test_a_model_of_another_kind_is_refused_before_it_is_called(describing: Plugin, server: Loopback) -> None:
    server.reply(told({**INFO, "model_type": {"embedding": {}}}, RANKING))
    with pytest.raises(PluginError, match="m of owl ranks nothing") as failed:
        validate(describing, server, "rerank")
    assert failed.value.type == "CredentialsValidateFailedError"
    assert [one.method for one in server.requests] == ["GET"]
    server.reply(told(INFO, RANKING))
    assert validate(describing, server, "rerank")["ranks"] is True


@pytest.mark.parametrize("refused", [answer(401, {"error": "who are you"}), answer(200, "<html>who are you</html>")])
def test_a_question_that_fails_fails_the_test(describing: Plugin, server: Loopback, refused: Reply) -> None:
    server.reply(refused)
    with pytest.raises(PluginError) as failed:
        validate(describing, server, "llm")
    assert failed.value.type == "CredentialsValidateFailedError"
    assert "key-1234" not in failed.value.message


def test_old_credentials_have_it_asked_once_for_a_server_and_a_key(describing: Plugin, server: Loopback) -> None:
    server.reply(told(INFO, None))
    old = {"server_url": server.url, "api_key": "key-1234"}
    made = [schema(describing, "llm", old) for _ in range(3)]
    assert {one["model_properties"]["context_size"] for one in made} == {8192}
    assert len(server.requests) == 1
    schema(describing, "llm", {**old, "api_key": "key-5678"})
    with Loopback() as other:
        other.reply(told({**INFO, "max_input_length": 64}, None))
        assert schema(describing, "llm", {**old, "server_url": other.url})["model_properties"]["context_size"] == 64
    assert [one.headers["authorization"] for one in server.requests] == ["Bearer key-1234", "Bearer key-5678"]


def test_the_model_is_found_in_a_list(listing: Plugin, server: Loopback) -> None:
    listed = {"data": [{"root": "other", "max_model_len": 1}, "odd", {"root": "m", "max_model_len": 4096.0}]}
    server.reply(told(listed, None))
    kept = validate(listing, server, "llm")
    assert (server.requests[0].path, kept["length"]) == ("/v1/models", 4096)


@pytest.mark.parametrize(
    ("listed", "said"),
    [({"data": [{"root": "other"}]}, "the server has no model m"), ({"models": []}, "the answer lists no models")],
)
def test_a_model_that_is_not_in_the_list(listing: Plugin, server: Loopback, listed: Any, said: str) -> None:
    server.reply(told(listed, None))
    with pytest.raises(PluginError, match=said):
        validate(listing, server, "llm")

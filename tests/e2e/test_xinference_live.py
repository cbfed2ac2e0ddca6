"""``generated/xinference`` against a real Xinference (``XINFERENCE_URL``), each way Dify runs it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.plugins import InProcess, Plugin, PluginError, Serverless, Stdio

URL = os.environ.get("XINFERENCE_URL")
GENERATED = Path(__file__).parents[2] / "generated"
UIDS = {"llm": "tinyllm", "text-embedding": "minilm", "rerank": "tinyrr"}

pytestmark = pytest.mark.skipif(not URL, reason="needs a running Xinference: make e2e-xinference")


@pytest.fixture(scope="module", params=[InProcess, Serverless, Stdio], ids=["in-process", "serverless", "stdio"])
def plugin(request: pytest.FixtureRequest) -> Iterator[Plugin]:
    with request.param(GENERATED / "xinference", "xinference") as running:
        yield running


def common(type_: str, **more: str) -> dict[str, Any]:
    credentials = {
        "server_url": URL,
        "model_uid": UIDS[type_],
        "invoke_timeout": "60",
        "max_retries": "1",
        **more,
    }
    return {"model_type": type_, "model": f"my-{type_}", "credentials": credentials}


@pytest.mark.parametrize("type_", UIDS)
def test_credentials_are_validated_and_keep_the_facts(plugin: Plugin, type_: str) -> None:
    [answer] = plugin.ask("validate_model_credentials", **common(type_))
    assert answer["result"] is True
    expected = {"llm": {"context_length": 2048}, "text-embedding": {"max_tokens": 256}}.get(type_, {})
    assert answer["credentials"].items() >= expected.items()


@pytest.mark.parametrize("type_", UIDS)
def test_a_uid_that_is_not_there_is_refused(plugin: Plugin, type_: str) -> None:
    with pytest.raises(PluginError) as caught:
        plugin.ask("validate_model_credentials", **common(type_, model_uid="nowhere"))
    assert caught.value.type == "CredentialsValidateFailedError"


def test_a_model_of_another_type_is_refused(plugin: Plugin) -> None:
    with pytest.raises(PluginError) as caught:
        plugin.ask("validate_model_credentials", **common("llm", model_uid="minilm"))
    assert caught.value.type == "CredentialsValidateFailedError"


@pytest.mark.parametrize("stream", [True, False], ids=["stream", "block"])
def test_a_model_of_random_weights_talks(plugin: Plugin, stream: bool) -> None:
    chunks = plugin.ask(
        "invoke_llm",
        **common("llm"),
        prompt_messages=[{"role": "user", "content": "hello world"}],
        model_parameters={"max_tokens": 16, "temperature": 0.5},
        tools=None,
        stop=None,
        stream=stream,
    )
    ends = [chunk for chunk in chunks if chunk["delta"]["usage"]]
    assert len(ends) == 1
    assert ends[0]["delta"]["usage"]["completion_tokens"] > 0
    assert "".join(chunk["delta"]["message"]["content"] or "" for chunk in chunks)
    assert (len(chunks) > 1) is stream


def test_the_schema_comes_from_the_server(plugin: Plugin) -> None:
    [answer] = plugin.ask("get_ai_model_schemas", **common("llm"))
    assert answer["model_schema"]["model_properties"] == {"mode": "chat", "context_size": 2048}


def test_real_embeddings_tell_texts_apart(plugin: Plugin) -> None:
    texts = ["a small dog", "a little puppy", "the stock market fell"]
    [answer] = plugin.ask("invoke_text_embedding", **common("text-embedding"), texts=texts, input_type="document")
    dog, puppy, market = answer["embeddings"]
    assert {len(one) for one in answer["embeddings"]} == {384}

    def alike(one: list[float], other: list[float]) -> float:
        return sum(left * right for left, right in zip(one, other, strict=True))

    assert alike(dog, puppy) > alike(dog, market)


def test_documents_are_sorted(plugin: Plugin) -> None:
    docs = ["one", "two", "three"]
    [answer] = plugin.ask("invoke_rerank", **common("rerank"), query="which?", docs=docs, score_threshold=None, top_n=2)
    scores = [doc["score"] for doc in answer["docs"]]
    assert len(scores) == 2
    assert scores == sorted(scores, reverse=True)
    assert all(doc["text"] == docs[doc["index"]] for doc in answer["docs"])


def test_a_server_that_is_gone_is_a_connection_error(plugin: Plugin) -> None:
    with pytest.raises(PluginError) as caught:
        plugin.ask(
            "invoke_rerank",
            **common("rerank", server_url="http://127.0.0.1:9"),
            query="q",
            docs=["a"],
            score_threshold=None,
            top_n=None,
        )
    assert caught.value.type == "InvokeConnectionError"

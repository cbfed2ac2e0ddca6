"""Embedding models against a socket."""

from __future__ import annotations

import base64
import math
import struct
import threading
from typing import Any

import pytest
from dify_plugin.entities.model import EmbeddingInputType
from dify_plugin.errors.model import (
    CredentialsValidateFailedError,
    InvokeAuthorizationError,
    InvokeServerUnavailableError,
)
from difyspec.runtime import bodies, calls, embeddings, errors
from difyspec.runtime.protocols import json_mapping

from tests.runtime.five import Embedding, answering, credentials, described
from tests.runtime.sample import SECRET
from tests.support.loopback import Loopback, answer


def vector(text: str) -> list[float]:
    return [float(len(text)), 1.0]


def openai(body: Any) -> Any:
    data = [{"index": number, "embedding": vector(text)} for number, text in enumerate(body["input"])]
    return {"data": data, "usage": {"total_tokens": len(data)}}


def reversed_base64(body: Any) -> Any:
    data = [
        {"index": number, "embedding": base64.b64encode(struct.pack("<2f", *vector(text))).decode()}
        for number, text in enumerate(body["input"])
    ]
    return {"data": data[::-1]}


def test_a_request_is_what_the_sdk_would_send(server: Loopback) -> None:
    answering(server, openai)
    result = described(Embedding, {"max_chunks": 8}).invoke("model", credentials(server), ["a", "bc"], "user-1")
    assert server.requests[0].path == "/v1/embeddings"
    assert server.requests[0].json == {
        "input": ["a", "bc"],
        "model": "model",
        "user": "user-1",
        "encoding_format": "float",
    }
    assert result.embeddings == [[1.0, 1.0], [2.0, 1.0]]


def test_texts_come_in_batches_and_keep_their_order(server: Loopback) -> None:
    answering(server, openai)
    texts = ["a" * number for number in range(1, 8)]
    model = described(Embedding, {"max_chunks": 3}, price="0.5")
    result = model.invoke("model", credentials(server), texts)
    assert [len(request.json["input"]) for request in server.requests] == [3, 3, 1]
    assert result.embeddings == [vector(text) for text in texts]
    assert (result.usage.total_tokens, float(result.usage.total_price), result.usage.currency) == (7, 3.5, "EUR")
    assert result.usage.latency > 0


def test_one_text_a_request_where_nothing_says_more(server: Loopback) -> None:
    answering(server, openai)
    described(Embedding).invoke("model", credentials(server), ["a", "b"])
    assert [request.json["input"] for request in server.requests] == [["a"], ["b"]]


class Bounded(Embedding):
    bounds = embeddings.Options()

    def options(self, call: calls.EmbedCall[Any, Any]) -> embeddings.Options:
        return self.bounds


@pytest.mark.parametrize(
    ("size", "budget", "lengths", "batches"),
    [
        (8, 5, [2, 3, 1, 4, 5, 1], [[2, 3], [1, 4], [5], [1]]),
        (2, 9, [1, 1, 1, 9, 1], [[1, 1], [1], [9], [1]]),
        (8, 3, [9, 1, 9, 9, 1, 2], [[9], [1], [9], [9], [1, 2]]),
        (8, 0, [9, 9, 9], [[9, 9, 9]]),
        (8, 5, [0, 5, 0], [[0, 5, 0]]),
    ],
)
def test_a_request_has_no_more_tokens_than_it_may_have(
    server: Loopback,
    monkeypatch: pytest.MonkeyPatch,
    size: int,
    budget: int,
    lengths: list[int],
    batches: list[list[int]],
) -> None:
    answering(server, openai)
    monkeypatch.setattr(Bounded, "bounds", embeddings.Options(batch=size, batch_tokens=budget))
    texts = ["x" * length for length in lengths]
    result = described(Bounded).invoke("model", credentials(server), texts)
    assert [[len(text) for text in request.json["input"]] for request in server.requests] == batches
    assert result.embeddings == [vector(text) for text in texts]


def test_batches_may_run_at_once_within_a_bound(server: Loopback) -> None:
    lock, now, most = threading.Lock(), 0, 0
    together = threading.Barrier(3)

    def counted(body: Any) -> Any:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        together.wait(5)
        with lock:
            now -= 1
        return openai(body)

    answering(server, counted)
    model = described(Embedding)
    model.settings = embeddings.Options(concurrency=3, batch=2)
    texts = ["a" * number for number in range(1, 13)]
    assert model.invoke("model", credentials(server), texts).embeddings == [vector(text) for text in texts]
    assert most == 3
    assert len(server.requests) == 6


def test_the_index_and_base64_are_understood(server: Loopback) -> None:
    answering(server, reversed_base64)
    result = described(Embedding, {"max_chunks": 9}).invoke("model", credentials(server), ["a", "bc", "def"])
    assert result.embeddings == [[1.0, 1.0], [2.0, 1.0], [3.0, 1.0]]
    assert result.usage.tokens == 6  # the server counted nothing


def test_no_texts_no_request(server: Loopback) -> None:
    result = described(Embedding, price="1").invoke("model", credentials(server), [])
    assert (result.embeddings, result.usage.tokens, server.requests) == ([], 0, [])


def test_a_long_text_is_cut(server: Loopback) -> None:
    answering(server, openai)
    result = described(Embedding, {"context_size": 10}).invoke("model", credentials(server), ["x" * 25, "short"])
    assert [request.json["input"] for request in server.requests] == [["x" * 10], ["short"]]
    assert result.embeddings == [[10.0, 1.0], [5.0, 1.0]]


def test_a_long_text_is_split_and_averaged(server: Loopback) -> None:
    answering(server, openai)
    model = described(Embedding, {"context_size": 10, "max_chunks": 2})
    model.settings = embeddings.Options(overflow="split")
    result = model.invoke("model", credentials(server), ["x" * 25, "short"])
    sent = [text for request in server.requests for text in request.json["input"]]
    assert sent == ["x" * 10, "x" * 10, "x" * 5, "short"]
    summed = [10.0 * 10 + 10 * 10 + 5 * 5, 10.0 + 10 + 5]
    assert result.embeddings[0] == pytest.approx([value / math.hypot(*summed) for value in summed])
    assert result.embeddings[1] == [5.0, 1.0]


def test_a_long_text_may_be_sent_as_it_is(server: Loopback) -> None:
    answering(server, openai)
    model = described(Embedding, {"context_size": 10})
    model.settings = embeddings.Options(overflow="send")
    model.invoke("model", credentials(server), ["x" * 25])
    assert server.requests[0].json["input"] == ["x" * 25]


@pytest.mark.parametrize("overflow", ["truncate", "split"])
def test_the_prefix_depends_on_the_input_type_and_survives_cuts(server: Loopback, overflow: Any) -> None:
    answering(server, openai)
    model = described(Embedding, {"context_size": 10, "max_chunks": 9})
    model.settings = embeddings.Options(prefix={"query": "ask: ", "document": None}, overflow=overflow)
    model.invoke("model", credentials(server), ["one", "x" * 8], input_type=EmbeddingInputType.QUERY)
    model.invoke("model", credentials(server), ["one"])
    cut = ["ask: xxxxx"] if overflow == "truncate" else ["ask: xxxxx", "ask: xxx"]
    assert [request.json["input"] for request in server.requests] == [["ask: one", *cut], ["one"]]


def test_steps_change_what_is_sent_by_default(server: Loopback) -> None:
    answering(server, openai)
    model = described(Embedding)

    def steps(body: bodies.Body) -> None:
        body.drop("encoding_format", "user")
        body.set("task", "retrieval")

    model.steps = steps
    model.invoke("model", credentials(server), ["a"], "user-1")
    assert server.requests[0].json == {"input": ["a"], "model": "model", "task": "retrieval"}


def test_the_user_may_have_another_name_or_none(server: Loopback) -> None:
    answering(server, openai)
    model = described(Embedding)
    model.settings = embeddings.Options(user=embeddings.User(name="user_id", max_length=4))
    model.invoke("model", credentials(server), ["a"], "user-1")
    model.settings = embeddings.Options(user=embeddings.User(send=False))
    model.invoke("model", credentials(server), ["a"], "user-1")
    assert [request.json.get("user_id") for request in server.requests] == ["user", None]
    assert all("user" not in request.json for request in server.requests)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"data": None},
        {"data": [{"index": 0, "embedding": [1.0]}]},
        {"data": [{"index": number, "embedding": [1.0]} for number in range(3)]},
        {"data": [{"index": 1, "embedding": [1.0]}, {"index": 2, "embedding": [1.0]}]},
        {"data": [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [1.0, 2.0]}]},
        {"data": [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [None]}]},
        {"data": [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": None}]},
        {"data": ["a", "b"]},
        [],
        "text",
    ],
)
def test_wrong_answers_are_failures(server: Loopback, wrong: Any) -> None:
    answering(server, lambda body: wrong)
    with pytest.raises(InvokeServerUnavailableError, match="Sample Models"):
        described(Embedding, {"max_chunks": 2}).invoke("model", credentials(server), ["a", "b"])


def test_validation_calls_with_nothing_superfluous(server: Loopback) -> None:
    answering(server, openai)
    described(Embedding).validate_credentials("model", credentials(server))
    assert server.requests[0].json == {"input": ["ping"], "model": "model"}


def test_wrong_credentials_fail_validation_without_being_told(server: Loopback) -> None:
    server.reply(answer(401, {"error": {"message": f"no such key {SECRET}"}}))
    model = described(Embedding)
    with pytest.raises(CredentialsValidateFailedError, match="Sample Models") as caught:
        model.validate_credentials("model", credentials(server))
    assert SECRET not in str(caught.value)
    with pytest.raises(InvokeAuthorizationError):
        model.invoke("model", credentials(server), ["a"])


def test_counting_tokens_asks_nobody(server: Loopback) -> None:
    assert described(Embedding).get_num_tokens("model", credentials(server), ["", "abc"]) == [0, 3]
    assert server.requests == []


def test_a_hook_may_answer_anything_and_is_checked(server: Loopback) -> None:
    model = described(Embedding, {"max_chunks": 5})
    model.how = lambda call, batch: calls.Vectors([(1, 2)] * len(batch), 7)
    assert model.invoke("model", credentials(server), ["a", "b"]).embeddings == [[1.0, 2.0], [1.0, 2.0]]
    model.how = lambda call, batch: calls.Vectors([], 7)
    with pytest.raises(InvokeServerUnavailableError, match="0 embeddings for 2 texts"):
        model.invoke("model", credentials(server), ["a", "b"])

    def broken(call: Any, batch: Any) -> Any:
        raise errors.Failure(errors.AUTHORIZATION, "not with this key")

    model.how = broken
    with pytest.raises(InvokeAuthorizationError, match="not with this key"):
        model.invoke("model", credentials(server), ["a"])


def test_a_described_server(server: Loopback) -> None:
    answering(server, lambda body: {"out": [{"v": vector(item["text"])} for item in body["inputs"]], "n": {"used": 9}})
    model = described(Embedding, {"max_chunks": 9})
    model.how = json_mapping.embeddings(
        "/embed",
        lambda items: {"name": "m", "inputs": items},
        vectors_at="out[].v",
        tokens_at="n.used",
        each=lambda kind, item: {kind: item},
    )
    result = model.invoke("model", credentials(server), ["a", "bc"], "user-1")
    assert server.requests[0].path == "/v1/embed"
    assert server.requests[0].json == {"name": "m", "inputs": [{"text": "a"}, {"text": "bc"}]}
    assert (result.embeddings, result.usage.tokens) == ([[1.0, 1.0], [2.0, 1.0]], 9)


def test_a_described_server_is_told_a_null_but_nothing_that_is_absent(server: Loopback) -> None:
    answering(server, lambda body: {"vector": vector(body["text"])})
    model = described(Embedding, {"max_chunks": 1})
    model.how = json_mapping.embeddings(
        "/embed",
        lambda items: {"text": items[0], "size": bodies.NULL, "kind": None, "of": {"user": None, "app": "dify"}},
        vectors_at="vector",
    )
    assert model.invoke("model", credentials(server), ["a", "bc"]).embeddings == [[1.0, 1.0], [2.0, 1.0]]
    assert [request.json for request in server.requests] == [
        {"text": text, "size": None, "of": {"app": "dify"}} for text in ("a", "bc")
    ]


def test_a_described_server_that_numbers_its_vectors(server: Loopback) -> None:
    answering(
        server,
        lambda body: {
            "data": [{"index": number, "v": vector(text)} for number, text in enumerate(body["inputs"])][::-1]
        },
    )
    model = described(Embedding, {"max_chunks": 9})
    model.how = json_mapping.embeddings("/embed", lambda items: {"inputs": items}, vectors_at="data[].v")
    assert model.invoke("model", credentials(server), ["a", "bc"]).embeddings == [[1.0, 1.0], [2.0, 1.0]]

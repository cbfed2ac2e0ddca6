"""Rerankers against a socket; the server is never trusted."""

from __future__ import annotations

import math
from typing import Any

import pytest
from dify_plugin.errors.model import CredentialsValidateFailedError, InvokeServerUnavailableError
from difyspec.runtime import reranking, scores
from difyspec.runtime.protocols import json_mapping

from tests.runtime.five import Reranking, answering, credentials, described
from tests.runtime.sample import SECRET
from tests.support.loopback import Loopback, answer

DOCS = ["zero", "one", "two"]


def results(*pairs: tuple[Any, Any]) -> dict[str, Any]:
    return {
        "results": [{"index": index, "relevance_score": score, "document": {"text": "?"}} for index, score in pairs]
    }


def ranked(server: Loopback, *pairs: tuple[Any, Any], **more: Any) -> list[tuple[int, str, float]]:
    answering(server, lambda body: results(*pairs))
    found = described(Reranking).invoke("model", credentials(server), "query", DOCS, **more)
    return [(doc.index, doc.text, doc.score) for doc in found.docs]


def test_the_request_is_what_the_sdk_would_send(server: Loopback) -> None:
    ranked(server, (0, 1.0), top_n=2, user="user-1")
    assert server.requests[0].path == "/v1/rerank"
    assert server.requests[0].json == {
        "model": "model",
        "query": "query",
        "documents": DOCS,
        "top_n": 2,
        "return_documents": True,
    }


def test_best_first_with_the_texts_given(server: Loopback) -> None:
    assert ranked(server, (0, 0.1), (2, 0.9), (1, 0.9)) == [(1, "one", 0.9), (2, "two", 0.9), (0, "zero", 0.1)]


@pytest.mark.parametrize(("top_n", "count"), [(None, 3), (1, 1), (2, 2), (50, 3), (0, 3), (-1, 3)])
def test_at_most_so_many(server: Loopback, top_n: int | None, count: int) -> None:
    assert len(ranked(server, (0, 0.1), (1, 0.2), (2, 0.3), top_n=top_n)) == count
    assert server.requests[0].json["top_n"] == top_n


def test_a_threshold_and_documents_that_come_twice(server: Loopback) -> None:
    assert ranked(server, (0, 0.4), (0, 0.5), (1, 0.39), (2, -3), score_threshold=0.4) == [(0, "zero", 0.5)]
    assert ranked(server, (0, 0.0), (1, -0.1), score_threshold=0.0) == [(0, "zero", 0.0)]


def test_no_documents_no_request(server: Loopback) -> None:
    assert described(Reranking).invoke("model", credentials(server), "query", []).docs == []
    assert server.requests == []


@pytest.mark.parametrize("index", [3, -1, "0", None, 1.0, True])
def test_an_index_that_is_no_documents_is_a_failure(server: Loopback, index: Any) -> None:
    with pytest.raises(InvokeServerUnavailableError, match="Sample Models"):
        ranked(server, (0, 0.5), (index, 0.5))


@pytest.mark.parametrize("wrong", [{}, {"results": None}, {"results": [{"index": 0}]}, [], "text", 7])
def test_wrong_answers_are_failures(server: Loopback, wrong: Any) -> None:
    answering(server, lambda body: wrong)
    with pytest.raises(InvokeServerUnavailableError):
        described(Reranking).invoke("model", credentials(server), "query", DOCS)


@pytest.mark.parametrize(
    ("function", "given", "expected"),
    [
        (scores.sigmoid, [0.0, 2.0], [1 / (1 + math.exp(-2)), 0.5]),
        (scores.minmax, [-3.0, 5.0], [1.0, 0.0]),
        (scores.minmax, [-3.0], [1.0]),
    ],
)
def test_scores(server: Loopback, function: scores.Score, given: list[float], expected: list[float]) -> None:
    answering(server, lambda body: results(*enumerate(given)))
    model = described(Reranking)
    model.settings = reranking.Options(score=function)
    found = model.invoke("model", credentials(server), "query", DOCS, score_threshold=0.0)
    assert [doc.score for doc in found.docs] == pytest.approx(expected)


def test_validation_wants_a_ranking(server: Loopback) -> None:
    answering(server, lambda body: results((1, -8.0)))
    model = described(Reranking)
    model.validate_credentials("model", credentials(server))
    assert server.requests[0].json["top_n"] is None
    answering(server, lambda body: {"results": []})
    with pytest.raises(CredentialsValidateFailedError, match="the ranking is empty"):
        model.validate_credentials("model", credentials(server))
    server.reply(answer(403, {"detail": f"{SECRET} may not"}))
    with pytest.raises(CredentialsValidateFailedError) as caught:
        model.validate_credentials("model", credentials(server))
    assert SECRET not in str(caught.value)


def test_a_described_server(server: Loopback) -> None:
    answering(server, lambda body: [{"at": 1, "logit": {"value": 3}}, {"at": 0, "logit": {"value": 4}}])
    model = described(Reranking)
    model.how = json_mapping.rerank(
        "https://unused.test/x",
        lambda query, docs, top_n: {"query": {"text": query}, "passages": docs},
        results="[]",
        index="at",
        score="logit.value",
        each=lambda kind, item: {kind: item},
    )
    model.settings = reranking.Options(path="/ranking")
    found = model.invoke("model", credentials(server), "query", DOCS)
    assert [(doc.index, doc.score) for doc in found.docs] == [(0, 4.0), (1, 3.0)]
    assert (server.requests[0].path, server.requests[0].json["passages"][0]) == ("/v1/ranking", {"text": "zero"})


def test_paths_may_be_asked_for_instead(server: Loopback) -> None:
    server.reply(answer(200, {"status": "ok"}))
    model = described(Reranking)
    model.probes = ("health",)
    model.validate_credentials("model", credentials(server))
    assert [(one.method, one.path) for one in server.requests] == [("GET", "/v1/health")]


def test_an_empty_path_is_none(server: Loopback) -> None:
    answering(server, lambda body: results((0, 1.0)))
    model = described(Reranking)
    model.settings = reranking.Options(path="")
    model.invoke("model", credentials(server), "query", DOCS)
    assert server.requests[0].path == "/v1"

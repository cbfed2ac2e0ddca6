"""Moderation against a socket."""

from __future__ import annotations

from typing import Any

import pytest
from dify_plugin.errors.model import CredentialsValidateFailedError, InvokeRateLimitError, InvokeServerUnavailableError
from difyspec.runtime import moderation
from difyspec.runtime.protocols import json_mapping

from tests.runtime.five import Moderation, answering, credentials, described
from tests.support.loopback import Loopback, answer


def judge(body: Any) -> Any:
    return {"results": [{"flagged": "bad" in text, "categories": {"x": "bad" in text}} for text in body["input"]]}


@pytest.mark.parametrize(("text", "flagged"), [("a good text", False), ("a bad text", True)])
def test_a_text_is_judged(server: Loopback, text: str, flagged: bool) -> None:
    answering(server, judge)
    assert described(Moderation).invoke("model", credentials(server), text, "user-1") is flagged
    assert server.requests[0].path == "/v1/moderations"
    assert server.requests[0].json == {"input": [text], "model": "model"}


def test_no_text_no_request(server: Loopback) -> None:
    assert described(Moderation).invoke("model", credentials(server), "") is False
    assert server.requests == []


def test_long_texts_go_in_chunks_and_batches(server: Loopback) -> None:
    answering(server, judge)
    model = described(Moderation, {"max_characters_per_chunk": 4, "max_chunks": 2})
    assert model.invoke("model", credentials(server), "abcdefghijklmnopqr") is False
    sent = [request.json["input"] for request in server.requests]
    assert sent == [["abcd", "efgh"], ["ijkl", "mnop"], ["qr"]]


def test_the_first_flagged_batch_ends_it(server: Loopback) -> None:
    answering(server, judge)
    model = described(Moderation)
    model.settings = moderation.Options(chunk=4, batch=2)
    assert model.invoke("model", credentials(server), "goodgood-bad-xyzgood") is True
    assert [request.json["input"] for request in server.requests] == [["good", "good"], ["-bad", "-xyz"]]


def test_defaults_suit_openai(server: Loopback) -> None:
    answering(server, judge)
    assert described(Moderation).invoke("model", credentials(server), "lovely day. " * 900) is False
    assert [list(map(len, request.json["input"])) for request in server.requests] == [[2000] * 5 + [800]]


@pytest.mark.parametrize("wrong", [{}, {"results": []}, {"results": [{"flagged": "no"}]}, {"results": [{}]}, []])
def test_an_answer_without_verdict_is_a_failure(server: Loopback, wrong: Any) -> None:
    answering(server, lambda body: wrong)
    with pytest.raises(InvokeServerUnavailableError):
        described(Moderation).invoke("model", credentials(server), "text")


def test_failures_and_validation(server: Loopback) -> None:
    model = described(Moderation)
    answering(server, judge)
    model.validate_credentials("model", credentials(server))
    assert server.requests[0].json["input"] == ["ping"]
    server.reply(answer(429, {"error": {"message": "slow down"}}))
    with pytest.raises(InvokeRateLimitError, match="slow down"):
        model.invoke("model", credentials(server), "text")
    with pytest.raises(CredentialsValidateFailedError, match="slow down"):
        model.validate_credentials("model", credentials(server))


def test_a_described_server(server: Loopback) -> None:
    answering(server, judge)
    model = described(Moderation)
    model.how = json_mapping.moderation(
        "/judge", lambda items: {"input": items, "model": "m"}, flagged="results[].categories.*"
    )
    assert model.invoke("model", credentials(server), "bad") is True
    assert model.invoke("model", credentials(server), "good") is False
    assert server.requests[0].path == "/v1/judge"
    answering(server, lambda body: {"results": [{"categories": {}}]})
    with pytest.raises(InvokeServerUnavailableError, match="no verdict"):
        model.invoke("model", credentials(server), "good")

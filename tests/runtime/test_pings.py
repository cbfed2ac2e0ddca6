"""What the request that tests credentials carries: nothing of its own, and what a spec wants, with the last word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from difyspec.runtime import bodies

from tests.runtime.five import Embedding, Moderation, Reranking, Speech, Transcription, credentials, described
from tests.runtime.test_speech2text import form
from tests.support.loopback import Loopback, Reply, Request, answer

WANTED: Mapping[str, object] = {"model": "other", "extra.deep": 1, "input": bodies.NULL}
MODELS = {
    Embedding: {"data": [{"index": 0, "embedding": [0.5]}]},
    Reranking: {"results": [{"index": 0, "relevance_score": 0.5}]},
    Moderation: {"results": [{"flagged": False}]},
}


@pytest.mark.parametrize("kind", MODELS, ids=lambda kind: kind.__name__)
def test_json(server: Loopback, kind: type[Any]) -> None:
    sent = _tested(server, kind, answer(200, MODELS[kind])).json
    assert (sent["model"], sent["extra"], sent.get("input")) == ("other", {"deep": 1}, None)


def test_speech(server: Loopback) -> None:
    sent = _tested(server, Speech, Reply(200, {"Content-Type": "audio/mpeg"}, (b"ID3",))).json
    assert (sent["model"], sent["extra"], sent.get("input")) == ("other", {"deep": 1}, None)


def test_a_form(server: Loopback) -> None:
    sent = form(_tested(server, Transcription, answer(200, {"text": "hello"})))
    assert sent["model"][2] == b"other"


def _tested(server: Loopback, kind: type[Any], reply: Reply) -> Request:
    """The request of a test whose model wants `WANTED`, while the steps of ``send`` want something else."""
    server.reply(reply)
    model = described(kind)
    model.steps = lambda body: body.set("model", "steps")
    model.ping = lambda call: WANTED
    model.validate_credentials("model", credentials(server))
    return server.requests[0]

"""Credentials of language models are tested by one short request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from dify_plugin.errors.model import CredentialsValidateFailedError
from difyspec.runtime import chat, errors
from difyspec.runtime.bodies import Body
from difyspec.runtime.events import Event, Text, Usage

from tests.runtime.chat_sample import Call, entity, model, options, piece, sse, whole
from tests.runtime.sample import SECRET
from tests.support.loopback import Loopback, answer, stream

FACTS = answer(200, {"mode": "chat", "context": 4096, "tools": True})
OK = answer(200, whole(content="pong"))


def refusal(message: str, status: int = 400) -> Any:
    return answer(status, {"error": {"message": message}})


def validate(server: Loopback, of: chat.ChatModel[Any, Any, Any], *replies: Any) -> list[dict[str, Any]]:
    """The bodies of all pings; the server is asked for facts first."""
    server.reply(FACTS, *replies)
    server.requests.clear()
    of.validate_credentials("model", {"server_url": server.url, "api_key": SECRET})
    return [made.json for made in server.requests[1:]]


def fails(server: Loopback, of: chat.ChatModel[Any, Any, Any], *replies: Any) -> str:
    """What a failed test says."""
    with pytest.raises(CredentialsValidateFailedError, match="Sample Models") as caught:
        validate(server, of, *replies)
    assert SECRET not in str(caught.value)
    return str(caught.value)


PING = {"model": "model", "messages": [{"role": "user", "content": "ping"}]}


def test_the_usual_ping(server: Loopback) -> None:
    assert validate(server, model(), OK) == [{**PING, "max_tokens": 5}]


def test_discovered_facts_are_kept_with_the_credentials(server: Loopback) -> None:
    server.reply(FACTS, OK)
    credentials = {"server_url": server.url}
    model().validate_credentials("model", credentials)
    assert credentials == {
        "server_url": server.url,
        "completion_type": "chat",
        "context_length": 4096,
        "tools": True,
    }


def test_steps_of_send_do_not_touch_the_ping(server: Loopback) -> None:
    def steps(_: Call, body: Body) -> None:
        body.set("thinking", True)

    assert validate(server, model(send=steps), OK) == [{**PING, "max_tokens": 5}]


def test_a_ping_of_its_own(server: Loopback) -> None:
    ping = chat.Ping(body={"max_tokens": 20, "thinking.type": "disabled", "seed": None}, text="hello")
    (body,) = validate(server, model(ping=ping), OK)
    assert body == {
        **PING,
        "messages": [{"role": "user", "content": "hello"}],
        "max_tokens": 20,
        "thinking": {"type": "disabled"},
    }


def test_a_ping_in_a_stream_ends_with_the_first_piece(server: Loopback) -> None:
    for deviation in ({"ping": chat.Ping(stream=True)}, {"options": options(stream=chat.Stream(always=True))}):
        (body,) = validate(server, model(**deviation), stream(sse(piece(content="p")), 5.0))
        assert body == {**PING, "max_tokens": 5, "stream": True}


def test_a_model_that_cannot_stream_is_not_asked_to(server: Loopback) -> None:
    of = model(ping=chat.Ping(stream=True), options=options(stream=chat.Stream(never=True)))
    assert "stream" not in validate(server, of, OK)[0]


def test_completion_models_are_pinged_in_their_way(server: Loopback) -> None:
    reply = answer(200, {"choices": [{"text": "pong", "finish_reason": "length"}]})
    assert validate(server, model(of=entity(mode="completion")), reply) == [
        {"model": "model", "prompt": "ping", "max_tokens": 5}
    ]


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (refusal("bad key", 401), "credentials were not accepted"),
        (refusal(f"key {SECRET} is unknown", 403), "credentials were not accepted"),
        (refusal("no such model", 404), "no such model"),
        (refusal("oops", 500), "HTTP 500"),
        (answer(200, "<html><title>Welcome</title></html>"), "Welcome"),
        (answer(200, {}), "holds nothing"),
        (answer(200, {"error": {"message": "no model"}}), "no model"),
        (answer(200, {"choices": [], "usage": {"prompt_tokens": 1}}), "holds nothing"),
    ],
)
def test_what_is_no_answer_fails(server: Loopback, reply: Any, says: str) -> None:
    assert says in fails(server, model(), reply)


def limits(failure: errors.Failure) -> tuple[chat.Attempt, ...]:
    return (
        chat.Attempt({"max_completion_tokens": 16}, when="max_tokens" in failure.message),
        chat.Attempt({"thinking.type": "disabled"}, when="thinking" in failure.message),
    )


def test_attempts_build_on_each_other(server: Loopback) -> None:
    replies = (refusal("thinking needs more"), refusal("use another than max_tokens"), OK)
    assert validate(server, model(attempts=limits), *replies) == [
        {**PING, "max_tokens": 5},
        {**PING, "max_tokens": 5, "thinking": {"type": "disabled"}},
        {**PING, "thinking": {"type": "disabled"}, "max_completion_tokens": 16},
    ]


def test_each_attempt_is_made_once(server: Loopback) -> None:
    assert "thinking 2" in fails(server, model(attempts=limits), refusal("thinking 1"), refusal("thinking 2"))
    assert len(server.requests) == 3


def test_nothing_is_attempted_that_does_not_fit(server: Loopback) -> None:
    always = chat.Attempt({"max_tokens": 16})
    fails(server, model(attempts=limits), refusal("something else"))
    assert len(server.requests) == 2
    fails(server, model(attempts=lambda _: (always,)), refusal("bad key", 401))
    assert len(server.requests) == 2


def test_a_hook_is_pinged_as_well(server: Loopback) -> None:
    seen: list[Call] = []

    def hook(call: Call) -> Iterator[Event]:
        seen.append(call)
        yield Usage(1, 1)
        yield Text("pong")

    assert validate(server, model(protocol=hook)) == []
    assert [(call.body, call.messages[0].content, call.tools) for call in seen] == [({"max_tokens": 5}, "ping", ())]


def test_a_hook_that_says_nothing_fails(server: Loopback) -> None:
    assert "holds nothing" in fails(server, model(protocol=lambda _: iter(())))

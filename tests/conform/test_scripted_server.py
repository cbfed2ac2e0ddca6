"""The server of comparisons speaks what OpenAI, Anthropic and Jina speak, and fails in every way."""

from __future__ import annotations

import base64
import json
import struct
from typing import Any

import pytest
from difyspec.conform.worker.reply import Reply
from difyspec.conform.worker.scripted import Scripted


def ask(path: str, body: Any = None, method: str = "POST", **scenario: str) -> Reply:
    request = {"method": method, "url": f"https://a.test/v1{path}", "headers": {}, "body": body}
    described, made = Scripted(scenario).answer(request)
    assert Scripted(scenario).answer(request) == (described, made), "it has a memory"
    return made


def parsed(made: Reply) -> Any:
    return json.loads(b"".join(made.chunks))


def events(made: Reply) -> list[Any]:
    texts = [chunk.decode().removeprefix("data: ").strip() for chunk in made.chunks]
    return [text if text == "[DONE]" else json.loads(text) for text in texts]


CHAT: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "Hello there"}]}
TOOLS: list[dict[str, Any]] = [
    {"type": "function", "function": {"name": "add", "parameters": {"properties": {"a": {"type": "integer"}}}}}
]


def test_chat_echoes() -> None:
    choice = parsed(ask("/chat/completions", CHAT))["choices"][0]
    assert choice["message"] == {"role": "assistant", "content": "m heard: Hello there"}
    streamed = events(ask("/chat/completions", {**CHAT, "stream": True}))
    assert streamed[-1] == "[DONE]"
    text = "".join(event["choices"][0]["delta"].get("content") or "" for event in streamed[:-1])
    assert text == "m heard: Hello there"
    assert streamed[-2]["usage"]["completion_tokens"] == 9


def test_usage_comes_apart_where_it_is_asked_for_and_not_at_all_where_there_is_none() -> None:
    apart = {**CHAT, "stream": True, "stream_options": {"include_usage": True}}
    assert events(ask("/chat/completions", apart))[-2]["choices"] == []
    assert "usage" not in parsed(ask("/chat/completions", CHAT, usage="none"))


def test_tools_are_called_until_they_have_answered() -> None:
    asked = {**CHAT, "tools": TOOLS}
    [call] = parsed(ask("/chat/completions", asked))["choices"][0]["message"]["tool_calls"]
    assert call["function"] == {"name": "add", "arguments": '{"a":3}'}
    parts = [
        event["choices"][0]["delta"]["tool_calls"][0]["function"]["arguments"]
        for event in events(ask("/chat/completions", {**asked, "stream": True}))[:-1]
        if "tool_calls" in event["choices"][0]["delta"]
    ]
    assert "".join(parts) == '{"a":3}'
    answered = {**asked, "messages": [*CHAT["messages"], {"role": "tool", "content": "3"}]}
    assert "tool_calls" not in parsed(ask("/chat/completions", answered))["choices"][0]["message"]


MESSAGES: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}]}]}


def named(made: Reply) -> list[dict[str, Any]]:
    """Events whose names are those that they say."""
    found = [chunk.decode().removeprefix("event: ").strip().split("\ndata: ") for chunk in made.chunks]
    parsed_events = [(name, json.loads(data)) for name, data in found]
    assert all(name == event["type"] for name, event in parsed_events)
    return [event for _, event in parsed_events]


def test_messages_are_answered_as_anthropic_does() -> None:
    whole = parsed(ask("/messages", MESSAGES, reply="reasoning"))
    assert [block["type"] for block in whole["content"]] == ["thinking", "text"]
    assert (whole["content"][1]["text"], whole["stop_reason"]) == ("m heard: Hi", "end_turn")
    streamed = named(ask("/messages", {**MESSAGES, "stream": True}, reply="reasoning"))
    deltas = [event["delta"] for event in streamed if event["type"] == "content_block_delta"]
    assert "".join(delta.get("text", "") for delta in deltas) == "m heard: Hi"
    assert "".join(delta.get("thinking", "") for delta in deltas) == whole["content"][0]["thinking"]
    assert streamed[-2]["usage"] == {"output_tokens": whole["usage"]["output_tokens"]}


def test_tools_of_messages_are_called_until_they_have_answered() -> None:
    tool = {"name": "add", "input_schema": TOOLS[0]["function"]["parameters"]}
    asked = {**MESSAGES, "tools": [tool]}
    whole = parsed(ask("/messages", asked))
    assert whole["stop_reason"] == "tool_use"
    assert whole["content"] == [{"type": "tool_use", "id": "call_0", "name": "add", "input": {"a": 3}}]
    streamed = named(ask("/messages", {**asked, "stream": True}))
    parts = [event["delta"]["partial_json"] for event in streamed if event["type"] == "content_block_delta"]
    assert json.loads("".join(parts)) == {"a": 3}
    result = {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "call_0", "content": "3"}]}
    answered = parsed(ask("/messages", {**asked, "messages": [*MESSAGES["messages"], result]}))
    assert answered["stop_reason"] == "end_turn"


@pytest.mark.parametrize(("error", "last"), [("stream_error", "error"), ("stream_drop", "content_block_delta")])
def test_a_stream_of_messages_can_end_badly(error: str, last: str) -> None:
    made = ask("/messages", {**MESSAGES, "stream": True}, error=error)
    assert named(made)[-1]["type"] == last
    assert made.drop is (error == "stream_drop")


def test_functions_are_called_as_they_used_to_be() -> None:
    asked = {**CHAT, "functions": [TOOLS[0]["function"]]}
    message = parsed(ask("/chat/completions", asked))["choices"][0]["message"]
    assert message["function_call"] == {"name": "add", "arguments": '{"a":3}'}


@pytest.mark.parametrize("reply", ["reasoning", "think_tags", "length", "empty"])
def test_models_say_what_the_scenario_wants(reply: str) -> None:
    choice = parsed(ask("/chat/completions", CHAT, reply=reply))["choices"][0]
    message = choice["message"]
    assert {
        "reasoning": "reasoning_content" in message,
        "think_tags": (message["content"] or "").startswith("<think>"),
        "length": choice["finish_reason"] == "length",
        "empty": message["content"] == "",
    }[reply]


def test_json_is_answered_where_it_is_asked_for() -> None:
    asked = {**CHAT, "response_format": {"type": "json_object"}}
    assert json.loads(parsed(ask("/chat/completions", asked))["choices"][0]["message"]["content"]) == {"answer": 42}


def test_completions() -> None:
    assert parsed(ask("/completions", {"model": "m", "prompt": "once"}))["choices"][0]["text"] == "m heard: once"
    streamed = events(ask("/completions", {"model": "m", "prompt": "once", "stream": True}))
    assert "".join(event["choices"][0]["text"] for event in streamed[:-1]) == "m heard: once"


def test_vectors_tell_texts_apart_and_can_be_packed() -> None:
    plain = [one["embedding"] for one in parsed(ask("/embeddings", {"input": ["a", "b", "a"]}))["data"]]
    assert plain[0] == plain[2] != plain[1]
    [packed] = parsed(ask("/embeddings", {"input": "a", "encoding_format": "base64"}))["data"]
    assert list(struct.unpack("<6f", base64.b64decode(packed["embedding"]))) == pytest.approx(plain[0])


def test_rerank_is_sorted_and_cut() -> None:
    asked = {"query": "q", "documents": ["a", "b", "c", "d"], "top_n": 3, "return_documents": True}
    found = parsed(ask("/rerank", asked))["results"]
    scores = [one["relevance_score"] for one in found]
    assert scores == sorted(scores, reverse=True)
    assert [one["document"]["text"] for one in found] == ["abcd"[one["index"]] for one in found]
    assert len(found) == 3


def test_moderation_transcription_speech_and_models() -> None:
    assert [one["flagged"] for one in parsed(ask("/moderations", {"input": ["ok", "kill"]}))["results"]] == [
        False,
        True,
    ]
    form = [{"name": "file", "len": 7}, {"name": "model", "text": "m"}]
    assert parsed(ask("/audio/transcriptions", form)) == {"text": "m heard 7 bytes."}
    text = [*form, {"name": "response_format", "text": "text"}]
    assert ask("/audio/transcriptions", text).chunks == (b"m heard 7 bytes.",)
    one, other = (ask("/audio/speech", {"input": "hi", "voice": voice}).chunks for voice in ("a", "b"))
    assert one != other
    assert one[0].startswith(b"ID3")
    assert parsed(ask("/models", method="GET"))["data"][0]["object"] == "model"


def test_what_it_does_not_know_is_not_found() -> None:
    assert ask("/unknown", {"x": 1}).status == 404


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500, 503])
def test_statuses(status: int) -> None:
    made = ask("/chat/completions", CHAT, error=f"http_{status}")
    assert made.status == status
    assert "message" in parsed(made)["error"]


def test_other_failures() -> None:
    assert ask("/x", error="connect").fails == "connect"
    assert ask("/x", error="read_timeout").fails == "read_timeout"
    assert ask("/x", error="non_json").headers["content-type"] == "text/html"
    assert parsed(ask("/x", error="empty_json")) == {}
    assert (ask("/x", error="body_error").status, "error" in parsed(ask("/x", error="body_error"))) == (200, True)
    streamed = {**CHAT, "stream": True}
    dropped = ask("/chat/completions", streamed, error="stream_drop")
    assert (dropped.drop, len(dropped.chunks)) == (True, 3)
    assert "error" in events(ask("/chat/completions", streamed, error="stream_error"))[-1]

"""``generated/xinference`` in the real SDK, asked with the daemon's messages, against a server that speaks its API."""

from __future__ import annotations

import base64
import json
import socket
import time
from typing import Any

import pytest

from tests.support.plugins import Plugin, PluginError
from tests.support.xinference_server import Drop, ErrorEvent, Raw, Silence, Status, XinferenceServer

KEY = "key-1234"
TYPES = {"llm": "chat", "text-embedding": "embed", "rerank": "rerank", "speech2text": "whisper", "tts": "speech"}
PATHS = {
    "llm": "/v1/chat/completions",
    "text-embedding": "/v1/embeddings",
    "rerank": "/v1/rerank",
    "speech2text": "/v1/audio/transcriptions",
    "tts": "/v1/audio/speech",
}
WAV = b"".join(
    (
        b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00",
        b"@\x1f\x00\x00@\x1f\x00\x00\x01\x00\x08\x00data\x00\x00\x00\x00",
    )
)
INVOKE: dict[str, tuple[str, dict[str, Any]]] = {
    "llm": (
        "invoke_llm",
        {
            "prompt_messages": [{"role": "user", "content": "hello there"}],
            "model_parameters": {},
            "tools": None,
            "stop": None,
            "stream": False,
        },
    ),
    "text-embedding": ("invoke_text_embedding", {"texts": ["a", "b", "c"], "input_type": "document"}),
    "rerank": ("invoke_rerank", {"query": "q", "docs": ["x", "y"], "score_threshold": None, "top_n": None}),
    "speech2text": ("invoke_speech2text", {"file": WAV.hex()}),
    "tts": ("invoke_tts", {"content_text": "Hello. World.", "voice": "", "tenant_id": "t"}),
}
TOOL = {
    "name": "weather",
    "description": "The weather of a city",
    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
}


def credentials(server: XinferenceServer, uid: str, **more: str) -> dict[str, str]:
    return {
        "server_url": server.url,
        "model_uid": uid,
        "api_key": KEY,
        "invoke_timeout": "5",
        "max_retries": "1",
        **more,
    }


def common(server: XinferenceServer, type_: str, uid: str | None = None, **more: str) -> dict[str, Any]:
    return {"model_type": type_, "model": "my-model", "credentials": credentials(server, uid or TYPES[type_], **more)}


def invoke(plugin: Plugin, server: XinferenceServer, type_: str, **more: Any) -> list[dict[str, Any]]:
    action, data = INVOKE[type_]
    return plugin.ask(action, **{**common(server, type_), **data, **more})


def text_of(chunks: list[dict[str, Any]]) -> str:
    return "".join(chunk["delta"]["message"]["content"] or "" for chunk in chunks)


# ---- validation ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("type_", TYPES)
def test_good_credentials_are_good_and_get_the_facts(plugin: Plugin, server: XinferenceServer, type_: str) -> None:
    [answer] = plugin.ask("validate_model_credentials", **common(server, type_))
    assert answer["result"] is True
    assert answer["credentials"].items() >= credentials(server, TYPES[type_]).items()
    if type_ == "llm":
        expected = {
            "completion_type": "chat",
            "context_length": 8192,
            "support_vision": True,
            "support_function_call": True,
        }
        assert answer["credentials"].items() >= expected.items()
    assert server.requests(PATHS[type_]), "the model itself was not called"


@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize(
    "bad",
    [{"api_key": "wrong-key-99"}, {"model_uid": "nowhere"}, {"server_url": "http://127.0.0.1:9"}, {"model_uid": "a/b"}],
    ids=["key", "uid", "server", "pattern"],
)
def test_bad_credentials_are_refused(plugin: Plugin, server: XinferenceServer, type_: str, bad: dict[str, str]) -> None:
    with pytest.raises(PluginError) as caught:
        plugin.ask("validate_model_credentials", **common(server, type_, **bad))
    assert caught.value.type == "CredentialsValidateFailedError"
    assert "wrong-key-99" not in caught.value.message


@pytest.mark.parametrize("type_", TYPES)
def test_a_model_of_another_type_is_refused(plugin: Plugin, server: XinferenceServer, type_: str) -> None:
    with pytest.raises(PluginError) as caught:
        plugin.ask("validate_model_credentials", **common(server, type_, "image"))
    assert caught.value.type == "CredentialsValidateFailedError"


def test_a_speech_check_consumes_audio(plugin: Plugin, server: XinferenceServer) -> None:
    server.fail("/v1/audio/speech", Raw(""))
    with pytest.raises(PluginError) as caught:
        plugin.ask("validate_model_credentials", **common(server, "tts"))
    assert caught.value.type == "CredentialsValidateFailedError"


# ---- schema ----------------------------------------------------------------------------------------------------------


def schema(plugin: Plugin, server: XinferenceServer, type_: str, uid: str, **more: str) -> dict[str, Any]:
    [answer] = plugin.ask("get_ai_model_schemas", **common(server, type_, uid, **more))
    found: dict[str, Any] = answer["model_schema"]
    return found


def test_the_schema_says_what_the_server_can_do(plugin: Plugin, server: XinferenceServer) -> None:
    able = schema(plugin, server, "llm", "chat")
    assert {"vision", "tool-call", "multi-tool-call", "stream-tool-call"} <= set(able["features"])
    assert able["model_properties"]["context_size"] == 8192
    rules = {rule["name"]: rule for rule in able["parameter_rules"]}
    assert rules["max_tokens"]["max"] == 8192
    assert set(rules) >= {"temperature", "top_p", "max_tokens", "presence_penalty", "frequency_penalty", "think"}
    plain = schema(plugin, server, "llm", "plain")
    assert not plain["features"]
    assert plain["model_properties"]["mode"] == "chat"
    assert schema(plugin, server, "llm", "base")["model_properties"]["mode"] == "completion"


@pytest.mark.parametrize("type_", [type_ for type_ in TYPES if type_ != "rerank"])  # it has a fact nobody told
def test_what_validation_returns_is_enough(plugin: Plugin, server: XinferenceServer, type_: str) -> None:
    asked = common(server, type_)
    [answer] = plugin.ask("validate_model_credentials", **asked)
    server.log.clear()
    action, data = INVOKE[type_]
    saved = {**asked, "credentials": answer["credentials"], "model": "another name, so that nothing is remembered"}
    assert plugin.ask(action, **saved, **data)
    assert {request.path for request in server.log} == {PATHS[type_]}


def test_saved_facts_are_used_without_asking(plugin: Plugin, server: XinferenceServer) -> None:
    saved: dict[str, Any] = {
        "completion_type": "completion",
        "context_length": 1234,
        "support_vision": False,
        "support_function_call": True,
    }
    found = schema(plugin, server, "llm", "chat", **saved)
    assert found["model_properties"] == {"mode": "completion", "context_size": 1234}
    assert "tool-call" in found["features"]
    assert not server.log


def test_a_fact_that_is_not_saved_is_asked_for(plugin: Plugin, server: XinferenceServer) -> None:
    saved: dict[str, Any] = {"completion_type": "completion", "support_vision": False}
    found = schema(plugin, server, "llm", "chat", **saved)
    assert found["model_properties"] == {"mode": "completion", "context_size": 8192}
    assert [request.path for request in server.log] == ["/v1/models/chat"]


# ---- llm -------------------------------------------------------------------------------------------------------------


def test_stream_has_one_end_with_usage(plugin: Plugin, server: XinferenceServer) -> None:
    chunks = invoke(plugin, server, "llm", stream=True)
    assert text_of(chunks) == "Echo: hello there"
    ends = [chunk for chunk in chunks if chunk["delta"]["finish_reason"]]
    assert [chunk["delta"]["finish_reason"] for chunk in ends] == ["stop"]
    assert ends == [chunk for chunk in chunks if chunk["delta"]["usage"]] == chunks[-1:]
    assert ends[0]["delta"]["usage"]["prompt_tokens"] > 0
    assert len(chunks) > 3


def test_block_answers_in_one_piece(plugin: Plugin, server: XinferenceServer) -> None:
    [chunk] = invoke(plugin, server, "llm")
    assert text_of([chunk]) == "Echo: hello there"
    assert chunk["delta"]["usage"]["completion_tokens"] > 0
    assert server.requests(PATHS["llm"])[-1].body.get("stream") is False


def test_a_completion_model_gets_a_prompt(plugin: Plugin, server: XinferenceServer) -> None:
    for stream in (True, False):
        chunks = invoke(plugin, server, "llm", stream=stream, **common(server, "llm", "base"))
        assert text_of(chunks).startswith("Echo:")
        assert "hello there" in text_of(chunks)
    assert all("hello there" in asked.body["prompt"] for asked in server.requests("/v1/completions"))


def test_the_first_chunk_comes_before_the_second_is_sent(plugin: Plugin, server: XinferenceServer) -> None:
    gate = server.hold(PATHS["tts"])
    action, data = INVOKE["tts"]
    audio = plugin.stream(action, **common(server, "tts"), **data)
    assert next(audio)["result"]
    gate.set()
    assert len(list(audio)) >= 1


def test_the_first_text_comes_before_the_rest_is_sent(plugin: Plugin, server: XinferenceServer) -> None:
    gate = server.hold(PATHS["llm"], after=3)
    action, data = INVOKE["llm"]
    answer = plugin.stream(action, **common(server, "llm"), **{**data, "stream": True})
    first = next(chunk for chunk in answer if text_of([chunk]))
    assert not gate.is_set()
    assert "Echo: hello there".startswith(text_of([first]))
    gate.set()
    assert text_of([first, *answer]) == "Echo: hello there"


@pytest.mark.parametrize("stream", [True, False], ids=["stream", "block"])
def test_tool_calls_in_two_turns(plugin: Plugin, server: XinferenceServer, stream: bool) -> None:
    question = {"role": "user", "content": "weather in Paris?"}
    chunks = invoke(plugin, server, "llm", stream=stream, tools=[TOOL], prompt_messages=[question])
    calls = [call for chunk in chunks for call in chunk["delta"]["message"]["tool_calls"]]
    assert [(call["function"]["name"], json.loads(call["function"]["arguments"])) for call in calls] == [
        ("weather", {"city": "Paris"})
    ]
    sent = server.requests(PATHS["llm"])[-1].body["tools"]
    assert sent == [{"type": "function", "function": TOOL}]
    turn = [
        question,
        {"role": "assistant", "content": "", "tool_calls": calls},
        {"role": "tool", "content": "sunny", "tool_call_id": calls[0]["id"], "name": "weather"},
    ]
    answer = invoke(plugin, server, "llm", stream=stream, tools=[TOOL], prompt_messages=turn)
    assert text_of(answer) == "Echo: sunny"
    messages = server.requests(PATHS["llm"])[-1].body["messages"]
    assert messages[1]["tool_calls"][0]["function"]["arguments"] == calls[0]["function"]["arguments"]
    assert messages[2]["tool_call_id"] == calls[0]["id"]


def test_images_reach_a_model_that_sees(plugin: Plugin, server: XinferenceServer) -> None:
    png = base64.b64encode(b"\x89PNG\r\n").decode()
    parts = [
        {"type": "text", "data": "what is it?"},
        {"type": "image", "format": "png", "base64_data": png, "mime_type": "image/png", "url": ""},
    ]
    chunks = invoke(plugin, server, "llm", prompt_messages=[{"role": "user", "content": parts}])
    assert text_of(chunks) == "Echo: what is it? (1 images)"


def test_parameters_are_clamped_and_renamed(plugin: Plugin, server: XinferenceServer) -> None:
    invoke(plugin, server, "llm", model_parameters={"temperature": 0.0, "think": False, "max_tokens": 7}, stop=["END"])
    body = server.requests(PATHS["llm"])[-1].body
    assert body["temperature"] == 0.01
    assert body["chat_template_kwargs"] == {"enable_thinking": False}
    assert body["max_tokens"] == 7
    assert body["stop"] == ["END"]
    assert body["model"] == "chat"
    assert "think" not in body


def test_tokens_are_counted_without_a_network(plugin: Plugin, server: XinferenceServer) -> None:
    messages = [{"role": "user", "content": "one two three four five six seven eight"}]
    [answer] = plugin.ask("get_llm_num_tokens", **common(server, "llm"), prompt_messages=messages, tools=None)
    assert 5 <= answer["num_tokens"] <= 40
    [counts] = plugin.ask("get_text_embedding_num_tokens", **common(server, "text-embedding"), texts=["a b", "c " * 90])
    assert len(counts["num_tokens"]) == 2
    assert counts["num_tokens"][0] < counts["num_tokens"][1]


# ---- the other types -------------------------------------------------------------------------------------------------


def test_embeddings_keep_their_order(plugin: Plugin, server: XinferenceServer) -> None:
    [answer] = invoke(plugin, server, "text-embedding")
    [reversed_] = invoke(plugin, server, "text-embedding", texts=["c", "b", "a"])
    assert len(answer["embeddings"]) == 3
    assert answer["embeddings"] == reversed_["embeddings"][::-1]
    assert answer["usage"]["total_tokens"] > 0


def test_rerank_sorts_cuts_and_filters(plugin: Plugin, server: XinferenceServer) -> None:
    docs = ["one", "two", "three", "four"]
    [answer] = invoke(plugin, server, "rerank", docs=docs, top_n=3)
    scores = [doc["score"] for doc in answer["docs"]]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert all(doc["text"] == docs[doc["index"]] for doc in answer["docs"])
    [filtered] = invoke(plugin, server, "rerank", docs=docs, score_threshold=scores[1])
    assert {doc["score"] for doc in filtered["docs"]} == set(scores[:2])
    [none] = invoke(plugin, server, "rerank", docs=[])
    assert none["docs"] == []


def test_speech_is_heard(plugin: Plugin, server: XinferenceServer) -> None:
    [answer] = invoke(plugin, server, "speech2text")
    assert answer["result"] == f"heard {len(WAV)} bytes"


def test_text_is_spoken_with_a_voice_of_the_model(plugin: Plugin, server: XinferenceServer) -> None:
    [voices] = plugin.ask("get_tts_model_voices", **common(server, "tts"), language=None)
    assert voices["voices"]
    assert all(voice["name"] and voice["value"] for voice in voices["voices"])
    audio = invoke(plugin, server, "tts", voice=voices["voices"][0]["value"])
    assert b"".join(bytes.fromhex(part["result"]) for part in audio)


# ---- errors, each made by a socket -----------------------------------------------------------------------------------

KINDS = [
    (Status(400), "InvokeBadRequestError"),
    (Status(401), "InvokeAuthorizationError"),
    (Status(403), "InvokeAuthorizationError"),
    (Status(404), "InvokeBadRequestError"),
    (Status(429), "InvokeRateLimitError"),
    (Status(500), "InvokeServerUnavailableError"),
    (Status(503), "InvokeServerUnavailableError"),
    (Drop(0), "InvokeConnectionError"),
    (Silence(), "InvokeConnectionError"),
]


@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize(("failure", "kind"), KINDS, ids=str)
def test_each_failure_has_its_kind(
    plugin: Plugin, server: XinferenceServer, type_: str, failure: Any, kind: str
) -> None:
    server.fail(PATHS[type_], failure)
    action, data = INVOKE[type_]
    asked = common(server, type_, invoke_timeout="1")
    with pytest.raises(PluginError) as caught:
        plugin.ask(action, **asked, **{**data, **({"stream": True} if type_ == "llm" else {})})
    assert caught.value.type == kind
    assert "Xorbits Inference" in caught.value.message
    assert KEY not in caught.value.message


@pytest.mark.parametrize("type_", ["llm", "text-embedding", "rerank", "tts"])
def test_an_answer_that_is_no_json(plugin: Plugin, server: XinferenceServer, type_: str) -> None:
    server.fail(PATHS[type_], Raw())
    with pytest.raises(PluginError) as caught:
        invoke(plugin, server, type_)
    assert caught.value.type == "InvokeServerUnavailableError"


def test_a_refused_connection(plugin: Plugin, server: XinferenceServer) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    action, data = INVOKE["text-embedding"]
    saved: Any = {"max_tokens": 5}
    with pytest.raises(PluginError) as caught:
        plugin.ask(action, **common(server, "text-embedding", server_url=url, **saved), **data)
    assert caught.value.type == "InvokeConnectionError"


@pytest.mark.parametrize(
    ("failure", "kind"),
    [(Drop(4), "InvokeConnectionError"), (ErrorEvent(4), "InvokeServerUnavailableError")],
    ids=["broken", "error event"],
)
def test_a_stream_that_fails_in_the_middle(plugin: Plugin, server: XinferenceServer, failure: Any, kind: str) -> None:
    server.fail(PATHS["llm"], failure)
    action, data = INVOKE["llm"]
    chunks: list[dict[str, Any]] = []
    with pytest.raises(PluginError) as caught:
        chunks.extend(plugin.stream(action, **common(server, "llm"), **{**data, "stream": True}))
    assert caught.value.type == kind
    assert "Xorbits Inference" in caught.value.message
    assert "Echo: hello there".startswith(text_of(chunks))
    assert text_of(chunks)


def test_retries_as_often_as_the_user_asked(plugin: Plugin, server: XinferenceServer) -> None:
    server.fail(PATHS["rerank"], Status(503), times=2)
    action, data = INVOKE["rerank"]
    began = time.monotonic()
    [answer] = plugin.ask(action, **common(server, "rerank", max_retries="3"), **data)
    assert len(answer["docs"]) == 2
    assert len(server.requests(PATHS["rerank"])) == 3
    assert time.monotonic() - began < 20

"""``anthropic.messages``: what it sends, and what it makes of answers whole and in pieces."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from dify_plugin.entities.model import ModelFeature
from dify_plugin.entities.model.message import (
    AssistantPromptMessage,
    AudioPromptMessageContent,
    DocumentPromptMessageContent,
    ImagePromptMessageContent,
    PromptMessage,
    SystemPromptMessage,
    TextPromptMessageContent,
    ToolPromptMessage,
    UserPromptMessage,
)
from dify_plugin.errors.model import (
    CredentialsValidateFailedError,
    InvokeBadRequestError,
    InvokeRateLimitError,
    InvokeServerUnavailableError,
)
from difyspec.runtime.protocols import anthropic_messages

from tests.runtime.chat_sample import ADD, SampleModel, ask, block, model, options, request, said, sse
from tests.support.loopback import Loopback, Request, answer, stream

THOUGHT: dict[str, Any] = {"type": "thinking", "thinking": "I add.", "signature": "c2ln"}
HIDDEN: dict[str, Any] = {"type": "redacted_thinking", "data": "b3BhcXVl"}
CALL: dict[str, Any] = {"type": "tool_use", "id": "toolu_1", "name": "add", "input": {"a": 1}}
USAGE = {"input_tokens": 4, "cache_read_input_tokens": 3, "output_tokens": 3}
USER = {"role": "user", "content": [{"type": "text", "text": "hi"}]}


def speaking(*features: ModelFeature, **deviations: Any) -> SampleModel:
    return model(*features, protocol=anthropic_messages.chat, **deviations)


def text(content: str) -> dict[str, Any]:
    return {"type": "text", "text": content}


def whole(*blocks: dict[str, Any], reason: str = "end_turn", **more: Any) -> dict[str, Any]:
    return {"type": "message", "role": "assistant", "content": [*blocks], "stop_reason": reason, "usage": USAGE, **more}


def made(server: Loopback, of: SampleModel, *conversation: Any, **asked: Any) -> Request:
    """The one request of a block."""
    server.reply(answer(200, whole(text("ok"))))
    server.requests.clear()
    block(of, server.url, *conversation, **asked)
    (found,) = server.requests
    return found


def sent(server: Loopback, of: SampleModel, *conversation: Any, **asked: Any) -> dict[str, Any]:
    return dict(made(server, of, *conversation, **asked).json)


def test_a_plain_call(server: Loopback) -> None:
    found = made(server, speaking(), "hi", user="u-1", stop=["END", " "], model_parameters={"temperature": 0})
    assert found.path == "/v1/messages"
    assert found.headers["anthropic-version"] == "2023-06-01"
    assert found.json == {
        "model": "model",
        "stream": False,
        "max_tokens": 4096,
        "stop_sequences": ["END"],
        "temperature": 0,
        "metadata": {"user_id": "u-1"},
        "messages": [USER],
    }


@pytest.mark.parametrize(
    ("parameters", "steps", "expected"),
    [
        ({"max_tokens": 7, "top_k": 3}, {}, {"max_tokens": 7, "top_k": 3}),
        ({"max_completion_tokens": 7}, {}, {"max_tokens": 7}),
        ({"max_tokens_to_sample": 9, "max_tokens": 7}, {}, {"max_tokens": 7}),
        ({"seed": 1, "presence_penalty": 1, "response_format": "json_object"}, {}, {}),
        ({}, {"thinking.type": "enabled", "thinking.budget_tokens": 2000}, {"thinking": {"type": "enabled"}}),
        ({}, {"metadata.dify_source": "dify"}, {"metadata": {"user_id": "u-1", "dify_source": "dify"}}),
    ],
)
def test_parameters_get_the_names_they_have_here(
    server: Loopback, parameters: dict[str, Any], steps: dict[str, Any], expected: dict[str, Any]
) -> None:
    def send(_: Any, body: Any) -> None:
        for place, value in steps.items():
            body.set(place, value)

    body = sent(server, speaking(send=send), "hi", user="u-1", model_parameters=parameters)
    usual = {"model": "model", "stream": False, "max_tokens": 4096, "metadata": {"user_id": "u-1"}, "messages": [USER]}
    if "thinking" in expected:
        assert body.pop("thinking") == {"type": "enabled", "budget_tokens": 2000}
        expected = {}
    assert body == {**usual, **expected}


def test_a_step_can_take_away_what_the_protocol_adds(server: Loopback) -> None:
    of = speaking(send=lambda call, body: body.drop("user", "stop", "stream", "model"))
    assert sent(server, of, "hi", user="u-1", stop=["END"]) == {
        "max_tokens": 4096,
        "messages": [USER],
    }


def test_a_spec_can_say_the_version(server: Loopback) -> None:
    class Newer(type(speaking()).connection.__class__):  # type: ignore[misc]
        def headers(self, call: Any) -> dict[str, str]:
            return {**super().headers(call), "Anthropic-Version": "2027-01-01"}

    of = speaking()
    type(of).connection = Newer()
    assert made(server, of).headers["anthropic-version"] == "2027-01-01"


def conversation(kept: Any) -> list[PromptMessage]:
    return [
        SystemPromptMessage(content="Be brief."),
        UserPromptMessage(
            content=[
                TextPromptMessageContent(data="Look:"),
                TextPromptMessageContent(data=" "),
                ImagePromptMessageContent(format="png", mime_type="image/png", base64_data="QUJD"),
                ImagePromptMessageContent(format="png", mime_type="image/png", url="https://x.example/a.png"),
                DocumentPromptMessageContent(
                    format="pdf", mime_type="application/pdf", base64_data="QUJD", filename="a.pdf"
                ),
            ]
        ),
        UserPromptMessage(content="And add."),
        AssistantPromptMessage(
            content="<think>\nhm\n</think>Let me add. ",
            opaque_body=kept,
            tool_calls=[
                AssistantPromptMessage.ToolCall(
                    id="toolu_1",
                    type="function",
                    function=AssistantPromptMessage.ToolCall.ToolCallFunction(name="add", arguments='{"a": 1}'),
                )
            ],
        ),
        ToolPromptMessage(content="2", tool_call_id="toolu_1"),
        SystemPromptMessage(content="In French."),
        UserPromptMessage(content="Go on."),
        AssistantPromptMessage(content="", tool_calls=[]),
    ]


def test_conversations_become_turns_of_blocks(server: Loopback) -> None:
    body = sent(server, speaking(), *conversation({"anthropic.thoughts": [THOUGHT, HIDDEN]}))
    assert body["system"] == "Be brief.\nIn French."
    assert body["messages"] == [
        {
            "role": "user",
            "content": [
                text("Look:"),
                {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "QUJD"}},
                {"type": "image", "source": {"type": "url", "url": "https://x.example/a.png"}},
                {
                    "type": "document",
                    "source": {"type": "base64", "media_type": "application/pdf", "data": "QUJD"},
                    "title": "a.pdf",
                },
                text("And add."),
            ],
        },
        {"role": "assistant", "content": [THOUGHT, HIDDEN, text("Let me add."), CALL]},
        {
            "role": "user",
            "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "2"}, text("Go on.")],
        },
    ]


@pytest.mark.parametrize(
    ("kept", "thinking"), [({"anthropic.thoughts": [THOUGHT]}, "disabled"), (None, "enabled"), ("odd", "enabled")]
)
def test_thoughts_go_back_only_if_there_are_any_and_it_thinks(server: Loopback, kept: Any, thinking: str) -> None:
    of = speaking(send=lambda call, body: body.set("thinking.type", thinking))
    body = sent(server, of, *conversation(kept))
    assert body["messages"][1]["content"] == [text("Let me add."), CALL]


@pytest.mark.parametrize(
    ("arguments", "given"), [("", {}), ("[1]", {"value": [1]}), ("{", {"raw": "{"}), ('{"a": 1}', {"a": 1})]
)
def test_arguments_are_objects(server: Loopback, arguments: str, given: dict[str, Any]) -> None:
    function = AssistantPromptMessage.ToolCall.ToolCallFunction(name="add", arguments=arguments)
    call = AssistantPromptMessage.ToolCall(id="toolu_1", type="function", function=function)
    asked = AssistantPromptMessage(content="", tool_calls=[call])
    body = sent(server, speaking(), "hi", asked, ToolPromptMessage(content="", tool_call_id="toolu_1"))
    assert body["messages"][1]["content"] == [{**CALL, "input": given}]


def test_sound_is_refused_before_anything_is_sent(server: Loopback) -> None:
    sound = AudioPromptMessageContent(format="mp3", mime_type="audio/mpeg", base64_data="QUJD")
    with pytest.raises(InvokeBadRequestError, match="no audio files"):
        block(speaking(), server.url, UserPromptMessage(content=[sound]))
    assert not server.requests


def test_tools_stand_before_those_of_the_server(server: Loopback) -> None:
    search = {"type": "web_search_20250305", "name": "web_search"}
    of = speaking(ModelFeature.TOOL_CALL, send=lambda call, body: body.append("tools", search))
    assert sent(server, of, tools=[ADD])["tools"] == [
        {"name": ADD.name, "description": ADD.description, "input_schema": ADD.parameters},
        search,
    ]


def test_a_schema_can_be_asked_for_in_words(server: Loopback) -> None:
    of = speaking(options=options(structured_output="prompt"))
    parameters = {"response_format": "json_schema", "json_schema": '{"type": "object"}'}
    body = sent(server, of, model_parameters=parameters)
    assert '{"type": "object"}' in body["system"]
    assert not body.keys() & parameters.keys()


def delta(index: int, kind: str, **more: str) -> dict[str, Any]:
    return {"type": "content_block_delta", "index": index, "delta": {"type": kind, **more}}


def begun(index: int, block_: dict[str, Any]) -> dict[str, Any]:
    return {"type": "content_block_start", "index": index, "content_block": block_}


FULL = [THOUGHT, HIDDEN, text("Let me see."), CALL]
STREAMED = [
    {"type": "message_start", "message": whole(usage={**USAGE, "output_tokens": 1})},
    begun(0, {"type": "thinking", "thinking": ""}),
    {"type": "ping"},
    delta(0, "thinking_delta", thinking="I "),
    delta(0, "thinking_delta", thinking="add."),
    delta(0, "signature_delta", signature="c2ln"),
    {"type": "content_block_stop", "index": 0},
    begun(1, HIDDEN),
    {"type": "content_block_stop", "index": 1},
    begun(2, text("")),
    delta(2, "text_delta", text="Let me "),
    delta(2, "text_delta", text="see."),
    {"type": "content_block_stop", "index": 2},
    begun(3, {**CALL, "input": {}}),
    delta(3, "input_json_delta", partial_json=""),
    delta(3, "input_json_delta", partial_json='{"a":'),
    delta(3, "input_json_delta", partial_json=" 1}"),
    {"type": "content_block_stop", "index": 3},
    {"type": "message_delta", "delta": {"stop_reason": "tool_use"}, "usage": {"output_tokens": 3}},
    {"type": "message_stop"},
]


def named(*events: dict[str, Any]) -> bytes:
    """Events as Anthropic sends them, each with its name."""
    return b"".join(f"event: {event['type']}\n".encode() + sse(event) for event in events)


@pytest.mark.parametrize("events", [named(*STREAMED), sse(*STREAMED), sse(whole(*FULL, reason="tool_use"))])
def test_a_stream(server: Loopback, events: bytes) -> None:
    server.reply(stream(events))
    chunks = ask(speaking(ModelFeature.TOOL_CALL), server.url, tools=[ADD])
    assert said(chunks) == "<think>\nI add.\n</think>Let me see."
    calls = [call for chunk in chunks for call in chunk.delta.message.tool_calls]
    assert [(one.id, one.function.name, one.function.arguments) for one in calls] == [("toolu_1", "add", '{"a": 1}')]
    kept = [chunk.delta.message.opaque_body for chunk in chunks if chunk.delta.message.opaque_body]
    assert kept == [{"anthropic.thoughts": [THOUGHT, HIDDEN]}]
    last = chunks[-1].delta
    assert last.finish_reason == "tool_calls"
    assert last.usage is not None
    assert (last.usage.prompt_tokens, last.usage.completion_tokens) == (7, 3)


def test_a_block_is_the_same(server: Loopback) -> None:
    server.reply(answer(200, whole(*FULL, reason="tool_use")))
    result = block(speaking(ModelFeature.TOOL_CALL), server.url, tools=[ADD])
    assert result.message.content == "<think>\nI add.\n</think>Let me see."
    assert [one.function.arguments for one in result.message.tool_calls] == ['{"a": 1}']
    assert result.message.opaque_body == {"anthropic.thoughts": [THOUGHT, HIDDEN]}
    assert (result.usage.prompt_tokens, result.usage.completion_tokens) == (7, 3)


def test_what_was_read_may_be_counted_at_the_end(server: Loopback) -> None:
    start = {"type": "message_start", "message": {"usage": {"input_tokens": 0, "output_tokens": 0}}}
    end = {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": USAGE}
    server.reply(stream(sse(start, begun(0, text("Hi.")), end)))
    usage = ask(speaking(), server.url)[-1].delta.usage
    assert usage is not None
    assert (usage.prompt_tokens, usage.completion_tokens) == (7, 3)


def test_pieces_leave_as_they_come(server: Loopback) -> None:
    server.reply(stream(sse(*STREAMED[9:11]), 0.4, sse(*STREAMED[11:])))
    chunks = speaking().invoke(**request(server.url))
    assert next(chunks).delta.message.content == "Let me "
    chunks.close()


LIMIT = {"type": "error", "error": {"type": "rate_limit_error", "message": "Slow down."}}
BUSY = {"type": "error", "error": {"type": "overloaded_error", "message": "Slow down."}}


@pytest.mark.parametrize(
    ("failing", "kind"),
    [
        (lambda: stream(named(*STREAMED[9:11], LIMIT)), InvokeRateLimitError),
        (lambda: stream(sse(*STREAMED[9:11], BUSY)), InvokeServerUnavailableError),
        (lambda: answer(429, LIMIT), InvokeRateLimitError),
        (lambda: answer(200, LIMIT), InvokeRateLimitError),
        (lambda: answer(529, BUSY), InvokeServerUnavailableError),
    ],
)
def test_failures_are_named_however_they_come(
    server: Loopback, failing: Callable[[], Any], kind: type[Exception]
) -> None:
    server.reply(failing())
    with pytest.raises(kind, match="Slow down"):
        ask(speaking(), server.url)


@pytest.mark.parametrize(
    "odd",
    [
        [],
        {"type": "content_block_start", "index": "x", "content_block": None},
        {"type": "content_block_start", "index": 5, "content_block": {"type": "server_tool_use", "input": {}}},
        {"type": "content_block_delta", "delta": None},
        {"type": "content_block_delta", "index": 7, "delta": {"type": "text_delta", "text": None}},
        {"type": "message_start", "message": None},
        {"type": "message_delta", "delta": None, "usage": []},
        {"type": "something_new"},
    ],
)
def test_what_cannot_be_understood_is_passed_over(server: Loopback, odd: Any) -> None:
    server.reply(stream(sse(odd, delta(0, "text_delta", text="fine"))))
    assert said(ask(speaking(), server.url)) == "fine"


def test_nothing_is_no_answer(server: Loopback) -> None:
    server.reply(answer(200, {"type": "message", "content": {"a": 1}}))
    with pytest.raises(InvokeServerUnavailableError, match="holds nothing"):
        block(speaking(), server.url)


def test_credentials_are_tested_by_a_short_answer(server: Loopback) -> None:
    server.reply(answer(200, whole(reason="max_tokens")))
    speaking().validate_credentials("model", request(server.url)["credentials"])
    assert server.requests[-1].json == {"model": "model", "max_tokens": 5, "messages": [_ping()]}
    server.reply(answer(401, {"type": "error", "error": {"type": "authentication_error", "message": "Bad key."}}))
    with pytest.raises(CredentialsValidateFailedError, match="Bad key"):
        speaking().validate_credentials("model", request(server.url)["credentials"])


def _ping() -> dict[str, Any]:
    return {"role": "user", "content": [text("ping")]}

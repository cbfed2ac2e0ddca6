"""``openai.responses``: what it sends, and what it makes of answers whole and in pieces."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from dify_plugin.entities.model import ModelFeature
from dify_plugin.entities.model.message import (
    AssistantPromptMessage,
    DocumentPromptMessageContent,
    ImagePromptMessageContent,
    SystemPromptMessage,
    TextPromptMessageContent,
    ToolPromptMessage,
    UserPromptMessage,
)
from dify_plugin.errors.model import CredentialsValidateFailedError, InvokeBadRequestError, InvokeRateLimitError
from difyspec.runtime.protocols import openai_responses
from difyspec.runtime.reasoning import Thinking

from tests.runtime.chat_sample import ADD, SampleModel, ask, block, model, options, request, said, sse
from tests.support.loopback import Loopback, answer, stream

ENCRYPTED: dict[str, Any] = {"type": "reasoning", "id": "rs_1", "summary": [], "encrypted_content": "gAAA"}
CALL = {"type": "function_call", "id": "fc_1", "call_id": "call_1", "name": "add", "arguments": '{"a": 1}'}


def responding(*features: ModelFeature, **deviations: Any) -> SampleModel:
    return model(*features, protocol=openai_responses.chat, **deviations)


def whole(*output: dict[str, Any], status: str = "completed", **more: Any) -> dict[str, Any]:
    usage = {"input_tokens": 7, "output_tokens": 3, "total_tokens": 10}
    return {"object": "response", "status": status, "error": None, "output": list(output), "usage": usage, **more}


def text(content: str) -> dict[str, Any]:
    return {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": content}]}


def event(kind: str, index: int = 0, **more: Any) -> dict[str, Any]:
    return {"type": f"response.{kind}", "output_index": index, **more}


def sent(server: Loopback, of: SampleModel, *conversation: Any, **asked: Any) -> dict[str, Any]:
    """The body of the one request of a block."""
    server.reply(answer(200, whole(text("ok"))))
    server.requests.clear()
    block(of, server.url, *conversation, **asked)
    (made,) = server.requests
    assert made.path == "/v1/responses"
    return dict(made.json)


def test_a_plain_call(server: Loopback) -> None:
    assert sent(server, responding(), "hi", model_parameters={"temperature": 0}, user="u-1", stop=["END"]) == {
        "model": "model",
        "stream": False,
        "store": False,
        "user": "u-1",
        "temperature": 0,
        "input": [{"role": "user", "content": "hi"}],
    }


def test_parameters_have_their_names_of_chat(server: Loopback) -> None:
    schema = '{"name": "answer", "schema": {"type": "object"}, "strict": true}'
    parameters = {
        "max_completion_tokens": 400,
        "reasoning_effort": "low",
        "reasoning": {"summary": "auto"},
        "verbosity": "high",
        "response_format": "json_schema",
        "json_schema": schema,
        "presence_penalty": 1,
        "seed": 3,
        "store": True,
    }
    body = sent(server, responding(), model_parameters=parameters)
    assert body["max_output_tokens"] == 400
    assert body["reasoning"] == {"effort": "low", "summary": "auto"}
    format_ = {"type": "json_schema", "name": "answer", "schema": {"type": "object"}, "strict": True}
    assert body["text"] == {"verbosity": "high", "format": format_}
    assert body["store"] is True
    assert not {"presence_penalty", "seed", "response_format", "json_schema", "verbosity"} & body.keys()


def test_an_answer_may_not_be_shorter_than_the_server_takes(server: Loopback) -> None:
    assert sent(server, responding(), model_parameters={"max_tokens": 5})["max_output_tokens"] == 16


def test_a_step_can_take_away_what_the_protocol_adds(server: Loopback) -> None:
    body = sent(server, responding(send=lambda call, body: body.drop("store", "model")))
    assert not {"store", "model"} & body.keys()


def test_conversations_become_items(server: Loopback) -> None:
    tool_call = AssistantPromptMessage.ToolCall(
        id="call_1",
        type="function",
        function=AssistantPromptMessage.ToolCall.ToolCallFunction(name="add", arguments='{"a": 1}'),
    )
    conversation = (
        SystemPromptMessage(content="Be brief."),
        UserPromptMessage(
            content=[
                TextPromptMessageContent(data="What is it?"),
                ImagePromptMessageContent(format="png", mime_type="image/png", base64_data="QUJD"),
                DocumentPromptMessageContent(
                    format="pdf", mime_type="application/pdf", base64_data="QUJD", filename="a.pdf"
                ),
                DocumentPromptMessageContent(format="pdf", mime_type="application/pdf", url="https://x.example/a.pdf"),
            ]
        ),
        AssistantPromptMessage(
            content="<think>\nhm\n</think>\nLet me add.",
            tool_calls=[tool_call],
            opaque_body={"responses.items": [ENCRYPTED]},
        ),
        ToolPromptMessage(content="2", tool_call_id="call_1"),
    )
    assert sent(server, responding(), *conversation)["input"] == [
        {"role": "system", "content": "Be brief."},
        {
            "role": "user",
            "content": [
                {"type": "input_text", "text": "What is it?"},
                {"type": "input_image", "image_url": "data:image/png;base64,QUJD", "detail": "low"},
                {"type": "input_file", "filename": "a.pdf", "file_data": "data:application/pdf;base64,QUJD"},
                {"type": "input_file", "file_url": "https://x.example/a.pdf"},
            ],
        },
        ENCRYPTED,
        {"role": "assistant", "content": "Let me add."},
        {"type": "function_call", "call_id": "call_1", "name": "add", "arguments": '{"a": 1}'},
        {"type": "function_call_output", "call_id": "call_1", "output": "2"},
    ]


def test_tools_stand_before_those_of_the_server(server: Loopback) -> None:
    of = responding(ModelFeature.TOOL_CALL, send=lambda call, body: body.append("tools", {"type": "web_search"}))
    described = {"name": ADD.name, "description": ADD.description, "parameters": ADD.parameters}
    assert sent(server, of, tools=[ADD])["tools"] == [
        {"type": "function", **described, "strict": False},
        {"type": "web_search"},
    ]


# One answer as the server streams it: pieces, each part once more whole, and everything whole at the end.
THOUGHT = {"type": "reasoning", "summary": [{"type": "summary_text", "text": text_} for text_ in ("I add.", "Done.")]}
FULL = [{**THOUGHT, "encrypted_content": "gAAA"}, text("Let me see."), CALL]
STREAMED = [
    event("created", response=whole(status="in_progress")),
    event("output_item.added", 0, item={"type": "reasoning", "summary": []}),
    event("reasoning_summary_text.delta", 0, summary_index=0, delta="I "),
    event("reasoning_summary_text.delta", 0, summary_index=0, delta="add."),
    event("reasoning_summary_text.done", 0, summary_index=0, text="I add."),
    event("reasoning_summary_text.delta", 0, summary_index=1, delta="Done."),
    event("output_item.done", 0, item=FULL[0]),
    event("output_item.added", 1, item={"type": "message", "content": []}),
    event("output_text.delta", 1, content_index=0, delta="Let me "),
    event("output_text.delta", 1, content_index=0, delta="see."),
    event("output_text.done", 1, content_index=0, text="Let me see."),
    event("output_item.done", 1, item=FULL[1]),
    event("output_item.added", 2, item={**CALL, "arguments": ""}),
    event("function_call_arguments.delta", 2, delta='{"a":'),
    event("function_call_arguments.delta", 2, delta=" 1}"),
    event("function_call_arguments.done", 2, arguments='{"a": 1}'),
    event("output_item.done", 2, item=CALL),
    event("completed", response=whole(*FULL)),
]
ONLY_THE_END = [STREAMED[0], STREAMED[-1]]
NO_PIECES = [one for one in STREAMED if not one["type"].endswith("delta")]
NO_END = STREAMED[:-1]


@pytest.mark.parametrize("events", [STREAMED, ONLY_THE_END, NO_PIECES, NO_END, [whole(*FULL)]])
def test_each_part_counts_once_however_it_came(server: Loopback, events: list[dict[str, Any]]) -> None:
    server.reply(stream(sse(*events)))
    chunks = ask(responding(ModelFeature.TOOL_CALL), server.url, tools=[ADD])
    assert said(chunks) == "<think>\nI add.\n\nDone.\n</think>Let me see."
    calls = [call for chunk in chunks for call in chunk.delta.message.tool_calls]
    assert [(call.id, call.function.name, call.function.arguments) for call in calls] == [("call_1", "add", '{"a": 1}')]
    kept = [chunk.delta.message.opaque_body for chunk in chunks if chunk.delta.message.opaque_body]
    assert kept == [{"responses.items": [FULL[0]]}]
    assert chunks[-1].delta.finish_reason == "tool_calls"
    if events is not NO_END:
        assert chunks[-1].delta.usage is not None
        assert (chunks[-1].delta.usage.prompt_tokens, chunks[-1].delta.usage.completion_tokens) == (7, 3)


def test_a_block_is_the_same(server: Loopback) -> None:
    server.reply(answer(200, whole(*FULL)))
    result = block(responding(ModelFeature.TOOL_CALL), server.url, tools=[ADD])
    assert result.message.content == "<think>\nI add.\n\nDone.\n</think>Let me see."
    assert [call.id for call in result.message.tool_calls] == ["call_1"]
    assert result.message.opaque_body == {"responses.items": [FULL[0]]}
    assert (result.usage.prompt_tokens, result.usage.completion_tokens) == (7, 3)


def test_pieces_leave_as_they_come(server: Loopback) -> None:
    server.reply(stream(sse(STREAMED[8]), 0.4, sse(*STREAMED[9:])))
    chunks = responding().invoke(**request(server.url))
    assert next(chunks).delta.message.content == "Let me "
    chunks.close()


def test_thoughts_can_be_hidden(server: Loopback) -> None:
    server.reply(stream(sse(*STREAMED)))
    of = responding(ModelFeature.TOOL_CALL, options=options(reasoning=Thinking(hide=True)))
    assert said(ask(of, server.url, tools=[ADD])) == "Let me see."


def test_an_answer_cut_off_says_so(server: Loopback) -> None:
    cut = whole(text("It is"), status="incomplete", incomplete_details={"reason": "max_output_tokens"})
    server.reply(stream(sse(event("incomplete", response=cut))))
    chunks = ask(responding(), server.url)
    assert (said(chunks), chunks[-1].delta.finish_reason) == ("It is", "length")


def test_a_refusal_is_what_was_said(server: Loopback) -> None:
    refused = {"type": "message", "content": [{"type": "refusal", "refusal": "I will not."}]}
    server.reply(stream(sse(event("refusal.delta", delta="I will "), event("refusal.delta", delta="not."))))
    assert said(ask(responding(), server.url)) == "I will not."
    server.reply(answer(200, whole(refused)))
    assert block(responding(), server.url).message.content == "I will not."


def test_pictures_are_part_of_the_answer(server: Loopback) -> None:
    server.reply(answer(200, whole({"type": "image_generation_call", "result": "QUJD", "output_format": "webp"})))
    content = block(responding(), server.url).message.content
    assert isinstance(content, list)
    (picture,) = content
    assert isinstance(picture, ImagePromptMessageContent)
    assert (picture.mime_type, picture.base64_data) == ("image/webp", "QUJD")


LIMIT = {"code": "rate_limit_exceeded", "message": "Slow down."}


@pytest.mark.parametrize(
    "failing",
    [
        lambda: stream(sse(STREAMED[8], {"type": "error", **LIMIT})),
        lambda: stream(sse(STREAMED[8], event("failed", response={"status": "failed", "error": LIMIT}))),
        lambda: answer(200, whole(status="failed", error=LIMIT)),
    ],
)
def test_failures_are_named_however_they_come(server: Loopback, failing: Callable[[], Any]) -> None:
    server.reply(failing())
    with pytest.raises(InvokeRateLimitError, match="Slow down"):
        ask(responding(), server.url)


@pytest.mark.parametrize(
    "odd",
    [
        {"type": "response.output_item.done", "output_index": "x", "item": None},
        {"type": "response.output_text.delta", "delta": None},
        {"type": "response.output_item.added", "item": {"type": "function_call"}},
        {"type": "response.completed", "response": None},
        {"type": "response.completed", "response": {"status": "completed", "output": {"a": 1}, "usage": []}},
        {"type": "response.something_new", "delta": {}},
    ],
)
def test_what_cannot_be_understood_is_passed_over(server: Loopback, odd: dict[str, Any]) -> None:
    server.reply(stream(sse(odd, event("output_text.delta", 9, content_index=0, delta="fine"))))
    assert said(ask(responding(), server.url)) == "fine"


def test_a_schema_that_is_none_is_a_bad_request(server: Loopback) -> None:
    with pytest.raises(InvokeBadRequestError, match="json_schema"):
        ask(responding(), server.url, model_parameters={"response_format": "json_schema", "json_schema": "{"})


def test_credentials_are_tested_by_a_short_answer(server: Loopback) -> None:
    cut = whole({"type": "reasoning", "summary": []}, status="incomplete")
    server.reply(answer(200, {**cut, "incomplete_details": {"reason": "max_output_tokens"}}))
    responding().validate_credentials("model", request(server.url)["credentials"])
    assert server.requests[-1].json == {
        "model": "model",
        "store": False,
        "max_output_tokens": 16,
        "input": [{"role": "user", "content": "ping"}],
    }
    server.reply(answer(401, {"error": {"message": "Bad key."}}))
    with pytest.raises(CredentialsValidateFailedError, match="Bad key"):
        responding().validate_credentials("model", request(server.url)["credentials"])

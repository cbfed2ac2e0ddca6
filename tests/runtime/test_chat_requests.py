"""What a chat call sends, and what it makes of a whole answer."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from dify_plugin.entities.model import ModelFeature, PriceConfig
from dify_plugin.entities.model.message import (
    AssistantPromptMessage,
    SystemPromptMessage,
    ToolPromptMessage,
    UserPromptMessage,
)
from dify_plugin.errors.model import InvokeBadRequestError, InvokeServerUnavailableError
from difyspec.runtime import chat, messages
from difyspec.runtime.bodies import Body

from tests.runtime.chat_sample import ADD, Call, ask, block, entity, model, options, piece, request, said, sse, whole
from tests.runtime.sample import SECRET
from tests.support.loopback import Loopback, answer, stream

ADD_ON_THE_WIRE = {"name": ADD.name, "description": ADD.description, "parameters": ADD.parameters}
SCHEMA = {"name": "answer", "schema": {"type": "object"}}


def sent(server: Loopback, of: chat.ChatModel[Any, Any, Any], *conversation: Any, **asked: Any) -> dict[str, Any]:
    """The body of the one request of a block."""
    server.reply(answer(200, whole(content="ok")))
    server.requests.clear()
    block(of, server.url, *conversation, **asked)  # type: ignore[arg-type]
    (made,) = server.requests
    assert made.path == "/v1/chat/completions"
    assert made.headers["authorization"] == f"Bearer {SECRET}"
    assert made.headers["content-type"] == "application/json"
    return dict(made.json)


def test_a_plain_call(server: Loopback) -> None:
    body = sent(server, model(), "hi", model_parameters={"temperature": 0, "seed": 1}, user="u-1", stop=["END"])
    assert body == {
        "model": "model",
        "stream": False,
        "messages": [{"role": "user", "content": "hi"}],
        "temperature": 0,
        "seed": 1,
        "stop": ["END"],
        "user": "u-1",
    }


def test_a_server_that_has_the_model_in_its_address_is_not_told_of_it(server: Loopback) -> None:
    body = sent(server, model(send=lambda call, body: body.drop("model")), "hi")
    assert body == {"stream": False, "messages": [{"role": "user", "content": "hi"}]}


def test_a_stream_asks_for_usage_only_if_it_should(server: Loopback) -> None:
    server.reply(stream(sse(piece("stop", content="a"))))
    ask(model(), server.url)
    ask(model(options=options(stream=chat.Stream(usage=True))), server.url)
    first, second = (made.json for made in server.requests)
    assert first["stream"] is second["stream"] is True
    assert "stream_options" not in first
    assert second["stream_options"] == {"include_usage": True}


@pytest.mark.parametrize(
    ("features", "dialect", "keys"),
    [
        ((), "from_features", set()),
        ((ModelFeature.VISION,), "from_features", set()),
        ((ModelFeature.TOOL_CALL,), "from_features", {"tools", "tool_choice"}),
        ((ModelFeature.MULTI_TOOL_CALL,), "from_features", {"tools", "tool_choice"}),
        ((ModelFeature.STREAM_TOOL_CALL,), "from_features", {"tools", "tool_choice"}),
        ((), "tool_call", {"tools", "tool_choice"}),
        ((ModelFeature.TOOL_CALL,), "function_call", {"functions"}),
        ((ModelFeature.TOOL_CALL,), "none", set()),
        ((ModelFeature.TOOL_CALL,), "no_call", set()),
        ((ModelFeature.TOOL_CALL,), None, {"tools", "tool_choice"}),
    ],
)
def test_tool_dialects(
    server: Loopback, features: tuple[ModelFeature, ...], dialect: str | None, keys: set[str]
) -> None:
    body = sent(server, model(*features, options=options(tools=dialect)), tools=[ADD])
    assert body.keys() & {"tools", "tool_choice", "functions"} == keys
    assert body.get("tools") in (None, [{"type": "function", "function": ADD_ON_THE_WIRE}])
    assert body.get("functions") in (None, [ADD_ON_THE_WIRE])
    assert body.get("tool_choice") in (None, "auto")


def test_tools_of_parameters_come_after_those_of_dify(server: Loopback) -> None:
    def search(_: Call, body: Body) -> None:
        body.append("tools", {"type": "web_search"})
        body.drop("tool_choice")

    of = model(options=options(tools="tool_call"), send=search)
    assert [tool["type"] for tool in sent(server, of, tools=[ADD])["tools"]] == ["function", "web_search"]
    alone = sent(server, of)
    assert alone["tools"] == [{"type": "web_search"}]
    assert "tool_choice" not in alone


def test_two_turns_with_a_tool(server: Loopback) -> None:
    calls = [{"id": "call_1", "type": "function", "function": {"name": "add", "arguments": '{"a":1}'}}]
    server.reply(answer(200, whole("tool_calls", content=None, tool_calls=calls)), answer(200, whole(content="2")))
    of = model(ModelFeature.TOOL_CALL)
    first = block(of, server.url, "1+1?", tools=[ADD])
    assert first.message.content == ""
    conversation = [
        UserPromptMessage(content="1+1?"),
        first.message,
        ToolPromptMessage(content="2", tool_call_id=first.message.tool_calls[0].id, name="add"),
    ]
    second = block(of, server.url, *conversation, tools=[ADD])
    assert second.message.content == "2"
    assert server.requests[1].json["messages"][1:] == [
        {"role": "assistant", "content": "", "tool_calls": calls},
        {"role": "tool", "tool_call_id": "call_1", "content": "2"},
    ]


@pytest.mark.parametrize(
    ("user", "sends"),
    [
        (chat.User(), {"user": "user-0123456789"}),
        (chat.User(name="user_id"), {"user_id": "user-0123456789"}),
        (chat.User(max_length=6), {"user": "user-0"}),
        (chat.User(send=False), {}),
    ],
)
def test_the_user(server: Loopback, user: chat.User, sends: dict[str, str]) -> None:
    body = sent(server, model(options=options(user=user)), user="user-0123456789")
    assert {key: value for key, value in body.items() if key.startswith("user")} == sends


def test_stop_words_may_be_dropped(server: Loopback) -> None:
    assert "stop" not in sent(server, model(options=options(stop=False)), stop=["END"])


def test_send_sees_typed_parameters_with_their_declared_defaults(server: Loopback) -> None:
    def steps(call: Call, body: Body) -> None:
        body.set("seen", [call.param.thinking, call.param.temperature, call.param.max_tokens or "absent"])
        body.rename("thinking", "thinking.type", ((True, "enabled"), (False, "disabled")))

    assert sent(server, model(send=steps))["seen"] == [True, 0.5, "absent"]
    given = {"thinking": False, "max_tokens": 3}
    body = sent(server, model(send=steps), model_parameters=given)
    assert (body["seen"], body["thinking"], body["max_tokens"]) == ([False, 0.5, 3], {"type": "disabled"}, 3)
    assert given == {"thinking": False, "max_tokens": 3}


def test_a_parameter_of_that_name_has_no_say_about_the_stream(server: Loopback) -> None:
    assert sent(server, model(), "hi", model_parameters={"stream": True})["stream"] is False


def test_a_parameter_decides_about_the_stream(server: Loopback) -> None:
    of = model(options=lambda call: chat.Options(stream=chat.Stream(wanted=call.param.streaming)))
    server.reply(answer(200, whole(content="a")))
    assert said(ask(of, server.url, model_parameters={"streaming": False})) == "a"
    assert server.requests[0].json["stream"] is False


def test_message_steps_run_in_order_and_change_nothing_they_were_given(server: Loopback) -> None:
    steps = (messages.strip_think, messages.drop_empty, messages.MergeConsecutive())
    conversation = [
        SystemPromptMessage(content=""),
        UserPromptMessage(content="a"),
        AssistantPromptMessage(content="<think>x</think>"),
        UserPromptMessage(content="b"),
    ]
    before = copy.deepcopy(conversation)
    body = sent(server, model(options=options(messages=steps)), *conversation)
    assert body["messages"] == [{"role": "user", "content": "a\n\nb"}]
    assert conversation == before


def test_thoughts_are_handed_back(server: Loopback) -> None:
    of = model(options=options(reasoning=chat.Thinking(return_as="reasoning_content")))
    body = sent(server, of, AssistantPromptMessage(content="<think>\nt\n</think>\nsaid"), "more")
    assert body["messages"][0] == {"role": "assistant", "content": "said", "reasoning_content": "t"}


@pytest.mark.parametrize(
    ("parameters", "sends"),
    [
        ({"response_format": "json_object"}, {"type": "json_object"}),
        ({"response_format": "text", "json_schema": "{}"}, {"type": "text"}),
        ({"json_schema": json.dumps(SCHEMA)}, None),
        (
            {"response_format": "json_schema", "json_schema": json.dumps(SCHEMA)},
            {"type": "json_schema", "json_schema": SCHEMA},
        ),
    ],
)
def test_structured_output(server: Loopback, parameters: dict[str, str], sends: object) -> None:
    body = sent(server, model(), model_parameters=parameters)
    assert body.get("response_format") == sends
    assert "json_schema" not in body


def test_structured_output_in_words_too(server: Loopback) -> None:
    of = model(options=options(structured_output="prompt"))
    asked = {"response_format": "json_schema", "json_schema": json.dumps(SCHEMA)}
    body = sent(server, of, SystemPromptMessage(content="Be brief."), "hi", model_parameters=asked)
    system, user = body["messages"]
    assert json.dumps(SCHEMA) in system["content"]
    assert system["content"].endswith("\n\nBe brief.")
    assert user["content"] == "hi"
    assert body["response_format"]["type"] == "json_schema"
    assert len(sent(server, of, "hi")["messages"]) == 1


@pytest.mark.parametrize("schema", [None, "", "{", "[]", "{}"])
def test_a_schema_that_is_none_is_a_bad_request(server: Loopback, schema: str | None) -> None:
    parameters = {"response_format": "json_schema"} | ({"json_schema": schema} if schema is not None else {})
    with pytest.raises(InvokeBadRequestError, match="json_schema"):
        block(model(), server.url, model_parameters=parameters)
    assert server.requests == []


def test_a_whole_answer(server: Loopback) -> None:
    server.reply(answer(200, {**whole(content="a", reasoning="r"), "system_fingerprint": "fp", "model": "other"}))
    result = block(model(), server.url)
    assert result.message.content == "<think>\nr\n</think>a"
    assert (result.model, result.system_fingerprint) == ("model", "fp")
    assert (result.usage.prompt_tokens, result.usage.completion_tokens, result.usage.total_tokens) == (7, 3, 10)


def test_prices_are_calculated(server: Loopback) -> None:
    price = PriceConfig.model_validate({"input": "2", "output": "5", "unit": "0.000001", "currency": "EUR"})
    server.reply(answer(200, whole(content="a")))
    usage = block(model(of=entity(pricing=price)), server.url).usage
    assert (str(usage.prompt_price), str(usage.completion_price), usage.currency) == ("0.0000140", "0.0000150", "EUR")


def test_calls_in_a_whole_answer_may_lack_ids_and_numbers(server: Loopback) -> None:
    calls = [{"function": {"name": "add", "arguments": {"a": 1}}}, {"name": "add", "arguments": '{"a":1}'}]
    server.reply(answer(200, whole(content="", tool_calls=calls)))
    made = block(model(), server.url).message.tool_calls
    assert [(call.function.name, json.loads(call.function.arguments)) for call in made] == [("add", {"a": 1})] * 2
    assert made[0].id != made[1].id


@pytest.mark.parametrize("body", [{}, [], {"choices": []}, {"choices": [{}]}, {"choices": "a"}, {"error": {"code": 1}}])
def test_an_answer_without_an_answer(server: Loopback, body: Any) -> None:
    server.reply(answer(200, body))
    with pytest.raises(InvokeServerUnavailableError, match="Sample Models"):
        block(model(), server.url)


def test_completions(server: Loopback) -> None:
    of = model(of=entity(mode="completion"))
    server.reply(answer(200, {"choices": [{"index": 0, "text": "b", "finish_reason": "stop"}]}))
    assert block(of, server.url, SystemPromptMessage(content="s"), "a", tools=[ADD], stop=["\n"]).message.content == "b"
    (made,) = server.requests
    assert made.path == "/v1/completions"
    assert made.json == {"model": "model", "stream": False, "prompt": "s\n\na", "stop": ["\n"]}
    server.reply(stream(sse({"choices": [{"text": "b"}]}, {"choices": [{"text": "", "finish_reason": "length"}]})))
    made_of = ask(of, server.url)
    assert said(made_of) == "b"
    assert made_of[-1].delta.finish_reason == "length"


def test_the_sdks_own_wrapper_for_json_in_words(server: Loopback) -> None:
    of = model()
    server.reply(stream(sse(*(piece(content=text) for text in ("{", '"a": 1}', "\n``")), piece("stop"))))
    chunks = list(of.invoke(**{**request(server.url), "model_parameters": {"response_format": "JSON"}}))
    assert said(chunks).startswith('{"a": 1}')
    assert server.requests[0].json["stop"] == ["\n```", "```\n"]
    assert "response_format" not in server.requests[0].json


def test_tokens_are_counted_without_asking_anybody(server: Loopback) -> None:
    credentials = {"server_url": server.url}
    conversation = [SystemPromptMessage(content="Be brief."), UserPromptMessage(content="Hello, who are you?")]
    few = model().get_num_tokens("model", credentials, conversation)
    more = model().get_num_tokens("model", credentials, conversation, [ADD])
    assert 10 <= few <= 40
    assert more > few
    assert server.requests == []

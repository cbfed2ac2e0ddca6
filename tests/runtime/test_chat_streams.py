"""Streams of chat answers over a socket: in time, and however malformed."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import pytest
from dify_plugin.entities.model.llm import LLMResultChunk
from dify_plugin.errors.model import (
    InvokeBadRequestError,
    InvokeConnectionError,
    InvokeError,
    InvokeRateLimitError,
    InvokeServerUnavailableError,
)
from difyspec.runtime import chat

from tests.runtime.chat_sample import ADD, ask, block, model, options, piece, request, said, sse, whole
from tests.runtime.sample import SECRET
from tests.support.loopback import Loopback, answer, stream

USAGE = {"choices": [], "usage": {"prompt_tokens": 5, "completion_tokens": 2, "total_tokens": 7}}
END = sse(piece("stop"), USAGE, "[DONE]")


def ended(made: list[LLMResultChunk], reason: str = "stop") -> tuple[int, int]:
    """(prompt, completion) tokens of the one last chunk; checks that there is one and why it ended."""
    assert [chunk.delta.finish_reason for chunk in made if chunk.delta.finish_reason] == [reason]
    (usage,) = [chunk.delta.usage for chunk in made if chunk.delta.usage]
    assert made[-1].delta.usage is usage
    return usage.prompt_tokens, usage.completion_tokens


def test_the_first_chunk_arrives_before_the_server_sends_its_second(server: Loopback) -> None:
    gate = threading.Event()
    server.reply(stream(sse(piece(content="one")), gate, sse(piece(content="two")), END))
    chunks = model().invoke(**request(server.url))
    assert next(chunks).delta.message.content == "one"
    assert not gate.is_set()
    gate.set()
    rest = list(chunks)
    assert said(rest) == "two"
    assert ended(rest) == (5, 2)


def test_a_caller_who_stops_closes_the_connection(server: Loopback) -> None:
    server.reply(stream(sse(piece(content="one")), 5.0, END))
    chunks = model().invoke(**request(server.url))
    next(chunks)
    chunks.close()
    assert server.closed.wait(3)


TWO_CALLS = (
    piece(role="assistant", content=None),
    piece(tool_calls=[{"index": 0, "id": "a", "type": "function", "function": {"name": "add", "arguments": ""}}]),
    piece(tool_calls=[{"index": 0, "function": {"arguments": '{"a"'}}]),
    piece(
        tool_calls=[
            {"index": 0, "function": {"arguments": ":1}"}},
            {"index": 1, "id": "b", "function": {"name": "now"}},
        ]
    ),
    piece("tool_calls"),
)


def test_tool_calls_are_merged_and_thoughts_closed_before_them(server: Loopback) -> None:
    server.reply(stream(sse(piece(reasoning_content="Need it.")), sse(*TWO_CALLS), sse("[DONE]")))
    made = ask(model(), server.url, tools=[ADD])
    assert said(made) == "<think>\nNeed it.\n</think>"
    assert [
        (call.id, call.function.name, call.function.arguments)
        for chunk in made
        for call in chunk.delta.message.tool_calls
    ] == [("a", "add", '{"a":1}'), ("b", "now", "{}")]
    ended(made, "tool_calls")


@pytest.mark.parametrize("field", ["reasoning_content", "reasoning"])
def test_thoughts_in_either_field(server: Loopback, field: str) -> None:
    server.reply(stream(sse(piece(**{field: "a", "content": None}), piece(**{field: "b"}), piece(content="c")), END))
    assert said(ask(model(), server.url)) == "<think>\nab\n</think>c"


def test_both_fields_at_once_are_one_thought(server: Loopback) -> None:
    server.reply(stream(sse(piece(reasoning="a", reasoning_content="a")), END))
    assert said(ask(model(), server.url)) == "<think>\na\n</think>"


def test_hidden_thoughts_in_fields_and_tags(server: Loopback) -> None:
    hide = options(reasoning=chat.Thinking(hide=True))
    pieces = (piece(reasoning="r"), piece(content="<thi"), piece(content="nk>x</think>\n\nsa"), piece(content="id"))
    server.reply(stream(sse(*pieces), END))
    assert said(ask(model(options=hide), server.url)) == "said"


MALFORMED: dict[str, tuple[tuple[bytes, ...], str]] = {
    "half a chunk at a time": (tuple(bytes([byte]) for byte in sse(piece(content="é"), piece("stop"))), "é"),
    "no end mark": ((sse(piece(content="a"), piece("stop")),), "a"),
    "no finish at all": ((sse(piece(content="a")),), "a"),
    "two last chunks": ((sse(piece(content="a"), piece("stop"), piece("length"), "[DONE]"),), "a"),
    "finish beside usage": ((sse({**piece("stop", content="a"), "usage": USAGE["usage"]}),), "a"),
    "an unknown event": (
        (sse({"object": "ping"}, piece(content="a"), {"choices": None}, {"choices": [None, 3]}),),
        "a",
    ),
    "null delta and null content": (
        (sse({"choices": [{"delta": None}]}, piece(content=None), piece(content="a")),),
        "a",
    ),
    "a whole message instead of a delta": ((sse(whole(content="a")),), "a"),
    "JSON instead of a stream": ((b'{"choices":[{"index":0,"message":{"content":"a"},"finish_reason":"stop"}]}',), "a"),
    "content in parts": (
        (
            sse(
                piece(
                    content=[
                        {"type": "thinking", "thinking": [{"type": "text", "text": "t"}]},
                        {"type": "text", "text": "a"},
                    ]
                )
            ),
        ),
        "<think>\nt\n</think>a",
    ),
    "a refusal": ((sse(piece(refusal="no"), piece("stop")),), "no"),
    "a second answer": ((sse({"choices": [{"index": 1, "delta": {"content": "x"}}]}, piece(content="a")),), "a"),
    "events without empty lines": ((sse(piece(content="a")).replace(b"\n\n", b"\n") + sse(piece("stop")),), "a"),
    "a megabyte in one line": ((sse(piece(content="a" * 1_000_000), piece("stop")),), "a" * 1_000_000),
    "text after the finish": ((sse(piece(content="a"), piece("stop"), piece(content="b")),), "ab"),
}


@pytest.mark.parametrize("case", MALFORMED)
def test_malformed_streams_give_the_right_text_and_one_end(server: Loopback, case: str) -> None:
    parts, text = MALFORMED[case]
    server.reply(stream(*parts))
    made = ask(model(), server.url)
    assert said(made) == text
    ended(made)


def test_usage_in_every_chunk_counts_once(server: Loopback) -> None:
    pieces = [{**piece(content="a"), "usage": {"prompt_tokens": 5, "completion_tokens": n}} for n in (1, 2, 3)]
    server.reply(stream(sse(*pieces)))
    assert ended(ask(model(), server.url)) == (5, 3)


@pytest.mark.parametrize(
    "usage",
    [
        None,
        {},
        {"prompt_tokens": None},
        {"prompt_tokens": "many"},
        {"prompt_tokens": -1},
        {"prompt_tokens": 0, "completion_tokens": 0},
        [1],
    ],
)
def test_without_usage_tokens_are_counted_here(server: Loopback, usage: Any) -> None:
    server.reply(stream(sse({**piece("stop", content="four words of text"), "usage": usage})))
    prompt, completion = ended(ask(model(), server.url, "hello there"))
    assert 1 <= completion <= 8
    assert 2 <= prompt <= 20


def test_the_older_dialect_names_calls_after_functions(server: Loopback) -> None:
    pieces = (piece(function_call={"name": "add", "arguments": '{"a"'}), piece(function_call={"arguments": ":1}"}))
    server.reply(stream(sse(*pieces, piece("function_call"))))
    made = ask(model(options=options(tools="function_call")), server.url, tools=[ADD])
    (call,) = [call for chunk in made for call in chunk.delta.message.tool_calls]
    assert (call.id, call.function.name, call.function.arguments) == ("add", "add", '{"a":1}')
    ended(made, "function_call")


def test_a_delimiter_of_the_servers_own(server: Loopback) -> None:
    parts = b"".join(sse(event).strip() + b"||" for event in (piece(content="a"), piece(content="b"), piece("stop")))
    server.reply(stream(parts, content_type="text/plain"))
    assert said(ask(model(options=options(stream=chat.Stream(delimiter="||"))), server.url)) == "ab"


@pytest.mark.parametrize("delimiter", ["", "\\n\\n", "\n\n", "\\r\\n\\r\\n"])
def test_line_breaks_as_delimiter_mean_an_event_stream(server: Loopback, delimiter: str) -> None:
    server.reply(stream(b": comment\r\nevent: x\r\n" + sse(piece(content="a"), piece("stop")).replace(b"\n", b"\r\n")))
    assert said(ask(model(options=options(stream=chat.Stream(delimiter=delimiter))), server.url)) == "a"


ERROR = {"error": {"message": f"overloaded, key {SECRET}", "code": 503}}
LIMIT = {**piece("error"), "error": {"message": "slow down", "code": 429}}
FAILING: dict[str, tuple[tuple[bytes | None, ...], type[InvokeError], str]] = {
    "an error event": ((sse(piece(content="a"), ERROR),), InvokeServerUnavailableError, "a"),
    "an error beside a choice": ((sse(piece(content="a"), LIMIT),), InvokeRateLimitError, "a"),
    "a broken connection": ((sse(piece(content="a")), None), InvokeConnectionError, "a"),
    "no event": ((b"",), InvokeServerUnavailableError, ""),
    "only unknown events": ((sse({"a": 1}, {"b": 2}),), InvokeServerUnavailableError, ""),
    "a page": ((b"<html><title>Welcome</title></html>",), InvokeServerUnavailableError, ""),
    "a call without a name": (
        (sse(piece(tool_calls=[{"index": 0, "id": "a", "function": {"arguments": "{}"}}])),),
        InvokeServerUnavailableError,
        "",
    ),
}


@pytest.mark.parametrize("case", FAILING)
def test_failures_inside_the_stream_are_named(server: Loopback, case: str) -> None:
    parts, kind, before = FAILING[case]
    server.reply(stream(*parts))
    made: list[LLMResultChunk] = []
    with pytest.raises(InvokeError) as caught:
        collect(model().invoke(**request(server.url)), made)
    assert said(made) == before
    assert type(caught.value) is kind
    assert "Sample Models" in str(caught.value)
    assert SECRET not in str(caught.value)


def collect(chunks: Iterable[LLMResultChunk], made: list[LLMResultChunk]) -> None:
    """Adds chunks to a list that still has them after a failure."""
    for chunk in chunks:
        made.append(chunk)  # noqa: PERF402  (extending a list may lose what came before a failure)


def test_a_forced_block_is_answered_as_chunks(server: Loopback) -> None:
    server.reply(answer(200, whole(content="a", reasoning_content="r")))
    made = ask(model(options=options(stream=chat.Stream(never=True))), server.url)
    assert server.requests[0].json["stream"] is False
    assert said(made) == "<think>\nr\n</think>a"
    assert ended(made) == (7, 3)


def test_a_forced_stream_is_answered_as_one_result(server: Loopback) -> None:
    server.reply(stream(sse(piece(content="a"), piece(content="b")), sse(*TWO_CALLS[1:]), END))
    result = block(model(options=options(stream=chat.Stream(always=True))), server.url)
    assert server.requests[0].json["stream"] is True
    assert result.message.content == "ab"
    assert [call.function.name for call in result.message.tool_calls] == ["add", "now"]
    assert (result.usage.prompt_tokens, result.usage.completion_tokens) == (5, 2)


def test_a_hook_that_returns_nothing_or_fails(server: Loopback) -> None:
    def fails(_: object) -> Any:
        raise KeyError("choices")

    for hook in (lambda _: None, fails):
        with pytest.raises(InvokeBadRequestError, match="Sample Models"):
            ask(model(protocol=hook), server.url)

"""Events become chunks or one result, the same either way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from dify_plugin.entities.model.llm import LLMResult, LLMResultChunk, LLMUsage
from dify_plugin.entities.model.message import ImagePromptMessageContent, TextPromptMessageContent
from difyspec.runtime import errors
from difyspec.runtime.events import Event, Finish, Media, Meta, Reasoning, Text, ToolDelta, Usage
from difyspec.runtime.fold import Fold

IMAGE = ImagePromptMessageContent(format="png", mime_type="image/png", url="https://h/a.png")


def account(seen: Usage, answer: str) -> LLMUsage:
    """Usage that shows what the fold handed over: what no server counted is -1 and the answer's length."""
    prompt = -1 if seen.prompt is None else seen.prompt
    completion = len(answer) if seen.completion is None else seen.completion
    return LLMUsage.empty_usage().model_copy(update={"prompt_tokens": prompt, "completion_tokens": completion})


def chunks(*events: Event) -> list[LLMResultChunk]:
    return list(Fold("m", account).chunks(iter(events)))


def result(*events: Event) -> LLMResult:
    return Fold("m", account).result(iter(events))


def texts(made: Iterable[LLMResultChunk]) -> list[object]:
    return [chunk.delta.message.content for chunk in made]


def last(made: list[LLMResultChunk]) -> LLMResultChunk:
    """The last chunk; checks that it alone has usage and a finish reason."""
    *others, end = made
    assert all(chunk.delta.usage is None and chunk.delta.finish_reason is None for chunk in others)
    assert end.delta.usage is not None
    assert end.delta.finish_reason
    assert [chunk.delta.index for chunk in made] == list(range(len(made)))
    assert {chunk.model for chunk in made} == {"m"}
    return end


def test_texts_leave_one_by_one_and_one_chunk_ends_them() -> None:
    made = chunks(Text("a"), Text(""), Text("b"), Usage(3, 4), Finish("length"), Usage(None, 5), Finish("stop"))
    assert texts(made) == ["a", "b", ""]
    end = last(made)
    assert end.delta.finish_reason == "length"
    assert end.delta.usage is not None
    assert (end.delta.usage.prompt_tokens, end.delta.usage.completion_tokens) == (3, 5)


def test_chunks_leave_before_the_next_event_is_asked_for() -> None:
    asked: list[str] = []

    def events() -> Iterator[Event]:
        for letter in "ab":
            asked.append(letter)
            yield Text(letter)

    made = Fold("m", account).chunks(events())
    assert next(made).delta.message.content == "a"
    assert asked == ["a"]


def test_without_a_finish_or_usage() -> None:
    end = last(chunks(Text("four")))
    assert end.delta.finish_reason == "stop"
    assert end.delta.usage is not None
    assert (end.delta.usage.prompt_tokens, end.delta.usage.completion_tokens) == (-1, 4)
    assert last(chunks(ToolDelta(0, "a", "add"))).delta.finish_reason == "tool_calls"


def test_whole_tool_calls_come_in_one_chunk_before_the_last() -> None:
    made = chunks(Text("t"), ToolDelta(0, "a", "add", "{"), ToolDelta(0, arguments="}"), Finish("tool_calls"))
    assert texts(made) == ["t", "", ""]
    assert [[call.function.arguments for call in chunk.delta.message.tool_calls] for chunk in made] == [[], ["{}"], []]
    last(made)


def test_thinking_is_wrapped_and_closed_before_text() -> None:
    assert texts(chunks(Reasoning("a"), Reasoning("b"), Text("c"), Finish("stop"))) == [
        "<think>\na",
        "b",
        "\n</think>c",
        "",
    ]


@pytest.mark.parametrize(
    "after", [(), (Finish("length"),), (Usage(1, 1),), (ToolDelta(0, "a", "add"),), (Media(IMAGE),)]
)
def test_thinking_is_closed_whatever_follows(after: tuple[Event, ...]) -> None:
    made = chunks(Reasoning("a"), *after)
    assert texts(made)[:2] == ["<think>\na", "\n</think>"]
    last(made)


def test_thinking_after_text_is_wrapped_again() -> None:
    said = result(Text("a"), Reasoning("b"), Text("c"), Reasoning("d")).message.content
    assert said == "a<think>\nb\n</think>c<think>\nd\n</think>"


def test_usage_and_empty_pieces_do_not_end_the_thinking() -> None:
    said = result(Reasoning("a"), Usage(1, 1), Text(""), Meta("f"), Reasoning("b")).message.content
    assert said == "<think>\nab\n</think>"


def test_tags_inside_the_text_stay() -> None:
    assert texts(chunks(Text("<think>\na"), Text("</think>b")))[:2] == ["<think>\na", "</think>b"]


def test_block_and_stream_say_the_same() -> None:
    events = (Reasoning("r"), Text("a"), ToolDelta(0, "i", "add", '{"x":1}'), Usage(1, 2), Meta("fp"), Finish("stop"))
    made, one = chunks(*events), result(*events)
    assert one.message.content == "".join(str(text) for text in texts(made))
    assert one.message.tool_calls == [call for chunk in made for call in chunk.delta.message.tool_calls]
    assert one.usage == last(made).delta.usage
    assert one.system_fingerprint == last(made).system_fingerprint == "fp"
    assert one.model == "m"


def test_media_are_parts() -> None:
    assert texts(chunks(Text("a"), Media(IMAGE)))[:2] == ["a", [IMAGE]]
    assert result(Text("a"), Text("b"), Media(IMAGE), Text("c")).message.content == [
        TextPromptMessageContent(data="ab"),
        IMAGE,
        TextPromptMessageContent(data="c"),
    ]


def test_an_empty_answer_that_ended_is_an_answer() -> None:
    assert texts(chunks(Finish("stop"))) == [""]
    assert result(Finish("stop")).message.content == ""


@pytest.mark.parametrize("events", [(), (Usage(1, 0),), (Text(""),)])
def test_nothing_at_all_is_a_failure(events: tuple[Event, ...]) -> None:
    for fold in (chunks, result):
        with pytest.raises(errors.Failure) as caught:
            fold(*events)
        assert caught.value.kind is errors.SERVER_UNAVAILABLE


def test_what_is_no_event_is_refused() -> None:
    with pytest.raises(TypeError, match="str is no event"):
        Fold("m", account).result(["a"])  # type: ignore[list-item]


def test_chunks_survive_the_sdks_way_of_writing_them() -> None:
    for chunk in chunks(Text("a"), ToolDelta(0, "i", "add"), Finish("stop")):
        written = chunk.model_dump()
        assert written["prompt_messages"] == []
        assert written["delta"]["message"]["role"].value == "assistant"
        assert LLMResultChunk.model_validate_json(chunk.model_dump_json()) == chunk


@pytest.mark.parametrize("stops_after", [1, 2])
def test_the_events_are_closed_when_the_caller_stops(stops_after: int) -> None:
    closed: list[bool] = []

    def events() -> Iterator[Event]:
        try:
            while True:
                yield Text("a")
        finally:
            closed.append(True)

    made = Fold("m", account).chunks(events())
    for _ in range(stops_after):
        next(made)
    made.close()
    assert closed == [True]

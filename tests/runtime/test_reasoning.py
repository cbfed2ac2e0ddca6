"""What a model thinks: read, hidden, handed back."""

from __future__ import annotations

from typing import Any

import pytest
from difyspec.runtime.events import Event, Finish, Reasoning, Text, ToolDelta
from difyspec.runtime.reasoning import FIELDS, Thinking, hand_back, hidden, read


def shown(*events: Event) -> str:
    return "".join(event.text for event in hidden(iter(events)) if isinstance(event, Text))


def test_the_first_field_that_is_filled_counts() -> None:
    assert read({"reasoning": "b", "reasoning_content": "a"}, FIELDS) == "a"
    assert read({"reasoning": "b", "reasoning_content": ""}, FIELDS) == "b"
    assert read({"reasoning": {"no": "text"}, "content": "c"}, FIELDS) == ""
    assert read({"thoughts": "t", "reasoning": "b"}, ("thoughts",)) == "t"


def test_hiding_leaves_the_rest_in_order() -> None:
    events: list[Event] = [Reasoning("r"), Text("a"), ToolDelta(0, "i", "add"), Finish("stop")]
    assert list(hidden(iter(events))) == events[1:]


WHOLE = "before <think>\nsecret </thin <think> k>\n</think>\n \nafter <thin or < think> end <th"
REST = "before after <thin or < think> end <th"


@pytest.mark.parametrize("size", range(1, 12))
def test_tags_are_found_however_the_text_is_cut(size: int) -> None:
    pieces = [Text(WHOLE[at : at + size]) for at in range(0, len(WHOLE), size)]
    assert shown(*pieces) == REST


def test_every_cut_in_two() -> None:
    for at in range(len(WHOLE)):
        assert shown(Text(WHOLE[:at]), Text(WHOLE[at:])) == REST


def test_a_block_that_is_never_closed_stays_hidden() -> None:
    assert shown(Text("a<think>b"), Text("c</thi")) == "a"


def test_text_that_cannot_be_a_tag_is_shown_at_once() -> None:
    made = hidden(iter([Text("a <"), Text("b"), Text("c")]))
    assert [event.text for event in made if isinstance(event, Text)] == ["a ", "<b", "c"]


def test_hiding_many_open_tags_takes_linear_time() -> None:
    assert shown(*[Text("<think></think>x")] * 20_000) == "x" * 20_000
    assert shown(Text("<" * 100_000)) == "<" * 100_000


def wire(content: str, **more: Any) -> dict[str, Any]:
    return {"role": "assistant", "content": content, **more}


def test_thoughts_are_handed_back_in_their_field() -> None:
    messages = [{"role": "user", "content": "<think>x</think>"}, wire("<think>\nNeed it.\n</think>\nOK"), wire("plain")]
    assert hand_back(messages, Thinking(return_as="reasoning_content")) == [
        {"role": "user", "content": "<think>x</think>"},
        wire("OK", reasoning_content="Need it."),
        wire("plain", reasoning_content=""),
    ]


def test_handing_back_with_tool_calls_only() -> None:
    thinking = Thinking(return_as="thoughts", return_empty=None, tools_only=True)
    messages = [wire("<think>a</think>b"), wire("<think>a</think>b", tool_calls=[{}]), wire("", tool_calls=[{}])]
    assert hand_back(messages, thinking) == [
        wire("<think>a</think>b"),
        wire("b", tool_calls=[{}], thoughts="a"),
        wire("", tool_calls=[{}], thoughts=None),
    ]


def test_handing_back_what_there_is() -> None:
    thinking = Thinking(return_as="thoughts", thoughts_only=True)
    messages = [wire("<think>a</think>b"), wire("b"), wire("", tool_calls=[{}])]
    assert hand_back(messages, thinking) == [wire("b", thoughts="a"), wire("b"), wire("", tool_calls=[{}])]


def test_nothing_is_handed_back_unless_it_is_wanted() -> None:
    messages = [wire("<think>a</think>b")]
    assert hand_back(messages, Thinking()) == [wire("<think>a</think>b")]

"""Pieces of tool calls, as different servers number them, become whole calls."""

from __future__ import annotations

import pytest
from difyspec.runtime import errors
from difyspec.runtime.events import ToolDelta
from difyspec.runtime.tool_calls import ToolCalls

type Plain = list[tuple[str, str, str]]


def whole(*deltas: ToolDelta) -> Plain:
    calls = ToolCalls()
    for delta in deltas:
        calls.add(delta)
    made = calls.whole()
    assert all(call.type == "function" for call in made)
    return [(call.id, call.function.name, call.function.arguments) for call in made]


BOTH: Plain = [("a", "add", '{"x":1}'), ("b", "mul", '{"y":2}')]


def test_numbered_pieces_may_come_in_turns() -> None:
    assert (
        whole(
            ToolDelta(0, "a", "add"),
            ToolDelta(1, "b", "mul", '{"y"'),
            ToolDelta(0, arguments='{"x"'),
            ToolDelta(1, arguments=":2}"),
            ToolDelta(0, arguments=":1}"),
        )
        == BOTH
    )


def test_pieces_without_numbers_follow_ids_and_order() -> None:
    assert (
        whole(
            ToolDelta(None, "a", "add", '{"x"'),
            ToolDelta(None, None, None, ":1}"),
            ToolDelta(None, "b", "mul", '{"y"'),
            ToolDelta(None, "b", None, ":2}"),
        )
        == BOTH
    )


def test_the_number_0_for_every_call() -> None:
    assert whole(ToolDelta(0, "a", "add", '{"x":1}'), ToolDelta(0, "b", "mul", '{"y":2}')) == BOTH


def test_whole_calls_without_number_and_id_get_ids_of_their_own() -> None:
    for index in (None, 0):
        first, second = whole(ToolDelta(index, None, "add", '{"x":1}'), ToolDelta(index, None, "mul", '{"y":2}'))
        assert (first[1:], second[1:]) == (BOTH[0][1:], BOTH[1][1:])
        assert first[0]
        assert second[0]
        assert first[0] != second[0]


def test_the_same_tool_called_twice_with_the_same_arguments() -> None:
    twice = ToolDelta(None, None, "add", '{"x":1}')
    assert [call[1:] for call in whole(twice, twice)] == [("add", '{"x":1}')] * 2


def test_a_new_id_with_each_piece_does_not_begin_a_call() -> None:
    numbered = whole(ToolDelta(0, "a", "add", '{"x"'), ToolDelta(0, "z", None, ":1}"))
    unnumbered = whole(ToolDelta(None, "a", "add", '{"x"'), ToolDelta(None, "z", None, ":1}"))
    assert numbered == unnumbered == BOTH[:1]


def test_id_and_name_repeated_with_each_piece() -> None:
    assert whole(ToolDelta(0, "a", "add", '{"x"'), ToolDelta(0, "a", "add", ":1}")) == BOTH[:1]


def test_the_whole_call_once_more_at_the_end_adds_nothing() -> None:
    pieces = (ToolDelta(0, "a", "add", '{"x"'), ToolDelta(0, arguments=":1}"))
    assert whole(*pieces, ToolDelta(0, "a", "add", '{"x":1}')) == BOTH[:1]


def test_arguments_as_an_object() -> None:
    assert whole(ToolDelta(0, "a", "say", {"text": "é", "n": [1]})) == [("a", "say", '{"text": "é", "n": [1]}')]


def test_a_call_without_arguments_has_an_empty_object() -> None:
    assert whole(ToolDelta(0, "a", "now")) == [("a", "now", "{}")]


def test_an_empty_piece_for_a_call_that_never_was() -> None:
    assert whole(ToolDelta(0, "a", "add", '{"x":1}'), ToolDelta(1)) == BOTH[:1]


def test_arguments_for_a_tool_that_was_never_named() -> None:
    with pytest.raises(errors.Failure, match="without naming it") as caught:
        whole(ToolDelta(0, "a", None, '{"x":1}'))
    assert caught.value.kind is errors.SERVER_UNAVAILABLE

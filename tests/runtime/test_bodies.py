"""The steps of ``send``, one verb after the other."""

from __future__ import annotations

from typing import Any

import pytest
from difyspec.runtime import errors
from difyspec.runtime.bodies import NULL, Body

SWITCH = ((True, "enabled"), (False, "disabled"))


def test_parameters_are_copied_and_never_changed() -> None:
    given: dict[str, Any] = {"a": {"b": [1]}, "c": 1}
    body = Body(given)
    body.set("a.x", 2)
    body.append("a.b", 2)
    body.drop("c")
    assert given == {"a": {"b": [1]}, "c": 1}
    assert body.data == {"a": {"b": [1, 2], "x": 2}}


def test_a_parameter_no_step_mentions_is_sent_as_it_is() -> None:
    assert Body({"seed": 0, "stop": []}).data == {"seed": 0, "stop": []}


def test_set_makes_the_maps_on_the_way_and_replaces_what_is_none() -> None:
    body = Body({"thinking": True})
    body.set("thinking.type", "enabled")
    body.set("a.b.c", {"d": 1})
    assert body.data == {"thinking": {"type": "enabled"}, "a": {"b": {"c": {"d": 1}}}}


def test_an_absent_value_sends_nothing_and_null_sends_null() -> None:
    body = Body({"kept": 1})
    body.set("kept", None)
    body.set("absent", None)
    body.append("list", None)
    body.default("missing", None)
    body.set("null", NULL)
    body.set("map", {"gone": None, "null": NULL, "list": [None, NULL, 1]})
    assert body.data == {"kept": 1, "null": None, "map": {"null": None, "list": [None, 1]}}


def test_default_yields_to_what_is_there_even_if_it_is_false_or_null() -> None:
    body = Body({"a": False, "b": None})
    for name in "abc":
        body.default(name, True)
    assert body.data == {"a": False, "b": None, "c": True}


def test_drop_takes_emptied_maps_along_and_remembers_keys() -> None:
    body = Body({"a": {"b": 1}, "c": {"d": 1, "e": 2}, "f": 1})
    body.drop("a.b", "c.d", "f", "tool_choice", "g.h")
    assert body.data == {"c": {"e": 2}}
    assert body.dropped == {"f", "tool_choice"}
    body.set("f", 2)
    assert body.dropped == {"tool_choice"}


@pytest.mark.parametrize(("value", "sent"), [(True, "enabled"), (False, "disabled"), (1, 1), ("true", "true")])
def test_rename_translates_by_value_and_type(value: object, sent: object) -> None:
    body = Body({"thinking": value})
    body.rename("thinking", "thinking.type", SWITCH)
    assert body.data == {"thinking": {"type": sent}}


def test_numbers_of_either_kind_are_one_value_and_none_is_only_none() -> None:
    pairs = ((1, "one"), ("1", "text"), (None, "null"))
    body = Body({"a": 1.0, "b": "1", "c": None, "d": True})
    for name in "abcd":
        body.rename(name, f"to.{name}", pairs)
    assert body.data == {"to": {"a": "one", "b": "text", "c": "null", "d": True}}


def test_a_translation_to_null_sends_null() -> None:
    body = Body({"reasoning_mode": False})
    body.rename("reasoning_mode", "prompt_mode", ((True, "reasoning"), (False, None)))
    assert body.data == {"prompt_mode": None}


def test_copy_keeps_the_source_and_shares_nothing_with_it() -> None:
    body = Body({"effort": {"level": "low"}})
    body.copy("effort", "kwargs.effort")
    body.set("kwargs.effort.level", "high")
    body.copy("missing", "never")
    body.rename("missing", "never")
    assert body.data == {"effort": {"level": "low"}, "kwargs": {"effort": {"level": "high"}}}


def test_a_literal_dotted_key_goes_first() -> None:
    body = Body({"a.b": 1, "a": {"b": 2}})
    body.set("a.b", 3)
    assert body.data == {"a.b": 3, "a": {"b": 2}}


def test_append_makes_lists() -> None:
    body = Body({"one": "x"})
    body.append("tools", {"type": "web_search"})
    body.append("tools", {"type": "code"})
    body.append("one", "y")
    assert body.data == {"one": ["x", "y"], "tools": [{"type": "web_search"}, {"type": "code"}]}


@pytest.mark.parametrize(
    ("value", "sent"), [(0.0, 0.01), (1.0, 0.99), (0.5, 0.5), (1, 0.99), (True, True), ("0", "0"), (None, None)]
)
def test_clamp_moves_numbers_only(value: object, sent: object) -> None:
    body = Body({"temperature": value})
    body.clamp("temperature", min=0.01, max=0.99)
    body.clamp("missing", min=1)
    assert body.data == {"temperature": sent}
    assert type(body.data["temperature"]) is type(sent)


def test_parse_reads_json_drops_blanks_and_leaves_the_rest() -> None:
    body = Body({"a": '{"b": [1]}', "b": "  ", "c": {"d": 1}, "e": 1})
    body.parse("a", "b", "c", "e", "missing")
    assert body.data == {"a": {"b": [1]}, "c": {"d": 1}, "e": 1}


def test_parse_refuses_what_is_not_json() -> None:
    with pytest.raises(errors.Failure, match="search is not valid JSON") as caught:
        Body({"search": "{"}).parse("search")
    assert caught.value.kind is errors.BAD_REQUEST

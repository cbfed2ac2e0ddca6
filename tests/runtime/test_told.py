"""What a server tells of a model, as facts: whatever it is, and nothing where it is of another kind."""

from __future__ import annotations

from typing import Any

import pytest
from difyspec.runtime import errors, told, urls

MODEL: dict[str, Any] = {
    "length": 8192,
    "text": "4096",
    "half": 0.5,
    "whole": 32.0,
    "zero": 0,
    "below": -1,
    "huge": 10**400,
    "words": "many",
    "odd": ["nan", "inf", True, None, {}],
    "can": ["generate", "vision", 3],
    "flags": {"on": True, "off": False, "empty": {}, "none": None, "no": "", "blank": []},
    "name": "owl",
    "version": 2,
}


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (("length",), 8192),
        (("text",), 4096),
        (("whole",), 32),
        (("gone", "length"), 8192),
        (("words", "text"), 4096),
        (("half",), None),
        (("zero",), None),
        (("below",), None),
        (("huge",), None),
        (("odd[]",), None),
        (("flags.on",), None),
        (("gone.deeper[]", "can.deeper"), None),
    ],
)
def test_whole_numbers(places: tuple[str, ...], expected: int | None) -> None:
    found = told.whole(MODEL, *places)
    assert (found, type(found)) == (expected, type(expected))


def test_numbers() -> None:
    assert [told.number(MODEL, place) for place in ("half", "below", "zero", "huge", "words")] == [
        0.5,
        -1,
        0,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("place", "when", "expected"),
    [
        ("can[]", ("vision",), True),
        ("can[]", ("3", "sound"), True),
        ("can[]", ("sound",), False),
        ("flags.on", ("true",), True),
        ("flags.off", ("true",), False),
        ("flags.on", (), True),
        ("flags.off", (), False),
        ("flags.empty", (), True),
        ("flags.none", (), False),
        ("flags.no", (), False),
        ("flags.blank", (), False),
        ("flags.gone", (), False),
        ("can[].deeper", (), False),
    ],
)
def test_truths(place: str, when: tuple[str, ...], expected: bool) -> None:
    assert told.true(MODEL, place, when=when) is expected


def test_options_and_texts() -> None:
    options, values = ("chat", "completion"), {"generate": "completion", "3": "chat"}
    assert told.option(MODEL, "can[]", options=options) is None
    assert told.option(MODEL, "can[]", options=options, values={"generate": "completion"}) == "completion"
    assert told.option(MODEL, "can[]", options=options, values=values) == "chat"
    assert told.option({"mode": "chat"}, "mode", options=options) == "chat"
    assert told.text(MODEL, "gone", "name") == "owl"
    assert told.text(MODEL, "name", values={"owl": "bird"}) == "bird"
    assert told.text(MODEL, "version") == "2"
    assert told.text(MODEL, "can", "flags") is None


@pytest.mark.parametrize("answer", [None, [], "text", 3, {"data": None}, {"data": {"id": "m"}}])
def test_no_list_is_no_answer(answer: Any) -> None:
    with pytest.raises(errors.Failure, match="lists no models") as failed:
        told.listed(answer, "data", "id", "m")
    assert failed.value.kind is errors.SERVER_UNAVAILABLE


def test_a_model_in_a_list() -> None:
    models = [None, "m", {"id": 3}, {"deep": {"id": "m"}, "length": 5}]
    assert told.listed({"data": models}, "data[]", "deep.id", "m") == models[-1]
    assert told.listed(models, "[]", "deep.id", "m") == models[-1]
    with pytest.raises(errors.Failure, match="has no model other") as failed:
        told.listed(models, "[]", "deep.id", "other")
    assert failed.value.kind is errors.BAD_REQUEST


def test_parts_of_paths() -> None:
    assert [urls.part(one) for one in ("a/b", "a b?c#d%", None, 3, "模")] == [
        "a/b",
        "a%20b%3Fc%23d%25",
        "",
        "3",
        "%E6%A8%A1",
    ]

"""Saved credentials to typed ones."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from difyspec.runtime import forms
from difyspec.runtime.entity import Entity

from tests.runtime.sample import Connection, Discovered

FORM = Connection.form
FACTS = Connection.facts
URL = "http://127.0.0.1:1"


def test_texts_become_types_and_blank_is_absent() -> None:
    saved = {
        "server_url": f"  {URL}\n",
        "api_key": " ",
        "invoke_timeout": "60",
        "max_retries": "",
        "vision_support": "support",
        "old_uid": "uid",
        "unknown": {"a": 1},
    }
    before = copy.deepcopy(saved)
    cred = FORM.read(saved)
    assert (cred.server_url, cred.api_key, cred.timeout, cred.attempts) == (URL, None, 60, 1)
    assert (cred.vision, cred.uid) == (True, "uid")
    assert saved == before


@pytest.mark.parametrize(
    ("value", "on"),
    [("support", True), ("no_support", False), ("", False), (None, False), (True, True), ("true", False)],
)
def test_a_toggle_is_on_at_its_enabled_value(value: Any, on: bool) -> None:
    assert FORM.read({"server_url": URL, "vision_support": value}).vision is on


def test_the_key_comes_before_its_aliases() -> None:
    assert FORM.read({"server_url": URL, "model_uid": "new", "old_uid": "old"}).uid == "new"
    assert FORM.read({"server_url": URL, "model_uid": " ", "old_uid": "old"}).uid == "old"


@pytest.mark.parametrize(
    ("saved", "text"),
    [
        ({}, "Server URL is missing"),
        ({"server_url": "  "}, "Server URL is missing"),
        ({"server_url": URL, "invoke_timeout": "soon"}, "Timeout (seconds): a whole number is expected"),
        ({"server_url": URL, "invoke_timeout": "1.5"}, "Timeout (seconds): a whole number is expected"),
        ({"server_url": URL, "model_uid": "a/b"}, "Model UID: the value does not have the form"),
        ({"server_url": URL, "model_uid": "a\n/b"}, "Model UID: the value does not have the form"),
        ({"server_url": URL, "max_retries": "x"}, "Attempts: a whole number is expected"),
        ({"server_url": {"a": 1}}, "Server URL: a text is expected"),
    ],
)
def test_what_is_wrong_is_said_by_the_label(saved: dict[str, Any], text: str) -> None:
    with pytest.raises(forms.FormError) as caught:
        FORM.read(saved)
    assert str(caught.value).startswith(text)
    assert "\n" not in str(caught.value)


def test_a_wrong_secret_is_not_quoted() -> None:
    class Keys(Entity):
        key: int

    form = forms.Form(Keys, (forms.Field("key", secret=True, pattern="[0-9]+", label="Key"),))
    for value in ("sk-1", ["sk-1"]):
        with pytest.raises(forms.FormError) as caught:
            form.read({"key": value})
        assert "sk-1" not in repr(caught.value)
        assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_numbers_do_for_texts() -> None:
    assert FORM.read({"server_url": URL, "api_key": 12345, "invoke_timeout": 7}).api_key == "12345"


def test_entities_are_frozen() -> None:
    cred = FORM.read({"server_url": URL})
    with pytest.raises(ValueError, match="frozen"):
        cred.server_url = "x"


def test_facts_are_read_by_their_keys_and_kept_by_them() -> None:
    saved = {"server_url": URL, "completion_type": "chat", "context_length": "4096"}
    facts = FACTS.read(saved)
    assert (facts.mode, facts.context_length, facts.tools) == ("chat", 4096, None)
    assert FACTS.missing(saved, "llm")
    assert not FACTS.missing({**saved, "tools": False}, "llm")
    assert FACTS.stored(Discovered(mode="completion", tools=False)) == {"completion_type": "completion", "tools": False}


def test_a_saved_fact_of_another_type_is_absent() -> None:
    saved = {"completion_type": "telepathy", "context_length": "many", "tools": True}
    assert FACTS.read(saved) == Discovered(tools=True)


def test_saved_facts_come_before_fetched_ones() -> None:
    fetched = Discovered(mode="completion", context_length=1, tools=True)
    assert FACTS.merge(fetched, {"completion_type": "chat"}) == Discovered(mode="chat", context_length=1, tools=True)

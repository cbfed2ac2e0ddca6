"""Choices: what fits first counts."""

from __future__ import annotations

import pytest

from tests.language.reading import document, finding, stretch


def test_cases_and_else() -> None:
    text = "transport: {endpoint: [{when: cred.a, group: g, then: x}, {match: 'm*', then: $(cred.b)}, {else: z}]}\n"
    transport = document(text).transport
    assert transport is not None
    endpoint = transport.endpoint
    assert endpoint is not None
    assert endpoint.constant is None
    first, second, last = endpoint.cases
    assert first.where is not None
    assert first.where.group == "g"
    assert stretch(text, first.where.span("when")) == "cred.a"
    assert second.where is not None
    assert second.where.match is not None
    assert second.where.match[0].value.text == "m*"
    assert last.where is None
    assert stretch(text, last.then.span) == "z"


def test_a_plain_value_is_a_choice_of_one() -> None:
    transport = document("transport: {endpoint: https://x.example}\n").transport
    assert transport is not None
    assert transport.endpoint is not None
    assert transport.endpoint.constant is not None


@pytest.mark.parametrize(
    ("written", "code", "at"),
    [
        ("[]", "D117", "[]"),
        ("[{else: a}, {when: cred.x, then: b}]", "D118", "{else: a}"),
        ("[{when: cred.x, then: a}, {else: b, then: c}]", "D118", "then"),
        ("[{then: a}]", "D119", "{then: a}"),
        ("[{when: cred.x}]", "D119", "{when: cred.x}"),
        ("[{when: cred.x, than: a}]", "D102", "than"),
        ("[{when: cred.x ==, then: a}]", "D130", "=="),
    ],
)
def test_what_is_wrong_with_choices(written: str, code: str, at: str) -> None:
    text = f"transport: {{endpoint: {written}}}\n"
    assert stretch(text, finding(text, code).span) == at


def test_cases_of_each_have_their_keys_beside_the_restriction() -> None:
    text = (
        "transport: {rerank: {each: [{group: g, text: {t: $(item)}, image: {i: $(item)}}, {else: {text: $(item)}}]}}\n"
    )
    transport = document(text).transport
    assert transport is not None
    assert transport.rerank is not None
    each = transport.rerank.each
    assert each is not None
    first, last = (case.then for case in each.cases)
    assert first.text is not None
    assert first.image is not None
    assert last.image is None


def test_maps_in_choices() -> None:
    text = "transport: {query: [{when: cred.v, then: {}}, {else: {api-version: '1'}}], auth: none}\n"
    transport = document(text).transport
    assert transport is not None
    assert transport.query is not None
    assert [case.then.names for case in transport.query.cases] == [(), ("api-version",)]
    assert transport.auth is not None
    assert transport.auth.constant == "none"

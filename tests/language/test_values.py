"""Texts, numbers, truth, prices: what the key says is what is read."""

from __future__ import annotations

import pytest
from difyspec.language.models.columns import Model
from difyspec.provider.transport import HookRef
from difyspec.provider.values import NULL, Kind, Scalar, text

from tests.language.reading import document, finding, findings, stretch


def model(columns: str) -> Model:
    made = document(f"models: {{llm: {{predefined: [m: {columns}]}}}}\n").models
    assert made is not None
    assert made.llm is not None
    assert made.llm.predefined is not None
    return made.llm.predefined.entries[0].body


@pytest.mark.parametrize("written", ["Yes", "1.0", "007", "2024-02-01", "off", "null", "1e6", "0x10"])
def test_a_text_stays_what_is_written(written: str) -> None:
    assert document(f"background: {written}\n").background == written


def test_texts_for_people_have_three_spellings() -> None:
    one = document("label: No\n").label
    two = document("label: [Yes, 是]\n").label
    three = document("label: {en_US: 1.0, ja_JP: null}\n").label
    assert [label.entries if label else None for label in (one, two, three)] == [
        (("en_US", text("No")),),
        (("en_US", text("Yes")), ("zh_Hans", text("是"))),
        (("en_US", text("1.0")), ("ja_JP", NULL)),
    ]


def test_a_comma_makes_three_items() -> None:
    assert "3 items" in finding("label: [Size, e.g. 4096, 大小]\n", "D110").message


def test_languages() -> None:
    text_ = "label: {en_US: A, zh_CN: B}\n"
    unknown = finding(text_, "D111")
    assert (unknown.severity.value, stretch(text_, unknown.span)) == ("warning", "zh_CN")
    assert finding("label: {zh_Hans: B}\n", "D112").span.column == 8


@pytest.mark.parametrize(
    ("written", "kind"), [("8192", Kind.INT), ("'8192'", Kind.INT), ("0", Kind.INT), ("-1", Kind.INT)]
)
def test_whole_numbers(written: str, kind: Kind) -> None:
    size = model(f"{{context_size: {written}}}").context_size
    assert size is not None
    assert size.constant is not None
    assert size.constant.tree == Scalar(kind, written.strip("'"))


@pytest.mark.parametrize(
    ("written", "help"), [("128K", "two meanings"), ("1_000", "1000"), ("1.5", "fraction"), ("1e3", "")]
)
def test_what_is_no_whole_number(written: str, help: str) -> None:
    assert help in finding(f"models: {{llm: {{custom: {{context_size: {written}}}}}}}\n", "D107").help


def test_numbers_keep_their_spelling() -> None:
    parameters = document("parameters: {p: {type: float, min: 1, max: 1.0, default: 1.00}}\n").parameters
    assert parameters is not None
    body = parameters.entries[0].body
    spelled = [choice.constant.tree for choice in (body.min, body.max, body.default) if choice and choice.constant]
    assert spelled == [Scalar(Kind.INT, "1"), Scalar(Kind.FLOAT, "1.0"), Scalar(Kind.FLOAT, "1.00")]


@pytest.mark.parametrize("written", ["Yes", "on", "True", "'true'", "1"])
def test_what_is_not_true_or_false(written: str) -> None:
    found = finding(f"fields: {{a: {{type: text, required: {written}}}}}\n", "D106")
    assert "true" in found.help


def test_defaults_keep_what_yaml_would_make_of_them() -> None:
    text_ = "parameters: {a: {default: null}, b: {default: 'null'}, c: {default: high}, d: {default: true}}\n"
    parameters = document(text_).parameters
    assert parameters is not None
    trees = [one.body.default.constant.tree for one in parameters if one.body.default and one.body.default.constant]
    assert trees == [NULL, text("null"), text("high"), Scalar(Kind.BOOL, "true")]


def test_words_from_a_list() -> None:
    text_ = "transport: {llm: {protocol: openai.chat, stop: dorp}}\n"
    found = finding(text_, "D108")
    assert (found.suggestion, stretch(text_, found.span)) == ("drop", "dorp")


def test_prices() -> None:
    price = model("{price: 0.05/0.08}").price
    assert price is not None
    assert (price.input, price.output, price.unit, price.currency) == (text("0.05"), text("0.08"), None, None)
    own = model("{price: 0.0080/0.024 USD per 1K}").price
    assert own is not None
    assert (own.input, own.unit, own.currency) == (text("0.0080"), text("0.001"), text("USD"))
    alone = model("{price: 0.10}").price
    assert alone is not None
    assert (alone.input, alone.output) == (text("0.10"), None)
    odd = model("{price: {input: '0', unit: 0.000010, currency: RMB, cached: '0.1'}}").price
    assert odd is not None
    assert (odd.input, odd.output, odd.unit, odd.whole) == (text("0"), None, text("0.000010"), True)
    assert odd.extra.get("cached") == text("0.1")


@pytest.mark.parametrize("written", ["$0.05", "0.05 / 0.08", "1/2/3", "0.05/0.08 USD", "1 USD per 2M", ".5"])
def test_what_is_no_price(written: str) -> None:
    text_ = f"models: {{llm: {{predefined: [m: {{price: {written}}}]}}}}\n"
    assert stretch(text_, finding(text_, "D123").span) == written


def test_pricing_needs_a_known_unit() -> None:
    assert "1M" in finding("models: {llm: {pricing: USD per 1000}}\n", "D123").help


@pytest.mark.parametrize(
    ("written", "expected"),
    [("402", [(402, 402)]), ("5xx", [(500, 599)]), ("[429, 500-504]", [(429, 429), (500, 504)])],
)
def test_statuses(written: str, expected: list[tuple[int, int]]) -> None:
    errors = document(f"errors: {{table: [{{status: {written}, is: bad_request}}]}}\n").errors
    assert errors is not None
    assert errors.table is not None
    assert [one.value for one in errors.table[0].value.status or ()] == expected


def test_broken_statuses() -> None:
    assert [one.code for one in findings("errors: {table: [{status: [42, 504-500], is: bad_request}]}\n")] == [
        "D109"
    ] * 2


def test_rows_and_steps_must_do_something() -> None:
    assert finding("errors: {table: [{is: bad_request}]}\n", "D120").message.startswith("this row has no test")
    assert finding("transport: {llm: {send: [{when: cred.a}]}}\n", "D121").message.startswith("this step has no verb")
    text_ = "transport: {llm: {send: [{drop: [a], values: {true: x}}]}}\n"
    assert stretch(text_, finding(text_, "D121").span) == "values"
    assert finding("transport: {auth: {bearer: a, header: {b: c}}}\n", "D120").code == "D120"


def test_hooks() -> None:
    validation = document("validation: {model: {discover: hooks.find_out}}\n").validation
    assert validation is not None
    assert validation.model is not None
    assert validation.model.discover == HookRef("find_out")
    assert finding("validation: {model: {discover: find_out}}\n", "D122").code == "D122"
    assert finding("transport: {llm: hooks.chat.more}\n", "D122").code == "D122"


def test_values_of_a_translation_keep_their_types() -> None:
    text_ = "transport: {llm: {send: [{rename: {a: b.c}, values: {true: on, 'true': x, 1: null}}]}}\n"
    transport = document(text_.replace("'true': x, ", "")).transport
    assert transport is not None
    assert transport.llm is not None
    assert transport.llm.send is not None
    values = transport.llm.send[0].value.values
    assert values is not None
    assert [(one.value, one.sent) for one in values] == [
        (Scalar(Kind.BOOL, "true"), text("on")),
        (Scalar(Kind.INT, "1"), NULL),
    ]

"""The text that values and conditions become."""

from __future__ import annotations

import pytest
from difyspec.emit.python.conditions import Due, condition
from difyspec.emit.python.expressions import expression
from difyspec.emit.python.printer import flat
from difyspec.emit.python.scope import Type
from difyspec.provider.expressions import (
    All,
    Any,
    Compare,
    Condition,
    Else,
    InGroup,
    Matches,
    Named,
    Not,
    OneOf,
    Path,
    Pattern,
    Relation,
    Root,
    Template,
    Truth,
    Value,
)
from difyspec.provider.values import FALSE, TRUE, Kind, Scalar, integer, text

from tests.emit_python.scopes import scope

CRED = Root.CRED
MODEL = Path(Root.MODEL)
TEXT, TEXT_O = Path(CRED, "text"), Path(CRED, "text_o")
COUNT, COUNT_O = Path(CRED, "count"), Path(Root.DISCOVERED, "count_o")
FLAG, FLAG_O = Path(CRED, "flag"), Path(Root.PARAM, "flag_o")

VALUES: list[tuple[Value, Type, str]] = [
    (text("chat"), Type.TEXT, '"chat"'),
    (text("it's"), Type.TEXT, '"it\'s"'),
    (text('say "x"'), Type.TEXT, "'say \"x\"'"),
    (integer(5), Type.ANY, "5"),
    (integer(5), Type.TEXT, '"5"'),
    (Scalar(Kind.FLOAT, "0.10"), Type.ANY, "0.1"),
    (Scalar(Kind.FLOAT, "2.0"), Type.INT, "2"),
    (TRUE, Type.ANY, "True"),
    (TRUE, Type.TEXT, '"true"'),
    (TEXT, Type.TEXT, "call.cred.text"),
    (COUNT, Type.INT, "call.cred.count"),
    (COUNT, Type.FLOAT, "call.cred.count"),
    (COUNT, Type.TEXT, "text(call.cred.count)"),
    (TEXT, Type.INT, "int(call.cred.text)"),
    (TEXT_O, Type.INT, "int(call.cred.text_o) if call.cred.text_o is not None else None"),
    (MODEL, Type.TEXT, "call.model.wire_name"),
    (Path(Root.CALL, "model"), Type.TEXT, "call.model.wire_name"),
    (Path(Root.MODEL, "mode"), Type.TEXT, "call.model.mode"),
    (Path(Root.MODEL, "word_limit"), Type.INT, 'call.model.number("word_limit")'),
    (Path(Root.MODEL, "audio_type"), Type.TEXT, 'call.model.text("audio_type")'),
    (Else(TEXT_O, MODEL), Type.TEXT, "first(call.cred.text_o, call.model.wire_name)"),
    (Else(TEXT_O, text("abc")), Type.TEXT, 'first(call.cred.text_o, "abc")'),
    (Else(TEXT, text("never")), Type.TEXT, "call.cred.text"),
    (Else(COUNT_O, integer(2048)), Type.INT, "first(call.discovered.count_o, 2048)"),
    (Template((TEXT, "/openai/", MODEL)), Type.TEXT, 'f"{call.cred.text}/openai/{call.model.wire_name}"'),
    (Template(("{", TEXT, "}")), Type.TEXT, 'f"{{{call.cred.text}}}"'),
    (Template(("a-", TEXT_O)), Type.TEXT, 'text("a-", call.cred.text_o)'),
    (Template((Else(TEXT_O, text("x")), "/y")), Type.TEXT, 'text(first(call.cred.text_o, "x"), "/y")'),
]

CONDITIONS: list[tuple[Condition, str]] = [
    (Truth(FLAG), "call.cred.flag"),
    (Truth(FLAG_O), "call.param.flag_o"),
    (Truth(COUNT), "call.cred.count"),
    (Not(Truth(FLAG_O)), "not call.param.flag_o"),
    (Not(Not(Truth(FLAG))), "call.cred.flag"),
    (Compare(TEXT, Relation.EQUAL, text("us")), 'call.cred.text == "us"'),
    (Compare(TEXT, Relation.EQUAL, integer(7)), 'call.cred.text == "7"'),
    (Compare(TEXT_O, Relation.UNEQUAL, text("us")), 'call.cred.text_o != "us"'),
    (Not(Compare(TEXT, Relation.EQUAL, text("us"))), 'call.cred.text != "us"'),
    (Compare(FLAG_O, Relation.EQUAL, TRUE), "call.param.flag_o is True"),
    (Compare(FLAG_O, Relation.UNEQUAL, FALSE), "call.param.flag_o is not False"),
    (Compare(COUNT, Relation.AT_LEAST, integer(3)), "call.cred.count >= 3"),
    (Compare(COUNT_O, Relation.BELOW, integer(3)), "below(call.discovered.count_o, 3)"),
    (Compare(TEXT, Relation.HAS, text("x")), '"x" in call.cred.text'),
    (Compare(TEXT_O, Relation.HAS, text("x")), 'has(call.cred.text_o, "x")'),
    (Compare(Path(Root.MODEL, "features"), Relation.HAS, text("vision")), 'has(call.model.features, "vision")'),
    (OneOf(TEXT_O, (text("a"), text("b"))), 'call.cred.text_o in ("a", "b")'),
    (Not(OneOf(TEXT_O, (text("a"),))), 'call.cred.text_o not in ("a",)'),
    (InGroup("o_series"), "call.model.wire_name in groups.O_SERIES"),
    (Not(InGroup("o_series")), "call.model.wire_name not in groups.O_SERIES"),
    (Matches(MODEL, (Pattern("qwen*"),)), 'matches(call.model.wire_name, "qwen*")'),
    (
        Matches(TEXT_O, (Pattern("^a", regex=True, ignore_case=True), Pattern("ab*", excludes=True))),
        'matches(call.cred.text_o, "/^a/i", "-ab*")',
    ),
    (Named("extended"), "_extended(call)"),
    (Not(Named("extended")), "not _extended(call)"),
    (All((Truth(FLAG), Named("extended"))), "call.cred.flag and _extended(call)"),
    (
        Any((Truth(FLAG), All((Truth(FLAG_O), Not(Any((Truth(COUNT), InGroup("g")))))))),
        "call.cred.flag or (call.param.flag_o and not (call.cred.count or call.model.wire_name in groups.G))",
    ),
]
KNOWN: dict[str, Condition] = {"extended": Truth(FLAG), "wide": InGroup("g"), "odd": Truth(FLAG)}


@pytest.mark.parametrize(("value", "want", "expected"), VALUES, ids=[row[2] for row in VALUES])
def test_value(value: Value, want: Type, expected: str) -> None:
    assert flat(expression(value, scope(), want)) == expected


@pytest.mark.parametrize(("tree", "expected"), CONDITIONS, ids=[row[1] for row in CONDITIONS])
def test_condition(tree: Condition, expected: str) -> None:
    assert flat(condition(tree, scope(KNOWN))) == expected


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (Truth(FLAG), "call.cred.flag"),
        (Truth(FLAG_O), "truth(call.param.flag_o)"),
        (Truth(COUNT), "truth(call.cred.count)"),
        (All((Truth(FLAG_O), Truth(FLAG))), "truth(call.param.flag_o) and call.cred.flag"),
    ],
)
def test_exactly_a_bool(tree: Condition, expected: str) -> None:
    assert flat(condition(tree, scope(), Due.BOOL)) == expected


def test_named_conditions_are_written_out_where_their_function_cannot_see_what_they_need() -> None:
    known = scope(KNOWN)
    assert flat(condition(Named("wide"), known)) == "_wide(call)"
    assert flat(condition(Named("wide"), known.in_models())) == "call.model.name in groups.G"
    assert flat(condition(Not(Named("wide")), known.in_models())) == "call.model.name not in groups.G"
    assert flat(condition(Named("extended"), known.in_models())) == "_extended(call)"
    assert flat(condition(Named("odd"), known.credentials_only())) == "cred.flag"


def test_what_nothing_declares_is_an_error_of_the_caller() -> None:
    with pytest.raises(LookupError, match=r"cred\.nothing"):
        expression(Path(CRED, "nothing"), scope())
    with pytest.raises(TypeError, match="neither true nor false"):
        condition(Compare(FLAG, Relation.EQUAL, text("yes")), scope())

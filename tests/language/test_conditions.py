"""The grammar of conditions."""

from __future__ import annotations

import pytest
from difyspec.provider.expressions import (
    All,
    Any,
    Compare,
    InGroup,
    Matches,
    Named,
    Not,
    OneOf,
    Path,
    Pattern,
    Relation,
    Root,
    Truth,
)
from difyspec.provider.values import Kind, Scalar, text

from tests.language.reading import stretch
from tests.language.trees import parsed, refused

MODE = Path(Root.CRED, "mode")


@pytest.mark.parametrize(
    ("written", "tree"),
    [
        ("cred.mode == chat", Compare(MODE, Relation.EQUAL, text("chat"))),
        ("cred.mode != 'a b'", Compare(MODE, Relation.UNEQUAL, text("a b"))),
        (
            "model.context_size >= 100000",
            Compare(Path(Root.MODEL, "context_size"), Relation.AT_LEAST, Scalar(Kind.INT, "100000")),
        ),
        ("param.x < -0.5", Compare(Path(Root.PARAM, "x"), Relation.BELOW, Scalar(Kind.FLOAT, "-0.5"))),
        ("param.x == true", Compare(Path(Root.PARAM, "x"), Relation.EQUAL, Scalar(Kind.BOOL, "true"))),
        ("cred.mode==chat", Compare(MODE, Relation.EQUAL, text("chat"))),
        ("cred.mode == 2024-06-01", Compare(MODE, Relation.EQUAL, text("2024-06-01"))),
        ("cred.mode == retrieval.query", Compare(MODE, Relation.EQUAL, text("retrieval.query"))),
        ("model == gpt-4o", Compare(Path(Root.MODEL), Relation.EQUAL, text("gpt-4o"))),
        ("error.message has budget_tokens", Compare(Path(Root.ERROR, "message"), Relation.HAS, text("budget_tokens"))),
        ("cred.mode in a|b | 'c d'", OneOf(MODE, (text("a"), text("b"), text("c d")))),
        ("model in o_series", InGroup("o_series")),
        ("model matches 'qwen*'", Matches(Path(Root.MODEL), (Pattern("qwen*"),))),
        ("cred.mode matches /^a(b|c)$/i", Matches(MODE, (Pattern("^a(b|c)$", True, True),))),
        ("extended", Named("extended")),
        ("cred.mode", Truth(MODE)),
        ("not not x", Not(Not(Named("x")))),
        ("a and b or c", Any((All((Named("a"), Named("b"))), Named("c")))),
        ("a and (b or c)", All((Named("a"), Any((Named("b"), Named("c")))))),
        ("not (a or b) and c", All((Not(Any((Named("a"), Named("b")))), Named("c")))),
        ("not cred.mode == chat", Not(Compare(MODE, Relation.EQUAL, text("chat")))),
    ],
)
def test_trees(written: str, tree: object) -> None:
    assert parsed(written).tree == tree


@pytest.mark.parametrize(
    ("written", "message", "at"),
    [
        ("cred.mode ==", "a value is due after `==`", "=="),
        ("cred.mode = chat", "`=` is not a relation", "="),
        ("cred.mode == and x", "a value is due here, not `and`", "and"),
        ("cred.mode == chat extra", "`extra` does not fit", "extra"),
        ("cred.mode == 'chat", "a value is due here", "'chat"),
        ("(a or b", "this bracket is not closed", "("),
        ("a or b)", "this bracket was never opened", ")"),
        ("a &&b", "`&&` does not fit", "&&"),
        ("x and", "a condition is due here, not the end", ""),
        ("and x", "a condition is due here, not `and`", "and"),
        ("creds.mode == chat", "`creds.mode` is nothing that can be asked about", "creds.mode"),
        ("mode == chat", "`mode` is nothing that can be asked about", "mode"),
        ("cred", "`cred` needs a name behind it", "cred"),
        ("cred.a.b", "`a.b` is not a name", "a.b"),
        ("call.modle", "`call` has no `modle`", "modle"),
        ("error.text has x", "`error` has no `text`", "text"),
        ("model", "`model` alone is a name", "model"),
        ("model in 'a b'", "the name of a group is due", "'a b'"),
        ("model in a|b", "only one group", "|"),
        ("cred.a == cred.b", "a path can only be compared with a fixed value", "cred.b"),
        ("cred.a matches", "a pattern is due after `matches`", ""),
        ("cred.a matches /(a+)+/", "`+` can only repeat a single character", "+"),
        ("cred.a + 1 > 2", "`+` does not fit", "+"),
        ("$(cred.a)", "a condition is due here, not `$`", "$"),
        ("item.x", "`item` has no parts", "item.x"),
    ],
)
def test_mistakes(written: str, message: str, at: str) -> None:
    found = refused(written)
    assert found.code == "D130"
    assert message in found.message
    assert stretch(written, found.span) == at


def test_suggestions() -> None:
    assert refused("creds.mode == chat").suggestion == "cred.mode"
    assert refused("cred.mode = chat").suggestion == "=="
    assert refused("a && b").suggestion == "and"
    assert refused("call.modle").suggestion == "model"


def test_depth_is_limited() -> None:
    assert "levels of brackets" in refused("(" * 200 + "a" + ")" * 200).message
    assert "levels of brackets" in refused("not " * 200 + "a").message
    assert parsed(" and ".join(["a"] * 2000)).tree == All((Named("a"),) * 2000)


def test_every_node_knows_its_place() -> None:
    written = "not (cred.mode in a|'b c' or model in g) and model matches 'x*' and ready"
    made = parsed(written)
    tree = made.tree
    assert isinstance(tree, All)
    first, second, third = tree.parts
    assert isinstance(first, Not)
    assert isinstance(first.part, Any)
    one_of, group = first.part.parts
    assert isinstance(one_of, OneOf)
    assert isinstance(second, Matches)
    assert [stretch(written, made.at(node)) for node in (first, one_of, one_of.path, *one_of.literals, group)] == [
        "not (cred.mode in a|'b c' or model in g)",
        "cred.mode in a|'b c'",
        "cred.mode",
        "a",
        "'b c'",
        "g",
    ]
    assert [stretch(written, made.at(node)) for node in (second, second.patterns[0], third, tree)] == [
        "model matches 'x*'",
        "'x*'",
        "ready",
        written,
    ]
    assert made.at(object()) == made.span


@pytest.mark.parametrize(
    "written",
    [
        "'cred.x == ''a b'' and cred.mode == c'",
        "\"cred.x == '\\u4e2d' and\\tcred.mode == c\"",
        "cred.x == 1 and\n  cred.mode == c",
        "'cred.x == 1\n\n  and cred.mode == c'",
        "|\n  cred.x == 1\n  and cred.mode == c",
        ">-\n  cred.x == 1\n  and cred.mode == c",
        '"cred.x == 1 \\\n  and cred.mode == c"',
    ],
)
def test_places_in_quoted_and_long_texts(written: str) -> None:
    made = parsed(written)
    assert isinstance(made.tree, All)
    last = made.tree.parts[1]
    assert isinstance(last, Compare)
    assert stretch(written, made.at(last)) == "cred.mode == c"
    assert stretch(written, made.at(last.path)) == "cred.mode"
    assert stretch(written, made.at(last.literal)) == "c"

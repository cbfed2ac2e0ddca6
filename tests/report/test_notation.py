"""What is shown can be read again: conditions and values are spelled so that the language reads the same trees."""

from __future__ import annotations

import pytest
from difyspec.diagnostics import at
from difyspec.edit.flow import flow
from difyspec.language.expressions.conditions import condition as read_condition
from difyspec.language.expressions.ruler import Ruler, Texts
from difyspec.language.expressions.values import template as read_template
from difyspec.language.kinds.base import BROKEN
from difyspec.provider.expressions import (
    All,
    Any,
    Case,
    Choice,
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
    Truth,
    Value,
    constant,
)
from difyspec.provider.texts import Text
from difyspec.provider.values import FALSE, TRUE, Kind, Scalar, text
from difyspec.report.effective import notation
from difyspec.source import ScalarNode, Style
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.sampled_from(["chat", "a b", "it's", 'say "x"', "true", "or", "7", "1.5", "x|y", "a,b", "何", "$(x)", ""])
LITERALS = st.one_of(
    WORDS.filter(bool).map(text),
    st.sampled_from([TRUE, FALSE, Scalar(Kind.INT, "7"), Scalar(Kind.INT, "-3"), Scalar(Kind.FLOAT, "0.5")]),
)
PATHS = st.sampled_from(
    [Path(Root.CRED, "mode"), Path(Root.MODEL, "mode"), Path(Root.PARAM, "x"), Path(Root.CALL, "user")]
)
TESTS: st.SearchStrategy[Condition] = st.one_of(
    PATHS.map(Truth),
    st.builds(Compare, PATHS, st.sampled_from([one for one in Relation if one is not Relation.HAS]), LITERALS),
    st.builds(Compare, PATHS, st.just(Relation.HAS), LITERALS),
    st.builds(OneOf, PATHS, st.lists(LITERALS, min_size=1, max_size=3).map(tuple)),
    st.builds(Matches, PATHS, st.sampled_from([(Pattern("a*"),), (Pattern("^x|y$", True, True),)])),
    st.just(InGroup("small")),
    st.just(Named("american")),
)


def joined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        several.filter(lambda parts: not any(isinstance(one, All) for one in parts)).map(All),
        several.filter(lambda parts: not any(isinstance(one, Any) for one in parts)).map(Any),
        inner.map(Not),
    )


def ruler(written: str) -> Ruler:
    node = ScalarNode(written, Style.PLAIN, at("x.yaml", 1, 1, len(written)))
    return Ruler(node, Texts({"x.yaml": written}))


def unread(code: str, span: object, message: str, help: str | None = None, *, suggestion: str | None = None) -> object:
    raise AssertionError(f"{code} at {span}: {message}")


@given(st.recursive(TESTS, joined, max_leaves=8))
def test_conditions(tree: Condition) -> None:
    written = notation.condition(tree)
    found = read_condition(written, ruler(written), unread)
    assert found is not BROKEN
    assert found.tree == tree, written


VALUES = st.one_of(PATHS, st.builds(Else, PATHS, st.one_of(PATHS, LITERALS, st.builds(Else, PATHS, LITERALS))))


@given(VALUES)
def test_values(tree: Value) -> None:
    written = notation.value(tree).text
    found = read_template(written, ruler(written), unread)
    assert found is not BROKEN
    assert found.tree == tree, written


@pytest.mark.parametrize(
    ("tree", "written"),
    [
        (Any(()), "never"),
        (All(()), "always"),
        (Not(All((Truth(Path(Root.CRED, "a")), Truth(Path(Root.CRED, "b"))))), "not (cred.a and cred.b)"),
        (Matches(Path(Root.MODEL), (Pattern("a*"), Pattern("ab", excludes=True))), "model matches [a*, -ab]"),
    ],
)
def test_conditions_that_no_one_writes(tree: Condition, written: str) -> None:
    assert notation.condition(tree) == written


def test_choices_and_texts() -> None:
    assert notation.choice(constant(text("x")), lambda one: one) == text("x")
    cases = Choice((Case(Truth(Path(Root.CRED, "a")), text("x")), Case(None, text("z"))))
    assert flow(notation.choice(cases, lambda one: one)) == "[{when: cred.a, then: x}, else: z]"
    assert notation.people(Text((("en_US", text("a")),))) == text("a")

"""What is left of a condition: the same in the end, however much is known at first."""

from __future__ import annotations

import pytest
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
    Template,
    Truth,
    Value,
)
from difyspec.provider.values import FALSE, NULL, TRUE, Kind, Scalar, integer, text
from difyspec.resolve.algebra import NEVER
from difyspec.resolve.reduction import Known, choice, remaining, settled, value
from hypothesis import given
from hypothesis import strategies as st

MODEL = Path(Root.MODEL)
A, B, C = (Path(Root.CRED, name) for name in "abc")
GROUPS = {"small": (Pattern("mini*"), Pattern("mini-xl", excludes=True))}
CONDITIONS: dict[str, Condition] = {"named": Truth(A), "both": All((Named("named"), InGroup("small")))}
VALUES = st.sampled_from([None, TRUE, FALSE, text("x"), text("xy"), integer(0), integer(7), Scalar(Kind.FLOAT, "7.0")])
PATHS = st.sampled_from([A, B, C])
LEAVES: st.SearchStrategy[Condition] = st.one_of(
    PATHS.map(Truth),
    st.builds(Compare, PATHS, st.sampled_from(Relation), VALUES.filter(lambda one: one is not None)),
    st.builds(OneOf, PATHS, st.just((text("x"), integer(7)))),
    st.builds(Matches, PATHS, st.just((Pattern("x*"),))),
    st.sampled_from(
        [InGroup("small"), Named("named"), Named("both"), Matches(MODEL, (Pattern("m*"),)), Any(()), All(())]
    ),
)


def joined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(several.map(All), several.map(Any), inner.map(Not))


TREES = st.recursive(LEAVES, joined, max_leaves=8)


def known(values: dict[Path, Scalar | None], model: str | None) -> Known:
    return Known(values, model, GROUPS, CONDITIONS)


@given(
    TREES,
    st.fixed_dictionaries({A: VALUES, B: VALUES, C: VALUES}),
    st.sampled_from(["mini", "mini-xl", "other"]),
    st.sets(PATHS),
    st.booleans(),
)
def test_what_is_known_later_changes_nothing(
    tree: Condition, values: dict[Path, Scalar | None], model: str, first: set[Path], named: bool
) -> None:
    whole = remaining(tree, known(values, model))
    assert whole in (None, NEVER), "everything is known"
    some = {path: one for path, one in values.items() if path in first}
    part = remaining(tree, known(some, model if named else None))
    assert remaining(part, known(values, model)) == whole


def truth(tree: Condition, values: dict[Path, Scalar | None], model: str = "mini") -> bool:
    return remaining(tree, known(values, model)) is None


@pytest.mark.parametrize(
    ("tree", "found", "holds"),
    [
        (Truth(A), TRUE, True),
        (Truth(A), FALSE, False),
        (Truth(A), integer(0), False),
        (Truth(A), integer(2), True),
        (Truth(A), text("x"), False),
        (Truth(A), None, False),
        (Compare(A, Relation.EQUAL, text("x")), text("x"), True),
        (Compare(A, Relation.EQUAL, text("7")), integer(7), False),
        (Compare(A, Relation.EQUAL, integer(7)), Scalar(Kind.FLOAT, "7.0"), True),
        (Compare(A, Relation.EQUAL, text("x")), None, False),
        (Compare(A, Relation.UNEQUAL, text("x")), None, True),
        (Compare(A, Relation.AT_LEAST, integer(7)), integer(7), True),
        (Compare(A, Relation.ABOVE, integer(7)), integer(7), False),
        (Compare(A, Relation.BELOW, integer(7)), None, False),
        (Compare(A, Relation.AT_MOST, integer(7)), text("7"), False),
        (Compare(A, Relation.HAS, text("y")), text("xyz"), True),
        (OneOf(A, (text("x"), text("y"))), text("y"), True),
        (OneOf(A, (text("x"), text("y"))), None, False),
        (Matches(A, (Pattern("x*"),)), text("xyz"), True),
    ],
)
def test_relations(tree: Condition, found: Scalar | None, holds: bool) -> None:
    assert truth(tree, {A: found}) is holds
    assert truth(Not(tree), {A: found}) is not holds


@pytest.mark.parametrize(
    ("tree", "values", "left"),
    [
        (A, {}, A),
        (A, {A: text("x")}, text("x")),
        (A, {A: None}, None),
        (Else(A, text("y")), {}, Else(A, text("y"))),
        (Else(A, text("y")), {A: None}, text("y")),
        (Else(A, text("y")), {A: text("x")}, text("x")),
        (Else(A, Else(B, text("y"))), {A: None}, Else(B, text("y"))),
        (Else(A, Else(B, text("y"))), {B: None}, Else(A, text("y"))),
        (Else(A, B), {B: None}, A),
        (Template((A, "/v1")), {A: text("x")}, text("x/v1")),
        (Template((A, "/", B)), {A: text("x")}, Template(("x/", B))),
        (Template((A, B)), {A: None}, B),
        (Template((A, B)), {A: None, B: None}, text("")),
    ],
)
def test_values(tree: Value, values: dict[Path, Scalar | None], left: Value | None) -> None:
    assert value(tree, known(values, None)) == left


def test_a_choice_ends_with_the_case_that_holds() -> None:
    tree = Choice((Case(Truth(A), 1), Case(Truth(B), 2), Case(Truth(C), 3), Case(None, 4)))
    found = choice(tree, known({A: FALSE, C: TRUE}, None))
    assert found == Choice((Case(Truth(B), 2), Case(None, 3)))


def test_trees_are_settled_all_the_way_down() -> None:
    tree: tuple[object, ...] = (Choice((Case(InGroup("small"), A), Case(None, B))), Truth(B), (A, B), Not(Truth(A)))
    found = settled(tree, known({A: None, B: TRUE}, "mini"))
    assert found == (Choice((Case(None, NULL),)), All(()), (NULL, TRUE), All(()))
    assert settled(Truth(A), known({}, None)) == Truth(A)


def test_conditions_by_name_stay_named_while_nothing_is_decided() -> None:
    assert remaining(Named("named"), known({}, None)) == Named("named")
    assert remaining(Named("both"), known({}, "mini")) == Named("named")
    assert remaining(Named("both"), known({}, "other")) == NEVER
    assert remaining(Named("small"), known({}, "mini-xl")) == NEVER

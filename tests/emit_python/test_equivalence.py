"""Emitted Python, run on typed objects, says what the language says: an interpreter of its own agrees on any tree."""

from __future__ import annotations

from typing import Any

from difyspec.emit.python.conditions import Due, condition
from difyspec.emit.python.expressions import expression
from difyspec.emit.python.printer import flat
from difyspec.emit.python.scope import Type
from difyspec.provider import expressions as tree
from difyspec.provider.values import Kind, Scalar, boolean, integer, text
from difyspec.runtime import values
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.emit_python.scopes import ATTRIBUTES, call_of, scope

RUNTIME: dict[str, Any] = {
    name: getattr(values, name)
    for name in ("first", "truth", "equal", "one_of", "at_least", "at_most", "above", "below", "has", "text")
}
TEXTS = st.sampled_from(["", "a", "b", "ab", "true", "1", '"', "it's", "{x}", "\\", "\n", "$(cred.text)", "汉"])
NUMBERS = st.integers(-2, 2)
LITERALS = {
    "text": TEXTS.map(text),
    "count": NUMBERS.map(integer),
    "ratio": NUMBERS.map(lambda number: Scalar(Kind.FLOAT, f"{number}.5")),
    "flag": st.booleans().map(boolean),
}
PYTHON = {"text": TEXTS, "count": NUMBERS, "ratio": NUMBERS.map(lambda number: number + 0.5), "flag": st.booleans()}


def kind_of(name: str) -> str:
    return name.removesuffix("_o")


def path(name: str) -> st.SearchStrategy[tree.Path]:
    return st.sampled_from([tree.Root.CRED, tree.Root.DISCOVERED, tree.Root.PARAM]).map(lambda at: tree.Path(at, name))


NAMES = st.sampled_from(sorted(ATTRIBUTES))
ENVIRONMENTS = st.fixed_dictionaries(
    {name: (PYTHON[kind_of(name)] | st.none() if name.endswith("_o") else PYTHON[name]) for name in ATTRIBUTES}
)


@st.composite
def compares(draw: st.DrawFn) -> tree.Compare:
    name = draw(NAMES)
    kind = kind_of(name)
    relations = [tree.Relation.EQUAL, tree.Relation.UNEQUAL]
    if kind in ("count", "ratio"):
        relations += [tree.Relation.AT_LEAST, tree.Relation.AT_MOST, tree.Relation.ABOVE, tree.Relation.BELOW]
    if kind == "text":
        relations.append(tree.Relation.HAS)
    return tree.Compare(draw(path(name)), draw(st.sampled_from(relations)), draw(LITERALS[kind]))


@st.composite
def one_ofs(draw: st.DrawFn) -> tree.OneOf:
    name = draw(NAMES)
    return tree.OneOf(draw(path(name)), tuple(draw(st.lists(LITERALS[kind_of(name)], min_size=1, max_size=3))))


@st.composite
def truths(draw: st.DrawFn) -> tree.Truth:
    return tree.Truth(draw(path(draw(st.sampled_from(sorted(set(ATTRIBUTES) - {"text", "text_o"}))))))


def both(parts: st.SearchStrategy[tree.Condition]) -> st.SearchStrategy[tree.Condition]:
    several = st.lists(parts, min_size=0, max_size=3).map(tuple)
    return parts.map(tree.Not) | several.map(tree.All) | several.map(tree.Any)


CONDITIONS: st.SearchStrategy[tree.Condition] = st.recursive(compares() | one_ofs() | truths(), both, max_leaves=8)


@st.composite
def elses(draw: st.DrawFn) -> tree.Else:
    kind = draw(st.sampled_from(sorted(PYTHON)))
    names = st.sampled_from([kind, kind + "_o"])
    return tree.Else(draw(path(draw(names))), draw(path(draw(names)) | LITERALS[kind]))


PLAIN = st.builds(lambda made: made, NAMES.flatmap(path))
TEMPLATES = st.lists(TEXTS | PLAIN | elses(), min_size=1, max_size=4).map(lambda parts: tree.Template(tuple(parts)))
VALUES: st.SearchStrategy[tree.Value] = PLAIN | elses() | TEMPLATES | st.one_of(*LITERALS.values())


# ---- the language, word by word -------------------------------------------------------------------------------------


def literal(scalar: Scalar) -> object:
    match scalar.kind:
        case Kind.INT:
            return int(scalar.text)
        case Kind.FLOAT:
            return float(scalar.text)
        case Kind.BOOL:
            return scalar.text == "true"
        case _:
            return scalar.text


def holds(condition: tree.Condition, env: dict[str, Any]) -> bool:
    match condition:
        case tree.All(parts=parts):
            return all(holds(part, env) for part in parts)
        case tree.Any(parts=parts):
            return any(holds(part, env) for part in parts)
        case tree.Not(part=part):
            return not holds(part, env)
        case tree.Truth(path=at):
            return env[at.name or ""] not in (None, False, 0)
        case tree.OneOf(path=at, literals=options):
            return any(related(env[at.name or ""], tree.Relation.EQUAL, literal(one)) for one in options)
        case tree.Compare(path=at, relation=tree.Relation.UNEQUAL, literal=other):
            return not related(env[at.name or ""], tree.Relation.EQUAL, literal(other))
        case tree.Compare(path=at, relation=relation, literal=other):
            return related(env[at.name or ""], relation, literal(other))
        case _:
            raise AssertionError(condition)


def related(value: Any, relation: tree.Relation, other: Any) -> bool:
    if value is None:
        return False
    match relation:
        case tree.Relation.EQUAL:
            return bool(value == other)
        case tree.Relation.HAS:
            return other in value
        case tree.Relation.AT_LEAST:
            return bool(value >= other)
        case tree.Relation.AT_MOST:
            return bool(value <= other)
        case tree.Relation.ABOVE:
            return bool(value > other)
        case _:
            return bool(value < other)


def value_of(value: tree.Value | str, env: dict[str, Any]) -> Any:
    match value:
        case str():
            return value
        case Scalar():
            return literal(value)
        case tree.Path():
            return env[value.name or ""]
        case tree.Else(first=left, otherwise=right):
            return value_of(right, env) if value_of(left, env) is None else value_of(left, env)
        case tree.Template(parts=parts):
            return "".join(shown(value_of(part, env)) for part in parts)


def shown(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def run(code: str, env: dict[str, Any]) -> Any:
    return eval(code, {**RUNTIME, "call": call_of(env)})


@settings(max_examples=400, deadline=None)
@given(CONDITIONS, ENVIRONMENTS)
def test_conditions(made: tree.Condition, env: dict[str, Any]) -> None:
    expected = holds(made, env)
    assert bool(run(flat(condition(made, scope())), env)) is expected
    assert run(flat(condition(made, scope(), Due.BOOL)), env) is expected


@settings(max_examples=400, deadline=None)
@given(VALUES, ENVIRONMENTS)
def test_values(made: tree.Value, env: dict[str, Any]) -> None:
    result, expected = run(flat(expression(made, scope())), env), value_of(made, env)
    assert (type(result), result) == (type(expected), expected)


@settings(max_examples=200, deadline=None)
@given(VALUES, ENVIRONMENTS)
def test_a_text_position_gets_a_text(made: tree.Value, env: dict[str, Any]) -> None:
    result = run(flat(expression(made, scope(), Type.TEXT)), env)
    assert result is None or isinstance(result, str)

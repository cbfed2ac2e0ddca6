"""Conditions → Python. In an ``if`` any true value will do; elsewhere a bool is due."""

from __future__ import annotations

import ast
from enum import IntEnum

from difyspec.emit.python import literals
from difyspec.emit.python.scope import Scope, Slot, Type
from difyspec.emit.python.syntax import call, compare, dotted, text
from difyspec.provider import names, walk
from difyspec.provider.expressions import (
    All,
    Any,
    Compare,
    Condition,
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
from difyspec.provider.values import Kind, Scalar


class Due(IntEnum):
    """What is due where a condition stands: anything with a truth value, a bool or None, exactly a bool."""

    TEST = 0
    FLAG = 1
    BOOL = 2


_OPERATORS: dict[Relation, ast.cmpop] = {
    Relation.AT_LEAST: ast.GtE(),
    Relation.AT_MOST: ast.LtE(),
    Relation.ABOVE: ast.Gt(),
    Relation.BELOW: ast.Lt(),
}
_FUNCTIONS = {
    Relation.AT_LEAST: "at_least",
    Relation.AT_MOST: "at_most",
    Relation.ABOVE: "above",
    Relation.BELOW: "below",
}


def condition(tree: Condition, scope: Scope, due: Due = Due.TEST) -> ast.expr:
    """The Python of a condition."""
    match tree:
        case All(parts=parts) | Any(parts=parts):
            return _joined(tree, parts, scope, due)
        case Not(part=part):
            return _negated(part, scope)
        case Truth(path=path):
            return _truth(scope.tested(path), due)
        case Compare():
            return _compare(tree, scope, negated=False)
        case OneOf(path=path, literals=values):
            return _one_of(scope.tested(path), values, negated=False)
        case Matches(path=path, patterns=patterns):
            return _matches(scope.tested(path), patterns)
        case InGroup(group=group):
            return compare(_model(scope), ast.In(), _group(group))
        case Named():
            return _named(tree, scope, due)


def function(name: str) -> str:
    """The name of the function that a named condition becomes."""
    return f"_{names.identifier(name)}"


def _joined(tree: All | Any, parts: tuple[Condition, ...], scope: Scope, due: Due) -> ast.expr:
    if not parts:
        return ast.Constant(isinstance(tree, All))
    if len(parts) == 1:
        return condition(parts[0], scope, due)
    operator: ast.boolop = ast.And() if isinstance(tree, All) else ast.Or()
    values: list[ast.expr] = []
    for part in parts:
        value = condition(part, scope, due)
        same = isinstance(value, ast.BoolOp) and type(value.op) is type(operator)
        values += value.values if isinstance(value, ast.BoolOp) and same else [value]
    return ast.BoolOp(operator, values)


def _negated(part: Condition, scope: Scope) -> ast.expr:
    match part:
        case Not(part=inner):
            return condition(inner, scope, Due.BOOL)
        case Compare(relation=Relation.EQUAL | Relation.UNEQUAL):
            return _compare(part, scope, negated=True)
        case OneOf(path=path, literals=values):
            return _one_of(scope.tested(path), values, negated=True)
        case InGroup(group=group):
            return compare(_model(scope), ast.NotIn(), _group(group))
        case Named(name=name) if _in_place(name, scope):
            return _negated(scope.conditions[name], scope)
        case _:
            return ast.UnaryOp(ast.Not(), condition(part, scope))


def _truth(slot: Slot, due: Due) -> ast.expr:
    if slot.type is Type.BOOL:
        return call("truth", slot.code) if slot.optional and due is Due.BOOL else slot.code
    if slot.type in (Type.INT, Type.FLOAT):
        return slot.code if due is Due.TEST else call("truth", slot.code)
    return call("truth", slot.code)


def _compare(tree: Compare, scope: Scope, *, negated: bool) -> ast.expr:
    slot, literal, relation = scope.tested(tree.path), tree.literal, tree.relation
    if relation is Relation.HAS:
        wanted = literals.scalar(literal) if slot.type is Type.LIST else text(literal.text)
        plain = slot.type is Type.TEXT and not slot.optional
        return compare(wanted, ast.In(), slot.code) if plain else call("has", slot.code, wanted)
    if relation in (Relation.EQUAL, Relation.UNEQUAL):
        return _equal(slot, literal, (relation is Relation.UNEQUAL) is not negated)
    number = _literal(slot, literal)
    if slot.optional or slot.type is Type.ANY:
        return call(_FUNCTIONS[relation], slot.code, number)
    return compare(slot.code, _OPERATORS[relation], number)


def _equal(slot: Slot, literal: Scalar, unequal: bool) -> ast.expr:
    if slot.type is Type.BOOL:
        return compare(slot.code, ast.IsNot() if unequal else ast.Is(), _literal(slot, literal))
    if slot.type in (Type.ANY, Type.LIST):
        same = call("equal", slot.code, _literal(slot, literal))
        return ast.UnaryOp(ast.Not(), same) if unequal else same
    return compare(slot.code, ast.NotEq() if unequal else ast.Eq(), _literal(slot, literal))


def _one_of(slot: Slot, values: tuple[Scalar, ...], *, negated: bool) -> ast.expr:
    options = [_literal(slot, value) for value in values]
    if slot.type in (Type.ANY, Type.LIST):
        found = call("one_of", slot.code, *options)
        return ast.UnaryOp(ast.Not(), found) if negated else found
    return compare(slot.code, ast.NotIn() if negated else ast.In(), ast.Tuple(options))


def _literal(slot: Slot, literal: Scalar) -> ast.expr:
    """A literal as the type of what it is compared with: `007` and `true` are texts beside a text."""
    if slot.type is Type.TEXT:
        return text(literal.text)
    if slot.type is Type.BOOL and literal.kind is not Kind.BOOL:
        raise TypeError(f"{literal.text!r} is neither true nor false")
    return literals.scalar(literal)


def _model(scope: Scope) -> ast.expr:
    return scope.tested(Path(Root.MODEL)).code


def _group(name: str) -> ast.expr:
    return dotted(f"groups.{names.constant(name)}")


def _matches(slot: Slot, patterns: tuple[Pattern, ...]) -> ast.expr:
    return call("matches", slot.code, *(text(spelling(pattern)) for pattern in patterns))


def spelling(pattern: Pattern) -> str:
    """A pattern as a spec writes it, which is how the runtime reads it."""
    body = f"/{pattern.text}/{'i' if pattern.ignore_case else ''}" if pattern.regex else pattern.text
    return f"-{body}" if pattern.excludes else body


def _named(tree: Named, scope: Scope, due: Due) -> ast.expr:
    if _in_place(tree.name, scope):
        return condition(scope.conditions[tree.name], scope, due)
    return call(function(tree.name), ast.Name("call"))


def _in_place(name: str, scope: Scope) -> bool:
    """Whether a named condition is written out: where its function could not see what it needs.

    The functions test the wire name and take a call; nothing else will do for the error of a failed test, or for
    patterns on the name that Dify knows.
    """
    tree = (scope.conditions[name],)
    if scope.inline or walk.names(tree, Root.ERROR, scope.conditions):
        return True
    other_name = scope.base is not None or ((scope.renamed or scope.family) and scope.model != "wire_name")
    return other_name and mentions_model(tree, scope)


def mentions_model(tree: object, scope: Scope) -> bool:
    """Whether a tree tests the model's name."""
    paths = walk.nodes(tree, Path, scope.conditions)
    grouped = next(walk.nodes(tree, InGroup, scope.conditions), None)
    return grouped is not None or any(path == Path(Root.MODEL) for path in paths)

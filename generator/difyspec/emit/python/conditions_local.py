"""Named conditions that one method alone needs are variables of it; what several need stays a function."""

from __future__ import annotations

import ast
import builtins
import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from difyspec.emit.python.modules import KNOWN, Function
from difyspec.emit.python.syntax import assign


def localized(
    methods: Sequence[Function], conditions: Sequence[Function], elsewhere: Iterable[ast.AST] = ()
) -> tuple[list[Function], list[Function]]:
    """The methods with their variables, and the functions that are left.

    `elsewhere` is code that is no method; what it calls stays a function.
    """
    users = _users(methods, conditions, elsewhere)
    own = {name: next(iter(found)) for name, found in users.items() if len(found) == 1 and None not in found}
    made = [
        _with_variables(one, [each for each in conditions if own.get(each.name) == index])
        for index, one in enumerate(methods)
    ]
    return made, [one for one in conditions if one.name not in own]


def _users(
    methods: Sequence[Function], conditions: Sequence[Function], elsewhere: Iterable[ast.AST]
) -> Mapping[str, set[int | None]]:
    """By condition, the methods (numbers) that come to call it, and None for other code."""
    users: dict[str, set[int | None]] = {one.name: set() for one in conditions}
    called = {one.name: _names(one.body) for one in conditions}

    def reach(names: Iterable[str], user: int | None) -> None:
        for name in names:
            if name in users and user not in users[name]:
                users[name].add(user)
                reach(called[name], user)

    for index, one in enumerate(methods):
        reach(_names(one.body), index)
    reach(_names(elsewhere), None)
    return users


def _with_variables(method: Function, conditions: list[Function]) -> Function:
    """A method that says each condition once, those first that others are made of."""
    if not conditions:
        return method
    taken = _names(method.body) | {parameter.partition(":")[0] for parameter in method.parameters}
    taken = taken.union(KNOWN, dir(builtins), *(_names(one.body) for one in conditions))
    variables = {one.name: _free(one.name.lstrip("_"), taken) for one in conditions}
    known = _Known(variables)
    first = [assign(variables[one.name], known.visit(_returned(one))) for one in _in_order(conditions)]
    return replace(method, body=[*first, *(known.visit(copy.deepcopy(one)) for one in method.body)])


class _Known(ast.NodeTransformer):
    """Puts variables in the place of calls."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables

    def visit_Call(self, node: ast.Call) -> ast.expr:
        if isinstance(node.func, ast.Name) and node.func.id in self._variables:
            return ast.Name(self._variables[node.func.id])
        self.generic_visit(node)
        return node


def _in_order(conditions: list[Function]) -> list[Function]:
    """Conditions behind those that they are made of."""
    found: dict[str, Function] = {}

    def add(one: Function) -> None:
        inner = _names(one.body)
        for other in conditions:
            if other.name in inner and other.name not in found:
                add(other)
        found.setdefault(one.name, one)

    for one in conditions:
        add(one)
    return list(found.values())


def _returned(condition: Function) -> ast.expr:
    result = condition.body[0]
    if not isinstance(result, ast.Return) or result.value is None:
        raise TypeError(f"{condition.name} is no condition")
    return copy.deepcopy(result.value)


def _free(name: str, taken: set[str]) -> str:
    """The name, or one like it that means nothing yet."""
    return _free(f"{name}_", taken) if name in taken else name


def _names(code: Iterable[ast.AST]) -> set[str]:
    return {node.id for part in code for node in ast.walk(part) if isinstance(node, ast.Name)}

"""Choices → `if` and `else`, early returns, or a conditional expression where that is short enough to read."""

from __future__ import annotations

import ast
from collections.abc import Callable

from difyspec.emit.python.conditions import condition
from difyspec.emit.python.printer import flat
from difyspec.emit.python.scope import NONE, Scope, Slot
from difyspec.emit.python.syntax import branch, negated
from difyspec.provider.expressions import Case, Choice

SHORT = 96
"""A conditional expression longer than this is written as statements, where there can be any."""


def returned[T](
    choice: Choice[T], scope: Scope, render: Callable[[T], ast.expr], otherwise: ast.expr | None = None
) -> list[ast.stmt]:
    """Statements that return what the choice says; `otherwise` where no case fits (nothing to return: None)."""
    inline = expression(choice, scope, render, otherwise)
    if inline is not None:
        return [ast.Return(inline)]
    statements: list[ast.stmt] = []
    for case in choice.cases:
        result = ast.Return(render(case.then))
        if case.when is None:
            return [*statements, result]
        statements.append(branch(condition(case.when, scope), [result]))
    return [*statements, ast.Return(otherwise)]


def expression[T](
    choice: Choice[T], scope: Scope, render: Callable[[T], ast.expr], otherwise: ast.expr | None = None
) -> ast.expr | None:
    """The choice as one expression: a single value, or two that a short condition decides between; else None."""
    cases = _reachable(choice)
    last = render(cases[-1].then) if cases and cases[-1].when is None else otherwise
    tested = [case for case in cases if case.when is not None]
    if last is None or len(tested) > 1:
        return None
    for case in tested:
        if case.when is not None:
            last = ast.IfExp(condition(case.when, scope), render(case.then), last)
    return last if not tested or len(flat(last)) <= SHORT else None


def statements[T](choice: Choice[T], scope: Scope, render: Callable[[T], list[ast.stmt]]) -> list[ast.stmt]:
    """``if``, ``elif`` and ``else``, each with what its case does; nothing where no case fits."""
    found: list[ast.stmt] = []
    for case in reversed(_reachable(choice)):
        body = render(case.then)
        found = body if case.when is None else [branch(condition(case.when, scope), body, found)]
    return found


def nested[T](choice: Choice[T], scope: Scope, render: Callable[[T], Slot], otherwise: Slot = NONE) -> Slot:
    """The choice as one expression, however long: for arguments. None where no case fits, or `otherwise`."""
    cases = _reachable(choice)
    found = otherwise
    for case in reversed(cases):
        slot = render(case.then)
        if case.when is None:
            found = slot
            continue
        test = condition(case.when, scope)
        found = Slot(_either(test, slot.code, found.code), slot.type, slot.optional or found.optional)
    return found


def _either(test: ast.expr, yes: ast.expr, no: ast.expr) -> ast.expr:
    """``yes if test else no``; a choice between true and false is the test itself."""
    if isinstance(yes, ast.Constant) and isinstance(no, ast.Constant) and {yes.value, no.value} == {True, False}:
        return test if yes.value is True else negated(test)
    return ast.IfExp(test, yes, no)


def _reachable[T](choice: Choice[T]) -> list[Case[T]]:
    """The cases up to the ``else``."""
    found: list[Case[T]] = []
    for case in choice.cases:
        found.append(case)
        if case.when is None:
            break
    return found

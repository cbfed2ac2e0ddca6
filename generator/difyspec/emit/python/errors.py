"""The provider's own part of the error table."""

from __future__ import annotations

import ast

from difyspec.emit.python.conditions import Due, condition
from difyspec.emit.python.expressions import expression
from difyspec.emit.python.literals import texts
from difyspec.emit.python.scope import Scope, Type
from difyspec.emit.python.syntax import call, dotted, function_of, text
from difyspec.provider.transport import ErrorRow, Errors
from difyspec.provider.values import Scalar


def rows(errors: Errors, scope: Scope) -> ast.expr | None:
    """The rows that go before the shipped ones; None without any."""
    return ast.Tuple([_row(row, scope) for row in errors.rows]) if errors.rows else None


def places(errors: Errors) -> ast.expr | None:
    """Where the server puts code and message; None for the usual places."""
    given = {"code": errors.code_place, "message": errors.message_place}
    named = {name: text(place) for name, place in given.items() if place is not None}
    return call("errors.Places", **named) if named else None


def _row(row: ErrorRow, scope: Scope) -> ast.expr:
    named: dict[str, ast.expr] = {}
    if row.statuses:
        ranges = [ast.Tuple([ast.Constant(low), ast.Constant(high)]) for low, high in row.statuses]
        named["statuses"] = ast.Tuple(list(ranges))
    if row.codes:
        named["codes"] = texts(tuple(code.text for code in row.codes))
    if row.messages:
        named["messages"] = texts(row.messages)
    if row.exceptions:
        named["exceptions"] = texts(row.exceptions)
    # A row is tried where nothing is known but what failed.
    alone = Scope(conditions=scope.conditions, inline=True)
    if row.template is not None:
        told = expression(row.template, alone, Type.TEXT)
        named["template"] = told if isinstance(row.template, Scalar) else function_of(("error",), told)
    if row.when is not None:
        named["when"] = function_of(("error",), condition(row.when, alone, Due.BOOL))
    return call("errors.Row", dotted(f"errors.{row.kind.name}"), **named)

"""Paths behind the endpoint. Their values are escaped, so that no name of a model leads elsewhere."""

from __future__ import annotations

import ast

from difyspec.emit.python.choices import nested
from difyspec.emit.python.expressions import expression, typed
from difyspec.emit.python.scope import Scope, Slot, Type
from difyspec.emit.python.syntax import call, text
from difyspec.provider.expressions import Choice, Else, Template, Value
from difyspec.provider.values import Scalar


def located(choice: Choice[Value], scope: Scope) -> Slot:
    """The path that a choice says; None where no case fits or its value is absent, which leaves it to the protocol."""
    return nested(choice, scope, lambda one: path(one, scope))


def path(value: Value, scope: Scope) -> Slot:
    """One path. What the spec itself says stays as it is written, a query too."""
    match value:
        case Scalar():
            return Slot(text(value.text), Type.TEXT)
        case Template(parts=parts):
            return Slot(
                call("text", *(text(one) if isinstance(one, str) else _part(one, scope) for one in parts)), Type.TEXT
            )
        case Else(otherwise=Scalar() as otherwise):
            return Slot(ast.BoolOp(ast.Or(), [_part(value.first, scope), text(otherwise.text)]), Type.TEXT)
        case _:
            slot = typed(value, scope)
            code = _part(value, scope)
            return Slot(
                ast.BoolOp(ast.Or(), [code, ast.Constant(None)]) if slot.optional else code, Type.TEXT, slot.optional
            )


def _part(value: Value, scope: Scope) -> ast.expr:
    return call("urls.part", expression(value, scope))

"""Values and conditions of the provider → Python's syntax tree, typed so that mypy is content.

An absent value is None. Any relation with it is false and ``!=`` is true: Python's own ``==`` and ``in`` already behave
so; order and ``has`` go through `runtime.values` where a value may be absent.
"""

from __future__ import annotations

import ast

from difyspec.emit.python import literals
from difyspec.emit.python.scope import Scope, Slot, Type
from difyspec.emit.python.syntax import call, compare, dotted, text
from difyspec.provider.expressions import Else, Path, Template, Value
from difyspec.provider.values import Kind, Scalar

_KINDS = {Kind.INT: Type.INT, Kind.FLOAT: Type.FLOAT, Kind.BOOL: Type.BOOL, Kind.NULL: Type.ANY}


def typed(value: Value, scope: Scope, want: Type = Type.ANY) -> Slot:
    """The Python of a value at a position of type `want` (ANY leaves the type as it is)."""
    match value:
        case Scalar():
            return _constant(value, want)
        case Path():
            return converted(scope.slot(value), want)
        case Else():
            return _first(value, scope, want)
        case Template():
            return Slot(_template(value, scope), Type.TEXT)


def expression(value: Value, scope: Scope, want: Type = Type.ANY) -> ast.expr:
    """The code of `typed`."""
    return typed(value, scope, want).code


def converted(slot: Slot, want: Type) -> Slot:
    """A slot as the type wanted: an int does for a float, a number becomes its text, a text is read as a number."""
    if want in (slot.type, Type.ANY) or slot.type is Type.ANY or (want, slot.type) == (Type.FLOAT, Type.INT):
        return slot
    if want is Type.BOOL and slot.type in (Type.INT, Type.FLOAT):
        return Slot(call("truth", slot.code), want)
    name = {Type.TEXT: "text", Type.INT: "int", Type.FLOAT: "float"}.get(want)
    if name is None or slot.type is Type.LIST:
        raise TypeError(f"a {slot.type} cannot be a {want}")
    changed: ast.expr = call(name, slot.code)
    if slot.optional:
        changed = ast.IfExp(compare(slot.code, ast.IsNot(), ast.Constant(None)), changed, ast.Constant(None))
    return Slot(changed, want, slot.optional)


def _constant(value: Scalar, want: Type) -> Slot:
    if want is Type.TEXT and value.kind is not Kind.NULL:
        return Slot(text(value.text), Type.TEXT)
    if want is Type.INT and value.kind is Kind.FLOAT and value.number == int(value.number):
        return Slot(ast.Constant(int(value.number)), Type.INT)
    return Slot(literals.scalar(value), _KINDS.get(value.kind, Type.TEXT), value.kind is Kind.NULL)


def _first(value: Else, scope: Scope, want: Type) -> Slot:
    """``first(a, b, c)``; what follows a value that is never absent is left out."""
    found = [converted(scope.slot(value.first), want)]
    # With no type asked for, the first of all decides what the others are read as.
    kind = found[0].type if want is Type.ANY else want
    rest: Value | None = value.otherwise
    while found[-1].optional and rest is not None:
        one = rest.first if isinstance(rest, Else) else rest
        found.append(_NULL if _is_null(one) else typed(one, scope, Type.ANY if kind is Type.LIST else kind))
        rest = rest.otherwise if isinstance(rest, Else) else None
    if len(found) == 1:
        return found[0]
    return Slot(call("first", *(slot.code for slot in found)), found[0].type, found[-1].optional)


_NULL = Slot(dotted("bodies.NULL"), Type.ANY)
"""What an absent value is sent as, where the spec says that it is sent."""


def _is_null(value: Value) -> bool:
    return isinstance(value, Scalar) and value.kind is Kind.NULL


def _template(value: Template, scope: Scope) -> ast.expr:
    """An f-string where each value is a text or int that is there, else ``text(...)``, which leaves out absent ones."""
    parts = [text(part) if isinstance(part, str) else typed(part, scope) for part in value.parts]
    if not all(_plain(part) for part in parts if isinstance(part, Slot)):
        return call("text", *(part.code if isinstance(part, Slot) else part for part in parts))
    return ast.JoinedStr([ast.FormattedValue(part.code, -1) if isinstance(part, Slot) else part for part in parts])


def _plain(slot: Slot) -> bool:
    return not slot.optional and slot.type in (Type.TEXT, Type.INT) and isinstance(slot.code, ast.Name | ast.Attribute)

"""Values: ``$(cred.x else 'y')`` at a position of some type."""

from __future__ import annotations

from difyspec.diagnostics import Span
from difyspec.language.tree import Expr
from difyspec.provider.expressions import Else, Path, Template, Value
from difyspec.provider.values import Kind, Scalar
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.literals import option
from difyspec.resolve.expressions.paths import shape_of
from difyspec.resolve.expressions.shapes import Due, Shape, Sort
from difyspec.resolve.expressions.where import Where
from difyspec.resolve.names import Names


def check_value(expr: Expr[Value], due: Due, where: Where, names: Names, context: Context) -> Value:
    """The tree of a value, after findings about whatever is wrong in it."""
    match expr.tree:
        case Template(parts=parts):
            for part in parts:
                if not isinstance(part, str):
                    _part(part, expr, Due.TEXT, where, names, context)
        case Scalar():
            pass
        case Path() | Else():
            _part(expr.tree, expr, due, where, names, context)
    return expr.tree


def _part(tree: Path | Else, expr: Expr[Value], due: Due, where: Where, names: Names, context: Context) -> None:
    path: Path = tree if isinstance(tree, Path) else tree.first
    span = expr.at(path)
    shape = shape_of(path, span, where, names, context)
    if shape is not None and not due.takes(shape.sort):
        message = f"`{path.written}` is {shape.sort.words}, and {due.words} is due here"
        context.say("D219", span, message)
    if isinstance(tree, Else):
        _otherwise(path, shape, tree, expr, due, where, names, context)


def _otherwise(
    path: Path,
    shape: Shape | None,
    tree: Else,
    expr: Expr[Value],
    due: Due,
    where: Where,
    names: Names,
    context: Context,
) -> None:
    other = tree.otherwise
    span = expr.at(other.first if isinstance(other, Else) else other)
    if not isinstance(other, Scalar):
        _part(other, expr, due, where, names, context)
        instead, same = (other.first if isinstance(other, Else) else other).written, ""
    else:
        instead = same = other.text
        if other.kind is Kind.NULL and due is not Due.ANY:
            context.say("D219", span, f"`null` can only be sent in a body, and {due.words} is due here")
            return
    if shape is None:
        return
    if shape.sort is Sort.SELECT and isinstance(other, Scalar) and other.kind is not Kind.NULL:
        option(path, shape, other, span, context)
    if shape.default is not None and shape.default.text not in ("", same):
        _contradiction(path, shape.default, instead, span, names, context)


def _contradiction(path: Path, default: Scalar, instead: str, span: Span, names: Names, context: Context) -> None:
    message = f"`{path.written}` is never absent: it reads as its default `{default.text}`, not as `{instead}`"
    places = [(one.span, "the default is given here") for one in names.fields.get(path.name or "", [])]
    context.say("D305", span, message, related=places)

"""Whether a literal fits what it is compared with, and what it is then."""

from __future__ import annotations

from difyspec.diagnostics import Span
from difyspec.provider.expressions import Path, Relation
from difyspec.provider.values import Kind, Scalar, boolean, text
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.shapes import Shape, Sort

_ORDER = (Relation.AT_LEAST, Relation.AT_MOST, Relation.ABOVE, Relation.BELOW)


def fitting(path: Path, shape: Shape, literal: Scalar, span: Span, context: Context) -> Scalar:
    """The literal with the type of the path; findings where it can never be equal."""
    match shape.sort:
        case Sort.SELECT:
            option(path, shape, literal, span, context)
            return text(literal.text)
        case Sort.FLAG:
            return _flag(path, shape, literal, span, context)
        case Sort.NUMBER:
            if literal.kind not in (Kind.INT, Kind.FLOAT):
                message = f"`{path.written}` is a number and can never be `{literal.text}`"
                context.say("D221", span, message)
            return literal
        case Sort.TEXT:
            return text(literal.text)
        case Sort.LIST | Sort.ANY:
            return literal


def option(path: Path, shape: Shape, literal: Scalar, span: Span, context: Context) -> None:
    """A select can only be one of its options."""
    if shape.options and literal.text not in shape.options:
        message = f"`{path.written}` can never be `{literal.text}`"
        context.unknown("D208", span, message, literal.text, shape.options, "values")


def _flag(path: Path, shape: Shape, literal: Scalar, span: Span, context: Context) -> Scalar:
    if literal.kind is Kind.BOOL:
        return literal
    if shape.toggle and literal.text in shape.toggle:
        return boolean(literal.text == shape.toggle[0])
    known = (*(shape.toggle or ()), "true", "false")
    context.unknown("D208", span, f"`{path.written}` can never be `{literal.text}`", literal.text, known, "values")
    return boolean(False)


def related(path: Path, shape: Shape, relation: Relation, literal: Scalar, span: Span, context: Context) -> Scalar:
    """The literal of a comparison."""
    if relation in _ORDER:
        if shape.sort not in (Sort.NUMBER, Sort.ANY) or literal.kind not in (Kind.INT, Kind.FLOAT):
            message = f"`{relation}` compares numbers, and `{path.written}` is {shape.sort.words}"
            if shape.sort in (Sort.NUMBER, Sort.ANY):
                message = f"`{relation}` compares numbers, and `{literal.text}` is none"
            context.say("D221", span, message)
        return literal
    if relation is Relation.HAS:
        if shape.sort not in (Sort.TEXT, Sort.SELECT, Sort.LIST, Sort.ANY):
            context.say("D221", span, f"`has` looks into texts and lists, and `{path.written}` is {shape.sort.words}")
        elif shape.sort is Sort.LIST and shape.options and literal.text not in shape.options:
            message = f"`{path.written}` can never have `{literal.text}`"
            context.unknown("D208", span, message, literal.text, shape.options, "values")
        return literal
    return fitting(path, shape, literal, span, context)

"""Choices of the language → choices of the provider."""

from __future__ import annotations

from collections.abc import Callable

from difyspec.diagnostics import Span
from difyspec.language import tree
from difyspec.language.tree import Expr
from difyspec.provider.expressions import Case, Choice, Value
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.shapes import Due
from difyspec.resolve.expressions.values import check_value
from difyspec.resolve.expressions.where import Where
from difyspec.resolve.names import Names
from difyspec.resolve.restrict import restriction


def choice[T, U](
    found: tree.Choice[T], value: Callable[[T, Span], U], where: Where, names: Names, context: Context
) -> Choice[U]:
    """A choice with each value resolved; `value` gets the value and the place of its case."""
    return Choice(
        tuple(Case(restriction(one.where, where, names, context), value(one.then, one.span)) for one in found.cases)
    )


def values(found: tree.Choice[Expr[Value]], due: Due, where: Where, names: Names, context: Context) -> Choice[Value]:
    """A choice of values."""
    return choice(found, lambda one, _: check_value(one, due, where, names, context), where, names, context)

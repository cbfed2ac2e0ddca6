"""What every part of the transport is resolved with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from difyspec.diagnostics import Span
from difyspec.language import Choice, Entries, Expr
from difyspec.language.models.restriction import Restriction
from difyspec.provider import expressions
from difyspec.provider.expressions import Condition, Value
from difyspec.provider.hooks import Place as HookPlace
from difyspec.provider.models import ModelType
from difyspec.provider.transport import BodyData, BodyList, BodyMap, HookRef
from difyspec.resolve import choices
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.conditions import check_condition
from difyspec.resolve.expressions.shapes import Due
from difyspec.resolve.expressions.values import check_value
from difyspec.resolve.expressions.where import Where
from difyspec.resolve.names import Names
from difyspec.resolve.restrict import restriction


@dataclass(frozen=True, slots=True)
class At:
    """A part of the transport: what may be read there, and for which model type it is (None: for all)."""

    where: Where
    type: ModelType | None
    names: Names
    context: Context

    def reading(self, where: Where) -> At:
        """The same part, where other things may be read."""
        return replace(self, where=where)

    def value(self, expr: Expr[Value], due: Due = Due.TEXT) -> Value:
        """A value."""
        return check_value(expr, due, self.where, self.names, self.context)

    def maybe(self, expr: Expr[Value] | None, due: Due = Due.TEXT) -> Value | None:
        """A value that may be absent."""
        return None if expr is None else self.value(expr, due)

    def values(self, found: Choice[Expr[Value]], due: Due = Due.TEXT) -> expressions.Choice[Value]:
        """A choice of values."""
        return choices.values(found, due, self.where, self.names, self.context)

    def choice[T, U](self, found: Choice[T], value: Callable[[T, Span], U]) -> expressions.Choice[U]:
        """A choice of anything."""
        return choices.choice(found, value, self.where, self.names, self.context)

    def condition(self, expr: Expr[Condition]) -> Condition:
        """A condition."""
        return check_condition(expr, self.where, self.names, self.context)

    def restriction(self, section: Restriction | None) -> Condition | None:
        """What restricts a part; None: nothing."""
        return restriction(section, self.where, self.names, self.context)

    def hook(self, ref: HookRef | None, place: HookPlace, span: Span) -> HookRef | None:
        """A hook, with the place of its reference remembered."""
        if ref is not None:
            type_ = self.type.value if self.type is not None else ""
            self.context.place(span, "hooks", place.value, type_, ref.name)
        return ref

    def body(self, expr: Expr[BodyData]) -> BodyData:
        """Data of a request."""
        return self._data(expr.tree, expr)

    def _data(self, tree: BodyData, expr: Expr[BodyData]) -> BodyData:
        match tree:
            case BodyList(items=items):
                return BodyList(tuple(self._data(one, expr) for one in items))
            case BodyMap(entries=entries):
                return BodyMap(tuple((key, self._data(one, expr)) for key, one in entries))
            case expressions.Choice(cases=cases):
                return expressions.Choice(tuple(self._case(one, expr) for one in cases))
            case _:
                return self.value(Expr(tree, expr.at(tree), expr.spans), Due.ANY)

    def _case(self, case: expressions.Case[BodyData], expr: Expr[BodyData]) -> expressions.Case[BodyData]:
        when = None if case.when is None else self.condition(Expr(case.when, expr.at(case.when), expr.spans))
        return expressions.Case(when, self._data(case.then, expr))

    def table(self, entries: Entries[Expr[BodyData]] | None) -> tuple[tuple[str, BodyData], ...]:
        """A map of dotted targets and data."""
        return tuple((one.name, self.body(one.body)) for one in entries or ())

"""Groups and conditions."""

from __future__ import annotations

from difyspec.language import Expr
from difyspec.provider import walk
from difyspec.provider.expressions import Condition, Named, Pattern
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.conditions import check_condition
from difyspec.resolve.expressions.where import CONDITION
from difyspec.resolve.names import Names
from difyspec.resolve.patterns import fits_nothing


def declare(names: Names, context: Context) -> None:
    """Makes groups and conditions known by name, before anything refers to them."""
    document = context.document
    for group in document.groups or ():
        patterns = tuple(one.value for one in group.body)
        names.groups[group.name] = patterns
        context.place(group.span, "groups", group.name)
        if fits_nothing(patterns) and not context.flawed:
            context.say("D408", group.span, f"no model can be in the group `{group.name}`")
    for condition in document.conditions or ():
        names.conditions[condition.name] = condition.body
        context.place(condition.span, "conditions", condition.name)
        group_of_name = document.groups.get(condition.name) if document.groups else None
        if group_of_name is not None:
            message = f"a group is called `{condition.name}` as well"
            related = [(group_of_name.name_span, "the group")]
            context.say("D213", condition.name_span, message, related=related)


def resolve_groups(names: Names) -> tuple[tuple[str, tuple[Pattern, ...]], ...]:
    """The groups in the order of writing."""
    return tuple(names.groups.items())


def resolve_conditions(names: Names, context: Context) -> tuple[tuple[str, Condition], ...]:
    """The conditions, checked; called when everything they can refer to is known."""
    found: list[tuple[str, Condition]] = []
    for name, expr in names.conditions.items():
        if _circular(name, expr, names):
            context.say("D214", expr.span, f"the condition `{name}` refers to itself")
            for named in walk.nodes(expr.tree, Named):
                names.use("condition", named.name)
            continue
        found.append((name, check_condition(expr, CONDITION, names, context)))
    return tuple(found)


def _circular(name: str, expr: Expr[Condition], names: Names) -> bool:
    """Whether a condition leads back to itself."""
    pending, seen = [expr.tree], set[str]()
    while pending:
        for named in walk.nodes(pending.pop(), Named):
            if named.name == name:
                return True
            other = names.conditions.get(named.name)
            if other is not None and named.name not in seen:
                seen.add(named.name)
                pending.append(other.tree)
    return False

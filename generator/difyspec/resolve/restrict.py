"""``match``, ``group`` and ``when``: what restricts anything that can be restricted, as one condition."""

from __future__ import annotations

from difyspec.language.models.restriction import Restriction
from difyspec.provider.expressions import Condition, InGroup, Matches, Path, Root
from difyspec.resolve.algebra import both
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.conditions import check_condition
from difyspec.resolve.expressions.where import Where
from difyspec.resolve.names import Names
from difyspec.resolve.statics import decide

MODEL = Path(Root.MODEL)


def restriction(section: Restriction | None, where: Where, names: Names, context: Context) -> Condition | None:
    """The condition that all keys together make; None where nothing restricts."""
    if section is None:
        return None
    name = by_name(section, where, names, context)
    when = None if section.when is None else check_condition(section.when, where, names, context)
    return both(name, when)


def by_name(section: Restriction, where: Where, names: Names, context: Context) -> Condition | None:
    """The part of a restriction that looks at the model's name: ``match`` and ``group``."""
    parts: list[Condition] = []
    restricts = section.match is not None or section.group is not None
    if restricts and Root.MODEL not in where.roots:
        context.say("D212", section.place, f"the model's name cannot be read {where.words}")
    if section.match is not None:
        parts.append(Matches(MODEL, tuple(one.value for one in section.match)))
    if section.group is not None:
        names.use("group", section.group)
        if section.group in names.groups:
            parts.append(InGroup(section.group))
        elif not context.unread("groups", section.group):
            message = f"there is no group `{section.group}`"
            place = section.span("group")
            names.use("group", context.unknown("D206", place, message, section.group, names.groups, "groups"))
    found = both(*parts)
    if found is not None:
        _reachable(found, section, where, names, context)
    return found


def _reachable(found: Condition, section: Restriction, where: Where, names: Names, context: Context) -> None:
    """Where all models are in the spec, one of them must fit."""
    if not where.types or any(type_ not in names.closed for type_ in where.types):
        return
    models = [model for type_ in where.types for model in names.closed[type_]]
    if not any(decide(found, model, names) for model in models):
        offered = (model for type_ in where.types for model in names.offered.get(type_, ()))
        otherwise = models and any(decide(found, model, names) for model in offered)
        remedy = (
            f"Names that the server knows are tested here, such as `{models[0]}`: write those." if otherwise else None
        )
        context.say("D407", section.place, "this fits no model", remedy)

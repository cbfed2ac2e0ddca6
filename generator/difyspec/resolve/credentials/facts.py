"""The section ``discover``."""

from __future__ import annotations

from difyspec.provider.forms import Fact, FactType
from difyspec.resolve.context import Context
from difyspec.resolve.credentials.fields import in_order
from difyspec.resolve.names import Names


def resolve_facts(names: Names, context: Context) -> tuple[Fact, ...]:
    """The facts, by name afterwards."""
    taken = {one.field.variable: one.span for found in names.fields.values() for one in found}
    for entry in context.document.discover or ():
        body = entry.body
        fact = Fact(
            entry.name,
            FactType(body.type),
            body.stored_as or entry.name,
            tuple(one.value for one in body.options or ()),
            in_order({one.value for one in body.for_ or ()}),
        )
        if fact.type is FactType.SELECT and not fact.options and "options" not in body.broken:
            context.say("D315", entry.span, f"the fact `{fact.name}` is a `select` and has no `options`")
        if fact.type is not FactType.SELECT and fact.options:
            context.say("D315", body.span("options"), f"only a `select` has options, and `{fact.name}` is none")
        if fact.stored_as in taken:
            message = f"something else is stored as `{fact.stored_as}` already"
            context.say("D308", entry.name_span, message, related=[(taken[fact.stored_as], "the first one")])
        taken.setdefault(fact.stored_as, entry.name_span)
        names.facts[fact.name] = fact
        context.place(entry.span, "discover", fact.name)
    return tuple(names.facts.values())

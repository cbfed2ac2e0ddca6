"""The section ``discover``."""

from __future__ import annotations

from dataclasses import replace

from difyspec.language.models.discover import Fact as Written
from difyspec.provider.forms import Fact, FactType
from difyspec.provider.transport import HookRef
from difyspec.provider.values import Scalar
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
            tuple(one.value for one in body.at or ()),
            tuple(one.value for one in body.is_ or ()),
            _translations(body, context),
        )
        _say_what_does_not_fit(fact, body, context)
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


def told_apart(facts: tuple[Fact, ...], names: Names) -> tuple[Fact, ...]:
    """The facts, after all that reads them: those that only tests of models read are known as such."""
    return tuple(replace(fact, tested=("called", fact.name) not in names.used) for fact in facts)


def _translations(body: Written, context: Context) -> tuple[tuple[str, str], ...]:
    """What the answer says, and what it means."""
    found = []
    options = [one.value for one in body.options or ()]
    for one in body.values or ():
        meant = one.sent.text if isinstance(one.sent, Scalar) else ""
        if options and meant not in options:
            message = f"`{meant}` is no option of the fact"
            context.unknown("D208", one.span, message, meant, options, "options")
        found.append((one.value.text, meant))
    return tuple(found)


def _say_what_does_not_fit(fact: Fact, body: Written, context: Context) -> None:
    """Keys that say nothing of a fact of this type, or nothing because of where the facts come from."""
    if fact.truths and fact.type is not FactType.BOOL:
        context.say("D313", body.key_span("is_"), f"only a `bool` becomes true, and `{fact.name}` is none")
    if fact.values and fact.type not in (FactType.TEXT, FactType.SELECT):
        message = f"only a `select` or a `text` is translated, and `{fact.name}` is none"
        context.say("D313", body.key_span("values"), message)
    section = context.document.validation
    model = section.model if section is not None else None
    discover = model.discover if model is not None else None
    if isinstance(discover, HookRef):
        for name in ("at", "is_", "values"):
            if name in body.written:
                message = f"`{name.rstrip('_')}` says nothing here: the hook `{discover.name}` fills in the facts"
                context.say("D313", body.key_span(name), message)
    elif discover is not None and not fact.places and "at" not in body.broken:
        message = f"nothing says where the answer has the fact `{fact.name}`"
        context.say("D318", body.place, message, "Write `at` with the place in the answer.")

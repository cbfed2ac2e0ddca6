"""The steps from parameters to a request body."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.language import Located
from difyspec.language.models.requests import TypeTransport
from difyspec.language.models.send import Clamp
from difyspec.language.models.send import Step as Written
from difyspec.provider.expressions import Condition
from difyspec.provider.transport import BodyData, BodyMap, Step, Verb
from difyspec.provider.values import Data, Scalar, text
from difyspec.resolve.expressions.shapes import Due
from difyspec.resolve.transport.place import At
from difyspec.resolve.transport.targets import check_targets


def steps(section: TypeTransport, at: At) -> tuple[Step, ...]:
    """All steps in order, one verb each; ``set`` beside ``send`` is the last one."""
    found: list[Step] = []
    places: list[Written] = []
    for one in section.send or ():
        for step in _verbs(one, at):
            if not step.targets:
                if at.context.flawed:
                    continue
                at.context.say("D318", one.span, f"this step does nothing: its `{step.verb.value}` is empty")
                continue
            at.context.place(one.span, "transport", at.type.value if at.type else "", "send", str(len(found)))
            found.append(step)
            places.append(one.value)
    check_targets(tuple(found), tuple(places), at)
    if section.set is not None:
        at.context.place(section.span("set"), "transport", at.type.value if at.type else "", "send", str(len(found)))
        found.append(Step(Verb.SET, at.table(section.set)))
    return tuple(found)


def _verbs(one: Located[Written], at: At) -> Iterator[Step]:
    written = one.value
    when = at.restriction(written)
    values = tuple((pair.value, pair.sent) for pair in written.values or ())
    for verb, entries in ((Verb.DEFAULT, written.default), (Verb.SET, written.set)):
        if entries is not None:
            yield Step(verb, at.table(entries), (), when)
    if written.drop is not None:
        yield Step(Verb.DROP, tuple((place.value, None) for place in written.drop), (), when)
    yield from _moves(written, values, when)
    if written.append is not None:
        yield Step(Verb.APPEND, at.table(written.append), (), when)
    if written.clamp is not None:
        bounds = tuple((entry.name, _bounds(entry.body, at)) for entry in written.clamp)
        yield Step(Verb.CLAMP, bounds, (), when)
    if written.parse is not None:
        yield Step(Verb.PARSE, tuple((place.value, None) for place in written.parse), (), when)


def _moves(written: Written, values: tuple[tuple[Scalar, Data], ...], when: Condition | None) -> Iterator[Step]:
    for verb, entries in ((Verb.RENAME, written.rename), (Verb.COPY, written.copy_)):
        if entries is not None:
            targets = tuple((entry.name, text(entry.body)) for entry in entries)
            yield Step(verb, targets, values, when)


def _bounds(clamp: Clamp, at: At) -> BodyMap:
    found: list[tuple[str, BodyData]] = []
    for name, bound in (("min", clamp.min), ("max", clamp.max)):
        if bound is not None:
            found.append((name, at.value(bound, Due.NUMBER)))
    return BodyMap(tuple(found))

"""Overrides: which models they fit, and where two of them contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from difyspec.diagnostics import Span
from difyspec.language import Choice, Entries, Expr, Located, Section
from difyspec.language.models.columns import Override
from difyspec.language.models.money import Price
from difyspec.provider.expressions import Condition, Pattern
from difyspec.provider.models import ModelType
from difyspec.resolve.algebra import NEVER
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.where import custom
from difyspec.resolve.models.env import Env
from difyspec.resolve.names import Names
from difyspec.resolve.patterns import fits_nothing, surely_overlap
from difyspec.resolve.restrict import by_name, restriction
from difyspec.resolve.sections import key_of
from difyspec.resolve.statics import decide

_NO_COLUMNS = ("match", "group", "when", "over", "unset", "source")


@dataclass(frozen=True, slots=True)
class Said:
    """Something an override says: its value without places, and its place."""

    value: object
    span: Span


def fitting(overrides: tuple[Located[Override], ...], env: Env) -> Iterator[tuple[Override, Condition | None]]:
    """The overrides that concern the model, and when: for a model in the spec only those that fit it."""
    for one in overrides:
        where = custom(env.type)
        if env.model is None:
            yield one.value, restriction(one.value, where, env.names, env.context)
            continue
        name = by_name(one.value, where, env.names, env.context)
        if name is not None and not decide(name, env.model, env.names):
            continue
        when = env.condition(one.value, one.value.span("when"))
        if when != NEVER:
            yield one.value, when


def check_overrides(
    overrides: tuple[Located[Override], ...],
    models: tuple[str, ...],
    open_ended: bool,
    type_: ModelType,
    names: Names,
    context: Context,
) -> None:
    """Findings about overrides that fit nothing or contradict each other.

    `models` are the names of all models in the spec; `open_ended` when users may add others.
    """
    found = [one.value for one in overrides]
    conditions = [by_name(one, custom(type_), names, context) for one in found]
    for one, condition in zip(found, conditions, strict=True):
        patterns = _patterns(one, names)
        nothing = patterns is not None and fits_nothing(patterns)
        if nothing or (not open_ended and not any(_fits(condition, model, names) for model in models)):
            context.say("D407", one.place, "this override fits no model")
    for later in range(len(found)):
        for earlier in range(later):
            if found[later].over:
                continue
            both = [m for m in models if _fits(conditions[earlier], m, names) and _fits(conditions[later], m, names)]
            if both or (open_ended and _overlap(found[earlier], found[later], names)):
                _contradictions(found[earlier], found[later], both, context)


def _fits(condition: Condition | None, model: str, names: Names) -> bool:
    return condition is None or decide(condition, model, names) is True


def _patterns(override: Override, names: Names) -> tuple[Pattern, ...] | None:
    """The patterns that a model's name must fit, as far as one list of them says it all."""
    if override.match is not None and override.group is None:
        return tuple(one.value for one in override.match)
    if override.group is not None and override.match is None:
        return names.groups.get(override.group)
    return None


def _overlap(left: Override, right: Override, names: Names) -> bool:
    """Whether some name a user may choose certainly fits both."""
    if (left.when is None) != (right.when is None) or (left.when and right.when and left.when.tree != right.when.tree):
        return False
    a, b = _patterns(left, names), _patterns(right, names)
    return a is not None and b is not None and surely_overlap(a, b)


def _contradictions(earlier: Override, later: Override, models: list[str], context: Context) -> None:
    first, second = dict(_said(earlier)), dict(_said(later))
    for key, said in second.items():
        before = first.get(key)
        if before is None or before.value == said.value:
            continue
        what = ".".join(key_of(part) for part in key)
        for_model = f" for `{models[0]}`" if models else ""
        message = f"two overrides give `{what}` differently{for_model}"
        context.say("D406", said.span, message, related=[(before.span, "the earlier one")])


def _said(override: Override) -> Iterator[tuple[tuple[str, ...], Said]]:
    """Everything an override says, one by one."""
    for column in override.written:
        value = getattr(override, column)
        if value is None or column in _NO_COLUMNS:
            continue
        if column == "adjust":
            for entry in value:
                for key in entry.body.written:
                    found = getattr(entry.body, key)
                    yield ("adjust", entry.name, key), Said(plain(found), entry.body.span(key))
        elif column == "max_tokens":
            for key in value.written:
                yield ("max_tokens", key), Said(plain(getattr(value, key)), value.span(key))
        elif column in ("features", "parameters") and value.changes:
            for entry in value:
                yield (column, entry.name), Said(entry.sign, entry.span)
        else:
            yield (column,), Said(plain(value), override.span(column))


def plain(value: Any) -> object:
    """A value of the language without places, to be compared."""
    match value:
        case Choice():
            return tuple((plain(case.where), plain(case.then)) for case in value.cases)
        case Expr():
            return value.tree
        case Located():
            return plain(value.value)
        case Entries():
            return tuple((entry.sign, entry.name, plain(entry.body)) for entry in value)
        case Section():
            return tuple((key, plain(getattr(value, key))) for key in sorted(value.written))
        case Price():
            return (value.input, value.output, value.unit, value.currency, value.extra, value.whole)
        case tuple():
            return tuple(plain(one) for one in value)
        case _:
            return value

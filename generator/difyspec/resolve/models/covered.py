"""Overrides of which nothing is left, because every model that they fit says the same thing itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from difyspec.language import Located
from difyspec.language.models.columns import Columns, Override
from difyspec.provider.models import ModelType
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.where import custom
from difyspec.resolve.models.env import Env
from difyspec.resolve.names import Names
from difyspec.resolve.restrict import by_name
from difyspec.resolve.sections import key_of
from difyspec.resolve.statics import decide

_FORGOTTEN = frozenset({"D404", "D405"})
"""That an override adjusts what is not in the list: of no account where a whole list follows."""

_NO_COLUMNS = ("match", "group", "when", "over", "unset", "source", "extra")


def check_covered(
    overrides: tuple[Located[Override], ...],
    models: Iterable[tuple[str, Columns]],
    own: Columns | None,
    type_: ModelType,
    names: Names,
    context: Context,
) -> None:
    """Findings about columns of overrides that come to nothing.

    `models` are the models of the spec by name, `own` is what users add, which any name may fit.
    """
    bodies = tuple(models)
    for one in overrides:
        fits = by_name(one.value, custom(type_), names, context)
        found = [body for name, body in bodies if fits is None or decide(fits, name, names) is not False]
        targets = [*found, own] if own is not None else found
        for column in _columns(one.value) if targets else ():
            if all(_covers(target, column, one.value) for target in targets):
                message = f"nothing comes of this `{key_of(column)}`: every model that the override fits has its own"
                context.say("D421", one.value.key_span(column), message)


def overridden(columns: Columns, env: Env) -> Env:
    """Where the overrides of a model are applied: one with a whole list of its own forgets what they adjusted."""
    if not _whole(columns, "parameters"):
        return env
    return replace(env, context=replace(env.context, muted=env.context.muted | _FORGOTTEN))


def _columns(override: Override) -> Iterator[str]:
    for column in override.written:
        if column not in _NO_COLUMNS and getattr(override, column, None) is not None:
            yield column


def _covers(target: Columns, column: str, override: Override) -> bool:
    """Whether the model's own columns replace what the override says there."""
    if column in ("parameters", "adjust", "max_tokens") and _whole(target, "parameters"):
        return True
    if column in ("parameters", "features", "adjust"):
        return column != "adjust" and _whole(target, column)
    value = getattr(target, column, None)
    if column != "max_tokens" or value is None:
        return value is not None
    return override.max_tokens is not None and set(override.max_tokens.written) <= set(value.written)


def _whole(target: Columns, column: str) -> bool:
    """Whether the model has a list of its own, not changes to the one that is there."""
    value = getattr(target, column, None)
    return value is not None and not value.changes

"""A column that says what is inherited anyway."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from difyspec.language.models.columns import Columns
from difyspec.provider.vocabulary import PROPERTIES
from difyspec.resolve.context import Context
from difyspec.resolve.models import lists
from difyspec.resolve.models.compose import applied
from difyspec.resolve.models.env import Env
from difyspec.resolve.models.overrides import plain
from difyspec.resolve.models.state import OTHERS, State

_SKIPPED = ("source", "extra")


def check_inherited(state: State, columns: Columns, env: Env) -> None:
    """Findings about columns that change nothing about a model in the making."""
    written = [one for one in columns.written if one not in columns.broken]
    candidates = [one for one in (*PROPERTIES, *OTHERS) if one in written and one not in _SKIPPED and state.layers(one)]
    adjusted = columns.parameters is None and columns.adjust is not None
    if candidates or adjusted:
        _compared(state, columns, candidates, env)
    whole = columns.features if columns.features is not None and not columns.features.changes else None
    if whole is not None and [one.name for one in state.features or ()] == list(whole.names) != []:
        _say(columns, "features", env)


def _compared(state: State, columns: Columns, candidates: Iterable[str], env: Env) -> None:
    """Composes once more, without findings, and looks at what came of it."""
    quiet = replace(env, context=Context(env.context.document, env.context.folder))
    after = applied(state, columns, None, quiet)
    for column in candidates:
        old, new = state.layers(column)[0], after.layers(column)[0]
        if plain(old.value) == plain(new.value):
            _say(columns, column, env)
    if columns.parameters is None:
        _adjusted(state, after, columns, env)


def _adjusted(state: State, after: State, columns: Columns, env: Env) -> None:
    for entry in columns.adjust or ():
        before, then = (lists.find(one.rules or (), entry.name) for one in (state, after))
        if before is None or then is None:
            continue
        for key in entry.body.written:
            old, new = before.attributes.get(key, ()), then.attributes.get(key, ())
            if old and new and plain(old[0].value) == plain(new[0].value):
                message = f"`{key}` of `{entry.name}` is what is inherited anyway"
                env.context.say("D409", entry.body.key_span(key), message)


def _say(columns: Columns, column: str, env: Env) -> None:
    env.context.say("D409", columns.key_span(column), f"this `{column}` is what is inherited anyway")

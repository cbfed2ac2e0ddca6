"""Profiles by name."""

from __future__ import annotations

from dataclasses import replace

from difyspec.diagnostics import Span
from difyspec.language import Entries
from difyspec.language.models.columns import Custom, Model, Profile
from difyspec.resolve.context import Context

type Profiles = Entries[Profile] | None

_INHERITED = frozenset(["D402", "D403", "D404", "D405"])
"""Findings about what a list does not inherit."""


def lost(name: str | None, profiles: Profiles) -> bool:
    """Whether a ``use`` names a profile that is not there, or that could not be read."""
    return name is not None and (profiles is None or name not in profiles.names)


def context_after(columns: Model | Custom, profiles: Profiles, context: Context) -> Context:
    """The context of what follows a ``use``: nobody knows what is inherited from a profile that is not there."""
    gone = lost(columns.use, profiles) or "use" in columns.broken
    return replace(context, muted=context.muted | _INHERITED) if gone else context


def steps(name: str | None, span: Span, profiles: Profiles, context: Context) -> tuple[Profile, ...]:
    """The profiles that a ``use`` brings, general first: the one that it is a copy of, and itself."""
    if name is None:
        return ()
    found = profiles.get(name) if profiles is not None else None
    if found is None:
        if profiles is not None and name in profiles.broken:
            return ()
        message = f"there is no profile `{name}`"
        context.unknown("D201", span, message, name, profiles.names if profiles else (), "profiles of this model type")
        return ()
    return (*_copied((found.name,), found.body, profiles, context), found.body)


def _copied(names: tuple[str, ...], profile: Profile, profiles: Profiles, context: Context) -> tuple[Profile, ...]:
    """The profiles below one, general first; deeper than one level after a finding, so that no other ones follow."""
    like = profile.like
    if like is None:
        return ()
    span = profile.span("like")
    base = profiles.get(like) if profiles is not None else None
    if base is None and profiles is not None and like in profiles.broken:
        return ()
    if base is None:
        known = [one for one in (profiles.names if profiles else ()) if one not in names]
        context.unknown("D201", span, f"there is no profile `{like}`", like, known, "profiles of this model type")
        return ()
    if base.body.like is not None:
        related = [(base.body.span("like"), f"`{like}` is a copy itself")]
        message = f"`like` goes one level deep, and the profile `{like}` is a copy of another"
        first = base.body.like
        remedy = (
            None if first in names else f"Write `like: {first}` and what differs from that, or the columns themselves."
        )
        context.say("D416", span, message, remedy, related=related)
    below = () if like in names else _copied((*names, like), base.body, profiles, context)
    return (*below, base.body)

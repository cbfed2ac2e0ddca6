"""One finding for what is written once, or lacking once, and holds of many models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from difyspec.diagnostics import Finding, Span
from difyspec.diagnostics.wording import counted


@dataclass(frozen=True, slots=True)
class Group:
    """Models that share a profile: where its name is written, and their ids."""

    place: Span
    models: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, the model that it is about (None: none), and for what a model lacks the models it shares that with."""

    finding: Finding
    model: str | None = None
    group: Group | None = None


def as_one(told: Sequence[Told]) -> list[Finding]:
    """The findings, in order; those that say the same of several models at one place are equal.

    What all models of a profile lack is told where the profile is. The first model stays named, the others are counted.
    """
    placed = _at_profiles(told)
    models: dict[Finding, dict[str, Finding]] = {}
    kinds = [_unnamed(one, of.model) for one, of in zip(placed, told, strict=True)]
    for kind, one, of in zip(kinds, placed, told, strict=True):
        if of.model is not None:
            models.setdefault(kind, {}).setdefault(of.model, one)
    merged = {kind: _counted(list(found.values())) for kind, found in models.items()}
    return [merged.get(kind, one) for kind, one in zip(kinds, placed, strict=True)]


def _at_profiles(told: Sequence[Told]) -> list[Finding]:
    """The findings, each at the place of the profile if all of its models have it."""
    having: dict[tuple[Group, str, str], set[str]] = {}
    for one in told:
        if one.group is not None and one.model is not None:
            having.setdefault(_kind(one, one.group), set()).add(one.model)
    return [_at_profile(one, having) for one in told]


def _at_profile(one: Told, having: Mapping[tuple[Group, str, str], set[str]]) -> Finding:
    group = one.group
    if group is None or len(group.models) < 2 or len(having[_kind(one, group)]) < len(group.models):
        return one.finding
    return replace(one.finding, span=group.place)


def _kind(one: Told, group: Group) -> tuple[Group, str, str]:
    return group, one.finding.code, _unnamed(one.finding, one.model).message


def _unnamed(one: Finding, model: str | None) -> Finding:
    return one if model is None else replace(one, message=one.message.replace(f"`{model}`", "`\0`"))


def _counted(found: list[Finding]) -> Finding:
    first, others = found[0], len(found) - 1
    if not others or all(one.message == first.message for one in found):
        return first
    return replace(first, message=f"{first.message} (likewise {counted(others, 'other model')})")

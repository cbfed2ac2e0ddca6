"""What is known of conditions and values when the model's name is, while a provider is still being made.

Here nothing was checked yet: conditions may lead back to themselves, and what is compared may be of another kind. What
is left of the checked trees of a provider, whatever is known of a call, says `reduction`.
"""

from __future__ import annotations

from collections.abc import Callable

from difyspec.provider.expressions import (
    All,
    Any,
    Compare,
    Condition,
    Else,
    InGroup,
    Matches,
    Named,
    Not,
    OneOf,
    Path,
    Relation,
    Root,
    Template,
    Truth,
    Value,
)
from difyspec.provider.values import Scalar, text
from difyspec.resolve.names import Names
from difyspec.resolve.patterns import fits

MODEL = Path(Root.MODEL)


def decide(tree: Condition, model: str, names: Names, seen: frozenset[str] = frozenset()) -> bool | None:
    """Whether a condition holds for a model of that name; None if that depends on something else."""

    def inner(part: Condition) -> bool | None:
        return decide(part, model, names, seen)

    match tree:
        case All(parts=parts):
            return _all([inner(part) for part in parts])
        case Any(parts=parts):
            return _not(_all([_not(inner(part)) for part in parts]))
        case Not(part=part):
            return _not(inner(part))
        case InGroup(group=group):
            return fits(names.groups.get(group, ()), model)
        case Named(name=name):
            return _named(name, model, names, seen)
        case Matches() | OneOf() | Compare() | Truth():
            return _test(tree, model) if tree.path == MODEL else None


def _test(tree: Matches | OneOf | Compare | Truth, model: str) -> bool | None:
    """A test of the model's name."""
    match tree:
        case Matches(patterns=patterns):
            return fits(patterns, model)
        case OneOf(literals=literals):
            return any(one.text == model for one in literals)
        case Compare():
            return _compare(tree, model)
        case Truth():
            return None


def _named(name: str, model: str, names: Names, seen: frozenset[str]) -> bool | None:
    if name in names.groups:
        return fits(names.groups[name], model)
    if name in seen or name not in names.conditions:
        return None
    return decide(names.conditions[name].tree, model, names, seen | {name})


def _all(parts: list[bool | None]) -> bool | None:
    if False in parts:
        return False
    return None if None in parts else True


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _compare(tree: Compare, model: str) -> bool | None:
    relations: dict[Relation, Callable[[str], bool]] = {
        Relation.EQUAL: lambda other: model == other,
        Relation.UNEQUAL: lambda other: model != other,
        Relation.HAS: lambda other: other in model,
    }
    relation = relations.get(tree.relation)
    return None if relation is None else relation(tree.literal.text)


def evaluate(value: Value, model: str, voice: str | None = None) -> Scalar | None:
    """The scalar of a value when the model's (and the voice's) name is known; None if it depends on something else."""
    match value:
        case Scalar():
            return value
        case Path():
            known = {Root.MODEL: model, Root.VOICE: voice}.get(value.root)
            return text(known) if known is not None and value.name is None else None
        case Else(first=first, otherwise=otherwise):
            return evaluate(first, model, voice) or evaluate(otherwise, model, voice)
        case Template(parts=parts):
            found = [text(part) if isinstance(part, str) else evaluate(part, model, voice) for part in parts]
            texts = [one.text for one in found if one is not None]
            return text("".join(texts)) if len(texts) == len(found) else None

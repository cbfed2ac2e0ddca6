"""What is left of conditions and values when something of a call is known before it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import cast

from difyspec.provider.expressions import (
    All,
    Any,
    Case,
    Choice,
    Compare,
    Condition,
    Else,
    InGroup,
    Matches,
    Named,
    Not,
    OneOf,
    Path,
    Pattern,
    Relation,
    Root,
    Template,
    Truth,
    Value,
)
from difyspec.provider.values import NULL, Kind, Scalar, text
from difyspec.resolve.algebra import NEVER, both, either, negated
from difyspec.resolve.patterns import fits

MODEL = Path(Root.MODEL)
_NUMBERS = (Kind.INT, Kind.FLOAT)
_ORDER: dict[Relation, Callable[[int], bool]] = {
    Relation.AT_LEAST: lambda sign: sign >= 0,
    Relation.AT_MOST: lambda sign: sign <= 0,
    Relation.ABOVE: lambda sign: sign > 0,
    Relation.BELOW: lambda sign: sign < 0,
}


@dataclass(frozen=True, slots=True)
class Known:
    """`values` has what paths come to (None: certainly absent); a path that is not in it may come to anything.

    `tested` is the name that patterns and groups test, None if that is open. `groups` and `conditions` are the
    provider's.
    """

    values: Mapping[Path, Scalar | None] = field(default_factory=dict)
    tested: str | None = None
    groups: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    conditions: Mapping[str, Condition] = field(default_factory=dict)


def remaining(tree: Condition | None, known: Known) -> Condition | None:
    """The condition as far as it is open: None if it certainly holds, `NEVER` if it certainly does not."""
    match tree:
        case None:
            return None
        case All(parts=parts):
            return both(*(remaining(part, known) for part in parts))
        case Any(parts=parts):
            return either(*(one for part in parts if (one := remaining(part, known)) != NEVER))
        case Not(part=part):
            return negated(remaining(part, known))
        case Named(name=name):
            return _named(tree, name, known)
        case InGroup(group=group):
            return _settled(tree, _fits(known.groups.get(group, ()), known))
        case Matches(path=path, patterns=patterns) if path == MODEL:
            return _settled(tree, _fits(patterns, known))
        case Matches() | Truth() | Compare() | OneOf():
            return _settled(tree, _holds(tree, known))


def value(tree: Value, known: Known) -> Value | None:
    """The value as far as it is open; None if it is certainly absent."""
    match tree:
        case Scalar():
            return tree
        case Path():
            return known.values.get(tree, tree)
        case Else(first=first, otherwise=otherwise):
            found, other = value(first, known), value(otherwise, known)
            if found is None or isinstance(found, Scalar):
                return other if found is None else found
            return tree if isinstance(other, Template) else first if other is None else Else(first, other)
        case Template(parts=parts):
            return _joined([part if isinstance(part, str) else value(part, known) for part in parts])


def choice[T](tree: Choice[T], known: Known) -> Choice[T]:
    """The choice without the cases that can no longer count."""
    cases: list[Case[T]] = []
    for case in tree.cases:
        when = remaining(case.when, known)
        if when == NEVER:
            continue
        cases.append(Case(when, case.then))
        if when is None:
            break
    return Choice(tuple(cases))


def settled[T](tree: T, known: Known) -> T:
    """A tree of the provider with every condition, value and choice in it as far as it is open.

    A condition that certainly holds becomes ``All(())``, one that does not ``Any(())``, an absent value `NULL`.
    """
    return cast(T, _inside(tree, known))


def _inside(tree: object, known: Known) -> object:
    match tree:
        case All() | Any() | Not() | Truth() | Compare() | OneOf() | Matches() | InGroup() | Named():
            return remaining(tree, known) or All(())
        case Choice():
            return Choice(tuple(replace(one, then=_inside(one.then, known)) for one in choice(tree, known).cases))
        case Path() | Else() | Template():
            return value(tree, known) or NULL
        case tuple():
            return tuple(_inside(one, known) for one in tree)
        case _ if is_dataclass(tree) and not isinstance(tree, type | Scalar | Pattern):
            found = {one.name: getattr(tree, one.name) for one in fields(tree)}
            return replace(tree, **{name: _inside(one, known) for name, one in found.items()})
        case _:
            return tree


def _settled(tree: Condition, holds: bool | None) -> Condition | None:
    if holds is None:
        return tree
    return None if holds else NEVER


def _fits(patterns: tuple[Pattern, ...], known: Known) -> bool | None:
    return None if known.tested is None else fits(patterns, known.tested)


def _named(tree: Named, name: str, known: Known) -> Condition | None:
    if name in known.groups:
        return _settled(tree, _fits(known.groups[name], known))
    whole = known.conditions.get(name)
    if whole is None:
        return tree
    found = remaining(whole, known)
    return tree if found == whole else found


def _holds(tree: Matches | Truth | Compare | OneOf, known: Known) -> bool | None:
    """Whether a test of one path holds; None if that is open."""
    if tree.path == MODEL and known.tested is not None:
        found: Scalar | None = text(known.tested)
    elif tree.path in known.values:
        found = known.values[tree.path]
    else:
        return None
    match tree:
        case Compare(relation=relation, literal=literal):
            return _compared(found, relation, literal)
        case _ if found is None:
            return False
        case Matches(patterns=patterns):
            return fits(patterns, found.text)
        case OneOf(literals=literals):
            return any(_equal(found, one) for one in literals)
        case Truth():
            return found.truth if found.kind is Kind.BOOL else found.kind in _NUMBERS and found.number != 0


def _compared(found: Scalar | None, relation: Relation, literal: Scalar) -> bool:
    if relation is Relation.UNEQUAL:
        return found is None or not _equal(found, literal)
    if found is None:
        return False
    if relation is Relation.EQUAL:
        return _equal(found, literal)
    if relation is Relation.HAS:
        return literal.text in found.text
    if found.kind not in _NUMBERS or literal.kind not in _NUMBERS:
        return False
    return _ORDER[relation]((found.number > literal.number) - (found.number < literal.number))


def _equal(found: Scalar, literal: Scalar) -> bool:
    if found.kind in _NUMBERS and literal.kind in _NUMBERS:
        return found.number == literal.number
    return found.kind is literal.kind and found.text == literal.text


def _joined(parts: list[str | Value | None]) -> Value:
    """A text of parts, of which those that are known are one."""
    found: list[str | Path | Else] = []
    for part in parts:
        if isinstance(part, Path | Else):
            found.append(part)
            continue
        plain = part if isinstance(part, str) else part.text if isinstance(part, Scalar) else ""
        if found and isinstance(found[-1], str):
            found[-1] += plain
        elif plain:
            found.append(plain)
    if not found:
        return text("")
    if len(found) == 1:
        return text(found[0]) if isinstance(found[0], str) else found[0]
    return Template(tuple(found))

"""Which profiles the models of one type get: few of them, each what a good many models nearly are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from difyspec.importer.factor.costs import Costs
from difyspec.importer.factor.lists import Book
from difyspec.importer.factor.parameters import ATTRIBUTES, Parameter
from difyspec.importer.factor.shapes import EMPTY, NO_LABEL, Shape
from difyspec.provider.values import Data

OWN = ("label", "label_languages", "context_size", "price", "source", "extra", "deprecated", "listed", "folder")
"""Columns of which a profile speaks only if all of its models agree."""

_USE = 14
"""The bytes of ``use: name``."""
_HEAD = 20
"""The bytes that a profile takes before it says anything."""
_NEAR = 0.6
"""A profile copies another one if that leaves less than this part of it to be written."""
_SCRUPLE = 30
"""Bytes that a profile must save beyond its own: fewer profiles are easier to remember."""
_FLAGS = ("deprecated", "listed", "folder")
_ACCIDENTAL = ("price", "source", "extra")
_FEW = 3
"""Fewer models than this may agree by accident, and make no copy of a profile worthwhile that says one thing only."""
_NUMBERS = frozenset(("default", "min", "max", "precision"))


@dataclass(slots=True)
class Group:
    """A profile in the making, and the places of its models. `like`: the place of the group it copies."""

    shape: Shape
    members: list[int] = field(default_factory=list)
    like: int | None = None


def profiles(shapes: Sequence[Shape], book: Book) -> list[Group]:
    """The groups of the models with these shapes; a model in no group writes everything itself."""
    common = [_common_part(one) for one in shapes]
    first: dict[object, Shape] = {}
    same = [first.setdefault(_signature(one), one) for one in common]
    groups = _Search(same, Costs(book)).run()
    groups += [one for place, group in enumerate(groups) for one in _retired(place, group, shapes)]
    for group in groups:
        _agree(group, groups, shapes)
    return groups


def _common_part(shape: Shape) -> Shape:
    """What a profile may say. That models have no label is part of it, what their labels are is not."""
    values = {name: value for name, value in shape.values.items() if name not in OWN or value == NO_LABEL}
    return replace(shape, values=values)


def _signature(shape: Shape, ignored: frozenset[str] = frozenset()) -> object:
    parameters = None
    if shape.parameters is not None:
        parameters = tuple(
            (
                one.key,
                one.template,
                tuple((name, one.attributes.get(name)) for name in ATTRIBUTES if name not in ignored),
            )
            for one in shape.parameters
        )
    return tuple(sorted(shape.values.items())), shape.features, parameters


class _Search:
    """Opens one profile after the other, always the one that saves most, then sees to it that all are worth it."""

    def __init__(self, shapes: list[Shape], costs: Costs) -> None:
        self.shapes = shapes
        self.costs = costs
        counted = Counter(id(one) for one in shapes)
        self.kinds = list({id(one): one for one in shapes}.values())
        self.weights = [counted[id(one)] for one in self.kinds]
        self.candidates = self._candidates()

    def _candidates(self) -> list[Shape]:
        """One shape of those that differ in numbers only: the most frequent one."""
        best: dict[object, tuple[int, Shape]] = {}
        for kind, weight in zip(self.kinds, self.weights, strict=True):
            key = _signature(kind, _NUMBERS)
            if key not in best or weight > best[key][0]:
                best[key] = (weight, kind)
        return [shape for _, shape in best.values()]

    def run(self) -> list[Group]:
        groups = self._opened()
        groups = self._pruned(self._assigned(groups))
        for _ in range(2):
            self._settle(groups)
            groups = self._pruned(self._assigned(groups))
        return groups

    def _opened(self) -> list[Group]:
        """The profiles that each make the whole shorter."""
        between = self.costs.between
        table = [[between(kind, candidate) + _USE for kind in self.kinds] for candidate in self.candidates]
        least = [between(kind, EMPTY) for kind in self.kinds]
        alone = [between(one, EMPTY) + _HEAD for one in self.candidates]
        groups: list[Group] = []
        while True:
            best: tuple[int, int, int | None] | None = None
            for place, row in enumerate(table):
                pairs = zip(self.weights, least, row, strict=True)
                saved = sum([weight * (now - new) for weight, now, new in pairs if new < now]) - _SCRUPLE
                if saved <= (best[0] if best else 0):
                    continue
                written, like = self._written(place, alone[place], groups)
                if saved - written > (best[0] if best else 0):
                    best = (saved - written, place, like)
            if best is None:
                return groups
            groups.append(Group(self.candidates[best[1]], like=best[2]))
            least = [min(pair) for pair in zip(least, table[best[1]], strict=True)]

    def _written(self, place: int, alone: int, groups: list[Group]) -> tuple[int, int | None]:
        """The bytes of a profile, and the group it had better copy."""
        options: list[tuple[int, int | None]] = [(alone, None)]
        for number, group in enumerate(groups):
            copied = self.costs.between(self.candidates[place], group.shape) + _HEAD + _USE
            if group.like is None and copied < _NEAR * alone:
                options.append((copied, number))
        return min(options, key=lambda one: one[0])

    def _assigned(self, groups: list[Group]) -> list[Group]:
        """The groups with each model in the best of them."""
        made = [replace(group, members=[]) for group in groups]
        chosen: dict[int, int | None] = {}
        for member, shape in enumerate(self.shapes):
            if id(shape) not in chosen:
                own = self.costs.between(shape, EMPTY)
                totals = [self.costs.between(shape, group.shape) + _USE for group in groups]
                chosen[id(shape)] = totals.index(min(totals)) if totals and min(totals) < own else None
            place = chosen[id(shape)]
            if place is not None:
                made[place].members.append(member)
        return made

    def _pruned(self, groups: list[Group]) -> list[Group]:
        """Without groups that fewer than two models are in; a copy of such a group stands for itself."""
        while True:
            small = next((place for place, group in enumerate(groups) if len(group.members) < 2), None)
            if small is None:
                return groups
            rest = [group for place, group in enumerate(groups) if place != small]
            for group in rest:
                if group.like is not None:
                    group.like = None if group.like == small else group.like - (group.like > small)
            groups = self._assigned(rest)

    def _settle(self, groups: list[Group]) -> None:
        """Gives each group the values of parameters that most of its models have, where that is shorter."""
        for place, group in enumerate(groups):
            if group.shape.parameters is None:
                continue
            settled = replace(
                group.shape, parameters=tuple(self._typical(one, group) for one in group.shape.parameters)
            )
            if self._length(settled, group, groups) < self._length(group.shape, group, groups):
                groups[place] = replace(group, shape=settled)

    def _length(self, shape: Shape, group: Group, groups: list[Group]) -> int:
        between = self.costs.between
        base = EMPTY if group.like is None else groups[group.like].shape
        copies = [one.shape for one in groups if one.like is not None and groups[one.like] is group]
        total = between(shape, base) + sum(between(one, shape) for one in copies)
        return total + sum(between(self.shapes[member], shape) for member in group.members)

    def _typical(self, parameter: Parameter, group: Group) -> Parameter:
        """The parameter with the attributes that most of the group's models give it."""
        same = [
            one.attributes
            for member in group.members
            for one in self.shapes[member].parameters or ()
            if one.name == parameter.name and one.template == parameter.template
        ]
        if not same:
            return parameter
        attributes: dict[str, Data] = {}
        for name in ATTRIBUTES:
            counts = Counter(one.get(name) for one in same)
            value = max(counts, key=lambda one: (counts[one], one == parameter.attributes.get(name)))
            if value is not None:
                attributes[name] = value
        return replace(parameter, attributes=attributes)


def _retired(place: int, group: Group, shapes: Sequence[Shape]) -> list[Group]:
    """Copies of a profile for the models that are deprecated, not listed, or lie in one folder, if they are several."""
    if group.like is not None:
        return []
    flagged: dict[tuple[tuple[str, Data], ...], list[int]] = {}
    for member in group.members:
        values = shapes[member].values
        flagged.setdefault(tuple((name, values[name]) for name in _FLAGS if name in values), []).append(member)
    if len(flagged) < 2:
        return []
    found: list[Group] = []
    for flags, members in flagged.items():
        if flags and len(members) >= _FEW:
            shape = replace(group.shape, values={**group.shape.values, **dict(flags)})
            found.append(Group(shape, members, place))
            group.members = [one for one in group.members if one not in members]
    return found


def _agree(group: Group, groups: list[Group], shapes: Sequence[Shape]) -> None:
    """Moves the columns of `OWN` in which all models agree into the profile."""
    place = next(number for number, one in enumerate(groups) if one is group)
    children = [one for one in groups if one.like == place]
    members = [member for one in (group, *children) for member in one.members]
    agreed: dict[str, Data] = {}
    for name in OWN:
        values = {shapes[member].values.get(name) for member in members}
        value = values.pop()
        enough = len(members) >= (_FEW if name in _ACCIDENTAL else 1)
        if not values and value is not None and enough and (name != "label" or value == NO_LABEL):
            agreed[name] = value
    group.shape = replace(group.shape, values={**group.shape.values, **agreed})

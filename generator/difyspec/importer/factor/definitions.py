"""Which parameters a spec defines: few definitions, to each of which the models' parameters are near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from difyspec.importer.factor.cost import entry
from difyspec.importer.factor.parameters import ATTRIBUTES, Parameter, changes, changes_size
from difyspec.provider.values import Data, DataMap, text

_MOST = 6
"""More uses than this do not make a definition any more worthwhile: profiles share them."""

_WORDY = 150
"""What speaks against texts for people in the midst of a list of parameters, as bytes."""

_NUMBERS = frozenset(("default", "min", "max", "precision"))
_SCRUPLE = 100_000
"""What speaks against a definition that differs from another one in numbers only: those are said where it is used."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A parameter as some models have it: how many lists have it, and which models, by name."""

    parameter: Parameter
    uses: int
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition in the making. `bare`: it is a template of the SDK, which needs no definition."""

    template: str | None
    attributes: Mapping[str, Data] = field(hash=False)
    bare: bool = False

    def distance(self, parameter: Parameter) -> int | None:
        """The bytes that a list needs to get from here to a parameter; None where it cannot."""
        if parameter.template != self.template:
            return None
        said = any(parameter.attributes.get(name, one) != one for name, one in self._texts())
        return changes_size(parameter.attributes, self.attributes) + (_WORDY if said else 0)

    def _texts(self) -> Iterator[tuple[str, Data | None]]:
        return ((name, self.attributes.get(name)) for name in ("label", "help"))


def variants(lists: Iterable[tuple[str, Sequence[Parameter]]]) -> dict[str, list[Variant]]:
    """The variants of each parameter in the lists of all models, by the parameter's name."""
    seen: dict[tuple[str, str | None, DataMap], tuple[Parameter, set[object], list[str]]] = {}
    for model, parameters in lists:
        whole = tuple(_identity(one) for one in parameters)
        for one, identity in zip(parameters, whole, strict=True):
            _, uses, models = seen.setdefault(identity, (one, set(), []))
            uses.add(whole)
            models.append(model)
    found: dict[str, list[Variant]] = {}
    for (name, _, _), (one, uses, models) in seen.items():
        found.setdefault(name, []).append(Variant(one, min(len(uses), _MOST), tuple(models)))
    return found


def _identity(parameter: Parameter) -> tuple[str, str | None, DataMap]:
    entries = ((name, parameter.attributes[name]) for name in ATTRIBUTES if name in parameter.attributes)
    return parameter.name, parameter.template, DataMap(tuple(entries))


def definitions(name: str, found: list[Variant]) -> list[Definition]:
    """The definitions for the variants of one parameter, so that the whole is short; the most used one first."""
    candidates = [Definition(one.parameter.template, one.parameter.attributes) for one in found]
    if any(one.template == name for one in candidates):
        candidates.append(Definition(name, {}, bare=True))
    chosen = [candidates[place] for place in _Search(found, candidates).run()]
    settled = _distinct([_settled(one, chosen, found) for one in chosen])
    uses = [sum(one.uses for one in found if nearest_of(settled, one.parameter) is each) for each in settled]
    order = sorted((place for place, count in enumerate(uses) if count), key=lambda place: (-uses[place], place))
    first, *others = [settled[place] for place in order]
    return [first, *(replace(one, bare=False) for one in others)]


def _distinct(settled: list[Definition]) -> list[Definition]:
    """The definitions without those that now differ from one before them in numbers only."""
    kept: list[Definition] = []
    for one in settled:
        if not any(one.template == other.template and alike(one, other) for other in kept):
            kept.append(one)
    return kept


def alike(one: Definition, other: Definition) -> bool:
    """Whether two definitions differ in numbers only."""
    return {name for name in ATTRIBUTES if one.attributes.get(name) != other.attributes.get(name)} <= _NUMBERS


class _Search:
    """Opens one candidate after the other, always the one that makes the whole shortest."""

    def __init__(self, found: list[Variant], candidates: list[Definition]) -> None:
        self.found = found
        self.candidates = candidates
        self.own = [sum(entry(*each) for each in one.attributes.items()) + 20 for one in candidates]
        self.distances = [[one.distance(variant.parameter) for one in candidates] for variant in found]

    def run(self) -> list[int]:
        """The places of the candidates to be definitions: one for each template at least."""
        chosen = [place for place, one in enumerate(self.candidates) if one.bare]
        templates = {self.candidates[place].template for place in chosen}
        for template in dict.fromkeys(one.template for one in self.candidates):
            if template not in templates:
                places = [place for place, one in enumerate(self.candidates) if one.template == template]
                chosen.append(min(places, key=lambda place: self._total([*chosen, place], template)))
        best = self._total(chosen)
        while True:
            totals = [self._total([*chosen, place]) for place in range(len(self.candidates))]
            least = min(totals)
            if least >= best:
                return chosen
            chosen, best = [*chosen, totals.index(least)], least

    def _total(self, chosen: list[int], template: str | bool | None = True) -> int:
        """The bytes of the definitions, and of what their uses (of one template) have to say on top."""
        total = sum([self._written(place, chosen[:number]) for number, place in enumerate(chosen)])
        for variant, row in zip(self.found, self.distances, strict=True):
            if template is True or variant.parameter.template == template:
                total += variant.uses * min([found for place in chosen if (found := row[place]) is not None])
        return total

    def _written(self, place: int, before: list[int]) -> int:
        """The bytes of a definition, perhaps as a copy of one before it, and what speaks against it."""
        if self.candidates[place].bare:
            return 0
        others = [other for other in before if self.distances[place][other] is not None]
        copies = [(self.distances[place][other] or 0) + 35 for other in others if not self.candidates[other].bare]
        doubtful = any(alike(self.candidates[place], self.candidates[other]) for other in others)
        return min([self.own[place], *copies]) + (_SCRUPLE if doubtful else 0)


def nearest_of(chosen: Sequence[Definition], parameter: Parameter) -> Definition:
    """The definition that is nearest to a parameter; the first of equals."""
    distances = [(found, place) for place, one in enumerate(chosen) if (found := one.distance(parameter)) is not None]
    return chosen[min(distances)[1]]


def _settled(definition: Definition, chosen: Sequence[Definition], found: list[Variant]) -> Definition:
    """The definition with the values that most of its uses have, if that is shorter."""
    uses = [one for one in found if nearest_of(chosen, one.parameter) is definition]
    attributes: dict[str, Data] = {}
    for name in ATTRIBUTES:
        weights: dict[Data | None, int] = {}
        for one in uses:
            value = one.parameter.attributes.get(name)
            weights[value] = weights.get(value, 0) + one.uses
        value = max(weights, key=lambda each: weights[each], default=None)
        if value is not None:
            attributes[name] = value
    settled = replace(definition, attributes=attributes, bare=definition.bare and not attributes)
    return settled if _length(settled, uses) < _length(definition, uses) else definition


def _length(definition: Definition, uses: list[Variant]) -> int:
    own = 0 if definition.bare else sum(entry(*each) for each in definition.attributes.items()) + 20
    return own + sum(one.uses * changes_size(one.parameter.attributes, definition.attributes) for one in uses)


def body(name: str, key: str, definition: Definition, others: Mapping[str, Definition]) -> DataMap:
    """What stands behind a definition's key: all of it, or what differs from one of `others` that it copies."""
    renamed = (("name", text(name)),) if key != name else ()
    template = (("template", text(definition.template)),) if definition.template is not None else ()
    whole = DataMap((*renamed, *template, *changes(definition.attributes, {}).entries))
    best, least = whole, _size(whole)
    for other, base in others.items():
        own = template if definition.template != base.template else ()
        if definition.template is None and base.template is not None:
            continue
        copy = DataMap(
            (*renamed, ("like", text(other)), *own, *changes(definition.attributes, base.attributes).entries)
        )
        if _size(copy) < least:
            best, least = copy, _size(copy)
    return best


def _size(data: DataMap) -> int:
    return sum(entry(name, value) + 2 for name, value in data.entries)

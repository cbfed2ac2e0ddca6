"""How many bytes lead from one shape to another: counted, not written, since a search asks very often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from difyspec.importer.factor.changes import list_changes
from difyspec.importer.factor.cost import entry
from difyspec.importer.factor.lists import MOST_CHANGES, Book, feature_columns, stays
from difyspec.importer.factor.parameters import Parameter, changes_size
from difyspec.importer.factor.shapes import Shape

type Listed = tuple[Parameter, ...] | None

_COLUMN = 14
"""The bytes of a column's name, roughly."""


@dataclass(slots=True)
class Costs:
    """Costs that were counted before are kept. Parameters and lists are told apart by identity, so they stay alive."""

    book: Book
    _features: dict[tuple[object, object], int] = field(default_factory=dict)
    _lists: dict[tuple[int, int], int] = field(default_factory=dict)
    _whole: dict[int, int] = field(default_factory=dict)
    _pairs: dict[tuple[int, int], int] = field(default_factory=dict)
    _names: dict[int, Mapping[str, Parameter]] = field(default_factory=dict)
    _alive: list[object] = field(default_factory=list)

    def between(self, target: Shape, base: Shape) -> int:
        """The bytes of the columns that make a target of a base."""
        total = 0
        for name, value in target.values.items():
            if base.values.get(name) != value:
                total += entry(name, value) + 2
        for name in base.values:
            if name not in target.values:
                total += len(name) + 12
        features = (target.features, base.features)
        if features not in self._features:
            self._features[features] = self._feature_bytes(*features)
        return total + self._features[features] + self._between_lists(target.parameters, base.parameters)

    def _feature_bytes(self, target: tuple[str, ...] | None, base: tuple[str, ...] | None) -> int:
        if target is None:
            return 0 if base is None else 18
        return sum(entry(name, value) + 2 for name, value in feature_columns(target, base))

    def _between_lists(self, target: Listed, base: Listed) -> int:
        if target is None:
            return 0 if base is None else 20
        key = (id(target), id(base))
        if key not in self._lists:
            self._alive.append((target, base))
            whole = self._all(target)
            changed = None if base is None else self._changed(target, base)
            self._lists[key] = whole if changed is None else min(whole, changed)
        return self._lists[key]

    def _all(self, target: tuple[Parameter, ...]) -> int:
        """The bytes of a list in full."""
        if id(target) not in self._whole:
            self._whole[id(target)] = _COLUMN + sum([self._listed(one) for one in target])
        return self._whole[id(target)]

    def _listed(self, one: Parameter) -> int:
        changed = changes_size(one.attributes, self.book[one.key])
        return len(one.key) + 2 + (changed + 4 if changed else 0)

    def _changed(self, target: tuple[Parameter, ...], base: tuple[Parameter, ...]) -> int | None:
        """The bytes of changes and adjustments; None where a list in full is due."""
        before, after = self._by_name(base), self._by_name(target)
        if len(before) < len(base) or len(after) < len(target):
            return None
        kept = [one for one in target if one.name in before and stays(one, before[one.name])]
        names = {one.name for one in kept}
        if len(target) + len(base) - 2 * len(kept) > MOST_CHANGES:
            return None
        made = list_changes(
            [one.name if one.name in names else f"-{one.name}" for one in base],
            [one.name if one.name in names else f"+{one.name}" for one in target],
        )
        if made is None or len(made) > MOST_CHANGES:
            return None
        total = _COLUMN if made else 0
        for change in made:
            total += len(change.name) + 3 + (18 if change.after or change.before else 0)
            if change.added:
                total += self._listed(after[change.name.lstrip("+")])
        moved = {change.name for change in made}
        adjusted = sum([self._pair(one, before[one.name]) for one in kept if one.name not in moved])
        return total + adjusted + (10 if adjusted else 0)

    def _pair(self, target: Parameter, base: Parameter) -> int:
        """The bytes that adjust one parameter to another."""
        if target is base:
            return 0
        key = (id(target), id(base))
        if key not in self._pairs:
            self._alive.append((target, base))
            changed = changes_size(target.attributes, base.attributes)
            self._pairs[key] = changed + len(target.name) + 6 if changed else 0
        return self._pairs[key]

    def _by_name(self, parameters: tuple[Parameter, ...]) -> Mapping[str, Parameter]:
        if id(parameters) not in self._names:
            self._alive.append(parameters)
            self._names[id(parameters)] = {one.name: one for one in parameters}
        return self._names[id(parameters)]

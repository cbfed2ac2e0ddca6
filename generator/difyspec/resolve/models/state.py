"""A model in the making."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from difyspec.resolve.layers import Layers, stacked
from difyspec.resolve.models.features import Feature
from difyspec.resolve.models.rules import Rule

OTHERS = ("label", "price", "deprecated", "listed", "fetch_from", "source", "extra", "folder", "label_languages")
"""The other columns with a single value."""


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a model after some steps. None: nothing was said about the list."""

    values: dict[str, Layers[Any]] = field(default_factory=dict)
    features: tuple[Feature, ...] | None = None
    rules: tuple[Rule, ...] | None = None

    def layers(self, column: str) -> Layers[Any]:
        """The layers of a column."""
        return self.values.get(column, ())

    def with_layers(self, layers: Mapping[str, Layers[Any]]) -> State:
        """The state with layers over some of its columns."""
        if not layers:
            return self
        over = {column: stacked(top, self.layers(column)) for column, top in layers.items()}
        return replace(self, values={**self.values, **over})

    def with_rule(self, rule: Rule, old: Rule) -> State:
        """The state with one parameter changed."""
        rules = tuple(rule if one is old else one for one in self.rules or ())
        return replace(self, rules=rules)

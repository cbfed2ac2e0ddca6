"""Features of models."""

from __future__ import annotations

from dataclasses import dataclass, replace

from difyspec.diagnostics import Span
from difyspec.language import Entry
from difyspec.language.models.parameters import ListedFeature
from difyspec.language.positions import FEATURES
from difyspec.provider.expressions import Condition
from difyspec.resolve.models.env import Env
from difyspec.resolve.models.lists import joined


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature of a model, and when it has it."""

    name: str
    span: Span
    when: Condition | None = None

    def called(self, name: str) -> bool:
        """Whether a list means this feature."""
        return name == self.name

    def conditioned(self, when: Condition | None) -> Feature:
        """The same feature under another condition."""
        return replace(self, when=when)

    def merged(self, other: Feature, when: Condition | None) -> Feature:
        """The feature, there also where a condition holds."""
        return replace(self, when=joined(self.when, when), span=other.span)


def feature(entry: Entry[ListedFeature], env: Env) -> Feature:
    """The feature of an entry."""
    if entry.name not in FEATURES:
        message = f"Dify knows no feature `{entry.name}`"
        env.context.unknown("D209", entry.name_span, message, entry.name, FEATURES, "features")
    return Feature(entry.name, entry.name_span, env.condition(entry.body, entry.span))

"""Where a model is being composed: what may be read, and what is known of its name."""

from __future__ import annotations

from dataclasses import dataclass, field

from difyspec.diagnostics import Span
from difyspec.language.models.restriction import Restriction
from difyspec.provider.expressions import Condition
from difyspec.provider.models import ModelType
from difyspec.resolve.algebra import NEVER
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.where import Where, custom
from difyspec.resolve.names import Names
from difyspec.resolve.restrict import restriction
from difyspec.resolve.statics import decide


@dataclass(frozen=True, slots=True)
class Env:
    """One composition. `model` is the name of the model, None where only the user will know it.

    `decisions` grows by the place of every condition that the name of a known model decided.
    """

    type: ModelType
    model: str | None
    names: Names
    context: Context
    decisions: list[Span] = field(default_factory=list, compare=False)

    @property
    def where(self) -> Where:
        """What expressions may read. That a model in the spec depends on credentials is told in other words."""
        return custom(self.type)

    def condition(self, section: Restriction | None, span: Span) -> Condition | None:
        """When a restricted thing counts. For a model in the spec that is decided here: None or `NEVER`."""
        if section is None:
            return None
        found = restriction(section, self.where, self.names, self.context)
        return self.decided(found, span)

    def decided(self, condition: Condition | None, span: Span) -> Condition | None:
        """A condition as far as the model's name decides it."""
        if self.model is None or condition is None:
            return condition
        self.decisions.append(span)
        holds = decide(condition, self.model, self.names)
        if holds is None:
            message = "what a model in the spec is cannot depend on credentials or on the call"
            self.context.say("D415", span, message)
        return None if holds else NEVER

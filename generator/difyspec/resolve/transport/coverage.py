"""Choices that leave a model without a value."""

from __future__ import annotations

from collections.abc import Sequence

from difyspec.diagnostics import Span
from difyspec.provider.expressions import Choice
from difyspec.provider.models import ModelType
from difyspec.resolve.algebra import negated
from difyspec.resolve.context import Context
from difyspec.resolve.names import Names
from difyspec.resolve.statics import decide


def check_covered[T](
    found: Choice[T] | None, what: str, span: Span, types: Sequence[ModelType], names: Names, context: Context
) -> None:
    """A finding where a choice that must have a value may have none."""
    if found is None or not found.cases or any(case.when is None for case in found.cases):
        return
    conditions = [case.when for case in found.cases]
    if any(negated(one) in conditions for one in conditions):
        return
    for type_ in types:
        models = names.closed.get(type_)
        if models is None:
            message = f"{what} has no value where no case fits: there is no `else`"
            context.say("D411", span, message)
            return
        for model in models:
            if not any(one is not None and decide(one, model, names) for one in conditions):
                context.say("D411", span, f"{what} has no value for the model `{model}`: no case fits it for certain")
                return

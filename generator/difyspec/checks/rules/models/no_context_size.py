"""D863."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.layout.tree import is_null


@rule("D863", WARNING)
def no_context_size(model: Model) -> Iterator[Hit]:
    """A language model has no context size

    Why: Dify does not know how much of a conversation fits, and cuts nothing off: long conversations fail.

    Fix: Write `context_size`.

    Wrong:
        model_properties: {mode: chat}

    Right:
        model_properties: {mode: chat, context_size: 8192}
    """
    if model.type == "llm" and not model.deprecated and is_null(model.property_of("context_size")):
        yield Hit(model.at("model_properties"), f"`{model.id}` has no `context_size`")

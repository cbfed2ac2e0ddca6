"""D860."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.checks.views.values import plain
from difyspec.diagnostics import Related


@rule("D860", WARNING)
def answer_longer_than_context(model: Model) -> Iterator[Hit]:
    """The maximum of `max_tokens` is above the context size

    Why: One of the two is wrong: with too small a context Dify cuts off conversations that would fit, with too large
    a maximum calls fail.

    Fix: Correct `context_size`, or lower `max`.

    Wrong:
        model_properties: {mode: chat, context_size: 8192}
        parameter_rules:
          - {name: max_tokens, use_template: max_tokens, default: 1024, max: 65536}

    Right:
        model_properties: {mode: chat, context_size: 1048576}
        parameter_rules:
          - {name: max_tokens, use_template: max_tokens, default: 1024, max: 65536}
    """
    limit, context = model.max_tokens, model.context_size
    most = limit.number("max") if limit is not None else None
    if limit is not None and most is not None and context is not None and 0 < context < most:
        related = (Related(model.at("model_properties", "context_size"), "the context size"),)
        message = f"`{limit.name}` goes up to {plain(most)} in a context of {context} tokens"
        yield Hit(limit.at("max"), message, related=related)

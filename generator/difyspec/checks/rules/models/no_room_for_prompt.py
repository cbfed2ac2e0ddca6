"""D861."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.checks.views.values import plain
from difyspec.diagnostics import Related


@rule("D861", WARNING)
def no_room_for_prompt(model: Model) -> Iterator[Hit]:
    """The default of `max_tokens` takes the whole context

    Why: Dify keeps that many tokens free for the answer, so with the default nothing is left for a prompt.

    Fix: Lower the default.

    Wrong:
        model_properties: {mode: chat, context_size: 16384}
        parameter_rules:
          - {name: max_tokens, use_template: max_tokens, default: 16384, max: 16384}

    Right:
        model_properties: {mode: chat, context_size: 16384}
        parameter_rules:
          - {name: max_tokens, use_template: max_tokens, default: 2048, max: 16384}
    """
    limit, context = model.max_tokens, model.context_size
    default = limit.number("default") if limit is not None else None
    if limit is not None and default is not None and context is not None and 0 < context <= default:
        related = (Related(model.at("model_properties", "context_size"), "the context size"),)
        message = f"`{limit.name}` is {plain(default)} by default, in a context of {context} tokens"
        yield Hit(limit.at("default"), message, related=related)

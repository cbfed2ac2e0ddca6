"""D847."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.model import Model

CAP = 2048
# Below that a cap of 2,048 may well be what is meant.
ROOM = 8192


@rule("D847", WARNING)
def capped_by_template(model: Model) -> Iterator[Hit]:
    """The template of `max_tokens` caps answers at 2,048 tokens

    `use_template: max_tokens` without a `max` of its own brings a maximum of 2,048 and a default of 64, whatever the
    model can do. It is told for models with a context of at least 8,192 tokens.

    Why: Users cannot ask for longer answers, and get 64 tokens if they change nothing.

    Fix: Write `default` and `max` beside the template.

    Wrong:
        model_properties: {mode: chat, context_size: 131072}
        parameter_rules:
          - {name: max_tokens, use_template: max_tokens}

    Right:
        model_properties: {mode: chat, context_size: 131072}
        parameter_rules:
          - {name: max_tokens, use_template: max_tokens, default: 1024, max: 8192}
    """
    limit = model.max_tokens
    if limit is None or limit.use_template != "max_tokens" or limit.has("max") or (model.context_size or 0) < ROOM:
        return
    message = f"`{limit.name}` ends at the template's {CAP} tokens in a model with a context of {model.context_size}"
    yield Hit(limit.at("use_template"), message)

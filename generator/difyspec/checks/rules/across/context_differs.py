"""D970."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.many import Plugins, odd_ones, same_models
from difyspec.diagnostics import Related

FACTOR = 8
_ENCODER = 514  # tokens that BERT and what derives from it can read at once: no default of anybody


@rule("D970", WARNING)
def context_differs(plugins: Plugins) -> Iterator[Hit]:
    """Providers disagree about a model's context by a factor of eight or more

    Compared are models of one name, without the vendor in front. Told is the one that stands alone, and of two
    language models the smaller one. That an embedding model reads 512 tokens is not told: the others have it wrong.

    Why: A host may allow less than the vendor, but a factor of eight is mostly a default that nobody filled in.

    Fix: Look it up, and correct `context_size`.

    Wrong:
        model_properties: {mode: chat, context_size: 8192}  # elsewhere 1048576

    Right:
        model_properties: {mode: chat, context_size: 1048576}
    """
    for models in same_models(plugins):
        sizes = [(model, float(model.context_size)) for model in models if model.context_size]
        least = 2 if models[0].type == "llm" else 3
        for model, size, other, others in odd_ones(sizes, FACTOR, least=True) if len(sizes) >= least else ():
            if models[0].type != "llm" and size <= _ENCODER:
                continue
            place = other.at("model_properties", "context_size")
            related = (Related(place, f"{int(others)} in {other.plugin.name}"),)
            message = f"`{model.id}` has a context of {int(size)} here and of {int(others)} in {other.plugin.name}"
            yield Hit(model.at("model_properties", "context_size"), message, related=related)

"""D908."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin


@rule("D908", WARNING)
def type_without_models(plugin: Plugin) -> Iterator[Hit]:
    """A model type is supported and there are no models of it, or the other way round

    A type without models is no defect where users add models of their own (`customizable-model`).

    Why: Dify shows a type that nobody can use; models of a type that is not supported are never shown.

    Fix: Correct `supported_model_types`, or add the models.

    Wrong:
        supported_model_types: [llm, text-embedding, tts, rerank]  # and there are no models for rerank

    Right:
        supported_model_types: [llm, text-embedding, tts]
    """
    models = {model.type: model for model in reversed(plugin.models) if model.type}
    if plugin.models and "predefined-model" in plugin.methods and "customizable-model" not in plugin.methods:
        for name, node in plugin.types.items():
            if name not in models:
                yield Hit(node.span, f"`{name}` is supported, and there is no model of that type")
    for name, model in models.items():
        if plugin.types and name not in plugin.types:
            yield Hit(model.at("model_type"), f"`{model.id}` is of type {name}, which the provider does not support")

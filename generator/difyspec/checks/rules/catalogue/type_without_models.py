"""D908."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import path_in
from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics.fix import InsertItems, ReplaceItem, unsafe
from difyspec.layout.tree import items_at
from difyspec.loaders.sdk.vocabulary import MODEL_TYPES


@rule("D908", WARNING, UNSAFE)
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
                path = path_in(plugin, node) if len(plugin.types) > 1 else None
                fix = unsafe(node.span.file, ReplaceItem(path)) if path is not None else None
                yield Hit(node.span, f"`{name}` is supported, and there is no model of that type", fix=fix)
    for name, model in models.items():
        if plugin.types and name not in plugin.types:
            count = len(items_at(plugin.provider, "supported_model_types"))
            first = next(iter(plugin.types.values()))
            fix = unsafe(first.span.file, InsertItems(("supported_model_types",), count, (name,)))
            message = f"`{model.id}` is of type {name}, which the provider does not support"
            yield Hit(model.at("model_type"), message, fix=fix if name in MODEL_TYPES else None)

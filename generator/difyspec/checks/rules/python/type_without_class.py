"""D955."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin


@rule("D955", WARNING)
def type_without_class(plugin: Plugin) -> Iterator[Hit]:
    """A model type is supported and no class serves it, or the other way round

    Told only where every class of the files under `model_sources` is understood.

    Why: The plugin starts, and every call for the type fails with a KeyError; a class for a type that is not
    supported is never called.

    Fix: Add the class, or correct `supported_model_types`.

    Wrong:
        supported_model_types: [llm, text-embedding, tts, rerank]  # and no class for rerank

    Right:
        supported_model_types: [llm, text-embedding, tts]
    """
    layout = plugin.layout
    if layout.excerpt or not layout.sources:
        return
    from difyspec.loaders.sdk.python import Classes, model_classes  # `ast` is only needed where there is Python

    classes = Classes(layout)
    modules = [layout.modules.get(name) for name, _ in layout.sources]
    if any(module is None or module.trouble is not None or classes.guessed(module) for module in modules):
        return
    found = model_classes(layout)
    for name, node in plugin.types.items():
        if name not in found:
            yield Hit(node.span, f"`{name}` is supported, and no class serves it")
    for kind, offered in found.items():
        own = [one for one in offered if one.own is not None]
        if own and plugin.types and kind not in plugin.types:
            yield Hit(own[-1].span, f"`{own[-1].name}` serves {kind}, which the provider does not support")

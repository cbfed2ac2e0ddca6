"""D900."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import Related


@rule("D900", WARNING)
def model_twice(plugin: Plugin) -> Iterator[Hit]:
    """Two files declare one model

    They have the same `model` and the same `model_type`.

    Why: Which of them counts depends on the order in which a loader happens to read files; where they differ, so do
    context, prices and parameters from one start to the next.

    Fix: Delete one of the files, or correct its `model`.

    Wrong:
        # models/llm/acme-chat.yaml and models/llm/acme-chat-0321.yaml
        model: acme-chat

    Right:
        # models/llm/acme-chat-0321.yaml
        model: acme-chat-0321
    """
    for models in plugin.ids.values():
        for name, found in models.items():
            for model in found[1:]:
                related = (Related(found[0].name_at, "the first file"),)
                message = f"`{found[0].file}` declares the model `{name}` already"
                yield Hit(model.name_at, message, related=related)

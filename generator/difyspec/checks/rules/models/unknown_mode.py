"""D865."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import SAFE, UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.diagnostics import nearest
from difyspec.diagnostics.fix import SetValue, safe, unsafe
from difyspec.layout.tree import text_at
from difyspec.provider.vocabulary import MODES


@rule("D865", WARNING, SAFE, UNSAFE)
def unknown_mode(model: Model) -> Iterator[Hit]:
    """The mode of a language model is neither chat nor completion

    Why: No loader checks it, and Dify has no prompts for such a model: an app that uses it fails with an error about a
    value that is not valid, which names neither the model nor the plugin.

    Fix: Write `mode: chat` or `mode: completion`.

    Wrong:
        model_properties: {mode: chatty, context_size: 8192}

    Right:
        model_properties: {mode: chat, context_size: 8192}
    """
    if model.type != "llm":
        return
    mode = text_at(model.node, "model_properties", "mode")
    if mode is not None and mode not in MODES:
        span = model.at("model_properties", "mode")
        plain = mode.strip().casefold()
        guess = plain if plain in MODES else nearest(mode, MODES)
        edit = SetValue(("model_properties", "mode"), guess or "")
        fix = (safe if guess == plain else unsafe)(model.node.span.file, edit) if guess is not None else None
        yield Hit(span, f"`{model.id}` has the mode `{mode}`", suggestion=guess, fix=fix)
    elif mode is None and model.property_of("mode") is None and model.node.get("model_properties") is not None:
        yield Hit(model.at("model_properties"), f"`{model.id}` has no `mode`")

"""D876."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import Related

FACTOR = 8
_LONGEST = 200
# What providers put before and behind a name to sell the same model another way.
_AROUND = re.compile(r"^(?:coding|cc|mm|code|free)-|-(?:free|search|highspeed|high-speed|nothink|fast)$")


@rule("D876", WARNING)
def variant_differs(plugin: Plugin) -> Iterator[Hit]:
    """A variant has a fraction of the context of the model that it is a variant of

    Variants are called after another model with `-free`, `-search`, `coding-` or the like around its name. Told from a
    factor of eight on.

    Why: A variant is the same model sold another way; 8,192 is mostly what a generator wrote where it knew nothing.

    Fix: Correct `context_size`.

    Wrong:
        model: acme-chat-search  # acme-chat has 1048576
        model_properties: {mode: chat, context_size: 8192}

    Right:
        model: acme-chat-search
        model_properties: {mode: chat, context_size: 1048576}
    """
    known = {(model.type, model.id.lower()): model for model in plugin.models}
    for model in plugin.models:
        other = _plain(model, known)
        if other is None or not model.context_size or not other.context_size:
            continue
        if model.context_size * FACTOR <= other.context_size:
            related = (Related(other.at("model_properties", "context_size"), f"`{other.id}`"),)
            message = (
                f"`{model.id}` has a context of {model.context_size}, and `{other.id}` one of {other.context_size}"
            )
            yield Hit(model.at("model_properties", "context_size"), message, related=related)


def _plain(model: Model, known: dict[tuple[str, str], Model]) -> Model | None:
    name = model.id.lower()
    while len(name) < _LONGEST and (shorter := _AROUND.sub("", name)) != name:
        name = shorter
        found = known.get((model.type, name))
        if found is not None and found is not model:
            return found
    return None

"""D829."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import renamed_or_removed
from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import nearest
from difyspec.layout.listing import MODEL_KEYS
from difyspec.layout.tree import entries_at


@rule("D829", WARNING, UNSAFE)
def unknown_models_key(plugin: Plugin) -> Iterator[Hit]:
    """A key below `models` is none that loaders know

    The keys are llm, text_embedding, rerank, tts, speech2text and moderation, with an underscore.

    Why: Every loader skips the key without a word, and its models are not there.

    Fix: Write the key with an underscore.

    Wrong:
        text-embedding: {predefined: [models/text_embedding/*.yaml]}

    Right:
        text_embedding: {predefined: [models/text_embedding/*.yaml]}
    """
    for key, _ in entries_at(plugin.provider, "models"):
        if key.text not in MODEL_KEYS:
            guess = nearest(key.text, MODEL_KEYS)
            fix = renamed_or_removed(plugin, key, guess) if guess else None
            yield Hit(key.span, f"no loader reads `models.{key.text}`", suggestion=guess, fix=fix)

"""D960."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import key_path
from difyspec.checks.known_keys import LANGUAGES, texts_of
from difyspec.checks.rule import SAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics.fix import RemoveKey, safe
from difyspec.layout.tree import is_null, text_at
from difyspec.source import ScalarNode


@rule("D960", WARNING, SAFE)
def empty_translation(plugin: Plugin) -> Iterator[Hit]:
    """A translation is empty

    Why: Some readers show nothing instead of the English text.

    Fix: Write the translation, or remove its key.

    Wrong:
        label: {en_US: Top K, zh_Hans: }

    Right:
        label: {en_US: Top K, zh_Hans: 取样数量}
    """
    for node in texts_of(plugin):
        for key, value in node.entries:
            empty = is_null(value) or (isinstance(value, ScalarNode) and not value.text.strip())
            if key.text in LANGUAGES and key.text != "en_US" and empty:
                path = key_path(plugin, key) if text_at(node, "en_US") else None
                fix = safe(key.span.file, RemoveKey(path)) if path is not None else None
                yield Hit(key.span, f"the translation `{key.text}` is empty", fix=fix)

"""D942."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics.fix import RemoveKey, unsafe
from difyspec.layout.tree import entries_at
from difyspec.source import ScalarNode


@rule("D942", WARNING, UNSAFE)
def dark_icon_missing(plugin: Plugin) -> Iterator[Hit]:
    """An icon for dark backgrounds is not in `_assets`

    Unlike other icons these are not looked for when the plugin is packed.

    Why: Users with a dark background see a broken image.

    Fix: Put the image into `_assets`, or remove the key.

    Wrong:
        icon_small_dark: {en_US: missing.svg}

    Right:
        icon_small_dark: {en_US: icon.svg}
    """
    if plugin.layout.excerpt:
        return
    for key in ("icon_small_dark", "icon_large_dark"):
        entries = entries_at(plugin.provider, key)
        for language, value in entries:
            if isinstance(value, ScalarNode) and value.text and not plugin.layout.has(f"_assets/{value.text}"):
                path = (key, language.text) if len(entries) > 1 else (key,)
                fix = unsafe(value.span.file, RemoveKey(path))
                yield Hit(value.span, f"there is no icon `{value.text}` in `_assets`", fix=fix)

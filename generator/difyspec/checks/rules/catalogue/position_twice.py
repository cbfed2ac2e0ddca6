"""D902."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import path_in
from difyspec.checks.rule import SAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.checks.views.positions import positions
from difyspec.diagnostics.fix import ReplaceItem, safe
from difyspec.source import ScalarNode


@rule("D902", WARNING, SAFE)
def position_twice(plugin: Plugin) -> Iterator[Hit]:
    """A list of positions names a model twice

    Why: Only one of the two places counts.

    Fix: Remove one.

    Wrong:
        - acme-chat
        - acme-chat

    Right:
        - acme-chat
    """
    for one in positions(plugin):
        seen: dict[str, ScalarNode] = {}
        for text, node in one.entries:
            if text in seen:
                # The last place is the one that counts.
                path = path_in(plugin, seen[text])
                fix = safe(node.span.file, ReplaceItem(path)) if path is not None else None
                yield Hit(node.span, f"`{text}` is listed twice", fix=fix)
            seen[text] = node

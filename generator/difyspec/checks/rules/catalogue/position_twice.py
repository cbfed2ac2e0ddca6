"""D902."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.checks.views.positions import positions


@rule("D902", WARNING)
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
        seen: set[str] = set()
        for text, node in one.entries:
            if text in seen:
                yield Hit(node.span, f"`{text}` is listed twice")
            seen.add(text)

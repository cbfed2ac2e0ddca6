"""D812."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import ERROR, Hit, rule
from difyspec.checks.views.plugin import Plugin


@rule("D812", ERROR)
def key_twice(plugin: Plugin) -> Iterator[Hit]:
    """A key is given twice

    Why: The SDK silently takes the last one, and `dify plugin package` refuses the file.

    Fix: Remove one of the two.

    Wrong:
        model: acme-chat
        model: acme-chat-2

    Right:
        model: acme-chat
    """
    names = {plugin.layout.folder.shown(name) for name in plugin.layout.names}
    for one in plugin.layout.reading():
        if one.code == "D754" and one.span.file in names:
            yield Hit(one.span, f"{one.message}: refused by `dify plugin package`", related=one.related)

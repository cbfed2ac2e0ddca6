"""D903."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import path_in
from difyspec.checks.rule import SAFE, UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.checks.views.positions import folded, positions
from difyspec.diagnostics.fix import ReplaceItem, safe, unsafe


@rule("D903", WARNING, SAFE, UNSAFE)
def folded_position(plugin: Plugin) -> Iterator[Hit]:
    """Several names in a list of positions have become one

    A line that is indented deeper than the one above it goes on with its text: `- a` and ` - b` are one name, `a - b`.

    Why: The list names a single model that does not exist, and no order counts.

    Fix: Start all lines in the same column.

    Wrong:
        - acme-chat
         - acme-embed

    Right:
        - acme-chat
        - acme-embed
    """
    for one in positions(plugin):
        for text, node in one.entries:
            names = folded(text)
            if len(names) > 1 and text not in one.known:
                message = f"{len(names)} names have become one, from `{names[0]}` to `{names[-1]}`"
                path = path_in(plugin, node)
                apart = safe if one.known.issuperset(names) else unsafe
                fix = apart(node.span.file, ReplaceItem(path, tuple(names))) if path is not None else None
                yield Hit(node.span, message, fix=fix)

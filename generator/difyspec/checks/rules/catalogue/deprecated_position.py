"""D905."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import path_in
from difyspec.checks.rule import INFO, UNSAFE, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.checks.views.positions import positions
from difyspec.diagnostics.fix import ReplaceItem, unsafe
from difyspec.diagnostics.wording import and_others


@rule("D905", INFO, UNSAFE)
def deprecated_position(plugin: Plugin) -> Iterator[Hit]:
    """A list of positions puts deprecated models before others

    Told once a list, and only where a model that is not deprecated follows.

    Why: Users see models that are on their way out before those that they should use.

    Fix: Move deprecated models to the end, or out of the list.

    Wrong:
        - acme-chat-1  # deprecated
        - acme-chat-2

    Right:
        - acme-chat-2
    """
    for one in positions(plugin):
        old = {model.id for model in one.models if model.deprecated}
        new = {model.id for model in one.models} - old
        last = max((number for number, (text, _) in enumerate(one.entries) if text in new), default=-1)
        found = [(text, node) for text, node in one.entries[: last + 1] if text in old]
        if found:
            more = and_others(len(found), "one")
            paths = [path for _, node in found if (path := path_in(plugin, node)) is not None]
            fix = unsafe(found[0][1].span.file, *(ReplaceItem(path) for path in paths))
            message = f"deprecated models come before others: `{found[0][0]}`{more}"
            yield Hit(found[0][1].span, message, fix=fix)

"""D904."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.checks.views.positions import positions
from difyspec.checks.wording import and_others


@rule("D904", INFO)
def model_without_position(plugin: Plugin) -> Iterator[Hit]:
    """A list of positions leaves models out

    Told once a list, and only of models that are not deprecated.

    Why: Models without a position come behind all others, in no order that anybody chose.

    Fix: Add their names where they belong.

    Wrong:
        - acme-chat

    Right:
        - acme-chat
        - acme-chat-2
    """
    for one in positions(plugin):
        listed = {text for text, _ in one.entries}
        left = [model.id for model in one.models if model.id not in listed and not model.deprecated]
        if left and one.entries:
            more = and_others(len(left), "model")
            yield Hit(plugin.layout.place(one.file), f"the list leaves out `{left[0]}`{more}")

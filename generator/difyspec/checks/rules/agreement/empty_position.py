"""D828."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.layout.tree import is_null


@rule("D828", WARNING)
def empty_position(plugin: Plugin) -> Iterator[Hit]:
    """A list of positions is empty

    Why: An empty file is null to the daemon, and Dify has refused to install plugins because of it at least seven
    times. A list without names (`[]`) is harmless and useless.

    Fix: List the models, or delete the file together with `position`.

    Wrong:
        # nothing but a comment

    Right:
        - acme-chat
    """
    for one in plugin.layout.types:
        for name in dict.fromkeys((one.position, one.sdk_position)):
            file = plugin.layout.yaml(name) if name is not None and plugin.layout.has(name) else None
            if file is not None and name is not None and (file.blank or (file.root is not None and is_null(file.root))):
                yield Hit(plugin.layout.place(name), f"`{name}` is empty, which is null to the daemon")

"""D828."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import SAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics.fix import Fix, InsertItems, safe
from difyspec.layout.tree import is_null


@rule("D828", WARNING, SAFE)
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
                fix = _fix(plugin, one.key, name) if file.blank else None
                yield Hit(plugin.layout.place(name), f"`{name}` is empty, which is null to the daemon", fix=fix)


def _fix(plugin: Plugin, key: str, name: str) -> Fix | None:
    """The models of the type, in the order in which Dify shows them without a list."""
    models = [model.id for model in plugin.models if key in model.keys and model.id and not model.deprecated]
    values = tuple(dict.fromkeys(models))
    return safe(plugin.layout.folder.shown(name), InsertItems((), 0, values)) if values else None

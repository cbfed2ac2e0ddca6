"""D904."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, SAFE, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.checks.views.positions import PositionList, folded, meant_by, mostly_unknown, positions
from difyspec.diagnostics.fix import Fix, InsertItems, safe
from difyspec.diagnostics.wording import and_others
from difyspec.layout.tree import items_at


@rule("D904", INFO, SAFE)
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
            message = f"the list leaves out `{left[0]}`{more}"
            yield Hit(plugin.layout.place(one.file), message, fix=_fix(plugin, one, left))


def _fix(plugin: Plugin, one: PositionList, left: list[str]) -> Fix | None:
    """The models at the end, where they are shown anyway; not those that an unknown name of the list may mean."""
    if mostly_unknown(one):
        return None
    meant = {meant_by(one, name) for text, _ in one.entries if text not in one.known for name in folded(text)}
    meant.update(name for text, _ in one.entries for name in folded(text))
    ours = {model.id for model in one.models if model.type.replace("-", "_") == one.key}
    names = tuple(dict.fromkeys(name for name in left if name in ours and name and name not in meant))
    count = len(items_at(plugin.layout.root(one.file)))
    return safe(plugin.layout.folder.shown(one.file), InsertItems((), count, names)) if names else None

"""D820."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import SAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics.fix import AddKey, Fix, InsertItems, safe
from difyspec.layout.listing import TypeListing
from difyspec.layout.tree import down, items_at
from difyspec.source import ListNode


@rule("D820", WARNING, SAFE)
def position_seen_by_one(plugin: Plugin) -> Iterator[Hit]:
    """A list of positions counts for one loader only

    The daemon takes the order of models from the file that `position` names. The SDK never reads that key: it takes
    the file ending in `_position.yaml` that its patterns under `predefined` match.

    Why: Dify's interface shows the models in the order that the daemon knows, so a list that only the SDK finds does
    nothing for users.

    Fix: Name the file as `position`, and let a pattern of `predefined` match it.

    Wrong:
        llm: {predefined: [models/llm/*.yaml]}

    Right:
        llm: {position: models/llm/_position.yaml, predefined: [models/llm/*.yaml]}
    """
    layout = plugin.layout
    for one in layout.types:
        if one.position is None and one.sdk_position is not None and layout.root(one.sdk_position) is not None:
            message = f"the daemon does not read `{one.sdk_position}`, because `{one.key}` names no `position`"
            remedy = f"Write `position: {one.sdk_position}` below `{one.key}`."
            yield Hit(plugin.at("models", one.key, "predefined"), message, remedy, fix=_named(plugin, one))
        unmatched = one.position is not None and one.sdk_position != one.position and layout.has(one.position)
        if unmatched and one.listed and one.position_node is not None:
            message = f"the SDK does not read `{one.position}`, because no pattern of `predefined` matches it"
            remedy = f"Add `{one.position}` to `predefined`, or name it *_position.yaml where a pattern matches."
            yield Hit(one.position_node.span, message, remedy, fix=_matched(plugin, one))


def _named(plugin: Plugin, one: TypeListing) -> Fix | None:
    """`position` with the file that the SDK reads."""
    name = one.sdk_position
    if name is None or not isinstance(plugin.layout.root(name), ListNode) or down(one.node, "position") is not None:
        return None
    return safe(one.node.span.file, AddKey(("models", one.key), "position", name, ("predefined",)))


def _matched(plugin: Plugin, one: TypeListing) -> Fix | None:
    """The file that the daemon reads as another pattern; under another name the SDK would take it for a model."""
    name, items = one.position, items_at(one.node, "predefined")
    if name is None or not plugin.layout.is_position(name) or not isinstance(plugin.layout.root(name), ListNode):
        return None
    return safe(one.node.span.file, InsertItems(("models", one.key, "predefined"), len(items), (name,)))

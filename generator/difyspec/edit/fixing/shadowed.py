"""The first of several equal keys, which trees of nodes do not have any more."""

from __future__ import annotations

from typing import Any

import yaml

from difyspec.diagnostics.fix import Path
from difyspec.edit.fixing.places import Extent, Unfixable


def shadowed(text: str, path: Path) -> tuple[Extent, Extent | None, Extent, bool]:
    """The extents of the pair, of the one before and of the one after it, and whether all that is a flow map.

    `Unfixable` where the key is not there more than once.
    """
    try:
        node: Any = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        raise Unfixable("the file cannot be read") from None
    for step in path[:-1]:
        node = _below(node, step)
    if not isinstance(node, yaml.MappingNode):
        raise Unfixable("there is no map")
    keys = [getattr(key, "value", None) for key, _ in node.value]
    if keys.count(path[-1]) < 2:
        raise Unfixable("the key is not there twice")
    extents = [
        Extent(key.start_mark.index, max(key.end_mark.index + 1, _end(value, text))) for key, value in node.value
    ]
    index = keys.index(path[-1])
    return extents[index], extents[index - 1] if index else None, extents[index + 1], bool(node.flow_style)


def _below(node: Any, step: str | int) -> Any:
    if isinstance(node, yaml.MappingNode):
        found = [value for key, value in node.value if getattr(key, "value", None) == step]
        return found[-1] if found else None
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None


def _end(node: Any, text: str) -> int:
    """The offset behind a node without what follows it."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return len(text[: node.end_mark.index].rstrip())
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last, text)

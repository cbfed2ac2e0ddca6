"""D872."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import SAFE, WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.diagnostics.fix import ReplaceItem, safe
from difyspec.layout.tree import items_at
from difyspec.source import ScalarNode


@rule("D872", WARNING, SAFE)
def feature_twice(model: Model) -> Iterator[Hit]:
    """A feature is listed twice

    Why: It is mostly a slip for another feature.

    Fix: Remove it, or write the feature that was meant.

    Wrong:
        features: [tool-call, vision, tool-call]

    Right:
        features: [tool-call, vision]
    """
    seen: set[str] = set()
    for index, node in enumerate(items_at(model.node, "features")):
        if not isinstance(node, ScalarNode) or node.tag != "str":
            continue
        if node.text in seen:
            fix = safe(model.node.span.file, ReplaceItem(("features", index)))
            yield Hit(node.span, f"`{model.id}` has the feature `{node.text}` twice", fix=fix)
        seen.add(node.text)

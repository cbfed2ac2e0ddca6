"""D872."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.layout.tree import texts_at


@rule("D872", WARNING)
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
    for text, node in texts_at(model.node, "features"):
        if text in seen:
            yield Hit(node.span, f"`{model.id}` has the feature `{text}` twice")
        seen.add(text)

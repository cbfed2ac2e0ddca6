"""D866."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.diagnostics.fix import InsertItems, unsafe
from difyspec.layout.tree import items_at


@rule("D866", WARNING, UNSAFE)
def streams_no_tools(model: Model) -> Iterator[Hit]:
    """A model streams calls of tools and cannot call tools

    `stream-tool-call` without `tool-call` or `multi-tool-call`.

    Why: Dify looks for the latter two to decide whether an agent may call tools, so it falls back to prompts.

    Fix: Add `tool-call` (and `multi-tool-call`, if it can do several at once), or remove `stream-tool-call`.

    Wrong:
        features: [stream-tool-call]

    Right:
        features: [tool-call, stream-tool-call]
    """
    place = model.features.get("stream-tool-call")
    if place is not None and not {"tool-call", "multi-tool-call"} & set(model.features):
        index = next(number for number, item in enumerate(items_at(model.node, "features")) if item is place)
        fix = unsafe(model.node.span.file, InsertItems(("features",), index, ("tool-call",)))
        message = f"`{model.id}` has `stream-tool-call` and neither `tool-call` nor `multi-tool-call`"
        yield Hit(place.span, message, fix=fix)

"""D874."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.layout.tree import is_null


@rule("D874", INFO)
def no_chunk_limit(model: Model) -> Iterator[Hit]:
    """An embedding model does not say how many texts it takes at once

    Why: Dify then sends one text a request, and indexing takes many times as long.

    Fix: Write `max_chunks`.

    Wrong:
        model_properties: {context_size: 8192}

    Right:
        model_properties: {context_size: 8192, max_chunks: 32}
    """
    if model.type == "text-embedding" and not model.deprecated and is_null(model.property_of("max_chunks")):
        yield Hit(model.at("model_properties"), f"`{model.id}` has no `max_chunks`")

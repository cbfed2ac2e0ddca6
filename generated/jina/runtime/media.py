"""What calls to embed and rank images have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dify_plugin.entities.model.text_embedding import MultiModalContent

from . import calls, errors

VISION = "vision"
"""The feature by which Dify knows models that take images."""


def items(contents: Iterable[MultiModalContent]) -> list[calls.Item]:
    """What Dify gives, as hooks and protocols take it."""
    return [calls.Item(content.content_type.value, content.content) for content in contents]


def require_vision(model: calls.ModelFacts, given: Sequence[calls.Item]) -> None:
    """Raises errors.Failure (bad request) for images that go to a model which does not say that it takes any."""
    if VISION not in model.features and any(item.kind != "text" for item in given):
        raise errors.Failure(errors.BAD_REQUEST, f"the model {model.name} takes no images")

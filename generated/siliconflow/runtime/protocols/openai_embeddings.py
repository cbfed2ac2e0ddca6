"""``openai.embeddings``: texts in, one vector each out."""

from __future__ import annotations

from typing import Any

from .. import answers, calls, defaults, errors, vectors
from ..values import first


@defaults.sends(user=True, encoding_format="float")
def embed[C, F](call: calls.EmbedCall[C, F], batch: list[Any]) -> calls.Vectors:
    """The vectors of one batch. Vectors come as numbers or as base64, in any order. Raises errors.Failure."""
    body = {"input": batch, "model": call.model.wire_name, **call.body}
    answer = call.http.post(first(call.path, "/embeddings"), body)
    items = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer has no embeddings")
    try:
        found = vectors.in_order([(item.get("index"), vectors.decode(item.get("embedding"))) for item in items])
    except ValueError as error:
        raise errors.Failure(errors.SERVER_UNAVAILABLE, str(error)) from None
    return calls.Vectors(found, answers.count(answer, "usage.total_tokens", "usage.prompt_tokens"))

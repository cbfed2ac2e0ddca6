"""``jina.rerank``: a query and documents in, indices and scores out; Cohere's and most others' rerankers speak it."""

from __future__ import annotations

from typing import Any

from .. import answers, calls, defaults
from ..values import first


@defaults.sends(return_documents=True)
def rerank[C, F](
    call: calls.RerankCall[C, F], query: Any, docs: list[Any], top_n: int | None
) -> list[tuple[int, float]]:
    """(index, score) of the documents the server found, in its order. Raises errors.Failure."""
    body = {"model": call.model.wire_name, "query": query, "documents": docs, "top_n": top_n, **call.body}
    answer = call.http.post(first(call.path, "/rerank"), body)
    return answers.ranking(answer, results="results", index="index", score="relevance_score")

"""The base of rerankers, and what becomes of a server's ranking."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import dify_plugin
from dify_plugin.entities.model.rerank import RerankDocument, RerankResult
from pydantic import BaseModel

from . import bodies, calls, defaults, errors, guard, scores

type Protocol = Callable[[calls.RerankCall[Any, Any], Any, list[Any], int | None], list[tuple[int, float]]]


@dataclass(frozen=True)
class Options:
    """Settings of one call to a reranker.

    `score` turns what the server sent into scores (`scores`); `path` overrides the protocol's own.
    """

    score: scores.Score = scores.identity
    path: str | None = None


def documents(
    ranking: Sequence[tuple[int, float]],
    docs: Sequence[str],
    score: scores.Score = scores.identity,
    threshold: float | None = None,
    top_n: int | None = None,
) -> list[RerankDocument]:
    """The documents from best to worst: each once, with a score of at least `threshold`, at most `top_n`.

    A `top_n` below 1 is none. Raises errors.Failure (server unavailable) for an index that is not a document's.
    """
    if not all(type(index) is int and math.isfinite(value) for index, value in ranking):
        raise errors.Failure(errors.SERVER_UNAVAILABLE, "the ranking has an entry without index or score")
    if not all(0 <= index < len(docs) for index, _ in ranking):
        raise errors.Failure(errors.SERVER_UNAVAILABLE, f"the ranking names a document beyond the {len(docs)} sent")
    scored = zip((index for index, _ in ranking), score([value for _, value in ranking]), strict=True)
    best: dict[int, float] = {}
    for index, value in sorted(scored, key=lambda pair: (-pair[1], pair[0])):
        best.setdefault(index, value)
    kept = [(index, value) for index, value in best.items() if threshold is None or value >= threshold]
    limit = top_n if top_n is not None and top_n > 0 else None
    return [RerankDocument(index=index, text=docs[index], score=value) for index, value in kept[:limit]]


class RerankingModel[C: BaseModel, F: BaseModel](guard.Guard[C, F], dify_plugin.RerankModel):
    """A reranker. A generated class names its protocol and overrides what deviates."""

    ping_query: str = "Which planet has wide rings?"
    ping_documents: tuple[str, ...] = ("Saturn is known for its rings.", "A bicycle has two wheels.")
    """With the query, what tests credentials."""

    # ---- what generated classes fill in -----------------------------------------------------------------------------

    def protocol(self, call: calls.RerankCall[C, F]) -> Protocol:
        """How the server is asked."""
        raise NotImplementedError(f"{self.connection.name} has no protocol for {call.model.name}")

    def send(self, call: calls.RerankCall[C, F], body: bodies.Body) -> None:
        """The steps of ``send``."""

    def options(self, call: calls.RerankCall[C, F]) -> Options:
        """The score function."""
        return Options()

    def ping(self, call: calls.RerankCall[C, F]) -> Mapping[str, object]:
        """What the request that tests credentials carries besides what it asks, by dotted targets."""
        return {}

    # ---- what the SDK calls -----------------------------------------------------------------------------------------

    def _invoke(
        self,
        model: str,
        credentials: dict[str, Any],
        query: str,
        docs: list[str],
        score_threshold: float | None = None,
        top_n: int | None = None,
        user: str | None = None,
    ) -> RerankResult:
        """The documents from best to worst, with the texts given; no request for no documents. Raises the SDK's errors.

        The server is told `top_n`, but neither trusted to keep to it nor to sort.
        """
        if not docs:
            return RerankResult(model=model, docs=[])
        with self.mapping(credentials):
            call = self._call(self.prepare(model, credentials, user))
            ranking = self._rank(call, self.protocol(call), query, docs, top_n)
            return RerankResult(
                model=model, docs=documents(ranking, docs, self.options(call).score, score_threshold, top_n)
            )

    def check(self, model: str, credentials: dict[str, Any]) -> None:
        """Ranks two sentences; a ranking of nothing is a failure."""
        docs = self.ping_documents
        call = self._call(self.prepare(model, credentials))
        ranking = self._rank(
            call, self.protocol(call), self.ping_query, list(docs), None, defaults.tested(self.send, self.ping)
        )
        if not documents(ranking, docs, self.options(call).score):
            raise errors.Failure(errors.SERVER_UNAVAILABLE, "the ranking is empty")

    # ---- how ----

    def _call(self, call: calls.Call[C, F]) -> calls.RerankCall[C, F]:
        return calls.RerankCall(**vars(call))

    def _rank(
        self,
        call: calls.RerankCall[C, F],
        protocol: Protocol,
        query: Any,
        docs: list[Any],
        top_n: int | None,
        send: Callable[[calls.RerankCall[C, F], bodies.Body], None] | None = None,
    ) -> list[tuple[int, float]]:
        body = defaults.body(call, defaults.fields(protocol, call), send or self.send)
        return protocol(replace(call, body=body, path=self.options(call).path), query, docs, top_n)

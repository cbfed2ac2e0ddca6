"""The base of rerankers that also rank images, or rank by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dify_plugin.entities.model.rerank import MultiModalRerankResult
from dify_plugin.entities.model.text_embedding import MultiModalContent
from pydantic import BaseModel

from . import calls, media, reranking


class MediaRerankingModel[C: BaseModel, F: BaseModel](reranking.RerankingModel[C, F]):
    """A reranker. Its multimodal calls carry `calls.Item`, its others plain texts."""

    def media(self, call: calls.RerankCall[C, F]) -> reranking.Protocol:
        """How the server is asked with texts and images; as with texts alone, unless there is a hook."""
        return self.protocol(call)

    def _invoke_multimodal(
        self,
        model: str,
        credentials: dict[str, Any],
        query: MultiModalContent,
        docs: Sequence[MultiModalContent],
        score_threshold: float | None = None,
        top_n: int | None = None,
        user: str | None = None,
    ) -> MultiModalRerankResult:
        """Texts and images from best to worst; the text of an image is empty. Raises the SDK's errors."""
        if not docs:
            return MultiModalRerankResult(model=model, docs=[])
        with self.mapping(credentials):
            (asked,), given = media.items([query]), media.items(docs)
            bare = self.prepare(model, credentials, user)
            media.require_vision(bare.model, [asked, *given])
            call = calls.RerankCall(**vars(bare), multimodal=True)
            ranking = self._rank(call, self.media(call), asked, given, top_n)
            texts = [item.data if item.kind == "text" else "" for item in given]
            score = self.options(call).score
            found = reranking.documents(ranking, texts, score, score_threshold, top_n)
            return MultiModalRerankResult(model=model, docs=found)
